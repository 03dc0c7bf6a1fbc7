"""Nonsense in a problem is refused with its place and reason, or planned around; nothing else comes out."""

import copy
import random

import pytest

from tandem.planning import BadProblem, check, problem_from_dict, solve
from tests.planning import referee

NASTY = (
    None,
    -1,
    0,
    1,
    10**6,
    10**12,
    10**30,
    1.5,
    float("nan"),
    float("inf"),
    "\ud800",
    True,
    "",
    "nowhere",
    [],
    {},
    ["nowhere"],
    {"nowhere": 1},
    [[]],
)
LOTS = 8
PROBLEMS = 400


def broken(rnd, value):
    """Put one nasty value somewhere in a problem."""
    while True:
        if isinstance(value, dict) and value:
            key = rnd.choice(sorted(value))
            inner = value[key]
        elif isinstance(value, list) and value:
            key = rnd.randrange(len(value))
            inner = value[key]
        else:
            return
        if not isinstance(inner, dict | list) or not inner or rnd.random() < 0.15:
            chance = rnd.random()
            if chance < 0.1 and isinstance(value, list):
                value.append(copy.deepcopy(inner))
            elif chance < 0.2:
                del value[key]
            else:
                value[key] = copy.deepcopy(rnd.choice(NASTY))
            return
        value = inner


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_problem_with_nonsense_in_it_is_refused_or_planned(lot):
    refused = 0
    for seed in range(lot, PROBLEMS, LOTS):
        rnd = random.Random(f"nonsense-{seed}")
        raw = referee.make().tiny(seed)
        for _ in range(rnd.randint(1, 3)):
            broken(rnd, raw)
        try:
            world = problem_from_dict(raw)
            result = solve(world, seconds=30, work=0.05)
        except BadProblem as wrong:
            refused += bool(wrong.place and wrong.reason)
            continue
        assert check(world, result.solution).valid, seed
        assert result.bound >= result.objective, seed

    assert refused
