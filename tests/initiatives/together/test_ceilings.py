from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.initiatives.together.ceilings import Allotment, Asking, Ceiling, allot

HR = "hogeschool"
UNI = "universiteit"


def asking(*keys: str, able: tuple[str, ...] = (HR,), **other: object) -> list[Asking]:
    return [Asking(key, "linde", frozenset(able), **other) for key in keys]


def test_requests_get_places_in_their_turn_and_who_is_left_waits():
    found = allot(asking("a", "b", "c"), [Ceiling(HR, "linde", 2)])

    assert found == Allotment({"a": {HR}, "b": {HR}, "c": frozenset()}, {"c"})


def test_who_has_a_place_keeps_it_also_under_a_lowered_ceiling():
    found = allot([*asking("a", "b", holds=HR), *asking("c")], [Ceiling(HR, "linde", 1)])

    assert found == Allotment({"a": {HR}, "b": {HR}, "c": frozenset()}, {"c"})


def test_two_colleges_help_more_pupils_than_one():
    found = allot(asking("a", "b", able=(HR, UNI)), [Ceiling(HR, "linde", 1), Ceiling(UNI, "linde", 1)])

    assert (sorted(found.open["a"] | found.open["b"]), len(found.open["a"]), found.waiting) == ([HR, UNI], 1, set())


def test_a_ceiling_over_all_of_an_initiative_holds_for_every_school():
    requests = [Asking("a", "linde", frozenset({HR})), Asking("b", "wilg", frozenset({HR}))]

    found = allot(requests, [Ceiling(HR, None, 1), Ceiling(HR, "wilg", 5)])

    assert found == Allotment({"a": {HR}, "b": frozenset()}, {"b"})


def test_nobody_waits_for_a_college_when_somebody_else_can_help_or_its_students_never_could():
    found = allot([*asking("a", free=True), *asking("b", able=())], [Ceiling(HR, "linde", 0)])

    assert found.waiting == set()


SITES, COLLEGES = st.sampled_from(["linde", "wilg"]), st.sampled_from([HR, UNI, "academie"])
REQUESTS = st.lists(
    st.tuples(SITES, st.frozensets(COLLEGES, max_size=3), st.none() | COLLEGES, st.booleans()), max_size=12
)
CEILINGS = st.lists(st.builds(Ceiling, COLLEGES, st.none() | SITES, st.integers(0, 5)), max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake
@given(REQUESTS, CEILINGS)
def test_no_ceiling_is_passed_however_the_places_are_used(rows: list, ceilings: list[Ceiling]):
    requests = [Asking(n, site, able, holds, free) for n, (site, able, holds, free) in enumerate(rows)]

    found = allot(requests, ceilings)

    for ceiling in ceilings:
        using = [r for r in requests if ceiling.college in found.open[r.key] and ceiling.site in (None, r.site)]
        holding = [r for r in using if r.holds == ceiling.college]
        assert len(using) <= max(ceiling.places, len(holding))
