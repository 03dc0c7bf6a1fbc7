"""Even groups: as few as the largest size allows, near in level and year, and nobody with whom they are kept apart."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.initiatives.grouping import Child, composition_of, propose, sizes_of

ALIKE = (("a", "bal"), ("b", "zang"), ("c", "bal"), ("d", "zang"))


def of_levels(*levels: int, **fields: object) -> list[Child]:
    return [Child(f"k{number:02d}", level=level, year=level, **fields) for number, level in enumerate(levels)]


def levels(groups: list[tuple[Child, ...]]) -> list[list[int]]:
    return [[child.level for child in group] for group in groups]


def test_s_05_eighteen_children_of_three_years_make_four_groups_of_neighbouring_years():
    groups = propose(of_levels(*[6] * 6, *[7] * 6, *[8] * 6), most=5, spread=2)

    assert [len(group) for group in groups] == [5, 5, 4, 4]
    assert {composition_of(group).levels_apart for group in groups} == {0, 1}


def test_s_24_fourteen_children_in_groups_of_three_make_four_of_three_and_one_of_two():
    assert [len(group) for group in propose(of_levels(*[5] * 14), most=3, spread=3)] == [3, 3, 3, 3, 2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 12), min_size=1, max_size=25), st.integers(2, 6))
def test_groups_are_as_few_and_as_even_as_can_be(found: list[int], most: int):
    groups = propose(of_levels(*found), most=most, spread=20)

    assert [len(group) for group in groups] == sizes_of(len(found), -(-len(found) // most))
    assert sorted(child.level for group in groups for child in group) == sorted(found)


def test_children_who_lie_too_far_apart_get_a_group_more():
    assert levels(propose(of_levels(5, 5, 8, 8), most=4, spread=1)) == [[5, 5], [8, 8]]


def test_who_can_only_be_in_a_small_group_gets_one():
    children = [*of_levels(5, 5, 5, 5), *[Child(f"x{n}", level=5, year=5, at_most=2) for n in range(2)]]

    assert [len(group) for group in propose(children, most=4, spread=1)] == [4, 2]


def test_children_kept_apart_are_in_different_groups_though_their_level_is_the_same():
    one = Child("a", level=5, year=5, apart_from=frozenset({"b"}))
    other = Child("b", level=5, year=5)

    groups = propose([one, other, *of_levels(6, 6)], most=2, spread=1)

    assert [composition_of(group).kept_apart for group in groups] == [False, False]
    assert composition_of([one, other]).kept_apart


def test_of_children_who_fit_anywhere_those_who_like_the_same_come_together():
    children = [Child(key, 5, 5, interests=frozenset({likes})) for key, likes in ALIKE]

    groups = propose(children, most=2, spread=0)

    assert sorted(composition_of(group).shared for group in groups) == [("bal",), ("zang",)]
