"""The legal maxima of volunteers and what a credit stands for, as dated data."""

from datetime import date
from decimal import Decimal

import pytest

from tandem.people.allowances import ALLOWANCES, allowance_of
from tandem.people.credits import credit_rule, hours_of
from tandem.people.enums import Country


def test_belgium_2026_limits_a_day_and_a_year():
    found = allowance_of(Country.BE, year=2026)

    assert found is not None
    assert (found.day_most, found.month_most, found.year_most) == (Decimal("44.02"), None, Decimal("1760.83"))


def test_the_netherlands_2026_limit_a_month_and_a_year_and_say_what_an_hour_is():
    found = allowance_of(Country.NL, year=2026)

    assert found is not None
    assert (found.day_most, found.month_most, found.year_most, found.hour, found.hour_young) == (
        None,
        Decimal(220),
        Decimal(2200),
        Decimal("5.75"),
        Decimal("3.40"),
    )


@pytest.mark.parametrize("country", Country)
def test_a_year_without_figures_says_so(country: Country):
    assert allowance_of(country, year=2027) is None


def test_every_figure_has_its_source_and_the_day_it_was_read():
    assert [each for each in ALLOWANCES if not each.source or each.read_date.year < each.year] == []


@pytest.mark.parametrize(("country", "hours"), [(Country.NL, (84, 84)), (Country.BE, (75, 90))])
def test_three_credits_stand_for_so_many_hours(country: Country, hours: tuple[int, int]):
    rule = credit_rule(country, on=date(2026, 10, 1))

    assert hours_of(Decimal(3), rule) == hours


def test_before_the_first_rule_nothing_is_said():
    with pytest.raises(LookupError):
        credit_rule(Country.NL, on=date(1990, 1, 1))
