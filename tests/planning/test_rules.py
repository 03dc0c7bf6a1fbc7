"""Each rule in the smallest world that breaks it."""

from dataclasses import replace

import pytest

from tandem.planning import PreviousGroup, Rules, SchoolClass, Violation, check
from tests.planning.worlds import group, problem, request, site, slot, solution, tutor

TWO_SITES = (site(), site("B", slots=(slot("x1", 600, 660), slot("x2", 620, 680))))
AT_B = request("dré", site="B", slots={"x1": 0, "x2": 0})
EVERYWHERE = tutor(sites=("A", "B"))
LESSONS = {"misses": {"a1": ("gym",), "b1": ("gym",)}, "miss_limits": {"gym": 1}}

BROKEN = {
    "group_id_twice": (problem(), [group(), group("cas", "b1")], ("g",)),
    "group_unknown": (problem(), [group("bo nobody")], ("g", "nobody")),
    "group_mixed": (problem(requests=(request(), request("cas", subject="rekenen"))), [group("bo cas")], None),
    "group_size": (problem(rules=Rules()), [group("bo cas")], ("g", 2)),
    "person_twice": (problem(requests=(request(), request("cas", person="bo"))), [group("bo cas")], None),
    "level_spread": (problem(requests=(request(), request("cas", level=2))), [group("bo cas")], ("g",)),
    "kept_apart": (
        problem(requests=(request(), request("cas", apart_from=frozenset({"bo"})))),
        [group("bo cas")],
        ("g", "bo", "cas"),
    ),
    "request_twice": (problem(), [group(), group(slots="b1", group_id="h")], ("bo",)),
    "tutor_site": (problem(tutors=(tutor(sites=()),)), [group()], ("g", "ana", "A")),
    "tutor_able": (problem(tutors=(tutor(teaches={"taal": (2, 9)}),)), [group()], ("g", "ana", "bo")),
    "tutor_refused": (problem(requests=(request(not_tutors=frozenset({"ana"})),)), [group()], ("g", "ana", "bo")),
    "same_class": (
        problem(requests=(request(class_id="1a"),), tutors=(tutor(class_id="1a"),), rules=Rules(same_class=False)),
        [group()],
        ("g", "ana", "bo"),
    ),
    "slot_unknown": (problem(), [group(slots="zz")], None),
    "slot_short": (problem(requests=(request(minutes=61),)), [group()], ("g", "a1")),
    "slot_forbidden": (problem(requests=(request(not_slots=frozenset({"a1"})),)), [group()], ("g", "bo", "a1")),
    "session_count": (problem(), [group(slots="a1 b1")], ("g", 0, 2)),
    "one_session_a_day": (problem(requests=(request(sessions=2),)), [group(slots="a1 a2")], ("g", 0)),
    "miss_limit": (problem(requests=(request(sessions=2, **LESSONS),)), [group(slots="a1 b1")], ("bo", "gym", 2)),
    "tutor_available": (problem(tutors=(tutor(available=()),)), [group()], ("g", "ana", "a1")),
    "tutor_double_booked": (problem(), [group(), group("cas", group_id="h")], ("ana", "g", "h")),
    "tutor_load_week": (problem(tutors=(tutor(max_sessions=0),)), [group()], ("ana", 0, 1)),
    "tutor_load_day": (problem(tutors=(tutor(max_sessions_per_day=0),)), [group()], ("ana", 0, 0, 1)),
    "person_double_booked": (
        problem(requests=(request(), request("cas", person="bo")), tutors=(tutor(), tutor("ben"))),
        [group(), group("cas", tutor="ben", group_id="h")],
        ("bo", "g", "h"),
    ),
    "class_away": (
        problem(requests=(request(class_id="1a"),), classes=(SchoolClass("1a", 0),)),
        [group()],
        ("1a", 0, 0, 540),
    ),
    "rooms": (problem(sites=(site(rooms={"a2": 1, "b1": 1}),)), [group()], ("A", 0, 0, "a1")),
    "pinned": (
        problem(previous=(PreviousGroup("ana", ("bo",), ("a1",), pinned=True),)),
        [group(slots="a2")],
        ("ana", ("bo",)),
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_smallest_world_that_breaks_the_rule(rule):
    world, groups, facts = BROKEN[rule]

    violations = check(world, solution(*groups)).violations

    assert rule in {violation.rule for violation in violations}
    if facts is not None:
        assert Violation(rule, facts) in violations


def test_a_sound_plan_breaks_no_rule():
    assert check(problem(), solution(group(), group("cas", "a2", group_id="h"))).violations == ()


def test_a_tutor_needs_the_travel_time_between_two_sites():
    world = problem(sites=TWO_SITES, tutors=(EVERYWHERE,), requests=(request(), AT_B), travel_minutes={("B", "A"): 20})
    near = replace(world, tutors=(replace(EVERYWHERE, available=(*EVERYWHERE.available, *tutor().available)),))

    too_soon = check(near, solution(group(), group("dré", "x1", group_id="h"))).violations

    assert Violation("tutor_double_booked", ("ana", "g", "h")) in too_soon


def test_sites_that_are_not_listed_cannot_be_combined_on_one_day():
    far = site("B", slots=(slot("x1", 1000, 1060),))
    world = problem(
        sites=(site(), far),
        tutors=(replace(EVERYWHERE, available=(replace(tutor().available[0], end=1200),)),),
        requests=(request(), replace(AT_B, slots={"x1": 0})),
    )

    assert check(world, solution(group(), group("dré", "x1", group_id="h"))).violations == (
        Violation("tutor_double_booked", ("ana", "g", "h")),
    )


def test_a_bound_below_the_objective_is_a_lie():
    assert check(problem(), solution(group(), bound=5)).violations == (Violation("bound_below_objective", (5, 989)),)
