from tandem.planning import Group, PreviousGroup, Solution, check, mend, problem_from_dict
from tests.planning import referee
from tests.planning.worlds import problem, request, tutor


def test_mend_first_moves_nobody_and_then_shows_what_a_change_buys():
    # Bo has Ana, the only one who can take Cas; Ben could take over Bo.
    world = problem(
        tutors=(tutor(max_sessions=1, max_group=1), tutor("ben", teaches={"taal": (1, 1)})),
        requests=(request(), request("cas", level=2)),
        previous=(PreviousGroup("ana", ("bo",), ("a2",)),),
    )

    none, one = mend(world, changes=1, seconds=10)

    assert [(g.tutor, g.requests) for g in none.result.solution.groups] == [("ana", ("bo",))]
    assert {(g.tutor, g.requests) for g in one.result.solution.groups} == {("ana", ("cas",)), ("ben", ("bo",))}
    assert (none.changed, none.proven, one.changed, one.proven) == (0, True, 1, True)


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

        assert [step.changed <= step.allowed for step in steps] == [True, True]
        assert steps[0].changed == steps[0].moved_slots == 0
        assert steps[0].result.objective <= steps[1].result.objective
        assert all(check(world, step.result.solution).valid for step in steps)


def _running(raw):
    before = enumerate(raw["previous"])
    return Solution(tuple(Group(f"g{n}", g["tutor"], tuple(g["requests"]), tuple(g["slots"])) for n, g in before))
