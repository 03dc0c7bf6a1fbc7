"""Finds out why a request has no place, from the facts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tandem.planning.plan import Plan, Session
from tandem.planning.problem import Problem, Request, Slot, Tutor, person_of
from tandem.planning.reasons import Reason, ReasonKind


def why_unplaced(plan: Plan) -> Mapping[str, tuple[Reason, ...]]:
    """Return the reasons for each request in no group, in the order of the problem."""
    tutors_at: dict[str, list[Tutor]] = defaultdict(list)
    for tutor in plan.problem.tutors:
        for site in dict.fromkeys(tutor.sites):
            tutors_at[site].append(tutor)
    return {
        request.id: _reasons(plan, request, tutors_at[request.site])
        for request in plan.problem.requests
        if request.id not in plan.placed
    }


def _reasons(plan: Plan, request: Request, tutors: Sequence[Tutor]) -> tuple[Reason, ...]:
    if not tutors:
        return (Reason(ReasonKind.NO_TUTOR_AT_SITE),)
    found: dict[ReasonKind, list[str]] = defaultdict(list)
    labels: set[str] = set()
    for tutor in tutors:
        kind, missed = _reason(plan, tutor, request)
        found[kind].append(tutor.id)
        labels.update(missed)
    return tuple(
        Reason(
            kind,
            len(found[kind]),
            () if kind is ReasonKind.PRIVATE else tuple(found[kind]),
            tuple(sorted(labels)) if kind is ReasonKind.LESSONS else (),
        )
        for kind in ReasonKind
        if kind in found
    )


def _reason(plan: Plan, tutor: Tutor, request: Request) -> tuple[ReasonKind, Iterable[str]]:
    """Return the first fact that stands in the way, and the labels it is about."""
    problem = plan.problem
    if not tutor.teaches_at(request.subject, request.level):
        return ReasonKind.NOT_ABLE, ()
    classmates = request.class_id is not None and request.class_id == tutor.class_id
    if person_of(tutor) == person_of(request) or (classmates and not problem.rules.same_class):
        return ReasonKind.CLASSMATE, ()
    if tutor.id in request.not_tutors:
        return ReasonKind.PRIVATE, ()
    together = [slot for slot in problem.site[request.site].slots if _both_can(problem, tutor, request, slot)]
    if not _enough(problem, request, together):
        return ReasonKind.NEVER_TOGETHER, ()
    missed = _missed_too_often(problem, tutor, request, together)
    if missed:
        return ReasonKind.LESSONS, missed
    return _crowded(plan, tutor, request, together), ()


def _both_can(problem: Problem, tutor: Tutor, request: Request, slot: Slot) -> bool:
    return (
        slot.id in problem.lessons_of(request).slots
        and slot.minutes >= request.minutes
        and problem.is_available(tutor, slot)
        and (not tutor.has_lessons or slot.id in problem.lessons_of(tutor).slots)
    )


def _enough(problem: Problem, request: Request, slots: Iterable[Slot]) -> bool:
    days = Counter(week for week, _ in {(slot.week, slot.day) for slot in slots})
    return all(days[week] >= request.sessions for week in range(problem.weeks))


def _missed_too_often(problem: Problem, tutor: Tutor, request: Request, slots: Sequence[Slot]) -> set[str]:
    """Return the labels whose limit leaves too few days; one label at a time."""
    rows = (request, tutor) if tutor.has_lessons else (request,)
    too_often = set()
    for row in rows:
        misses = problem.lessons_of(row).misses
        for label, limit in row.miss_limits.items():
            free = {(s.week, s.day) for s in slots if label not in misses.get(s.id, ())}
            short = 0
            for week in range(problem.weeks):
                short += max(0, request.sessions - sum(1 for w, _ in free if w == week))
            if short > limit:
                too_often.add(label)
    return too_often


def _crowded(plan: Plan, tutor: Tutor, request: Request, slots: Sequence[Slot]) -> ReasonKind:
    """Return what of the plan stands in the way."""
    problem = plan.problem
    mine = plan.sessions_by_tutor.get(tutor.id, set())
    a_week = Counter(session.week for session in mine)
    if any(a_week[week] + request.sessions > tutor.max_sessions for week in range(problem.weeks)):
        return ReasonKind.FULL
    child = plan.sessions_by_person.get(person_of(request), set())
    free = [s for s in slots if _tutor_free(problem, tutor, request.site, s, mine) and not _overlap(s, child)]
    if not _enough(problem, request, free):
        return ReasonKind.BUSY
    free = [slot for slot in free if _room_free(plan, request.site, slot)]
    if not _enough(problem, request, free):
        return ReasonKind.NO_ROOM
    free = [slot for slot in free if _class_spares(plan, tutor, request, slot)]
    if not _enough(problem, request, free):
        return ReasonKind.CLASS_AWAY
    return ReasonKind.GROUP if problem.rules.group_min > 1 else ReasonKind.OUTWEIGHED


def _tutor_free(problem: Problem, tutor: Tutor, site: str, slot: Slot, sessions: Iterable[Session]) -> bool:
    today = [session for session in sessions if session.on == (slot.week, slot.day)]
    if tutor.max_sessions_per_day is not None and len(today) >= tutor.max_sessions_per_day:
        return False
    return all(
        session.end + problem.travel(session.site, site) <= slot.start
        or slot.end + problem.travel(site, session.site) <= session.start
        for session in today
    )


def _overlap(slot: Slot, sessions: Iterable[Session]) -> bool:
    return any(
        session.on == (slot.week, slot.day) and session.start < slot.end and slot.start < session.end
        for session in sessions
    )


def _room_free(plan: Plan, site_id: str, slot: Slot) -> bool:
    running = plan.sessions_by_site_and_day.get((site_id, slot.week, slot.day), set())
    at_once = sum(1 for session in running if session.start < slot.end and slot.start < session.end)
    return at_once < plan.problem.site[site_id].rooms_in(slot.id)


def _class_spares(plan: Plan, tutor: Tutor, request: Request, slot: Slot) -> bool:
    for row in (request, tutor):
        if row.class_id is None or row.class_id not in plan.problem.max_away:
            continue
        away = plan.away_by_class_and_day.get((row.class_id, slot.week, slot.day), set())
        people = {person for start, end, person in away if start < slot.end and slot.start < end}
        both = 2 if request.class_id == tutor.class_id else 1
        if len(people) + both > plan.problem.max_away[row.class_id]:
            return False
    return True
