"""The smallest changes that would give a request a place, each verified by planning again with it.

Facts only. Of a tutor whom somebody refused nothing is proposed: it would tell who refused whom.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tandem.planning.board import Board
from tandem.planning.check import check
from tandem.planning.large.part import elsewhere_of, part_of
from tandem.planning.problem import Problem, Request, Rules, Site, Tutor, Window, person_of
from tandem.planning.solution import Group, Solution
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.executors import Inline
from tandem.planning.solver.search import Search

MOST_OF_A_KIND = 3
WORK = 0.4
MUST, MAY = 1_000_000, 100_000  # who has a place keeps one; then the one who waits


class ChangeKind(StrEnum):
    """What would have to change."""

    GROUP = "group"  # a group of two for this request
    LESSON = "lesson"  # one more hour in which the pupil may leave the class
    ROOM = "room"  # one more room at the site at that hour
    HOURS = "hours"  # a tutor comes so many sessions a week more
    MOMENT = "moment"  # a tutor can come at one more moment


@dataclass(frozen=True, slots=True)
class Change:
    """A change, and the plan that it makes possible.

    Attributes
    ----------
    tutor
        Who would teach the request then; for HOURS and MOMENT, also who would have to say yes.
    slots
        For LESSON, ROOM and MOMENT: which moments.
    sessions
        For HOURS: how many a week more.
    moved
        How many other requests would get another tutor or other moments.
    groups
        The whole plan with the request in it.
    """

    kind: ChangeKind
    request: str
    tutor: str
    slots: tuple[str, ...]
    sessions: int
    moved: int
    groups: tuple[Group, ...]


def changes_for(problem: Problem, solution: Solution, request_id: str, *, seconds: float = 2.0) -> tuple[Change, ...]:
    """Return verified changes that give this request a place while everybody keeps one, the smallest first.

    First with nobody moved; where that does not do, with the groups of its site planned again.
    """
    request = problem.request[request_id]
    ends = time.monotonic() + seconds
    local = _Local(problem, solution, request)
    found: list[Change] = []
    for again in (False, True):
        tried: dict[ChangeKind, int] = {}
        for kind, changed, facts in _candidates(local):
            if time.monotonic() > ends:
                break
            if sum(change.kind is kind for change in found) >= MOST_OF_A_KIND or (again and tried.get(kind, 0) >= 2):
                continue
            tried[kind] = tried.get(kind, 0) + 1
            plan = local.planned_again(changed) if again else local.inserted(changed)
            if plan is not None:
                found.append(local.change(kind, facts, plan))
        if found:
            break
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda c: (c.moved, order.index(c.kind), c.sessions, c.tutor, c.slots)))


@dataclass(frozen=True)
class _Facts:
    tutor: str = ""
    slots: tuple[str, ...] = ()
    sessions: int = 0


class _Local:
    """The part of a problem around one request: its site, the tutors who come there, and all they do."""

    def __init__(self, problem: Problem, solution: Solution, request: Request) -> None:
        self.request = request
        self.all_groups = solution.groups
        people = {person_of(r) for r in problem.requests if r.site == request.site} | {person_of(request)}
        near = {tutor.id for tutor in problem.tutors if request.site in tutor.sites}
        classes = {r.class_id for r in problem.requests if r.site == request.site}
        classes |= {tutor.class_id for tutor in problem.tutors if tutor.id in near}
        classes &= set(problem.max_away)

        def touches(group: Group) -> bool:
            members = [problem.request[r] for r in group.requests]
            return (
                group.tutor in near
                or any(person_of(m) in people or m.class_id in classes for m in members)
                or problem.tutor[group.tutor].class_id in classes
            )

        sites = {request.site} | {problem.request[g.requests[0]].site for g in solution.groups if touches(g)}
        part = part_of(problem, sorted(sites), {})
        self.problem = replace(part, previous=())
        self.groups = tuple(g for g in solution.groups if problem.request[g.requests[0]].site in sites)
        self.rest = tuple(g for g in solution.groups if problem.request[g.requests[0]].site not in sites)

    def tutors(self) -> list[Tutor]:
        """Return who comes to the site and can teach the request, private refusals left out."""
        request, rules = self.request, self.problem.rules
        return [
            tutor
            for tutor in self.problem.tutors
            if request.site in tutor.sites
            and tutor.teaches_at(request.subject, request.level)
            and tutor.id not in request.not_tutors
            and person_of(tutor) != person_of(request)
            and (rules.same_class or request.class_id is None or request.class_id != tutor.class_id)
        ]

    def inserted(self, changed: Problem) -> Solution | None:
        """Return the plan with the request added and nobody moved, or None."""
        full = Board(changed)
        for group in self.groups:
            slots = [full.slot(group.requests[0], slot) for slot in group.slots]
            full.place(changed.tutor[group.tutor], group.requests, slots)
        request = changed.request[self.request.id]
        alone = changed.rules.group_min == 1 and full.place_alone(request)
        if not alone and not full.join(request):
            return None
        return self._sound(changed, full.solution())

    def planned_again(self, changed: Problem) -> Solution | None:
        """Return a plan with the site planned again: everybody with a place keeps one, and the request has one."""
        site = self.request.site
        part = part_of(changed, (site,), elsewhere_of(changed, self.groups, (site,)))
        placed = {r for group in self.groups for r in group.requests}
        wanted = {r.id: MUST for r in part.requests if r.id in placed} | {self.request.id: MAY}
        part = replace(part, requests=tuple(replace(r, need=wanted[r.id]) for r in part.requests if r.id in wanted))
        mine = Solution(tuple(g for g in self.groups if changed.request[g.requests[0]].site == site))
        start = mine if check(part, mine).valid else None
        clock = Clock(60.0, WORK, lambda: False)
        search = Search(part, clock, seed=0, workers=1, executor=Inline(), report=None, start=start)
        search.run(0.0)
        found = search.solution().groups
        if {r for group in found for r in group.requests} != set(wanted):
            return None
        others = tuple(g for g in self.groups if changed.request[g.requests[0]].site != site)
        numbered = (replace(group, id=f"g{n}") for n, group in enumerate((*others, *found), 1))
        return self._sound(changed, Solution(tuple(numbered)))

    def _sound(self, changed: Problem, plan: Solution) -> Solution | None:
        return plan if check(changed, plan).valid else None

    def change(self, kind: ChangeKind, facts: _Facts, plan: Solution) -> Change:
        before = {r: (group.tutor, group.slots) for group in self.groups for r in group.requests}
        after = {r: (group.tutor, group.slots) for group in plan.groups for r in group.requests}
        tutor, slots = after[self.request.id]
        used = tuple(slot for slot in facts.slots if slot in slots) if kind is ChangeKind.ROOM else facts.slots
        everybody = (replace(group, id=f"g{n}") for n, group in enumerate((*self.rest, *plan.groups), 1))
        return Change(
            kind=kind,
            request=self.request.id,
            tutor=facts.tutor or tutor,
            slots=used,
            sessions=facts.sessions,
            moved=sum(after.get(r) != place for r, place in before.items()),
            groups=tuple(everybody),
        )


Candidate = tuple[ChangeKind, Problem, _Facts]


def _candidates(local: _Local) -> Iterator[Candidate]:
    """Yield changed problems, the smallest changes first."""
    kinds: Sequence[Callable[[_Local], Iterator[Candidate]]] = (_groups, _lessons, _rooms, _hours, _moments)
    for kind in kinds:
        yield from kind(local)


def _with_request(problem: Problem, request: Request) -> Problem:
    return replace(problem, requests=tuple(request if r.id == request.id else r for r in problem.requests))


def _with_tutor(problem: Problem, tutor: Tutor) -> Problem:
    return replace(problem, tutors=tuple(tutor if t.id == tutor.id else t for t in problem.tutors))


def _groups(local: _Local) -> Iterator[Candidate]:
    """A group of two, for this request and whoever it would join."""
    problem, request = local.problem, local.request
    rules: Rules = replace(problem.rules, group_max=max(2, problem.rules.group_max))
    pair = max(2, request.group_max or 0)
    for group in local.groups:
        members = [problem.request[r] for r in group.requests]
        same = (request.site, request.subject, request.sessions, request.minutes)
        if len(members) == 1 and (members[0].site, members[0].subject, members[0].sessions, members[0].minutes) == same:
            tutor = problem.tutor[group.tutor]
            if (request.group_max or 99) >= 2 and (members[0].group_max or 99) >= 2 and problem.rules.group_max >= 2:
                continue  # it is allowed already
            grown = _with_request(replace(problem, rules=rules), replace(request, group_max=pair))
            grown = _with_request(grown, replace(members[0], group_max=max(2, members[0].group_max or 0)))
            largest = max(2, tutor.max_group or 2)
            yield ChangeKind.GROUP, _with_tutor(grown, replace(tutor, max_group=largest)), _Facts(tutor.id, group.slots)


def _lessons(local: _Local) -> Iterator[Candidate]:
    """One more hour in which the pupil may leave."""
    problem, request = local.problem, local.request
    open_now = problem.lessons_of(request).slots
    tutors = local.tutors()
    for slot in problem.site[request.site].slots:
        if slot.id in open_now or slot.minutes < request.minutes:
            continue
        if any(problem.is_available(tutor, slot) for tutor in tutors):
            opened = replace(request, slots={**request.slots, slot.id: 0}, not_slots=request.not_slots - {slot.id})
            yield ChangeKind.LESSON, _with_request(problem, opened), _Facts(slots=(slot.id,))


def _rooms(local: _Local) -> Iterator[Candidate]:
    """One more room at the site."""
    problem, site = local.problem, local.problem.site[local.request.site]
    more = replace(site, rooms={slot.id: site.rooms_in(slot.id) + 1 for slot in site.slots})
    sites: tuple[Site, ...] = tuple(more if s.id == site.id else s for s in problem.sites)
    yield ChangeKind.ROOM, replace(problem, sites=sites), _Facts(slots=tuple(slot.id for slot in site.slots))


def _hours(local: _Local) -> Iterator[Candidate]:
    """A tutor who is full comes more often."""
    request = local.request
    for more in range(1, request.sessions + 1):
        for tutor in local.tutors():
            grown = replace(tutor, max_sessions=tutor.max_sessions + more)
            yield ChangeKind.HOURS, _with_tutor(local.problem, grown), _Facts(tutor.id, sessions=more)


def _moments(local: _Local) -> Iterator[Candidate]:
    """A tutor can come at one more moment."""
    problem, request = local.problem, local.request
    open_now = problem.lessons_of(request).slots
    for tutor in local.tutors():
        for slot in problem.site[request.site].slots:
            if slot.id in open_now and slot.minutes >= request.minutes and not problem.is_available(tutor, slot):
                window = Window(slot.day, slot.start, slot.end, slot.week if problem.weeks > 1 else None)
                grown = replace(tutor, available=(*tutor.available, window))
                yield ChangeKind.MOMENT, _with_tutor(problem, grown), _Facts(tutor.id, (slot.id,))
