import threading
import time
from dataclasses import replace

import pytest

from tandem.planning import (
    BadProblem,
    PreviousGroup,
    Progress,
    Rules,
    SolveStatus,
    check,
    problem_from_dict,
    solution_to_dict,
    solve,
)
from tests.planning import referee
from tests.planning.worlds import group, problem, request, site, solution, tutor


def test_city_beats_the_careful_coordinator_and_stays_below_its_bound():
    raw = referee.make().synthetic("city", 3)
    city = problem_from_dict(raw)
    coordinator = check(city, solution(*_groups(referee.by_hand(raw)))).objective

    result = solve(city, seconds=12)

    verdict = referee.evaluate(raw, solution_to_dict(result.solution))
    assert (verdict["valid"], verdict["objective"]) == (True, result.objective)
    assert coordinator < result.objective <= result.bound


def _groups(raw):
    return [
        group(" ".join(g["requests"]), " ".join(g["slots"]), tutor=g["tutor"], group_id=g["id"]) for g in raw["groups"]
    ]


def test_solve_pairs_two_pupils_when_the_tutor_has_one_session():
    world = problem(tutors=(tutor(max_sessions=1),))

    result = solve(world, seconds=5)

    # Two needs, the free lesson, one extra in the group, one visit.
    assert (result.objective, dict(result.terms)) == (
        2000 - 20 - 8,
        {"need": 2000, "fit": 0, "miss": 0, "group_extra": -20, "visit": -8}
        | {"shortfall": 0, "pair_broken": 0, "slot_moved": 0},
    )
    assert (result.placed, result.bound, result.status, result.unplaced) == (2, 1972, SolveStatus.OPTIMAL, {})


def test_solve_of_nothing_is_an_empty_proven_plan():
    world = problem(requests=(), tutors=(), sites=())

    result = solve(world, seconds=5)

    assert (result.solution.groups, result.objective, result.bound, result.status) == ((), 0, 0, SolveStatus.OPTIMAL)


def test_solve_keeps_pinned_groups_less_who_left():
    pinned = PreviousGroup("ana", ("bo", "gone"), ("a1",), pinned=True)
    world = problem(previous=(pinned,), tutors=(tutor(), tutor("ben")))

    result = solve(world, seconds=5)

    found = {(g.tutor, g.requests, g.slots) for g in result.solution.groups}
    assert ("ana", ("bo",), ("a1",)) in found
    assert (result.placed, check(world, result.solution).violations) == (2, ())


def test_solve_refuses_pinned_groups_that_contradict_each_other():
    previous = tuple(PreviousGroup("ana", (r,), ("a1",), pinned=True) for r in ("bo", "cas"))

    with pytest.raises(BadProblem) as refused:
        solve(problem(previous=previous), seconds=5)

    assert (refused.value.place, refused.value.reason) == (
        "previous",
        "pinned groups break the rule tutor_double_booked: ana, pinned 0, pinned 1",
    )


def test_solve_with_groups_of_two_only_places_nobody_alone():
    world = problem(rules=Rules(group_min=2, group_max=2), requests=(request(), request("cas"), request("dré")))

    result = solve(world, seconds=5)

    assert [len(g.requests) for g in result.solution.groups] == [2]


def test_solve_stops_at_once_when_asked():
    stop = threading.Event()
    stop.set()
    city = problem_from_dict(referee.make().synthetic("city", 3))
    started = time.monotonic()

    result = solve(city, seconds=600, stop=stop)

    assert time.monotonic() - started < 30
    assert check(city, result.solution).valid


def test_solve_can_be_stopped_from_its_own_progress():
    world = problem_from_dict(referee.make().reach(1))
    seen: list[Progress] = []

    result = solve(world, seconds=600, on_progress=seen.append, stop=lambda: len(seen) >= 3)

    assert [p.objective for p in seen] == sorted(p.objective for p in seen)
    assert [p.bound for p in seen] == sorted((p.bound for p in seen), reverse=True)
    assert (seen[-1].objective, seen[-1].placed, seen[-1].requests) == (result.objective, result.placed, 20)


def test_solve_ends_when_the_gap_is_small_enough():
    world = problem_from_dict(referee.make().reach(1))

    result = solve(world, seconds=600, stop_at_gap=0.50)

    assert (result.gap <= 0.50, result.seconds < 300) == (True, True)


def test_the_same_seed_and_work_give_the_same_plan():
    school = problem_from_dict(referee.make().reach(3))

    one, other = (solve(school, seconds=600, seed=5, work=1.0) for _ in range(2))

    assert (one.solution.groups, one.objective, one.bound) == (other.solution.groups, other.objective, other.bound)


def test_solve_with_two_workers_gives_a_valid_plan():
    world = problem_from_dict(referee.make().reach(2))

    result = solve(world, seconds=6, workers=2)

    assert check(world, replace(result.solution)).valid


def test_unplaced_requests_say_why():
    world = problem(
        sites=(site(rooms=1),),
        tutors=(tutor(max_sessions=1, max_group=1), tutor("ben", teaches={})),
        requests=(request(), request("cas", need=900, not_tutors=frozenset({"ben"}))),
    )

    result = solve(world, seconds=5)

    assert {r: [(x.kind.value, x.tutors) for x in reasons] for r, reasons in result.unplaced.items()} == {
        "cas": [("not_able", ("ben",)), ("full", ("ana",))]
    }
