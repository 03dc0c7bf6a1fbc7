"""The sessions of all weeks of a team, kept in step with its rhythm, its people and the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tandem.people.queries import held_back
from tandem.scheduling.actions.booking import book, takes
from tandem.scheduling.calendar import LOCAL, Beat, Occurrence, occurrences
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Occupancy, Session, Team
from tandem.scheduling.queries.days import Suspended, free_days, suspended
from tandem.scheduling.queries.teams import pupils_in_class, tutors_of

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
    away: Suspended
    held_back: Mapping[bool, set[UUID]]  # after school or not -> pupils whose family does not want it, or no longer

    def on(self, day: date, *, after_school: bool) -> list[UUID] | None:
        """Return the persons in a session on a day; nothing when no tutor or no pupil would be there."""
        tutors = [person for pk, person in self.tutors.items() if not self.away.tutor(pk, day)]
        held_back = self.held_back[after_school]
        pupils = [
            person
            for pk, (person, first, last) in self.pupils.items()
            if first <= day <= last and pk not in held_back and not self.away.pupil(pk, day)
        ]
        return [*tutors, *pupils] if tutors and pupils else None


def make_sessions(team: Team, *, at: datetime) -> Series:
    """Make, keep, change or remove the sessions after this moment; what was held or changed by hand stays."""
    first = max(team.from_date, at.astimezone(LOCAL).date())
    people = _people(team, first)
    wanted = {
        beat.starts_at: (beat, persons)
        for beat in beats_of(team, first)
        if beat.starts_at > at and (persons := people.on(beat.on, after_school=_after_school(team, beat))) is not None
    }
    existing = {row.series_at: row for row in team.sessions.filter(series_at__gt=at).prefetch_related("occupancy")}
    gone = [row.pk for moment, row in existing.items() if moment not in wanted]
    removed, _ = Session.objects.filter(pk__in=gone).delete()
    fresh, rows, changed = [], [], bool(removed)
    for moment, (beat, persons) in wanted.items():
        session = existing.get(moment)
        if session is None:
            session = _new(team, beat, at)
            fresh.append(session)
        elif not _update(session, team, beat, persons, at):
            continue
        changed = True
        rows += takes(session, people=persons, room=session.room_id)
    Session.objects.bulk_create(fresh, batch_size=BATCH)
    book(rows)
    return Series(len(wanted), changed)


def beats_of(team: Team, first: date) -> list[Occurrence]:
    """Return every moment at which a team would meet from a day on, without the days it has off."""
    beats = {Beat(slot.week, slot.day, slot.starts, slot.ends): slot for slot in team.slots.all()}
    weeks = max((beat.week for beat in beats), default=0) + 1
    free = free_days(team.site, team.from_date, team.to_date)
    # From the team's own first day, so that the cycle does not depend on when it is published.
    found = occurrences(beats, first=team.from_date, last=team.to_date, free=free, weeks=weeks)
    return [beat for beat in found if beat.on >= first]


def _after_school(team: Team, beat: Occurrence) -> bool:
    moment = (beat.beat.week, beat.beat.day, beat.beat.starts)
    return any(slot.after_school for slot in team.slots.all() if (slot.week, slot.day, slot.starts) == moment)


def _room(team: Team, beat: Beat) -> UUID | None:
    for slot in team.slots.all():
        if (slot.week, slot.day, slot.starts) == (beat.week, beat.day, beat.starts) and slot.room_id:
            return slot.room_id
    return team.room_id


def _new(team: Team, beat: Occurrence, at: datetime) -> Session:
    return Session(
        team=team,
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


def _people(team: Team, on: date) -> People:
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
    away = suspended(tutors=tutors, pupils=pupils, first=team.from_date, last=team.to_date)
    held = {after_school: held_back(pupils, in_school_time=not after_school) for after_school in (False, True)}
    return People(tutors, pupils, away, held)
