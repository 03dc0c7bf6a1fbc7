"""A tutor's own words become stretches of the week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.scheduling.intake.availability import TwoReadings, Window, free_around, parse_availability
from tandem.scheduling.intake.dates import DAY_NAMES
from tandem.scheduling.intake.text import Unclear


def said(windows: tuple[Window, ...]) -> str:
    return ", ".join(map(str, windows))


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("woensdag ochtend", "wo 08:00–12:30"),
        ("woensdagmiddag", "wo 12:30–17:00"),
        ("vrijdag middag, maandag ochtend, maandag middag", "ma 08:00–17:00, vr 12:30–17:00"),
        ("ma 9-12 / do 13-15.30", "ma 09:00–12:00, do 13:00–15:30"),
        ("alleen vrijdag, vanaf 10u", "vr 10:00–17:00"),
        ("hele week behalve wo", "ma 08:00–17:00, di 08:00–17:00, do 08:00–17:00, vr 08:00–17:00"),
        (
            "altijd behalve vrijdagmiddag",
            "ma 08:00–17:00, di 08:00–17:00, wo 08:00–17:00, do 08:00–17:00, vr 08:00–12:30",
        ),
        ("niet op ma", "di 08:00–17:00, wo 08:00–17:00, do 08:00–17:00, vr 08:00–17:00"),
        ("ma t/m wo", "ma 08:00–17:00, di 08:00–17:00, wo 08:00–17:00"),
        ("wo vm", "wo 08:00–12:30"),
        ("di nm en do nm", "di 12:30–17:00, do 12:30–17:00"),
        ("ma en di 9-12", "ma 09:00–12:00, di 09:00–12:00"),
        ("maandag (hele dag), woensdag (ochtend)", "ma 08:00–17:00, wo 08:00–12:30"),
        ("di 8.30u-12u, do 13:00 - 17:00", "di 08:30–12:00, do 13:00–17:00"),
        ("maandagochtend en donderdag na 13u", "ma 08:00–12:30, do 13:00–17:00"),
    ],
)
def test_parse_availability(text: str, windows: str) -> None:
    assert said(parse_availability(text)) == windows


def test_parse_availability_of_a_column_about_one_day() -> None:
    assert said(parse_availability("ochtend, middag", day=3)) == "do 08:00–17:00"


def test_parse_availability_names_both_readings() -> None:
    with pytest.raises(TwoReadings) as doubt:
        parse_availability("ma, di en do-ochtend")

    assert [said(reading) for reading in doubt.value.readings] == [
        "ma 08:00–12:30, di 08:00–12:30, do 08:00–12:30",
        "ma 08:00–17:00, di 08:00–17:00, do 08:00–12:30",
    ]


@pytest.mark.parametrize("text", ["in overleg", "weet ik nog niet", "ma 25-26", "", "blok 3 wel"])
def test_parse_availability_does_not_guess(text: str) -> None:
    with pytest.raises(Unclear):
        parse_availability(text)


STRETCH = st.tuples(st.integers(7 * 4, 15 * 4), st.integers(1, 8)).map(
    lambda pair: (pair[0] * 15, (pair[0] + pair[1]) * 15)
)


@given(st.dictionaries(st.integers(0, 4), STRETCH, min_size=1))
def test_parse_availability_reads_back_days_with_hours(week: dict[int, tuple[int, int]]) -> None:
    text = "; ".join(
        f"{DAY_NAMES[day]} {starts // 60}:{starts % 60:02d}-{ends // 60}:{ends % 60:02d}"
        for day, (starts, ends) in week.items()
    )

    assert parse_availability(text) == tuple(Window(day, *week[day]) for day in sorted(week))


@given(st.lists(st.builds(lambda day, stretch: Window(day, *stretch), st.integers(0, 4), STRETCH)), st.integers(0, 60))
def test_free_around_keeps_the_margin_on_both_sides(busy: list[Window], margin: int) -> None:
    free = free_around(busy, margin=margin)

    assert all(
        window.day != taken.day or window.ends <= taken.starts - margin or window.starts >= taken.ends + margin
        for window in free
        for taken in busy
    )
