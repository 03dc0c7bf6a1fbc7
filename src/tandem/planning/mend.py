"""Mend a running plan with as few changes as possible, and show what each change would buy."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

from tandem.planning.plan import Plan
from tandem.planning.problem import PreviousGroup, Problem
from tandem.planning.solution import Result, Solution, SolveStatus
from tandem.planning.solve import StopSignal, solve


@dataclass(frozen=True, slots=True)
class Step:
    """The best plan with at most so many changed pairs.

    Attributes
    ----------
    allowed
        How many pupils may lose the tutor they had.
    changed
        How many do.
    moved_slots
        How many slots of kept pairs are no longer used.
    proven
        Whether no plan with so few changed pairs is better.
    """

    allowed: int
    changed: int
    moved_slots: int
    proven: bool
    result: Result


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
    """Return the best plan with nobody else moved, and then with at most 1, 2 ... pupils losing their tutor.

    The first pins every running group, slots included: only who has no place is placed. Each next begins from the
    one before, so it is never worse. `problem` must hold the running plan in `previous`, valid but for who has left.

    Raises
    ------
    BadProblem
        Where what still runs breaks a rule by itself.
    """
    share = seconds / (changes + 1)
    pinned = replace(problem, previous=tuple(_pinned(group) for group in problem.previous))
    shared: dict[str, Any] = {"seconds": share, "workers": workers, "seed": seed, "stop": stop, "executor": executor}
    first = solve(pinned, **shared)
    steps = [_step(problem, 0, first)]
    for allowed in range(1, changes + 1):
        before = Solution(steps[-1].result.solution.groups)
        found = solve(problem, start=before, max_broken=allowed, **shared)
        steps.append(_step(problem, allowed, found))
    return tuple(steps)


def _pinned(group: PreviousGroup) -> PreviousGroup:
    return replace(group, pinned=True)


def _step(problem: Problem, allowed: int, result: Result) -> Step:
    plan = Plan(problem, result.solution)
    changed = moved = 0
    for group in problem.previous:
        for request in group.requests:
            if group.tutor not in problem.tutor or request not in problem.request:
                continue
            team = plan.placed.get(request)
            if team is None or team.tutor.id != group.tutor:
                changed += 1
            else:
                moved += len(set(group.slots) - set(team.group.slots))
    return Step(allowed, changed, moved, result.status is SolveStatus.OPTIMAL, result)
