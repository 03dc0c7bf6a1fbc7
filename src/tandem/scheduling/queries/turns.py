"""Pupils who take turns: who tutors in which session, each as often as the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.people.models import Person
from tandem.planning.roles import roles
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import pupils_of, tutors_of


@dataclass(frozen=True, slots=True)
class Turn:
    """A session, and whose turn it is to tutor."""

    session: Session
    tutors: Person


def turns_of(team: Team) -> list[Turn]:
    """Return whose turn it is in each session of a pair that takes turns; nothing for any other team."""
    people = {str(person.pk): person for person in pair_of(team)}
    if not people:
        return []
    one, other = people
    sessions = list(team.sessions.exclude(status=SessionStatus.CANCELLED).order_by("starts_at", "pk"))
    order = roles((one, other), len(sessions))
    return [Turn(session, people[key]) for session, key in zip(sessions, order, strict=True)]


def pair_of(team: Team) -> tuple[Person, ...]:
    """Return the two children of a pair that takes turns; nobody of any other team."""
    if not team.initiative.template.reciprocal:
        return ()
    tutors, pupils = tutors_of(team), pupils_of(team, on=team.from_date)
    return (tutors[0].person, pupils[0].person) if len(tutors) == len(pupils) == 1 else ()


def turns_after(turns: Sequence[Turn], at: datetime, *, at_most: int) -> list[Turn]:
    """Return the next turns."""
    return [turn for turn in turns if turn.session.ends_at > at][:at_most]
