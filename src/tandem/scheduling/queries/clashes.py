"""What a change by hand would clash with, said before it happens."""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from tandem.initiatives.models import Enrolment
from tandem.scheduling.clash import Clash, ClashKind, Moment
from tandem.scheduling.enums import Wish
from tandem.scheduling.hours import Span, coincide, cycle_of, minutes_of
from tandem.scheduling.models import Period, Team, TeamSlot, TravelTime
from tandem.scheduling.queries.offer_clashes import clashes_of_offer
from tandem.scheduling.queries.reserved_slots import reserved_availability
from tandem.scheduling.queries.taken_rooms import taken_rooms
from tandem.scheduling.queries.teams import tutors_of
from tandem.scheduling.queries.weeks import (
    Learner,
    available_stretches,
    helpers_of,
    learners_of,
    other_slots,
    slots_of_pupils,
    slots_of_tutors,
)
from tandem.scheduling.weeks import Painted, Taught, open_spans, policy_of, session_minutes

HERE = "here"


@dataclass(frozen=True, slots=True)
class Missed:
    """What the pupils of a team miss at a moment, and whether it is after school for one of them."""

    lessons: tuple[str, ...]
    after_school: bool


def clashes_of(team: Team, moments: Iterable[Moment], *, enrolment: Enrolment | None = None) -> list[Clash]:
    """Return what would be in the way if the team met at these moments, perhaps with another tutor."""
    moments = list(moments)
    offer: list[Clash] = []
    if enrolment is not None and enrolment != team.enrolment:
        team = copy.copy(team)
        team.enrolment = enrolment
        offer = list(clashes_of_offer(team))
    found = [
        *offer,
        *_of_the_week(team, moments),
        *_of_tutors(team, moments),
        *_of_pupils(team, moments),
        *_of_rooms(team, moments),
    ]
    return sorted(
        dict.fromkeys(found), key=lambda c: (not c.blocks, c.kind, c.moment.day if c.moment else 0, c.who, c.what)
    )


def missed_at(team: Team, moments: Iterable[Moment]) -> list[Missed]:
    """Return for each moment what the pupils of a team would miss."""
    learners = learners_of(team, on=team.from_date)
    return [_missed(team, learners, moment) for moment in moments]


def _of_the_week(team: Team, moments: Sequence[Moment]) -> Iterator[Clash]:
    days = Counter((moment.week, moment.day) for moment in moments)
    for moment in moments:
        if days[moment.week, moment.day] > 1:
            yield Clash(ClashKind.TWICE_A_DAY, moment)
        if moment.span.ends - moment.span.starts < session_minutes(team.initiative):
            yield Clash(ClashKind.TOO_SHORT, moment)
    per_week = Counter(moment.week for moment in moments)
    asked = {member.request.sessions_per_week for member in team.members.all()}
    if set(per_week.values()) != asked:
        yield Clash(ClashKind.TOO_FEW)


def _of_tutors(team: Team, moments: Sequence[Moment]) -> Iterator[Clash]:
    taken = list(slots_of_tutors(team))
    for moment in moments:
        for slot in _then(moment, moments, taken):
            yield from _against(team, moment, slot)
    kept_free = reserved_availability([team.enrolment], team.initiative, on=team.from_date)
    for tutor in tutors_of(team):
        free = available_stretches(tutor, on=team.from_date, also=kept_free.get(tutor.pk, ()))
        for moment in moments:
            span = moment.span
            if not any(day == span.day and a <= span.starts and span.ends <= b for day, a, b in free):
                yield Clash(ClashKind.TUTOR_UNAVAILABLE, moment, tutor.person.full_name)
    same = [slot for slot in taken if slot.team.enrolment_id == team.enrolment_id]
    for week in {moment.week for moment in moments}:
        then = next(moment for moment in moments if moment.week == week)
        total = sum(moment.week == week for moment in moments) + len(_then(then, moments, same))
        if total > team.enrolment.max_sessions:
            yield Clash(ClashKind.TUTOR_FULL, what=str(total))


def _then(moment: Moment, moments: Iterable[Moment], slots: Iterable[TeamSlot]) -> list[TeamSlot]:
    """Return the slots that fall in the week of a moment, whatever the cycles of both."""
    slots = list(slots)
    own = cycle_of(other.week for other in moments)
    cycles = _cycles(slots)
    return [slot for slot in slots if coincide(moment.week, own, slot.week, cycles[slot.team_id])]


def _cycles(slots: Iterable[TeamSlot]) -> dict[UUID, int]:
    weeks: dict[UUID, set[int]] = {}
    for slot in slots:
        weeks.setdefault(slot.team_id, set()).add(slot.week)
    return {team: cycle_of(found) for team, found in weeks.items()}


