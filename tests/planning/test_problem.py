"""Nonsense is refused, with the place and the reason."""

import copy
import json

import pytest

from tandem.planning import (
    BadProblem,
    Rules,
    SolveStatus,
    check,
    problem_from_dict,
    problem_to_dict,
    read_problem,
    solution_from_dict,
    solve,
)
from tests.planning.worlds import problem, request, site, slot, tutor

GOOD = problem_to_dict(problem())


def changed(*path, to):
    data = copy.deepcopy(GOOD)
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return data


REFUSED = [
    (changed("format", to="tandem.planning/9"), "format: 'tandem.planning/9' is not tandem.planning/1"),
    (changed("extra", to=1), "problem: there is no field extra"),
    (changed("sites", to="none"), "sites: is not a list"),
    (changed("weeks", to=0), "weeks: a cycle has at least one week"),
    (changed("weeks", to="one"), "weeks: 'one' is not a whole number"),
    (changed("sites", 0, "slots", 0, "day", to=7), "slot a1: day 7 is not between 0 and 6"),
    (changed("sites", 0, "slots", 0, "week", to=1), "site A: slot a1: week 1 is after the cycle"),
    (changed("sites", 0, "slots", 0, "end", to=500), "slot a1: from 540 to 500 is not a stretch of one day"),
    (changed("sites", 0, "slots", 1, "id", to="a1"), "site A: slot a1: occurs twice"),
    (changed("sites", 0, "rooms", to=-1), "site A: rooms: a number of rooms is below zero"),
    (changed("sites", 0, "rooms", to={"zz": 1}), "site A: rooms: slot zz is unknown"),
    (changed("sites", 0, "rooms", to={"a1": 1.5}), "site A: rooms a1: 1.5 is not a whole number"),
    (changed("sites", 0, "slots", to={}), "site A: slots: is not a list"),
    (changed("sites", 0, "id", to=7), "site 7: id: 7 is not a text"),
    (changed("sites", 0, "id", to="\ud800"), "site \ud800: id: '\\ud800' holds half a letter, which no file can hold"),
    (changed("requests", 0, "site", to="Z"), "request bo: site: Z is unknown"),
    (changed("requests", 0, "pattern", to="Z"), "request bo: pattern: Z is unknown"),
    (changed("requests", 0, "slots", to={"zz": 0}), "request bo: slot zz: unknown at site A"),
    (changed("requests", 0, "slots", to={"a1": -1}), "request bo: slot a1: a cost is below zero"),
    (
        changed("requests", 0, "sessions", to=1_000_000),
        "request bo: sessions: 1000000 a week is impossible: at least one, and at most one a day",
    ),
    (changed("requests", 0, "need", to=True), "request bo: need: True is not a whole number"),
    (changed("requests", 0, "shoe_size", to=38), "request bo: there is no field shoe_size"),
    (changed("requests", 1, "id", to="bo"), "requests bo: occurs twice"),
    (changed("tutors", 0, "sites", to=["Z"]), "tutor ana: site: Z is unknown"),
    (changed("tutors", 0, "teaches", to={"taal": [1]}), "tutor ana: teaches taal: is not a lowest and a highest level"),
    (
        changed("tutors", 0, "available", to=[{"day": 0, "start": 9, "end": 8}]),
        "tutor ana: available 0: from 9 to 8 is no stretch of time",
    ),
    (changed("tutors", 0, "teaches", to={"taal": [3, 1]}), "tutor ana: teaches taal: no level is from 3 to 1"),
    (changed("tutors", 0, "max_sessions", to=-1), "tutor ana: max_sessions: is below zero"),
    (
        changed("tutors", 0, "max_sessions", to=10**9),
        "tutor ana: max_sessions: 1000000000 is more than any plan can count with",
    ),
    (
        changed("tutors", 0, "available", to=[{"day": 0, "start": 1, "end": 9, "week": 1}]),
        "tutor ana: available: week 1 is outside the cycle",
    ),
    (changed("tutors", 0, "pattern", to="Z"), "tutor ana: pattern: Z is unknown"),
    (changed("requests", 0, "minutes", to=0), "request bo: minutes: 0 is no length of a session"),
    (changed("requests", 0, "miss_limits", to={"gym": -1}), "request bo: miss_limits gym: is below zero"),
    (changed("requests", 0, "group_max", to=0), "request bo: group_max: is below one"),
    (changed("requests", 0, "apart_from", to="cas"), "request bo: apart_from: is not a list"),
    (changed("weeks", to=54), "weeks: a cycle has at most 53 weeks"),
    (changed("classes", to=[{"id": "1a", "max_away": -1}]), "class 1a: max_away: is below zero"),
    (changed("patterns", to=[{"id": "P", "slots": {"a1": -2}}]), "pattern P: slot a1: a cost is below zero"),
    (changed("travel_minutes", to={"A|B": -5}), "travel_minutes: a journey takes less than no time"),
    (
        changed("weights", to={"shortfall_share": float("inf")}),
        "weights: shortfall_share: inf is more than any plan can count with",
    ),
    (
        changed("weights", to={"shortfall_share": float("nan")}),
        "weights: shortfall_share: nan is more than any plan can count with",
    ),
    (changed("weights", to={"visit": -1}), "weights: visit: is below zero"),
    (changed("rules", to={"group_min": 3, "group_max": 2}), "rules: group_max: is below group_min"),
    (changed("rules", to={"foo": 1}), "rules: foo: is unknown"),
    (changed("weights", to={"visit": 1.5}), "weights: visit: 1.5 is not a whole number"),
    (changed("travel_minutes", to={"AB": 5}), "travel_minutes AB: is not two sites with a | between them"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_nonsense_is_refused_with_its_place_and_reason(data, words):
    with pytest.raises(BadProblem) as refused:
        problem_from_dict(data)

    assert str(refused.value) == words


def test_a_missing_field_is_named():
    data = copy.deepcopy(GOOD)
    del data["requests"][0]["subject"]

    with pytest.raises(BadProblem) as refused:
        problem_from_dict(data)

    assert str(refused.value) == "request bo: the field subject is missing"


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"weeks": ' + b"9" * 5000 + b"}",
        b"[]",
        b"null",
        b'"tandem.planning/1"',
    ],
    ids=["nothing", "half", "no UTF-8", "deep", "thousands of digits", "a list", "null", "a text"],
)
def test_a_file_that_holds_no_problem_is_refused(tmp_path, written):
    (tmp_path / "broken.json").write_bytes(written)

    with pytest.raises(BadProblem):
        read_problem(tmp_path / "broken.json")


