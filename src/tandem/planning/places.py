"""How many requests any plan can place at most: the same rules, with places as the only thing that counts."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import TypeVar

from tandem.planning.large.search import LARGE, LargeSearch
from tandem.planning.problem import Pattern, Problem, Request, Tutor, Weights
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.search import Search

A_PLACE = 1000  # coarse enough for the solver's roundings to be small beside it
NOTHING = Weights(language=0, tag=0, previous=0, visit=0, group_extra=0, shortfall=0, pair_broken=0, slot_moved=0)
Row = TypeVar("Row", Pattern, Request, Tutor)


def most_placed(
    problem: Problem, *, seconds: float, work: float | None, seed: int, executor: Executor, stop: Callable[[], bool]
) -> int:
    """Return a proven upper bound on the number of requests that any plan places."""
    only_places = replace(
        problem,
        patterns=tuple(_free(row) for row in problem.patterns),
        requests=tuple(replace(_free(row), need=A_PLACE) for row in problem.requests),
        tutors=tuple(_free(row) for row in problem.tutors),
        weights=NOTHING,
    )
    clock = Clock(seconds, work, stop)
    kind = LargeSearch if len(problem.requests) >= LARGE else Search
    search = kind(only_places, clock, seed=seed, workers=1, executor=executor, report=None)
    search.prove()
    return min(len(problem.requests), int(search.bound // (A_PLACE * problem.weeks)))


def _free(row: Row) -> Row:
    """Return the row with every slot at no cost."""
    return row if row.slots is None else replace(row, slots=dict.fromkeys(row.slots, 0))
