"""A problem solved in parts: its plan is valid, and its bound bounds every plan of the whole."""

import pytest

from tandem.planning import check, problem_from_dict
from tandem.planning.large.cut import cut
from tandem.planning.large.search import LargeSearch
from tandem.planning.solver.best import most_of_all
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.executors import Inline
from tandem.planning.solver.search import Search
from tests.planning import referee

A_PART = 30


@pytest.fixture
def towns(monkeypatch):
    """Two small towns whose tutors partly come to both."""
    make = referee.make()
    size = (12, 60, 8, 2, 30, (45, 50, 5, 0, 0), (2, 6), (1, 4), 0.3, 4)
    monkeypatch.setitem(make.SIZES, "towns", size)
    return problem_from_dict(make.synthetic("towns", 1))


def test_parts_hold_every_site_once_and_share_tutors(towns):
    parts = cut(towns, A_PART, 0)

    asked = {request.site for request in towns.requests}
    assert sorted(site for part in parts for site in part) == sorted(asked)
    assert len(parts) > 1
    assert any(sum(bool(set(tutor.sites) & set(part)) for part in parts) > 1 for tutor in towns.tutors)


def test_a_plan_in_parts_is_valid_and_within_its_bound(towns):
    def run(kind, **facts):
        found = kind(towns, Clock(60.0, 6.0, lambda: False), seed=0, workers=1, executor=Inline(), report=None, **facts)
        found.run(0.0)
        return found

    whole, in_parts = run(Search), run(LargeSearch, a_part=A_PART)

    verdict = check(towns, in_parts.solution())
    assert (verdict.valid, verdict.objective) == (True, in_parts.objective)
    # A plan of the whole that is good stands between the plan in parts and the bound of the parts.
    assert in_parts.objective <= whole.bound
    assert whole.objective <= in_parts.bound < most_of_all(towns)
