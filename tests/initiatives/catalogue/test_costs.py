"""What forms cost, with the numbers of their sources."""

from decimal import Decimal

import pytest

from tandem.initiatives.catalogue.costs import CostLine, hdt_cost, reach_cost


@pytest.mark.parametrize(("hours", "total"), [("2.5", 150_000), ("5", 300_000)])
def test_s_02_hdt_for_sixty_pupils_costs_what_the_card_says(hours: str, total: int):
    assert hdt_cost(pupils=60, hours_per_week=Decimal(hours)).total == total


@pytest.mark.parametrize(("per_tutor", "total", "each"), [(True, 14_400, 720), (False, 5_400, 270)])
def test_s_03_reach_is_shown_both_ways_the_card_can_be_read(per_tutor: bool, total: int, each: int):
    found = reach_cost(pupils=20, tutors=4, training_per_tutor=per_tutor)

    assert (found.total, found.per_pupil) == (total, each)


def test_hidden_costs_count():
    hours = CostLine("vervanging", Decimal(40), Decimal(35), hidden=True)

    found = reach_cost(pupils=20, tutors=4, training_per_tutor=False, hidden=[hours])

    assert (found.total, sum(line.total for line in found.lines if line.hidden)) == (6_800, 1_400)


@pytest.mark.parametrize(("pupils", "hours", "wrong"), [(0, "5", "pupils"), (10, "6", "hours_per_week")])
def test_what_the_card_does_not_know_is_refused(pupils: int, hours: str, wrong: str):
    with pytest.raises(ValueError, match=wrong):
        hdt_cost(pupils=pupils, hours_per_week=Decimal(hours))
