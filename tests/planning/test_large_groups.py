import pytest

from tandem.planning import Rules, SolveStatus, Window, check, solve
from tandem.planning.first import first_plan
from tandem.planning.regroup import regrouped
from tests.planning.worlds import group, problem, request, site, slot, solution, tutor


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


def week(days=5, hours=3):
    return tuple(slot(f"d{d}h{h}", 540 + 60 * h, 600 + 60 * h, day=d) for d in range(days) for h in range(hours))


def readers(spread):
    """Eighteen pupils of three years, and four tutors who each lead one group of five three times a week."""
    hours = week()
    always = tuple(Window(day, 540, 720) for day in range(5))
    pupils = tuple(
        request(f"p{n:02}", level=6 + n // 6, sessions=3, slots=dict.fromkeys((s.id for s in hours), 0))
        for n in range(18)
    )
    tutors = tuple(tutor(f"t{n}", max_sessions=3, available=always) for n in range(4))
    rules = Rules(group_max=5, level_spread=spread)
    return problem(sites=(site(rooms=4, slots=hours),), requests=pupils, tutors=tutors, rules=rules)


@pytest.mark.parametrize("spread", [1, 2])
def test_s_05_the_first_plan_spreads_eighteen_pupils_evenly_over_four_groups(spread):
    groups = first_plan(readers(spread))

    assert sorted(len(group.requests) for group in groups) == [4, 4, 5, 5]


def test_s_05_no_later_plan_is_worse_than_the_first():
    result = solve(readers(2), seconds=600, work=0.5)

    assert (sorted(len(group.requests) for group in result.solution.groups), result.placed) == ([4, 4, 5, 5], 18)


def test_s_05_a_plan_that_is_there_becomes_more_even():
    world = readers(1)
    hours = ("d0h0", "d1h0", "d2h0")
    sizes = ((0, 3), (3, 8), (8, 13), (13, 18))
    names = [" ".join(f"p{n:02}" for n in range(first, last)) for first, last in sizes]
    plan = solution(*(group(who, " ".join(hours), f"t{n}", f"g{n}") for n, who in enumerate(names)))

    found = regrouped(world, plan)

    assert check(world, found).valid
    assert sorted(len(g.requests) for g in found.groups) == [4, 4, 5, 5]
