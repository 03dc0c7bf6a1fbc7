"""A pupil's own hours: when, where and with whom. Nothing about why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from tandem.logbook.models import CannotCome
from tandem.logbook.queries.family import with_whom
from tandem.people.models import User
from tandem.scheduling.enums import ResourceKind, SessionStatus, TeamStatus
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.teams import in_full, pupils_of
from tandem.scheduling.queries.turns import turns_of

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class OwnHour:
    """One session of a pupil: with whom, or whom they help; of a pair that takes turns, who explains this time."""

    session: Session
    tutors: str
    helps: str = ""
    explains: str = ""  # the other child, when it is their turn
    my_turn: bool = False


def own_hours(user: User, *, at: datetime) -> list[OwnHour]:
    """Return the sessions of the coming two weeks in which this pupil is expected, today's first."""
    taken = (
        Occupancy.objects.filter(
            kind=ResourceKind.PERSON,
            resource_id=user.person_id,
            cancelled=False,
            session__ends_at__gt=at,
            session__starts_at__lt=at + AHEAD,
            session__status=SessionStatus.PLANNED,
            session__team__status=TeamStatus.PUBLISHED,
        )
        .exclude(session__in=CannotCome.objects.filter(tutor=F("session__team__enrolment__tutor")).values("session"))
        .order_by("session__starts_at", "pk")
        .select_related("session__room")
    )
    sessions = [row.session for row in taken]
    teams = {team.pk: team for team in in_full(Team.objects.filter(pk__in={session.team_id for session in sessions}))}
    turns = {turn.session.pk: turn.tutors for team in teams.values() for turn in turns_of(team)}
    found = []
    for session in sessions:
        session.team = teams[session.team_id]
        tutors = with_whom(session.team, user.person_id)
        turn = turns.get(session.pk)
        found.append(
            OwnHour(
                session,
                tutors,
                "" if tutors else _helped(session),
                turn.given_name if turn and turn.pk != user.person_id else "",
                turn is not None and turn.pk == user.person_id,
            )
        )
    return found


def _helped(session: Session) -> str:
    """Return whom an older pupil helps, by first name."""
    return ", ".join(pupil.person.given_name for pupil in pupils_of(session.team, on=session.starts_at.date()))
