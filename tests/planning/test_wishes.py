"""Other wishes by the same rules."""

from tandem.planning import PreviousGroup, check
from tandem.planning.plan import Plan
from tandem.planning.score import need, score
from tandem.planning.wishes import places_only, ranked
from tests.planning.worlds import group, problem, request, solution, tutor

WORLD = problem(
    requests=(request(), request("cas", need=1500)),
    tutors=(tutor(), tutor("ben")),
    previous=(PreviousGroup("ana", ("bo",), ("a1",)), PreviousGroup("ana", ("cas",), ("b1",))),
)


def test_with_places_only_nothing_but_places_counts():
    plan = solution(group(), group("cas", "b1", group_id="h"))

    assert check(places_only(WORLD, 10), plan).objective == 20


def test_no_pair_outweighs_a_place_and_no_slot_a_pair():
    wishes = ranked(WORLD, 2)

    def worth(*groups):
        return check(wishes.problem, solution(*groups)).objective

    as_it_was = worth(group(), group("cas", "b1", group_id="h"))
    moved = worth(group(slots="a2"), group("cas", "b1", group_id="h"))
    both_moved = worth(group(slots="a2"), group("cas", "a1", group_id="h"))
    broken = worth(group(tutor="ben"), group("cas", "b1", group_id="h"))
    all_broken = worth(group(tutor="ben"), group("cas", "b1", tutor="ben", group_id="h"))
    one_place = worth(group("cas", "b1"))

    assert as_it_was > moved > both_moved > broken > all_broken > one_place


def test_needs_are_counted_in_the_step_they_differ_by():
    wishes = ranked(WORLD, 0)
    plan = solution(group(), group("cas", "b1", group_id="h"))

    assert (wishes.unit, need(Plan(WORLD, plan))) == (500, 2500)
    assert sum(score(Plan(wishes.problem, plan)).values()) == 5 * wishes.of_need
