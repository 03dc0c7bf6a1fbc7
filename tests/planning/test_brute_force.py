"""Two thousand tiny problems, four hundred each time: the best plan and the bound, against trying everything.

Each problem has what `make.py tiny` knows, and pinned groups, rooms by slot, groups of two at least and other weights.
"""

import random
from typing import Any

import pytest

from tandem.planning import BadProblem, Solution, SolveStatus, problem_from_dict, solution_to_dict, solve
from tandem.planning.first import first_plan
from tandem.planning.places import most_placed
from tandem.planning.solver.executors import Inline
from tests.planning import referee
from tests.planning.brute_force import best_objective, most_places
from tests.planning.test_agreement import with_more_features

# Time is no limit here, work is: the same on a machine that is busy with something else.
PROBLEMS = 2000
LOTS = 20
EACH_TIME = 4  # the other lots are tried by `script/check planning`
SAMPLE = [pytest.param(lot, marks=() if lot < EACH_TIME else pytest.mark.whole) for lot in range(LOTS)]


def tiny(seed: int) -> dict[str, Any]:
    return with_more_features(random.Random(f"bounds-{seed}"), referee.make().tiny(seed))


@pytest.mark.parametrize("lot", SAMPLE)
def test_the_best_plan_is_found_and_no_bound_lies_below_it(lot):
    found = []
    for seed in range(lot, PROBLEMS, LOTS):
        raw = tiny(seed)
        best = best_objective(raw)
        try:
            result = solve(problem_from_dict(raw), seconds=600, work=4.0)
        except BadProblem:
            assert best is None, seed  # pinned groups break a rule
            continue
        verdict = referee.evaluate(raw, solution_to_dict(result.solution))
        found.append(result.status is SolveStatus.OPTIMAL)

        assert (verdict["valid"], verdict["objective"], result.objective) == (True, best, best), seed
        assert result.bound >= best, seed
        assert not found[-1] or result.bound == best, seed

    assert all(found)  # each was proven, too


@pytest.mark.parametrize("lot", SAMPLE)
def test_no_more_can_be_placed_than_is_said(lot):
    for seed in range(lot, PROBLEMS // 10, LOTS):
        raw = tiny(seed)
        most = most_places(raw)
        if most is None:
            continue
        problem = problem_from_dict(raw)
        plan = Solution(tuple(first_plan(problem)))
        said = most_placed(problem, plan, seconds=600, work=2.0, seed=0, executor=Inline(), stop=lambda: False)

        assert said >= most, seed
