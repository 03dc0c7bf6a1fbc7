"""Our checker and the referee never disagree, on sound plans and on broken ones."""

import random
from collections import Counter
from typing import Any

import pytest

from tandem.planning import check, problem_from_dict, problem_to_dict, solution_from_dict, solution_to_dict
from tests.planning import referee

TINY_PROBLEMS = 2000
LOTS = 8  # so that both cores share the work


def random_group(rnd: random.Random, number: int, problem: dict[str, Any]) -> dict[str, Any]:
    """A group that is mostly sensible: a broken plan should break one rule, not all."""
    requests = [rnd.choice(problem["requests"])]
    while rnd.random() < 0.35:
        requests.append(rnd.choice(problem["requests"]))
    site = next(s for s in problem["sites"] if s["id"] == requests[0]["site"])
    if rnd.random() < 0.05:
        site = rnd.choice(problem["sites"])
    slots = []
    for week in range(problem["weeks"]):
        mine = [s["id"] for s in site["slots"] if s["week"] == week]
        allowed = [s for s in mine if s in requests[0]["slots"]]
        pool = allowed if allowed and rnd.random() < 0.9 else mine
        times = rnd.choices((0, 1, 2), (1, 12, 1))[0]
        slots += [rnd.choice(pool) for _ in range(times)]
    tutor = rnd.choice(problem["tutors"])["id"] if rnd.random() > 0.02 else "nobody"
    if rnd.random() < 0.6:
        requests, tutor, slots = sensible(rnd, problem, requests[0], site, slots, tutor)
    names = [r["id"] for r in requests]
    if rnd.random() < 0.02:
        names.append("nobody")
    if rnd.random() < 0.02:
        names = []
    return {"id": f"g{number if rnd.random() > 0.03 else 0}", "tutor": tutor, "requests": names, "slots": slots}


def sensible(
    rnd: random.Random, problem: dict[str, Any], request: dict[str, Any], site: Any, slots: Any, tutor: Any
) -> Any:
    """One pupil with somebody who can, where there is somebody."""
    able = [
        (t["id"], [s["id"] for s in site["slots"] if s["id"] in request["slots"] and fits(t, request, s)])
        for t in problem["tutors"]
        if site["id"] in t["sites"] and t["id"] not in request["not_tutors"] and t.get("person") != request["person"]
    ]
    able = [(t, open_slots) for t, open_slots in able if open_slots]
    if not able:
        return [request], tutor, slots
    tutor, open_slots = rnd.choice(able)
    weeks = {s["id"]: s["week"] for s in site["slots"]}
    by_week = {weeks[s]: s for s in rnd.sample(open_slots, len(open_slots))}
    return [request], tutor, list(by_week.values())


def fits(tutor: dict[str, Any], request: dict[str, Any], slot: dict[str, Any]) -> bool:
    low, high = tutor["teaches"][request["subject"]]
    there = any(
        a["day"] == slot["day"] and a["start"] <= slot["start"] and slot["end"] <= a["end"] for a in tutor["available"]
    )
    return there and low <= request["level"] <= high and slot["id"] in tutor.get("slots", {slot["id"]: 0})


def random_solution(rnd: random.Random, problem: dict[str, Any]) -> dict[str, Any]:
    groups = [random_group(rnd, k, problem) for k in range(rnd.choices((0, 1, 2, 3), (1, 6, 5, 2))[0])]
    if problem.get("previous") and rnd.random() < 0.5:
        groups.append({"id": "before", **{k: problem["previous"][0][k] for k in ("tutor", "requests", "slots")}})
    return {"groups": groups} | ({"bound": rnd.choice((0, 500, 10**6))} if rnd.random() < 0.3 else {})


def with_more_features(rnd: random.Random, problem: dict[str, Any]) -> dict[str, Any]:
    """Add what `make.py tiny` leaves out: pinned groups, rooms by slot, smallest groups, other weights."""
    if problem.get("previous") and rnd.random() < 0.4:
        problem["previous"][0]["pinned"] = True
    if rnd.random() < 0.2:
        first = problem["sites"][0]
        first["rooms"] = {s["id"]: rnd.randint(0, 2) for s in first["slots"] if rnd.random() < 0.8}
    if rnd.random() < 0.1:
        problem["rules"] |= {"group_min": 2, "group_max": 3}
    if rnd.random() < 0.2:
        problem["weights"] = {"visit": rnd.randint(0, 50), "shortfall_share": rnd.choice((0, 0.5))}
    return problem


@pytest.mark.parametrize("lot", range(LOTS))
def test_checker_agrees_with_the_referee_on_tiny_problems(lot):
    make = referee.make()
    sound = broken = 0

    for seed in range(lot, TINY_PROBLEMS, LOTS):
        rnd = random.Random(seed)
        raw = with_more_features(rnd, make.tiny(seed))
        problem = problem_from_dict(raw)
        for _ in range(4):
            raw_solution = random_solution(rnd, raw)
            theirs = referee.evaluate(raw, raw_solution)
            ours = check(problem, solution_from_dict(raw_solution))
            if theirs["violation_count"] <= len(theirs["violations"]):
                assert Counter(v.rule for v in ours.violations) == Counter(v[0] for v in theirs["violations"]), seed
            assert (ours.valid, ours.objective, ours.placed, ours.sessions, ours.groups, ours.lowest_site_share) == (
                theirs["valid"],
                theirs["objective"],
                theirs["placed"],
                theirs["sessions"],
                theirs["groups"],
                theirs["lowest_site_share"],
            ), seed
            assert {k: v for k, v in ours.terms.items() if v} == {k: v for k, v in theirs["terms"].items() if v}, seed
            sound += ours.valid
            broken += not ours.valid

    assert (sound > 100, broken > 100) == (True, True)


@pytest.mark.parametrize("seed", range(40))
def test_problems_and_solutions_survive_writing_and_reading(seed):
    rnd = random.Random(seed)
    raw = with_more_features(rnd, referee.make().tiny(seed))
    problem = problem_from_dict(raw)
    solution = solution_from_dict(random_solution(rnd, raw))

    written = problem_to_dict(problem), solution_to_dict(solution)

    assert (problem_from_dict(written[0]), solution_from_dict(written[1])) == (problem, solution)
