"""A running plan is mended with the fewest changes, proven, and each change says what it makes room for."""

import pytest

from tandem.planning import (
    BadProblem,
    Group,
    Move,
    MoveKind,
    PreviousGroup,
    Rules,
    Solution,
    check,
    mend,
    problem_from_dict,
)
from tandem.planning.first import first_plan
from tandem.planning.moves import moves
from tests.planning import referee
from tests.planning.brute_force import most_need
from tests.planning.worlds import group, problem, request, solution, tutor

# Bo has Ana, the only one who can take Cas; Ben could take over Bo.
TAKEN = problem(
    tutors=(tutor(max_sessions=1, max_group=1), tutor("ben", teaches={"taal": (1, 1)})),
    requests=(request(), request("cas", level=2)),
    previous=(PreviousGroup("ana", ("bo",), ("a2",)),),
)


def test_mend_first_moves_nobody_and_then_shows_what_a_change_buys():
    still, none, one = mend(TAKEN, changes=1, seconds=10)

    assert [(g.tutor, g.requests) for g in still.solution.groups] == [("ana", ("bo",))]
    assert {(g.tutor, g.requests) for g in one.solution.groups} == {("ana", ("cas",)), ("ben", ("bo",))}
    assert [(s.nobody_moved, s.allowed, s.changed, s.need, s.most_need, s.proven) for s in (still, none, one)] == [
        (True, 0, 0, 1000, 1000, True),
        (False, 0, 0, 1000, 1000, True),
        (False, 1, 1, 2000, 2000, True),
    ]


def test_a_change_says_for_whom_it_makes_room_and_which_rule_asks_it():
    *_, one = mend(TAKEN, changes=1, seconds=10)

    bo, cas = one.moves
    assert (bo.request, bo.kind, bo.tutor_before, bo.tutor) == ("bo", MoveKind.TUTOR, "ana", "ben")
    assert (bo.makes_room_for, bo.rules) == (("cas",), ("tutor_double_booked", "tutor_load_week"))
    assert (cas.request, cas.kind, cas.tutor) == ("cas", MoveKind.PLACED, "ana")


def test_nothing_is_changed_that_need_not_be():
    # Better moments and company would be worth something, but nobody gains a place by it.
    world = problem(
        tutors=(tutor(), tutor("ben", tags=frozenset({"sport"}))),
        requests=(request(tags=frozenset({"sport"})), request("cas")),
        previous=(PreviousGroup("ana", ("bo",), ("a1",)), PreviousGroup("ana", ("cas",), ("b1",))),
        rules=Rules(group_max=1),
    )

    steps = mend(world, changes=2, seconds=10)

    assert [(step.changed, step.moved_slots, step.moves, step.proven) for step in steps] == [(0, 0, (), True)] * 4


def test_moments_move_before_a_pair_is_broken():
    # Cas can only at a2, where Bo has Ana now; Bo can go to a1 with her.
    world = problem(
        tutors=(tutor(max_group=1),),
        requests=(request(), request("cas", slots={"a2": 0})),
        previous=(PreviousGroup("ana", ("bo",), ("a2",)),),
    )

    still, none = mend(world, changes=0, seconds=10)

    assert (still.placed, none.placed, none.changed, none.moved_slots, none.proven) == (1, 2, 0, 1, True)
    assert none.moves[0].makes_room_for == ("cas",)
    assert none.moves[0].rules == ("tutor_double_booked",)


def test_moves_tell_what_changes_for_each_pupil():
    world = problem(
        requests=tuple(request(r) for r in ("bo", "cas", "dré", "eva", "fay")),
        tutors=(tutor(), tutor("ben")),
        previous=(
            PreviousGroup("ana", ("bo", "eva"), ("a1",)),
            PreviousGroup("ana", ("cas",), ("b1",)),
            PreviousGroup("gone", ("dré",), ("a1",)),
        ),
    )

    found = moves(world, solution(group("bo"), group("cas", "a2", group_id="h"), group("dré", "b1", group_id="i")))

    assert [(move.request, move.kind) for move in found] == [
        ("bo", MoveKind.COMPANY),
        ("cas", MoveKind.MOMENTS),
        ("dré", MoveKind.PLACED),
        ("eva", MoveKind.WITHOUT),
    ]
    assert found[0] == Move("bo", MoveKind.COMPANY, "ana", "ana", ("a1",), ("a1",))


def test_what_still_runs_and_breaks_a_rule_is_refused():
    previous = tuple(PreviousGroup("ana", (r,), ("a1",)) for r in ("bo", "cas"))

    with pytest.raises(BadProblem) as refused:
        mend(problem(previous=previous), changes=1, seconds=5)

    assert (
        str(refused.value) == "previous: what still runs breaks the rule tutor_double_booked: ana, running 1, running 2"
    )


def test_mend_of_a_drop_out_leaves_every_running_pair_alone():
    make = referee.make()
    for seed in range(20):
        raw = make.tiny(seed)
        if "previous" not in raw:
            continue
        world = problem_from_dict(raw | {"previous": []})
        if not check(world, _running(raw)).valid:
            continue
        world = problem_from_dict(raw)

        steps = mend(world, changes=1, seconds=5)

        assert all(step.changed <= step.allowed for step in steps)
        assert all(step.need <= step.most_need and step.proven for step in steps)
        assert steps[0].changed == steps[0].moved_slots == 0
        assert [step.need for step in steps] == sorted(step.need for step in steps)
        assert all(check(world, step.solution).valid for step in steps)


def test_mend_places_as_much_as_any_plan_with_so_few_broken_pairs():
    make = referee.make()
    told = []
    for seed in range(60):
        raw = {name: value for name, value in make.tiny(seed).items() if name != "previous"}
        raw["previous"] = [
            {"tutor": g.tutor, "requests": list(g.requests), "slots": list(g.slots)}
            for g in first_plan(problem_from_dict(raw))
        ]

        _, *steps = mend(problem_from_dict(raw), changes=2, seconds=30)

        assert [step.need for step in steps] == [most_need(raw, broken) for broken in range(3)], seed
        told += [step.proven for step in steps]
    assert all(told)


def _running(raw):
    before = enumerate(raw["previous"])
    return Solution(tuple(Group(f"g{n}", g["tutor"], tuple(g["requests"]), tuple(g["slots"])) for n, g in before))
