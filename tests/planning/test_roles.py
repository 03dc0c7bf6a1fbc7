from collections import Counter

from tandem.planning.roles import next_tutor, roles


def test_roles_take_turns():
    assert roles(("an", "bo"), 5) == ["an", "bo", "an", "bo", "an"]


def test_who_tutored_less_often_is_next():
    assert next_tutor(("an", "bo"), {"an": 3, "bo": 2}) == "bo"


def test_turns_never_differ_by_more_than_one():
    turns = Counter({"an": 1})

    for person in roles(("an", "bo"), 9, turns):
        turns[person] += 1
        assert abs(turns["an"] - turns["bo"]) <= 1
