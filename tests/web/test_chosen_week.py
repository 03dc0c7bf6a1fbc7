from datetime import date

import pytest
from django.test import RequestFactory

from tandem.web.chosen_week import ChosenWeek, chosen_week

TODAY = date(2026, 12, 30)  # a Wednesday, in week 53


def chosen(query: str = "") -> ChosenWeek:
    return chosen_week(RequestFactory().get(f"/planning/?{query}"), today=TODAY)


@pytest.mark.parametrize(
    ("query", "monday", "number"),
    [
        ("", date(2026, 12, 28), 53),
        ("week=2026-W38", date(2026, 9, 14), 38),
        ("week=2027-W01", date(2027, 1, 4), 1),
        ("week=2025-W53", date(2026, 12, 28), 53),  # 2025 has no week 53
        ("week=2026-W00", date(2026, 12, 28), 53),
        ("week=morgen", date(2026, 12, 28), 53),
        ("week=0000-W01", date(2026, 12, 28), 53),
        ("week=0001-W01", date(2026, 12, 28), 53),
        ("week=9999-W52", date(2026, 12, 28), 53),
    ],
)
def test_the_address_says_which_week(query: str, monday: date, number: int):
    week = chosen(query)

    assert (week.monday, week.number) == (monday, number)


def test_neighbours_cross_the_year_and_keep_the_rest_of_the_address():
    week = chosen("site=noord&week=2026-W53")

    assert week.previous == "/planning/?site=noord&week=2026-W52"
    assert week.next == "/planning/?site=noord&week=2027-W01"
    assert week.sunday == date(2027, 1, 3)


def test_this_week_is_only_offered_elsewhere():
    assert chosen().this == ""
    assert chosen("week=2026-W38").this == "/planning/?week=2026-W53"
