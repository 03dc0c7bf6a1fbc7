"""What a tutor needs to know of a session: who, where, pick-up, when, the class's topic, the goal, last time's note."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, auto

from django.db.models import Q
from django.utils import timezone

from tandem.core.sealed import unsealed
from tandem.logbook.enums import Attendance
from tandem.logbook.models import CannotCome, Frame, PupilEntry
from tandem.logbook.queries.file import notes_shown_to_tutors
from tandem.logbook.queries.rosters import Place, goals_of, places_of, sessions_visible_to, short_names
from tandem.logbook.queries.told import NOTHING, Told, told_to_tutors
from tandem.people.models import ClassPlace, User
from tandem.people.queries import current
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session, TeamPair

LOOK_BACK = timedelta(weeks=6)


class State(StrEnum):
    """Where a session stands, for its tutor."""

    AHEAD = auto()
    NOW = auto()
    TO_LOG = auto()
    LOGGED = auto()
    NOT_COMING = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class LastNote:
    """What stood in the log the last time this pupil was there."""

    day: date
    activity: str
    goal: str
    success: str


@dataclass(frozen=True, slots=True)
class Topic:
    class_name: str
    topic: str
    goal: str


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil as a tutor sees them: name and initial, class, strengths, goals, last time's note. Never a result."""

    pupil_id: uuid.UUID
    name: str
    class_name: str
    goal: str
    last: LastNote | None
    mine: bool
    told: Told = NOTHING

    @property
    def goals(self) -> tuple[str, ...]:
        """What the pupil works on: as it stands in the file, else as the school asked."""
        return self.told.goals or ((self.goal,) if self.goal else ())


@dataclass(frozen=True, slots=True)
class Card:
    """One session on the tutor's page."""

    session: Session
    state: State
    pupils: tuple[PupilLine, ...]
    topics: tuple[Topic, ...]

    @property
    def mine(self) -> tuple[PupilLine, ...]:
        return tuple(line for line in self.pupils if line.mine)

    @property
    def is_class(self) -> bool:
        """More pupils than fit on a phone as cards of their own."""
        return len(self.pupils) > 4

    @property
    def minutes(self) -> int:
        return planned_minutes(self.session)

    @property
    def class_names(self) -> str:
        return ", ".join(sorted({name for line in self.pupils for name in line.class_name.split(", ") if name}))