REFUSED_PLANS = [
    ({}, "solution: the field groups is missing"),
    ({"groups": [], "status": "great"}, "status: 'great' is unknown"),
    ({"groups": [], "bound": float("inf")}, "bound: inf is more than any plan can count with"),
    ({"groups": [{"id": "g", "tutor": "ana", "requests": "bo", "slots": []}]}, "group g: requests: is not a list"),
    ({"groups": [], "unplaced": {"bo": [{}]}}, "unplaced bo: kind: None is unknown"),
    ({"groups": [], "prices": {"bo": "dear"}}, "prices bo: 'dear' is not a number"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED_PLANS)
def test_nonsense_in_a_plan_is_refused_with_its_place_and_reason(data, words):
    with pytest.raises(BadProblem) as refused:
        solution_from_dict(data)

    assert str(refused.value) == words


EMPTY = [
    problem(sites=(), tutors=(), requests=()),
    problem(tutors=()),
    problem(requests=()),
    problem(sites=(site(slots=()),), requests=(request(slots={}),)),
    problem(sites=(site(rooms=0),)),
    problem(tutors=(tutor(available=()),)),
    problem(tutors=(tutor(sites=()),)),
    problem(tutors=(tutor(teaches={}),)),
    problem(tutors=(tutor(max_sessions=0),)),
    problem(requests=(request(slots={}), request("cas", slots={}))),
    problem(rules=Rules(group_min=3, group_max=3)),
]


@pytest.mark.parametrize("world", EMPTY)
def test_where_nothing_can_be_planned_nothing_is_and_that_is_proven(world):
    result = solve(world, seconds=30)

    assert (result.solution.groups, result.status, result.bound) == ((), SolveStatus.OPTIMAL, result.objective)
    assert set(result.unplaced) == {request.id for request in world.requests}


def test_slots_that_overlap_are_planned_with():
    clash = site(slots=(slot("a1"), slot("a2", 570, 630), slot("b1", day=1)), rooms=1)
    world = problem(sites=(clash,), tutors=(tutor(), tutor("ben")), rules=Rules())

    result = solve(world, seconds=30)

    assert (result.placed, check(world, result.solution).violations) == (2, ())


def test_a_million_sessions_are_planned_with_or_refused():
    plenty = problem(sites=(site(rooms=10**6),), tutors=(tutor(max_sessions=10**6, max_sessions_per_day=10**6),))

    assert solve(plenty, seconds=30).placed == 2
    with pytest.raises(BadProblem):
        request(sessions=10**6)


def test_a_good_problem_is_read_as_it_was_written(tmp_path):
    (tmp_path / "good.json").write_text(json.dumps(GOOD))

    assert read_problem(tmp_path / "good.json") == problem()
