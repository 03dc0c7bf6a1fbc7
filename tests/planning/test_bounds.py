"""Plan and bound against brute force: never a bound below the best plan, and the best plan where it is proven."""

import random

import pytest

from tandem.planning import check, problem_from_dict, solve
from tandem.planning.places import most_placed
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.executors import Inline
from tandem.planning.solver.model import build
from tandem.planning.solver.options import list_options
from tandem.planning.solver.proof import prove, prove_as_is
from tandem.planning.solver.relaxation import Relaxation
from tandem.planning.solver.search import Search
from tandem.planning.solver.teams import list_teams
from tests.planning import referee
from tests.planning.brute_force import best_objective, most_places
from tests.planning.test_agreement import with_more_features

LOTS = 8
PROBLEMS = 160


def tiny(seed):
    rnd = random.Random(f"bounds-{seed}")
    raw = with_more_features(rnd, referee.make().tiny(seed))
    for group in raw.get("previous", []):
        group.pop("pinned", None)  # brute force begins with nobody placed
    return problem_from_dict(raw)


@pytest.mark.parametrize("lot", range(LOTS))
def test_whatever_the_prices_no_bound_is_below_the_best_plan(lot):
    for seed in range(lot, PROBLEMS, LOTS):
        world = tiny(seed)
        model = build(list_options(world))
        if not model.first_entry or not model.options.complete:
            continue
        best = best_objective(world)
        relaxation = Relaxation(model, 1, list_teams(model))
        prices = random.Random(seed)
        for spread in (0.0, 30.0, 1000.0):
            relaxation.point.dual[:] = [-prices.uniform(0, spread) for _ in relaxation.point.dual]
            for proof in (prove(relaxation, relaxation.point.dual), prove_as_is(relaxation, relaxation.point.dual)):
                assert proof.bound >= best - 1e-6, (seed, spread)


@pytest.mark.parametrize("lot", range(LOTS))
def test_best_plan_and_most_places_against_brute_force(lot):
    for seed in range(lot, 40, LOTS):
        world = tiny(seed)
        search = Search(world, Clock(60, 2.0, lambda: False), seed=0, workers=1, executor=Inline(), report=None)
        search.run(0.0)
        best = best_objective(world)
        most = most_placed(world, seconds=60, work=2.0, seed=0, executor=Inline(), stop=lambda: False)

        assert (search.objective, search.bound >= best) == (best, True), seed
        assert most >= most_places(world), seed


def test_solve_says_how_many_any_plan_can_place():
    world = problem_from_dict(referee.make().reach(1))

    result = solve(world, seconds=600, work=6.0)

    # Three rooms for seventeen periods a week are full with seventeen pupils of three sessions.
    assert result.most_placed == 17
    assert check(world, result.solution).valid
