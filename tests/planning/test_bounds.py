"""No bound lies below the best plan, whatever the prices it follows from."""

import random

import pytest

from tandem.planning import check, problem_from_dict, solve
from tandem.planning.solver import relaxation as relaxations
from tandem.planning.solver.model import build
from tandem.planning.solver.options import list_options
from tandem.planning.solver.proof import prove, prove_as_is
from tandem.planning.solver.relaxation import Relaxation
from tandem.planning.solver.teams import list_teams
from tests.planning import referee
from tests.planning.brute_force import best_objective
from tests.planning.test_brute_force import tiny

LOTS = 8
HEAVY = relaxations.HEAVY
PROBLEMS = 160


@pytest.mark.parametrize("lot", range(LOTS))
def test_whatever_the_prices_no_bound_is_below_the_best_plan(lot, monkeypatch):
    for seed in range(lot, PROBLEMS, LOTS):
        # Of a large model, lighter rows stand for the way between two sites: here of every other one.
        monkeypatch.setattr(relaxations, "HEAVY", 0 if seed // LOTS % 2 else HEAVY)
        raw = tiny(seed)
        best = best_objective(raw)
        if best is None:
            continue  # pinned groups break a rule
        model = build(list_options(problem_from_dict(raw)))
        if not model.first_entry:
            continue
        relaxation = Relaxation(model, 1, list_teams(model))
        prices = random.Random(seed)
        for spread in (0.0, 30.0, 1000.0):
            relaxation.point.dual[:] = [-prices.uniform(0, spread) for _ in relaxation.point.dual]
            for proof in (prove(relaxation, relaxation.point.dual), prove_as_is(relaxation, relaxation.point.dual)):
                assert proof.bound >= best - 1e-6, (seed, spread)


def test_solve_says_how_many_any_plan_can_place():
    world = problem_from_dict(referee.make().reach(1))

    result = solve(world, seconds=600, work=6.0)

    # Three rooms for seventeen periods a week are full with seventeen pupils of three sessions.
    assert result.most_placed == 17
    assert check(world, result.solution).valid