def _against(team: Team, moment: Moment, slot: TeamSlot) -> Iterator[Clash]:
    """Yield whether the tutor cannot be in both: at once, or without time to travel."""
    span, other = moment.span, slot.team
    starts, ends = minutes_of(slot.starts), minutes_of(slot.ends)
    if slot.day != moment.day:
        return
    if span.overlaps(slot.day, starts, ends):
        yield Clash(ClashKind.TUTOR_ELSEWHERE, moment, other.site.name, other.initiative.name)
    elif other.site_id != team.site_id:
        between = starts - span.ends if starts >= span.ends else span.starts - ends
        minutes = _travel(team, other)
        if minutes is None or between < minutes:
            yield Clash(ClashKind.TRAVEL, moment, other.site.name, "" if minutes is None else str(minutes))


def _travel(team: Team, other: Team) -> int | None:
    rows = TravelTime.objects.filter(a=team.site_id, b=other.site_id) | TravelTime.objects.filter(
        a=other.site_id, b=team.site_id
    )
    return rows.order_by("minutes").values_list("minutes", flat=True).first()


def _of_pupils(team: Team, moments: Sequence[Moment]) -> Iterator[Clash]:
    learners = [*learners_of(team, on=team.from_date), *helpers_of(team, on=team.from_date)]
    taken = list(slots_of_pupils(team))
    policy = policy_of(team.initiative)
    for moment in moments:
        span = _span(team, moment)
        for slot in _then(moment, moments, taken):
            if span.overlaps(slot.day, minutes_of(slot.starts), minutes_of(slot.ends)):
                yield Clash(ClashKind.PUPIL_ELSEWHERE, moment, slot.team.site.name, slot.team.initiative.name)
        for learner in learners:
            if any(span.overlaps(*stretch) for stretch in learner.busy):
                yield Clash(ClashKind.PUPIL_ELSEWHERE, moment, learner.name)
            found = open_spans(learner.week, [(HERE, span)], policy)
            if HERE not in found.costs:
                lessons = sorted({row.subject for row in learner.week.lessons if _overlap(span, row)})
                yield Clash(ClashKind.PROTECTED, moment, learner.name, ", ".join(lessons))
            elif any(row.wish == Wish.RATHER_NOT and _overlap(span, row) for row in learner.week.painted):
                yield Clash(ClashKind.RATHER_NOT, moment, learner.name)
    for learner in learners:
        for lesson, times in _missed_by(team, learner, moments, taken).items():
            if times > team.initiative.template.missed_at_most * cycle_of(moment.week for moment in moments):
                yield Clash(ClashKind.MISSED_TOO_OFTEN, who=learner.name, what=lesson)


def _missed_by(team: Team, learner: Learner, moments: Sequence[Moment], taken: Iterable[TeamSlot]) -> Counter[str]:
    """Return how often each lesson is missed, all support the pupil gets taken together (R-NEV-17)."""
    taken, cycle = list(taken), cycle_of(moment.week for moment in moments)
    cycles = _cycles(taken)
    found: Counter[str] = Counter()
    for slot in taken:
        found.update(dict.fromkeys(slot.misses, -(-cycle // cycles[slot.team_id])))
    for moment in moments:
        found.update(_missed(team, [learner], moment).lessons)
    return found


def _missed(team: Team, learners: Iterable[Learner], moment: Moment) -> Missed:
    span, policy = _span(team, moment), policy_of(team.initiative)
    lessons: set[str] = set()
    after_school = False
    for learner in learners:
        found = open_spans(learner.week, [(HERE, span)], policy)
        lessons |= set(found.misses.get(HERE, ()))
        after_school = after_school or HERE in found.after_school
    return Missed(tuple(sorted(lessons)), after_school)


def _span(team: Team, moment: Moment) -> Span:
    """Return the stretch, with whether the site calls it after school."""
    hours = Period.objects.filter(bell_schedule__site=team.site_id, day=moment.day, after_school=True)
    after_school = hours.filter(starts__lt=moment.ends, ends__gt=moment.starts).exists()
    return Span(moment.day, moment.span.starts, moment.span.ends, after_school)


def _overlap(span: Span, row: Taught | Painted) -> bool:
    return span.overlaps(row.day, row.starts, row.ends)


def _of_rooms(team: Team, moments: Sequence[Moment]) -> Iterator[Clash]:
    rooms = list(team.site.rooms.filter(usable=True).values_list("pk", flat=True))
    if not rooms or not team.initiative.needs_room:
        return
    others = [slot for slot in other_slots(team).filter(team__site=team.site_id) if slot.team.initiative.needs_room]
    taken = taken_rooms([team.site_id], first=team.from_date, last=team.to_date)
    for moment in moments:
        span = moment.span
        free = {
            room
            for room in rooms
            if not any(
                span.overlaps(row.day, minutes_of(row.starts), minutes_of(row.ends)) for row in taken.get(room, ())
            )
        }
        used = sum(
            span.overlaps(slot.day, minutes_of(slot.starts), minutes_of(slot.ends))
            for slot in _then(moment, moments, others)
        )
        if used >= len(free):
            yield Clash(ClashKind.NO_ROOM, moment)
