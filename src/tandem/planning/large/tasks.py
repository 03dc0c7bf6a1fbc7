"""What is done to one part, wherever an executor does it: plain data in and out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tandem.planning.check import check
from tandem.planning.problem import BadProblem, Problem
from tandem.planning.solution import Group, Solution
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.executors import Inline, stop_asked
from tandem.planning.solver.search import Search


@dataclass(frozen=True)
class PartTask:
    """A part, what stands there now, and how long it may take.

    Attributes
    ----------
    start
        The groups of the part as they stand; empty where only a bound is wanted.
    token
        Names the run, so that a worker can hear that it is asked to stop.
    """

    problem: Problem
    start: tuple[Group, ...]
    seconds: float
    work: float | None
    seed: int
    token: str


@dataclass(frozen=True)
class PartAnswer:
    """What came out: groups where they are better than what stood, by how much, a bound on the part, its prices."""

    groups: tuple[Group, ...] | None
    gained: int
    bound: float
    work: float
    prices: Mapping[str, float] = field(default_factory=dict)


def bound_part(task: PartTask) -> PartAnswer:
    """Prove a bound on a part with all that its tutors have."""
    search, clock = _search(task, None)
    search.prove()
    return PartAnswer(None, 0, search.bound, clock.work, search.prices())


def improve_part(task: PartTask) -> PartAnswer:
    """Look for a better plan of a part."""
    start = Solution(task.start)
    before = check(task.problem, start)
    try:
        # What stands may use what the part's tutors are counted to have elsewhere: then it is no start.
        search, clock = _search(task, start if before.valid else None)
    except BadProblem:
        return PartAnswer(None, 0, float("inf"), 0.0)
    search.run(0.0)
    gained = search.objective - before.objective
    found = search.solution().groups
    if gained <= 0 or not check(task.problem, Solution(found)).valid:
        return PartAnswer(None, 0, search.bound, clock.work)
    return PartAnswer(found, gained, search.bound, clock.work)


def _search(task: PartTask, start: Solution | None) -> tuple[Search, Clock]:
    clock = Clock(task.seconds, task.work, lambda: stop_asked(task.token))
    search = Search(task.problem, clock, seed=task.seed, workers=1, executor=Inline(), report=None, start=start)
    return search, clock
