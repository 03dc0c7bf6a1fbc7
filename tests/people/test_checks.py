from datetime import date

import pytest

from tandem.people.checks import RULES, renewal_date, rule_of
from tandem.people.enums import CheckModel, Country, Region


def test_each_country_has_its_paper():
    asked = {country: rule_of(country, on=date(2026, 9, 1)).models[0] for country in Country}

    assert asked == {Country.BE: CheckModel.EXTRACT_596_2, Country.NL: CheckModel.VOG_EDUCATION}


def test_each_region_has_a_country():
    assert {region: region.country for region in Region} == {
        Region.NL_NORTH: Country.NL,
        Region.NL_MIDDLE: Country.NL,
        Region.NL_SOUTH: Country.NL,
        Region.BE_FLANDERS: Country.BE,
    }


def test_before_the_first_rule_there_is_none():
    with pytest.raises(LookupError):
        rule_of(Country.BE, on=date(2023, 1, 31))

    assert rule_of(Country.BE, on=date(2023, 2, 1)).from_date == date(2023, 2, 1)


def test_each_rule_says_where_it_stands():
    assert [rule for rule in RULES if len(rule.source) < 40] == []


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (date(2026, 9, 1), date(2027, 9, 1)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_year_later_is_the_same_day_or_the_last_of_the_month(made: date, last: date):
    assert renewal_date(CheckModel.EXTRACT_596_2, document_date=made, countries=(), on=made) == last
