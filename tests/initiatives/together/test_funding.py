from datetime import date
from decimal import Decimal

from tandem.initiatives.together.funding import Cover, Money, covered_until, ends_too_soon, months_of

FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)
CITY = Money("Stad", Decimal(3650), date(2026, 9, 1), date(2027, 3, 15))


def test_each_month_says_who_pays_how_much_and_for_how_many_days_nobody_does():
    months = months_of([CITY], first=FIRST, last=LAST)

    assert [(month.first.month, month.cover, month.uncovered) for month in months] == [
        (9, Cover.WHOLE, 0),
        (10, Cover.WHOLE, 0),
        (11, Cover.WHOLE, 0),
        (12, Cover.WHOLE, 0),
        (1, Cover.WHOLE, 0),
        (2, Cover.WHOLE, 0),
        (3, Cover.PART, 16),
        (4, Cover.NONE, 30),
        (5, Cover.NONE, 31),
        (6, Cover.NONE, 30),
    ]
    assert months[0].funders == ("Stad",)


def test_an_amount_falls_evenly_over_its_days_and_is_all_spent():
    months = months_of([Money("Stad", Decimal(400), date(2026, 9, 1), date(2026, 10, 10))], first=FIRST, last=LAST)

    assert [month.amount for month in months][:3] == [Decimal("300.00"), Decimal("100.00"), Decimal("0.00")]


def test_two_grants_in_one_month_are_named_in_the_order_they_began():
    later = Money("Fonds", Decimal(100), date(2026, 9, 10), date(2026, 9, 30))

    assert months_of([later, CITY], first=FIRST, last=date(2026, 9, 30))[0].funders == ("Stad", "Fonds")


def test_money_that_follows_on_covers_without_a_gap():
    next_grant = Money("Fonds", Decimal(100), date(2027, 3, 16), date(2027, 6, 30))

    assert covered_until([next_grant, CITY], on=FIRST) == date(2027, 6, 30)
    assert ends_too_soon([next_grant, CITY], ends=LAST, on=date(2027, 3, 1)) is None


def test_a_warning_comes_two_months_ahead_and_not_before():
    warned = [ends_too_soon([CITY], ends=LAST, on=day) for day in (date(2027, 1, 12), date(2027, 1, 13))]

    assert warned == [None, date(2027, 3, 16)]


def test_a_gap_that_is_here_already_is_told_from_today():
    assert ends_too_soon([CITY], ends=LAST, on=date(2027, 4, 1)) == date(2027, 4, 1)


def test_an_initiative_that_counts_no_grants_or_is_over_asks_for_none():
    assert ends_too_soon([], ends=LAST, on=FIRST) is None
    assert ends_too_soon([CITY], ends=LAST, on=date(2027, 7, 1)) is None
