"""Find the best plan there is, and prove how good it is."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from tandem.planning.check import check
from tandem.planning.explain import why_unplaced
from tandem.planning.large.search import LargeSearch, is_large
from tandem.planning.places import most_placed
from tandem.planning.plan import Plan
from tandem.planning.problem import BadProblem, Problem
from tandem.planning.regroup import regrouped
from tandem.planning.score import score
from tandem.planning.solution import Group, Progress, Result, Solution, SolveStatus, gap_between
from tandem.planning.solver.clock import Clock, StopSignal, as_function
from tandem.planning.solver.executors import given_or_own
from tandem.planning.solver.search import Search

PLACES_SHARE = 0.05  # of a run, to find how many requests can have a place at all
MOST_PLACES_SECONDS = 60.0


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 1,
    stop: Callable[[], bool] | StopSignal | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    executor: Executor | None = None,
    stop_at_gap: float | None = None,
    work: float | None = None,
    start: Solution | None = None,
    max_broken: int | None = None,
) -> Result:
    """Return the best plan found, with a proven bound.

    Parameters
    ----------
    seconds
        How long to look; a plan that is proven best ends the run earlier.
    seed
        Of all chance: the same seed, one worker and a `work` limit give the same plan.
    workers
        How many parts of the plan are worked on at the same time.
    stop
        A function or an event, asked often; once it says stop, the best plan so far is returned.
    on_progress
        Told of each better plan and each lower bound, on the caller's thread.
    executor
        Where the work is done; threads of this process by default. What is handed to it carries its own data.
    stop_at_gap
        End as soon as no plan can be better by more than this share.
    work
        A limit in CP-SAT's deterministic seconds, the same on any machine.
    start
        A valid plan to begin from.
    max_broken
        How many pupils may lose the tutor they had at most; needs a `start` that breaks no more.

    Raises
    ------
    BadProblem
        Where pinned groups contradict the rules.
    """
    _refuse_contradictions(problem)
    # Limited to so many broken pairs, only the plan is asked for.
    share = PLACES_SHARE if max_broken is None else 0.0
    clock = Clock((1 - share) * seconds, None if work is None else (1 - share) * work, as_function(stop))
    with given_or_own(executor, workers) as hands:
        crew = {"seed": seed, "workers": max(1, workers), "executor": hands, "report": on_progress}
        found = _planned(_run(problem, clock, start, max_broken, crew), stop_at_gap or 0.0)
        spent, most = clock.elapsed, len(problem.requests)
        if share and not clock.asked_to_stop() and sum(len(group.requests) for group in found.groups) < most:
            most = most_placed(
                problem,
                found,
                seconds=min(share * seconds, MOST_PLACES_SECONDS),
                work=None if work is None else share * work,
                seed=seed,
                executor=hands,
                stop=clock.asked_to_stop,
            )
    return _result(problem, found, max(spent, clock.elapsed), most)


def _run(
    problem: Problem, clock: Clock, start: Solution | None, max_broken: int | None, crew: Mapping[str, Any]
) -> Search | LargeSearch:
    """Return the run for a problem of this size."""
    if max_broken is None and is_large(problem):
        return LargeSearch(problem, clock, start=start, **crew)
    return Search(problem, clock, start=start, max_broken=max_broken, **crew)


def _planned(run: Search | LargeSearch, stop_at_gap: float) -> Solution:
    """Return what a run comes to; the run itself, which may be large, ends here."""
    try:
        run.run(stop_at_gap)
    except KeyboardInterrupt:
        run.clock.stopped = True
    return replace(regrouped(run.problem, run.solution()), bound=run.bound, prices=run.prices())


def _result(problem: Problem, solution: Solution, seconds: float, most: int) -> Result:
    plan = Plan(problem, solution)
    assert solution.bound is not None
    bound = solution.bound
    terms = score(plan)
    objective = sum(terms.values())
    status = SolveStatus.OPTIMAL if bound <= objective else SolveStatus.FEASIBLE
    unplaced = why_unplaced(plan)
    most = max(most, len(plan.placed))
    return Result(
        solution=replace(solution, status=status, seconds=round(seconds, 2), unplaced=unplaced, most_placed=most),
        objective=objective,
        bound=bound,
        gap=gap_between(objective, bound),
        status=status,
        seconds=seconds,
        terms=terms,
        placed=len(plan.placed),
        unplaced=unplaced,
        most_placed=most,
    )


def _refuse_contradictions(problem: Problem) -> None:
    """Pinned groups that break a rule among themselves leave no valid plan."""
    groups = [
        Group(f"pinned {n}", group.tutor, still, tuple(dict.fromkeys(group.slots)))
        for n, group in enumerate(problem.previous)
        if group.pinned
        and group.tutor in problem.tutor
        and (still := tuple(r for r in dict.fromkeys(group.requests) if r in problem.request))
    ]
    violations = check(problem, Solution(tuple(groups))).violations
    if violations:
        facts = ", ".join(str(fact) for fact in violations[0].facts)
        raise BadProblem("previous", f"pinned groups break the rule {violations[0].rule}: {facts}")
