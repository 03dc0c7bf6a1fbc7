"""The sessions of all weeks of a team, kept in step with its rhythm, its people and the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from tandem.people.queries import held_back
from tandem.scheduling.actions.booking import book, takes
from tandem.scheduling.calendar import LOCAL, Beat, Occurrence, occurrences
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.days import Suspended, free_days, suspended
from tandem.scheduling.queries.pauses import paused_among
from tandem.scheduling.queries.teams import pupils_in_class, pupils_of, tutors_of

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Series:
    """How many sessions lie ahead, and whether anything about them changed."""

    sessions: int
    changed: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who is in a team: its tutors, and each pupil with the days of their place."""

    tutors: Mapping[UUID, UUID]  # tutor -> person
    pupils: Mapping[UUID, tuple[UUID, date, date]]  # pupil -> person, first and last day
    days: "Days"

    def on(self, day: date, *, after_school: bool) -> list[UUID] | None:
        """Return the persons in a session on a day; nothing when no tutor or no pupil would be there."""
        away, held = self.days.away, self.days.held_back[after_school]
        tutors = [person for pk, person in self.tutors.items() if not away.tutor(pk, day)]
        pupils = [
            person
            for pk, (person, first, last) in self.pupils.items()
            if first <= day <= last and pk not in held and not away.pupil(pk, day)
        ]
        return [*tutors, *pupils] if tutors and pupils else None


class Days:
    """When nothing is held, who is away, and whose family does not want it (or no longer): read once for many teams."""

    def __init__(self, teams: Sequence[Team], *, on: date) -> None:
        self._first = min((anchor_of(team) for team in teams), default=date.max)
        self._last = max((team.to_date for team in teams), default=date.min)
        self._free: dict[tuple[UUID, bool], Mapping[date, str]] = {}
        tutors = [tutor.pk for team in teams for tutor in tutors_of(team)]
        pupils = [pupil.pk for team in teams for pupil in pupils_of(team, on=team.from_date)]
        self.away: Suspended = suspended(tutors=tutors, pupils=pupils, first=self._first, last=self._last)
        self.paused = paused_among(team.pk for team in teams)
        self.held_back = {late: held_back(pupils, in_school_time=not late, on=on) for late in (False, True)}

    def free(self, team: Team) -> Mapping[date, str]:
        key = team.site_id, team.initiative.in_holidays
        if key not in self._free:
            self._free[key] = free_days(team.site, self._first, self._last, in_holidays=team.initiative.in_holidays)
        return self._free[key]


def make_sessions(team: Team, *, at: datetime, days: Days | None = None, new: bool = False) -> Series:
    """Make, keep, change or remove the sessions after this moment; what was held or changed by hand stays."""
    days = days or Days([team], on=localdate(at))
    first = max(team.from_date, at.astimezone(LOCAL).date())
    people = _people(team, first, days)
    wanted = {
        beat.starts_at: (beat, persons)
        for beat in beats_of(team, first, days.free(team))
        if beat.starts_at > at and (persons := people.on(beat.on, after_school=_after_school(team, beat))) is not None
    }
    before = [] if new else team.sessions.filter(series_at__gt=at).prefetch_related("occupancy")
    existing = {row.series_at: row for row in before}
    gone = [row.pk for moment, row in existing.items() if moment not in wanted]
    if gone:
        Session.objects.filter(pk__in=gone).delete()
    fresh, rows, changed = [], [], bool(gone)
    for moment, (beat, persons) in wanted.items():
        session = existing.get(moment)
        if session is None:
            session = _new(team, beat, at, paused=team.pk in days.paused)
            fresh.append(session)
        elif not _update(session, team, beat, persons, at):
            continue
        changed = True
        rows += takes(session, people=persons, room=session.room_id)
    if rows:
        Session.objects.bulk_create(fresh, batch_size=BATCH)
        book(rows)
    return Series(len(wanted), changed)


def beats_of(team: Team, first: date, free: Mapping[date, str]) -> list[Occurrence]:
    """Return every moment at which a team would meet from a day on, without the days it has off."""
    beats = {Beat(slot.week, slot.day, slot.starts, slot.ends): slot for slot in team.slots.all()}
    weeks = max((beat.week for beat in beats), default=0) + 1
    found = occurrences(beats, first=anchor_of(team), last=team.to_date, free=free, weeks=weeks)
    return [beat for beat in found if beat.on >= max(first, team.from_date)]


def anchor_of(team: Team) -> date:
    """Return the day from which weeks are counted: all teams of an initiative are in the same week of the cycle."""
    return min(team.initiative.starts_date, team.from_date)


def _after_school(team: Team, beat: Occurrence) -> bool:
    moment = (beat.beat.week, beat.beat.day, beat.beat.starts)
    return any(slot.after_school for slot in team.slots.all() if (slot.week, slot.day, slot.starts) == moment)


def _room(team: Team, beat: Beat) -> UUID | None:
    for slot in team.slots.all():
        if (slot.week, slot.day, slot.starts) == (beat.week, beat.day, beat.starts) and slot.room_id:
            return slot.room_id
    return team.room_id


def _new(team: Team, beat: Occurrence, at: datetime, *, paused: bool) -> Session:
    return Session(
        team=team,
        status=SessionStatus.PAUSED if paused else SessionStatus.PLANNED,
        starts_at=beat.starts_at,
        ends_at=beat.ends_at,
        series_at=beat.starts_at,
        room_id=_room(team, beat.beat),
        changed_at=at,
    )


def _update(session: Session, team: Team, beat: Occurrence, persons: list[UUID], at: datetime) -> bool:
    """Bring one session up to date; return whether its people and room must be booked anew."""
    if session.status == SessionStatus.CANCELLED:
        return False
    moved = session.starts_at != session.series_at
    if not moved:
        session.ends_at, session.room_id = beat.ends_at, _room(team, beat.beat)
    booked = {(row.kind, row.resource_id, row.during.upper) for row in session.occupancy.all()}
    asked = {
        (row.kind, row.resource_id, row.during.upper) for row in takes(session, people=persons, room=session.room_id)
    }
    if booked == asked:
        return False
    session.changed_at = at
    session.save(update_fields=["ends_at", "room", "changed_at"])
    freed = {row.resource_id for row in session.occupancy.all() if row.cancelled}
    persons[:] = [person for person in persons if person not in freed]
    Occupancy.objects.filter(session=session).delete()
    return True


def _people(team: Team, on: date, days: Days) -> People:
    tutors = {tutor.pk: tutor.person_id for tutor in tutors_of(team)}
    pupils: dict[UUID, tuple[UUID, date, date]] = {}
    for member in team.members.all():
        first, last = team.from_date, team.to_date
        request = member.request
        if request.pupil is not None:
            pupils[request.pupil.pk] = (request.pupil.person_id, first, request.pupil.left_date or last)
        elif request.school_class is not None:
            for pupil in pupils_in_class(request.school_class, on=on):
                pupils[pupil.pk] = (pupil.person_id, first, pupil.left_date or last)
    return People(tutors, pupils, days)
