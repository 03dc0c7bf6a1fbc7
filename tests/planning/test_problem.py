"""Nonsense is refused, with the place and the reason."""

import copy
import json

import pytest

from tandem.planning import BadProblem, problem_from_dict, problem_to_dict, read_problem
from tests.planning.worlds import problem

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


def test_a_file_that_is_not_json_is_refused(tmp_path):
    (tmp_path / "broken.json").write_text("{")

    with pytest.raises(BadProblem):
        read_problem(tmp_path / "broken.json")


def test_a_good_problem_is_read_as_it_was_written(tmp_path):
    (tmp_path / "good.json").write_text(json.dumps(GOOD))

    assert read_problem(tmp_path / "good.json") == problem()
