from tandem.planning import Rules, SolveStatus, check, solve
from tests.planning.worlds import problem, request, tutor


def test_groups_too_many_to_list_still_give_a_valid_plan_and_bound():
    pupils = tuple(request(f"r{n:02}") for n in range(30))
    world = problem(requests=pupils, tutors=(tutor(max_sessions=3),), rules=Rules(group_min=2, group_max=5))

    result = solve(world, seconds=8)

    assert (check(world, result.solution).violations, result.status) == ((), SolveStatus.FEASIBLE)
    # Three sessions of five at most: 15 of the 30 pupils.
    assert 0 < result.placed <= 15
    assert result.objective <= 15 * 1000 < result.bound


def test_a_group_of_three_is_made_where_that_places_one_more():
    pupils = tuple(request(f"r{n}") for n in range(3))
    world = problem(requests=pupils, tutors=(tutor(max_sessions=1),), rules=Rules(group_max=3))

    result = solve(world, seconds=8)

    assert [g.requests for g in result.solution.groups] == [("r0", "r1", "r2")]
    assert (result.objective, result.bound) == (3000 - 4 * 20 - 8, 3000 - 4 * 20 - 8)
