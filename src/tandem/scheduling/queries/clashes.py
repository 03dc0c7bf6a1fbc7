"""What a change by hand would clash with, said before it happens."""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum, auto
from uuid import UUID

from tandem.initiatives.enums import SkillKind
from tandem.initiatives.models import Enrolment
from tandem.initiatives.queries.training import lacking_skills, skills_of
from tandem.people.enums import TutorKind
from tandem.people.models import ClassPlace
from tandem.people.queries import current
from tandem.scheduling.enums import Wish
from tandem.scheduling.hours import Span, coincide, cycle_of, minutes_of
from tandem.scheduling.models import Period, Team, TeamSlot, TravelTime
from tandem.scheduling.queries.college_places import has_room
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
from tandem.scheduling.weeks import Painted, Taught, one_subject, open_spans, policy_of, session_minutes

HERE = "here"


@dataclass(frozen=True, slots=True)
class Moment:
    """When in the week (of the cycle)."""

    day: int
    starts: time
    ends: time
    week: int = 0

    @property
    def span(self) -> Span:
        return Span(self.day, minutes_of(self.starts), minutes_of(self.ends))


class ClashKind(StrEnum):
    TUTOR_ELSEWHERE = auto()  # the tutor is in another team then
    PUPIL_ELSEWHERE = auto()  # a pupil is in another team, or elsewhere, then
    TRAVEL = auto()  # no time to get from one site to the other
    NO_ROOM = auto()
    PROTECTED = auto()  # a protected lesson, an hour the teacher closed, or outside what the initiative allows
    TWICE_A_DAY = auto()
    TOO_SHORT = auto()
    TUTOR_UNAVAILABLE = auto()  # the tutor did not say to be free then
    RATHER_NOT = auto()  # the class teacher would rather not
    MISSED_TOO_OFTEN = auto()  # the same lesson, more than once a week
    TOO_FEW = auto()  # fewer or more sessions than asked for
    TUTOR_FULL = auto()  # more sessions than the tutor offers
    REFUSED = auto()  # said, in private, not to fit
    NOT_TAUGHT = auto()  # the tutor does not offer the subject, or not in this year
    NOT_HERE = auto()  # the tutor did not offer to come to this school
    TOO_MANY = auto()  # more pupils at once than the tutor offers
    NOT_MASTERED = auto()  # nobody confirmed that the tutor masters the subject, where the form asks it
    CLASSMATES = auto()  # one of the own class, where that takes a reason
    COLLEGE_FULL = auto()  # the college of the tutor has no places left for this school


BLOCKING = frozenset(
    {
        ClashKind.TUTOR_ELSEWHERE,
        ClashKind.PUPIL_ELSEWHERE,
        ClashKind.TRAVEL,
        ClashKind.NO_ROOM,
        ClashKind.PROTECTED,
        ClashKind.TWICE_A_DAY,
        ClashKind.REFUSED,
        ClashKind.NOT_MASTERED,
        ClashKind.CLASSMATES,
        ClashKind.COLLEGE_FULL,
    }
)


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way. A blocking one cannot be overruled; of the others a person may decide."""

    kind: ClashKind
    moment: Moment | None = None
    who: str = ""
    what: str = ""

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING


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


def clashes_of_offer(team: Team) -> Iterator[Clash]:
    """Yield what the tutor did not offer; a refusal never says whose it is."""
    enrolment, requests = team.enrolment, [member.request for member in team.members.all()]
    tutors = {tutor.pk for tutor in tutors_of(team)}
    offered = {one_subject(subject): years for subject, years in enrolment.teaches.items()}
    for request in requests:
        name = request.pupil.person.full_name if request.pupil else ""
        if tutors & {tutor.pk for tutor in request.not_tutors.all()}:
            yield Clash(ClashKind.REFUSED, who=name)
        low, high = offered.get(one_subject(request.subject), (1, 0))
        if not low <= request.level <= high:
            yield Clash(ClashKind.NOT_TAUGHT, who=name, what=request.subject)
    sites = enrolment.sites.all()
    if sites and team.site not in sites:
        yield Clash(ClashKind.NOT_HERE, what=team.site.name)
    if not has_room(team, enrolment):
        yield Clash(ClashKind.COLLEGE_FULL, what=team.site.name)
    if len(requests) > enrolment.max_group:
        yield Clash(ClashKind.TOO_MANY, what=str(enrolment.max_group))
    yield from _of_peers(team)


def _of_peers(team: Team) -> Iterator[Clash]:
    """Yield what a form asks of who helps: that they master the subject, and are not of the same class (S-10)."""
    initiative, tutor = team.initiative, team.enrolment.tutor
    if tutor is None:
        return
    known = skills_of([tutor.pk])[tutor.pk]
    if SkillKind.MASTERY in lacking_skills(initiative, skills=known, subject=team.subject, size=1):
        yield Clash(ClashKind.NOT_MASTERED, who=tutor.person.full_name, what=team.subject)
    if initiative.classmates or tutor.kind != TutorKind.OLDER_PUPIL or team.classmates_reason:
        return
    own = set(_classes(tutor.person_id, team))
    for member in team.members.all():
        pupil = member.request.pupil
        if pupil is not None and own & set(_classes(pupil.person_id, team)):
            yield Clash(ClashKind.CLASSMATES, who=pupil.person.full_name)


def _classes(person: UUID, team: Team) -> Iterable[UUID]:
    places = ClassPlace.objects.filter(current(team.from_date), pupil__person=person)
    return places.values_list("school_class", flat=True)


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
