"""How many requests any plan can place at most: the same rules, with places as the only thing that counts."""

from collections.abc import Callable
from concurrent.futures import Executor

from tandem.planning.large.search import LargeSearch, is_large
from tandem.planning.problem import Problem
from tandem.planning.solution import Solution
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.search import Search
from tandem.planning.wishes import places_only

A_PLACE = 1000  # coarse enough for the solver's roundings to be small beside it


def most_placed(
    problem: Problem,
    plan: Solution,
    *,
    seconds: float,
    work: float | None,
    seed: int,
    executor: Executor,
    stop: Callable[[], bool],
) -> int:
    """Return a proven upper bound on the number of requests that any plan places, this one among them."""
    clock = Clock(seconds, work, stop)
    kind = LargeSearch if is_large(problem) else Search
    places = places_only(problem, A_PLACE)
    search = kind(places, clock, seed=seed, workers=1, executor=executor, report=None, start=plan)
    search.prove()
    return min(len(problem.requests), int(search.bound // (A_PLACE * problem.weeks)))
