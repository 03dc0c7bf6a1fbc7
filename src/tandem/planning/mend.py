"""Mend a running plan with as few changes as possible, and show what each change would buy."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

from tandem.planning.check import check
from tandem.planning.explain import why_unplaced
from tandem.planning.moves import Move, MoveKind, moves
from tandem.planning.plan import Plan
from tandem.planning.problem import PreviousGroup, Problem
from tandem.planning.refusals import BadProblem
from tandem.planning.score import need, score
from tandem.planning.solution import Group, Solution
from tandem.planning.solver.clock import Clock, StopSignal, as_function
from tandem.planning.solver.executors import given_or_own
from tandem.planning.solver.search import Search
from tandem.planning.wishes import ranked

# Shares of the time: until when nobody moves, until when no pair is broken, until when the relaxation may take; and of
# each step for what counts after need, pairs and slots.
STILL_SHARE, UNBROKEN_SHARE, RELAXED_SHARE, POLISH_SHARE = 0.15, 0.4, 0.6, 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """The best plan with at most so many changed pairs: most need placed, then fewest pairs, then fewest slots.

    Attributes
    ----------
    nobody_moved
        Whether every running group stays exactly as it is.
    allowed
        How many pupils may lose the tutor they had.
    changed
        How many do.
    moved_slots
        How many slots of kept pairs are no longer used.
    need
        The need that is placed, for the whole cycle; no plan of this step places more than `most_need`.
    proven
        Whether no plan of this step has more need placed, or as much with fewer pairs or fewer slots changed.
    moves
        What changes for whom, each with what it makes room for.
    """

    nobody_moved: bool
    allowed: int
    changed: int
    moved_slots: int
    need: int
    most_need: int
    proven: bool
    moves: tuple[Move, ...]
    objective: int
    placed: int
    solution: Solution


def mend(
    problem: Problem,
    *,
    changes: int,
    seconds: float,
    workers: int = 1,
    seed: int = 0,
    stop: Callable[[], bool] | StopSignal | None = None,
    executor: Executor | None = None,
) -> tuple[Step, ...]:
    """Return the best plan with nobody else moved, and then with at most 0, 1, 2 ... pupils losing their tutor.

    The first pins every running group, slots included: only who has no place is placed. Each next begins from the
    one before, so it is never worse. `problem` must hold the running plan in `previous`, valid but for who has left.

    Raises
    ------
    BadProblem
        Where what still runs breaks a rule by itself.
    """
    _refuse_broken(problem)
    clock = Clock(seconds, None, as_function(stop))
    with given_or_own(executor, workers) as hands:
        search = partial(Search, seed=seed, workers=max(1, workers), executor=hands, report=None)
        mending = _Mending(problem, changes, search, clock)
        still = mending.still()
        return (still, *mending.steps(still.solution))


class _Mending:
    """Without a broken pair there is little to choose; one relaxation serves all other steps."""

    def __init__(self, problem: Problem, changes: int, search: "partial[Search]", clock: Clock) -> None:
        self.problem = problem
        self.changes = changes
        self.search = search
        self.clock = clock
        self.wishes = ranked(problem, changes)

    def still(self) -> Step:
        """Return the best plan with nobody moved."""
        pinned = _all_pinned(self.problem)
        wished = replace(self.wishes.problem, previous=pinned)
        clock = self._until(STILL_SHARE)
        run = self.search(wished, clock, start=Solution(tuple(_running(self.problem))), scale=self.wishes.scale)
        run.run(0.0)
        found = self._polished(run.solution(), self._until(STILL_SHARE + POLISH_SHARE))
        return self._told(True, 0, found, run)

    def steps(self, start: Solution) -> Iterator[Step]:
        """Yield the best plans with at most 0, 1, 2 ... pairs broken."""
        unbroken = self._limited(0, start, self._until(UNBROKEN_SHARE))
        unbroken.run(0.0)
        start = self._polished(unbroken.solution(), self._within(POLISH_SHARE * UNBROKEN_SHARE))
        yield self._told(False, 0, start, unbroken)
        if not self.changes:
            return
        wide = self._limited(self.changes, start, self._until(RELAXED_SHARE))
        wide.prove()
        for allowed in range(1, self.changes + 1):
            share = self.clock.left() / self.clock.seconds / (self.changes + 1 - allowed)
            run = wide.allowing(allowed, start, self._within((1 - POLISH_SHARE) * share))
            run.run(0.0)
            start = self._polished(run.solution(), self._within(POLISH_SHARE * share))
            yield self._told(False, allowed, start, run)

    def _limited(self, broken: int, start: Solution, clock: Clock) -> Search:
        return self.search(self.wishes.problem, clock, start=start, max_broken=broken, scale=self.wishes.scale)

    def _until(self, share: float) -> Clock:
        return Clock(self.clock.left(share), None, self.clock.asked_to_stop)

    def _within(self, share: float) -> Clock:
        return Clock(share * self.clock.seconds, None, self.clock.asked_to_stop)

    def _polished(self, found: Solution, clock: Clock) -> Solution:
        """Give who has a new place the best one: with everybody else where they are, and as much need placed."""
        problem = self.problem
        plan = Plan(problem, found)
        had = problem.tutor_before
        kept = [g for g in found.groups if any(had.get(r) in problem.tutor for r in g.requests)]
        pinned = tuple(PreviousGroup(g.tutor, g.requests, g.slots, pinned=True) for g in kept)
        run = self.search(replace(problem, previous=pinned), clock, start=found)
        run.run(0.0)
        better = run.solution()
        return better if need(Plan(problem, better)) >= need(plan) else found

    def _told(self, still: bool, allowed: int, found: Solution, run: Search) -> Step:
        """Read from the worth of the wishes, and the bound on it, what is proven."""
        problem, wishes = self.problem, self.wishes
        plan = Plan(problem, found)
        changes = moves(problem, found)
        had = {r for r, tutor in problem.tutor_before.items() if r in problem.request and tutor in problem.tutor}
        # Whatever pairs and slots may cost together is less than a unit of need.
        most = int((run.bound + wishes.of_need - 1) // wishes.of_need) * wishes.unit
        return Step(
            nobody_moved=still,
            allowed=allowed,
            changed=sum(move.request in had and move.kind in (MoveKind.TUTOR, MoveKind.WITHOUT) for move in changes),
            moved_slots=_moved_slots(problem, plan),
            need=need(plan),
            most_need=max(need(plan), most),
            proven=run.objective >= run.bound,
            moves=changes,
            objective=sum(score(plan).values()),
            placed=len(plan.placed),
            solution=replace(found, unplaced=why_unplaced(plan)),
        )


def _moved_slots(problem: Problem, plan: Plan) -> int:
    moved = 0
    for group in problem.previous:
        for request in group.requests:
            team = plan.placed.get(request)
            if team is not None and team.tutor.id == group.tutor:
                moved += len(set(group.slots) - set(team.group.slots))
    return moved


def _all_pinned(problem: Problem) -> tuple[PreviousGroup, ...]:
    return tuple(replace(group, pinned=True) for group in problem.previous)


def _running(problem: Problem) -> list[Group]:
    """Return what still runs of the plan as it was."""
    rows = []
    for n, group in enumerate(problem.previous, 1):
        members = tuple(r for r in dict.fromkeys(group.requests) if r in problem.request)
        if members and group.tutor in problem.tutor:
            rows.append(Group(f"running {n}", group.tutor, members, tuple(dict.fromkeys(group.slots))))
    return rows


def _refuse_broken(problem: Problem) -> None:
    """What still runs and breaks a rule by itself cannot be left as it is."""
    violations = check(problem, Solution(tuple(_running(problem)))).violations
    for violation in violations:
        if violation.rule != "pinned":
            facts = ", ".join(str(fact) for fact in violation.facts)
            raise BadProblem("previous", f"what still runs breaks the rule {violation.rule}: {facts}")