def planned_minutes(session: Session) -> int:
    return int((session.ends_at - session.starts_at).total_seconds() // 60)


def today_of(user: User, *, at: datetime) -> list[Card]:
    """Return a tutor's sessions of this day, by start."""
    today = timezone.localdate(at)
    return cards_between(user, first=today, last=today, at=at)


def cards_between(user: User, *, first: date, last: date, at: datetime) -> list[Card]:
    """Return a tutor's sessions from one day to another, by start."""
    sessions = sessions_visible_to(user, on=timezone.localdate(at)).filter(
        starts_at__date__gte=first, starts_at__date__lte=last
    )
    return cards_of(sessions, user=user, at=at)


def next_card(user: User, *, at: datetime) -> Card | None:
    """Return a tutor's first session after this day."""
    today = timezone.localdate(at)
    sessions = sessions_visible_to(user, on=today).filter(starts_at__date__gt=today, status=SessionStatus.PLANNED)
    return next(iter(cards_of(sessions[:1], user=user, at=at)), None)


def not_yet_logged(user: User, *, at: datetime) -> list[Session]:
    """Return a tutor's sessions of the past weeks, before today, that were held or not, but stand nowhere."""
    today = timezone.localdate(at)
    return list(
        sessions_visible_to(user, on=today)
        .filter(
            starts_at__gte=at - LOOK_BACK,
            starts_at__date__lt=today,
            status=SessionStatus.PLANNED,
            log_entry__isnull=True,
        )
        .exclude(cannot_come__tutor__person=user.person_id)
    )


def card_of(session: Session, *, user: User, at: datetime) -> Card:
    return cards_of([session], user=user, at=at)[0]


def cards_of(sessions: Iterable[Session], *, user: User, at: datetime) -> list[Card]:
    """Return the sessions with all a tutor needs to know, in a fixed number of reads."""
    sessions = list(sessions)
    places = places_of(sessions)
    pupils = {place.pupil for found in places.values() for place in found}
    class_places = _class_places({pupil.pk for pupil in pupils}, on=timezone.localdate(at))
    notes = _last_notes(sessions, {pupil.pk for pupil in pupils}, at)
    goals = goals_of({session.team_id for session in sessions})
    initiatives = {session.team.initiative_id for session in sessions}
    told = told_to_tutors({pupil.pk for pupil in pupils}, initiatives, on=timezone.localdate(at))
    pairs = _pairs(sessions, user)
    frames = _frames(sessions, {place.school_class_id for found in class_places.values() for place in found})
    away = set(
        CannotCome.objects.filter(session__in=sessions, tutor__person=user.person_id).values_list(
            "session_id", flat=True
        )
    )
    return [
        Card(
            session=session,
            state=_state(session, session.pk in away, at),
            pupils=_lines(places[session.pk], class_places, notes, goals, told, pairs.get(session.team_id), session),
            topics=_topics(session, places[session.pk], class_places, frames),
        )
        for session in sessions
    ]


def _state(session: Session, away: bool, at: datetime) -> State:
    if hasattr(session, "log_entry"):
        return State.LOGGED
    if away:
        return State.NOT_COMING
    if session.status != SessionStatus.PLANNED:
        return State.CANCELLED
    if session.starts_at > at:
        return State.AHEAD
    return State.NOW if session.ends_at > at else State.TO_LOG


def _lines(
    places: list[Place],
    class_places: dict[uuid.UUID, list[ClassPlace]],
    notes: dict[tuple[uuid.UUID, uuid.UUID, str], LastNote],
    goals: dict[tuple[uuid.UUID, uuid.UUID | None], str],
    told: dict[uuid.UUID, Told],
    paired: set[uuid.UUID] | None,
    session: Session,
) -> tuple[PupilLine, ...]:
    names = short_names(place.pupil.person for place in places)
    lines = []
    for place in places:
        pupil = place.pupil
        mine = paired is None or pupil.pk in paired
        goal = goals.get((session.team_id, pupil.pk)) or goals.get((session.team_id, None), "")
        last = notes.get((pupil.pk, session.team.initiative_id, session.team.subject)) if mine else None
        lines.append(
            PupilLine(
                pupil_id=pupil.pk,
                name=names[pupil.person_id],
                class_name=", ".join(found.school_class.name for found in class_places[pupil.pk]),
                goal=(last.goal if last and last.goal else goal) if mine else "",
                last=last,
                mine=mine,
                told=told.get(pupil.pk, NOTHING) if mine else NOTHING,
            )
        )
    return tuple(lines)


def _class_places(pupils: set[uuid.UUID], *, on: date) -> dict[uuid.UUID, list[ClassPlace]]:
    found = defaultdict(list)
    places = ClassPlace.objects.filter(current(on), pupil__in=pupils).select_related("school_class")
    for place in places.order_by("school_class__name", "pk"):
        found[place.pupil_id].append(place)
    return found


def _last_notes(
    sessions: list[Session], pupils: set[uuid.UUID], at: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID, str], LastNote]:
    """Return each pupil's last note per initiative and subject, also where another tutor wrote it."""
    earlier = PupilEntry.objects.filter(
        pupil__in=pupils,
        attendance=Attendance.PRESENT,
        log_entry__session__team__initiative__in={session.team.initiative_id for session in sessions},
        log_entry__session__starts_at__lt=at,
    ).exclude(log_entry__session__in=sessions)
    entries = (
        notes_shown_to_tutors(earlier, on=timezone.localdate(at))
        .select_related("log_entry__session__team")
        .order_by(
            "pupil_id",
            "log_entry__session__team__initiative_id",
            "log_entry__session__team__subject",
            "-log_entry__session__starts_at",
            "pk",
        )
        .distinct("pupil_id", "log_entry__session__team__initiative_id", "log_entry__session__team__subject")
    )
    return {
        (entry.pupil_id, entry.log_entry.session.team.initiative_id, entry.log_entry.session.team.subject): LastNote(
            timezone.localdate(entry.log_entry.session.starts_at), entry.activity, entry.goal, entry.success
        )
        for entry in unsealed(entries)
    }


def _pairs(sessions: list[Session], user: User) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return, for teams in which it was said who works with whom, the pupils of this tutor."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    pairs = TeamPair.objects.filter(team__in={session.team_id for session in sessions})
    for team, pupil, person in pairs.values_list("team_id", "pupil_id", "tutor__person_id"):
        mine = found.setdefault(team, set())
        if person == user.person_id:
            mine.add(pupil)
    return found


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _frames(sessions: list[Session], classes: set[uuid.UUID]) -> dict[tuple[uuid.UUID, date], Frame]:
    mondays = {monday(timezone.localdate(session.starts_at)) for session in sessions}
    frames = Frame.objects.filter(Q(school_class__in=classes) & Q(week_date__in=mondays)).select_related("school_class")
    return {(frame.school_class_id, frame.week_date): frame for frame in frames}


def _topics(
    session: Session,
    places: list[Place],
    class_places: dict[uuid.UUID, list[ClassPlace]],
    frames: dict[tuple[uuid.UUID, date], Frame],
) -> tuple[Topic, ...]:
    week = monday(timezone.localdate(session.starts_at))
    classes = {found.school_class_id for place in places for found in class_places[place.pupil.pk]}
    given = [frames[school_class, week] for school_class in classes if (school_class, week) in frames]
    return tuple(
        Topic(frame.school_class.name, frame.topic, frame.goal)
        for frame in sorted(given, key=lambda frame: (frame.school_class.name, str(frame.pk)))
    )
