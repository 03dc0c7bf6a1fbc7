"""Model, checker and referee say the same of any problem and any plan."""

import random
from collections import Counter

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tandem.planning import BadProblem, Solution, check, problem_from_dict, solution_from_dict, solution_to_dict
from tandem.planning.solver.extract import chosen_of, solution_of
from tandem.planning.solver.greedy import greedy, with_shortfall
from tandem.planning.solver.model import Model, build
from tandem.planning.solver.moments import one_place_at_a_time
from tandem.planning.solver.options import list_options
from tests.planning import referee
from tests.planning.strategies import plans, problems

# The same examples everywhere: what fails, fails for everybody.
SETTINGS = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@SETTINGS
@given(st.data())
def test_checker_and_referee_say_the_same_of_any_plan(data):
    raw = data.draw(problems())
    raw_plan = data.draw(plans(raw))

    theirs = referee.evaluate(raw, raw_plan)
    ours = check(problem_from_dict(raw), solution_from_dict(raw_plan))

    assert Counter(v.rule for v in ours.violations) == Counter(rule for rule, *_ in theirs["violations"])
    assert (ours.valid, ours.objective, ours.placed, ours.sessions, ours.groups, ours.lowest_site_share) == (
        theirs["valid"],
        theirs["objective"],
        theirs["placed"],
        theirs["sessions"],
        theirs["groups"],
        theirs["lowest_site_share"],
    )


@SETTINGS
@given(st.data())
def test_what_the_model_allows_is_a_valid_plan_of_the_same_worth(data):
    raw = data.draw(problems())
    model = modelled(raw)

    found = greedy(model, worth=at_random(model, data.draw(st.integers(0, 1000))))

    assert broken_rows(model, found).sum() == 0
    if model.first_entry:
        assert (one_place_at_a_time(model)[0] @ found <= 1).all()
    verdict = referee.evaluate(raw, solution_to_dict(solution_of(model, found)))
    assert (verdict["valid"], verdict["objective"]) == (True, worth_of(model, found))


@SETTINGS
@given(st.data())
def test_every_valid_plan_is_in_the_model_with_the_same_worth(data):
    raw = data.draw(problems())
    model = modelled(raw)
    full = solution_of(model, greedy(model, worth=at_random(model, data.draw(st.integers(0, 1000)))))
    keep = data.draw(st.lists(st.booleans(), min_size=len(full.groups), max_size=len(full.groups)))
    plan = Solution(tuple(group for group, kept in zip(full.groups, keep, strict=True) if kept))
    verdict = referee.evaluate(raw, solution_to_dict(plan))
    assume(verdict["valid"])  # a pinned group may be missing

    chosen = with_shortfall(model, chosen_of(model, plan))

    assert len(plan.groups) == chosen[: model.first_entry].sum()
    assert broken_rows(model, chosen).sum() == 0
    assert worth_of(model, chosen) == verdict["objective"]


@SETTINGS
@given(st.data())
def test_a_plan_outside_the_model_breaks_a_rule(data):
    raw = data.draw(problems())
    raw_plan = data.draw(plans(raw))
    verdict = referee.evaluate(raw, raw_plan)
    model = modelled(raw)
    plan = solution_from_dict(raw_plan)

    chosen = with_shortfall(model, chosen_of(model, plan))
    inside = as_a_set(solution_of(model, chosen)) == as_a_set(plan) and not broken_rows(model, chosen).any()

    if verdict["valid"]:
        assert (inside, worth_of(model, chosen)) == (True, verdict["objective"])
    if inside:
        assert {rule for rule, *_ in verdict["violations"]} <= {"group_id_twice"}


def as_a_set(plan: Solution) -> Counter[tuple[str, frozenset[str], tuple[str, ...]]]:
    return Counter((group.tutor, frozenset(group.requests), tuple(sorted(group.slots))) for group in plan.groups)


def modelled(raw):
    try:
        return build(list_options(problem_from_dict(raw)))
    except BadProblem:
        assume(False)


def at_random(model: Model, seed: int) -> np.ndarray:
    chance = random.Random(seed)
    return np.array([chance.random() for _ in range(model.first_entry)])


def broken_rows(model: Model, chosen: np.ndarray) -> np.ndarray:
    activity = model.matrix @ chosen
    return (activity > model.high) | (activity < model.low)


def worth_of(model: Model, chosen: np.ndarray) -> int:
    return int(model.objective @ chosen) + model.options.constant
