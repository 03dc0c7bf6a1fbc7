"""Dosage: what was planned, what was held, and what each pupil was there for.

Planned is every session that stood in the plan, also one that was cancelled later. Held is what the log says took
place; a tutor who came in vain has hours, but there is no dosage. Attended is a pupil who was there, for the minutes
it really lasted.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from tandem.logbook.enums import Attendance, Outcome
from tandem.logbook.models import PupilEntry
from tandem.logbook.queries.boards import monday, planned_minutes
from tandem.logbook.queries.rosters import in_batches, places_of
from tandem.people.models import Person, Pupil
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.teams import is_by_students


@dataclass(frozen=True, slots=True)
class Dosage:
    """Sessions and minutes of one pupil, team, site or week; for more pupils together, each pupil's own added up."""

    key: uuid.UUID | date
    sessions_planned: int = 0
    sessions_cancelled: int = 0
    sessions_held: int = 0
    sessions_in_vain: int = 0
    sessions_open: int = 0  # over, and not yet in the log
    minutes_planned: int = 0
    minutes_held: int = 0
    pupil_minutes_planned: int = 0
    pupil_minutes_attended: int = 0
    times_planned: int = 0  # pupil by session
    times_attended: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One pupil in one planned session."""

    session: Session
    pupil: Person
    pupil_id: uuid.UUID
    minutes_attended: int | None


@dataclass(frozen=True)
class Facts:
    """All that was planned and logged for some teams in a period, read once."""

    at: datetime
    sessions: tuple[Session, ...]
    places: tuple[Fact, ...]

    def per_team(self) -> list[Dosage]:
        return self._per(lambda session: session.team_id)

    def per_site(self) -> list[Dosage]:
        return self._per(lambda session: session.team.site_id)

    def per_week(self) -> list[Dosage]:
        """Return the dosage of each week, by its Monday."""
        return self._per(lambda session: monday(timezone.localdate(session.starts_at)))

    def per_pupil(self) -> list[Dosage]:
        """Return the dosage of each pupil, by name."""
        sessions = defaultdict(list)
        places = defaultdict(list)
        people = {fact.pupil_id: fact.pupil for fact in self.places}
        for fact in self.places:
            sessions[fact.pupil_id].append(fact.session)
            places[fact.pupil_id].append(fact)
        by_name = sorted(people, key=lambda pupil: (people[pupil].sort_name, str(pupil)))
        return [_dosage(pupil, sessions[pupil], places[pupil], self.at) for pupil in by_name]

    def total(self) -> Dosage:
        return _dosage(uuid.UUID(int=0), self.sessions, self.places, self.at)

    def apart(self, *, students: bool) -> "Facts":
        """Return what is student tutoring in the Vlor's sense, or what is not."""
        sessions = tuple(session for session in self.sessions if is_by_students(session.team) == students)
        kept = {session.pk for session in sessions}
        return Facts(self.at, sessions, tuple(fact for fact in self.places if fact.session.pk in kept))

    def _per(self, key_of: Callable[[Session], uuid.UUID | date]) -> list[Dosage]:
        sessions = defaultdict(list)
        places = defaultdict(list)
        for session in self.sessions:
            sessions[key_of(session)].append(session)
        for fact in self.places:
            places[key_of(fact.session)].append(fact)
        return [_dosage(key, sessions[key], places[key], self.at) for key in sorted(sessions, key=str)]


def facts_of(teams: QuerySet[Team], *, first: date, last: date, at: datetime) -> Facts:
    """Return what was planned and logged for these teams from one day to another, in a fixed number of reads."""
    sessions = tuple(
        Session.objects.filter(team__in=teams.order_by(), starts_at__date__gte=first, starts_at__date__lte=last)
        .select_related("team__enrolment__tutor", "log_entry", "home_visit")
        .order_by("starts_at", "pk")
    )
    attended: dict[uuid.UUID, dict[uuid.UUID, int]] = defaultdict(dict)
    for some in in_batches(sessions):
        entries = PupilEntry.objects.filter(log_entry__session__in=some, attendance=Attendance.PRESENT)
        for session, pupil, minutes in entries.values_list("log_entry__session_id", "pupil_id", "minutes"):
            attended[session][pupil] = minutes
    people = {pupil.pk: pupil.person for pupil in _pupils(attended)}
    return Facts(at, sessions, tuple(_facts(sessions, people, attended)))


def _pupils(attended: dict[uuid.UUID, dict[uuid.UUID, int]]) -> QuerySet[Pupil]:
    seen = {pupil for there in attended.values() for pupil in there}
    return Pupil.objects.filter(pk__in=seen).select_related("person").order_by("person__sort_name", "pk")


def _facts(
    sessions: Iterable[Session],
    people: dict[uuid.UUID, Person],
    attended: dict[uuid.UUID, dict[uuid.UUID, int]],
) -> Iterator[Fact]:
    sessions = [session for session in sessions if not _called_off_by_family(session)]
    places = places_of(sessions)
    for session in sessions:
        there = attended[session.pk]
        planned = {place.pupil.pk: place.pupil.person for place in places[session.pk]}
        # Who was there counts, also when their place in the team was taken back afterwards.
        for pupil, person in (planned | {pupil: people[pupil] for pupil in there}).items():
            yield Fact(session, person, pupil, there.get(pupil))


def _called_off_by_family(session: Session) -> bool:
    """A visit that a family let be off is no absence of the child: nobody was expected (R-NEV-03)."""
    return hasattr(session, "home_visit") and session.home_visit.called_off_at is not None


def _dosage(key: uuid.UUID | date, sessions: Iterable[Session], places: Iterable[Fact], at: datetime) -> Dosage:
    sessions, places = list(sessions), list(places)
    held = [session for session in sessions if _outcome(session) == Outcome.HELD]
    there = [fact.minutes_attended for fact in places if fact.minutes_attended is not None]
    return Dosage(
        key=key,
        sessions_planned=len(sessions),
        sessions_cancelled=sum(session.status != SessionStatus.PLANNED for session in sessions),
        sessions_held=len(held),
        sessions_in_vain=sum(_outcome(session) == Outcome.IN_VAIN for session in sessions),
        sessions_open=sum(_is_open(session, at) for session in sessions),
        minutes_planned=sum(planned_minutes(session) for session in sessions),
        minutes_held=sum(session.log_entry.minutes for session in held),
        pupil_minutes_planned=sum(planned_minutes(fact.session) for fact in places),
        pupil_minutes_attended=sum(there),
        times_planned=len(places),
        times_attended=len(there),
    )


def _outcome(session: Session) -> str:
    return session.log_entry.outcome if hasattr(session, "log_entry") else ""


def _is_open(session: Session, at: datetime) -> bool:
    return session.status == SessionStatus.PLANNED and session.ends_at <= at and not _outcome(session)
