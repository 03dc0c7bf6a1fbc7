import time
from collections import Counter

import pytest

from tandem.planning.class_visits import (
    PairingNotPossible,
    Party,
    PupilClass,
    StudentGroup,
    Visit,
    pair,
    plan_visits,
)

STUDENTS = [f"s{n:02}" for n in range(22)]
PUPILS = [f"p{n:02}" for n in range(24)]


def sizes(parties):
    return Counter((len(party.students), len(party.pupils)) for party in parties)


def pairs_of(parties):
    return {(s, p) for party in parties for s in party.students for p in party.pupils}


def test_twenty_two_students_and_a_class_of_twenty_four_make_twenty_duos_and_a_quartet():
    parties = pair(STUDENTS, PUPILS)

    assert sizes(parties) == {(1, 1): 20, (2, 4): 1}
    assert sorted(s for party in parties for s in party.students) == STUDENTS
    assert sorted(p for party in parties for p in party.pupils) == PUPILS


def test_with_three_students_absent_fourteen_work_with_one_pupil_and_five_with_two():
    usual = pair(STUDENTS, PUPILS)
    present = [s for s in STUDENTS if s not in {"s01", "s05", "s09"}]
    started = time.perf_counter()

    today = pair(present, PUPILS, before=usual, quartets=False)

    assert time.perf_counter() - started < 1
    assert sizes(today) == {(1, 1): 14, (1, 2): 5}
    # Two pupils whose student is absent, and two of the quartet: the student left of it keeps two of the four.
    assert len(pairs_of(today) - pairs_of(usual)) == 4


def test_more_students_than_pupils_share_a_pupil():
    assert pair(["a", "b", "c"], ["x", "y"], before=[Party(("b",), ("y",))]) == (
        Party(("a", "c"), ("x",)),
        Party(("b",), ("y",)),
    )


def test_nobody_works_with_somebody_they_are_kept_apart_from():
    assert pair(["a", "b"], ["x", "y"], before=[Party(("a",), ("x",))], apart=[("a", "x")]) == (
        Party(("a",), ("y",)),
        Party(("b",), ("x",)),
    )


def test_a_quartet_is_not_made_of_those_kept_apart():
    parties = pair(["a", "b"], ["w", "x", "y", "z"], apart=[("a", "z"), ("b", "w")])

    assert sizes(parties) == {(1, 2): 2}


@pytest.mark.parametrize(
    ("students", "pupils", "apart"), [([], ["x"], []), (["a"], [], []), (["a"], ["x"], [("a", "x")])]
)
def test_pairing_says_when_it_is_not_possible(students, pupils, apart):
    with pytest.raises(PairingNotPossible):
        pair(students, pupils, apart=apart)


def test_each_class_gets_the_group_that_is_most_its_size_at_a_moment_both_can():
    groups = [StudentGroup("A", 22, frozenset({"mon", "tue"})), StudentGroup("B", 12, frozenset({"tue"}))]
    classes = [PupilClass("6a", 24, ("tue", "mon")), PupilClass("6b", 13, ("mon", "tue"))]

    assert plan_visits(groups, classes) == (Visit("A", "6a", "tue"), Visit("B", "6b", "tue"))


def test_as_many_classes_as_possible_are_visited_even_where_sizes_differ():
    groups = [StudentGroup("A", 24, frozenset({"mon", "tue"})), StudentGroup("B", 12, frozenset({"mon"}))]
    classes = [PupilClass("6a", 24, ("mon",)), PupilClass("6b", 30, ("tue",))]

    assert plan_visits(groups, classes) == (Visit("B", "6a", "mon"), Visit("A", "6b", "tue"))


def test_a_class_without_a_common_moment_is_not_visited():
    assert plan_visits([StudentGroup("A", 24, frozenset({"mon"}))], [PupilClass("6a", 24, ("fri",))]) == ()
