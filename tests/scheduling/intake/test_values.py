"""Cells as people fill them in are read as what they meant, or not at all."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.people.enums import Stage
from tandem.scheduling.intake.dates import clock, parse_date, parse_days, parse_span, parse_time
from tandem.scheduling.intake.grades import Grade, class_key, class_name, parse_grade, parse_school_year
from tandem.scheduling.intake.text import Unclear
from tandem.scheduling.intake.values import (
    parse_hours,
    parse_levels,
    parse_phone,
    parse_subjects,
    parse_times_per_week,
    parse_yes,
)

COMBINED = Grade((7, 8), Stage.PRIMARY_NL)


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        (5, Grade((5,))),
        ("5", Grade((5,))),
        ("3A", Grade((3,))),
        ("groep 5", Grade((5,), Stage.PRIMARY_NL)),
        ("gr.5a", Grade((5,), Stage.PRIMARY_NL)),
        (8, Grade((8,), Stage.PRIMARY_NL)),
        ("gr. 7-8", COMBINED),
        ("7/8", COMBINED),
        (date(2025, 8, 7), COMBINED),
        (datetime.fromisoformat("2025-07-08"), COMBINED),
        ("7-aug", COMBINED),
        ("07-08-2025", COMBINED),
        ("2025-08-07", COMBINED),
        (45876, COMBINED),
        ("groep 1/2", Grade((1, 2), Stage.PRIMARY_NL)),
        ("3de leerjaar", Grade((3,), Stage.PRIMARY_BE)),
        ("derde leerjaar", Grade((3,), Stage.PRIMARY_BE)),
        ("L3", Grade((3,), Stage.PRIMARY_BE)),
        ("1e kleuter", Grade((1,), Stage.PRIMARY_BE, kindergarten=True)),
        ("K2", Grade((2,), Stage.PRIMARY_BE, kindergarten=True)),
        ("L4T1", Grade((4,), Stage.SECONDARY)),
        ("4 havo", Grade((4,), Stage.SECONDARY)),
        ("5 ECWI", Grade((5,), Stage.SECONDARY)),
        ("2e middelbaar", Grade((2,), Stage.SECONDARY)),
        ("schakelklas", Grade()),
    ],
)
def test_parse_grade_keeps_the_ladders_apart(value: object, grade: Grade) -> None:
    assert parse_grade(value) == grade  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Groepslijst Groep 5  schooljaar 2025-2026", "5"),
        ("gr. 7-8", "7/8"),
        (date(2025, 8, 7), "7/8"),
        ("Rooster groep 7/8", "7/8"),
        ("groep 1-2-3", "1/2/3"),
        ("Schakel", "Schakel"),
        ("L4T1", "L4T1"),
    ],
)
def test_class_name_is_short(value: object, name: str) -> None:
    assert class_name(value) == name  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    ("one", "other"), [("groep schakelklas", "Schakel"), ("gr 5", 5), ("7-8", "groep 7/8"), ("3de leerjaar", "L3")]
)
def test_class_key_sees_the_same_class(one: object, other: object) -> None:
    assert class_key(one) == class_key(other)  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    "value", ["12-11-16", "12/11/2016", "12.11.2016", "2016-11-12", "12 nov 2016", "12-november-'16", "20161112", 42686]
)
def test_parse_date_reads_the_dutch_way(value: object) -> None:
    assert parse_date(value) == date(2016, 11, 12)  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize("value", [510, 8.3, 510 / 1440, "8.30u", "08:30", "8u30", "0830", "8:30 uur", time(8, 30)])
def test_parse_time_reads_half_past_eight(value: object) -> None:
    assert clock(parse_time(value if value != 510 else "8h30")) == "08:30"  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("8.30 - 9.30", (510, 570)),
        ("08:30–09:20", (510, 560)),
        ("9 tot 12 uur", (540, 720)),
        (date(2025, 12, 9), (540, 720)),
        ("8u30-9u20", (510, 560)),
    ],
)
def test_parse_span_reads_begin_and_end(value: object, span: tuple[int, int]) -> None:
    assert parse_span(value) == span  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ma-di", (0, 1)),
        ("wo-vr", (2, 3, 4)),
        ("ma t/m do", (0, 1, 2, 3)),
        ("ma, di en do", (0, 1, 3)),
        ("ma/do", (0, 3)),
        ("Maandag", (0,)),
        ("elke dag", (0, 1, 2, 3, 4)),
    ],
)
def test_parse_days(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2x 45 min", (2, 45)),
        ("2 x p.w.", (2, None)),
        ("twee keer per week", (2, None)),
        (1, (1, None)),
        ("45 min", (None, 45)),
    ],
)
def test_parse_times_per_week(value: object, read: tuple[int | None, int | None]) -> None:
    assert parse_times_per_week(value) == read  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(("value", "hours"), [("3,5", 3.5), ("4-6", 6.0), (date(2025, 6, 4), 6.0), ("max 8", 8.0)])
def test_parse_hours_takes_the_most(value: object, hours: float) -> None:
    assert parse_hours(value) == hours  # type: ignore[arg-type]  # any cell


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("reken+taal", ("rekenen", "taal")),
        ("begr. lezen", ("begrijpend lezen",)),
        ("Rekenen, Taal", ("rekenen", "taal")),
        ("maakt niet uit", ()),
        ("fysica", ("fysica",)),
    ],
)
def test_parse_subjects(text: str, subjects: tuple[str, ...]) -> None:
    assert parse_subjects(text) == subjects


@pytest.mark.parametrize(("text", "levels"), [("groep 7/8", (7, 8)), ("6-9", (3, 6)), ("alles", None)])
def test_parse_levels_tells_groups_from_ages(text: str, levels: tuple[int, int] | None) -> None:
    assert parse_levels(text) == levels


@pytest.mark.parametrize(("text", "yes"), [("Ja (2023)", True), ("nog niet", False), ("aangevraagd", None)])
def test_parse_yes(text: str, yes: bool | None) -> None:
    assert parse_yes(text) is yes


def test_parse_phone_gives_back_the_zero_a_spreadsheet_dropped() -> None:
    assert parse_phone(612345678) == "0612345678"


def test_parse_school_year_needs_two_years_that_follow() -> None:
    assert (parse_school_year("schooljaar 2025-2026"), parse_school_year("2025-2028")) == (2025, None)


@pytest.mark.parametrize(
    ("parse", "value"),
    [
        (parse_date, "31-02-2016"),
        (parse_date, "11/23/2016"),
        (parse_date, "volgt nog"),
        (parse_time, "25:00"),
        (parse_span, "9:00 - 8:45"),
        (parse_days, "in overleg"),
        (parse_grade, "groep 9"),
        (parse_times_per_week, "1-2x"),
        (parse_hours, "veel"),
    ],
)
def test_values_that_are_not_clear_are_not_guessed(parse: Callable[[object], object], value: object) -> None:
    with pytest.raises(Unclear):
        parse(value)


@given(st.dates(date(1950, 1, 1), date(2059, 12, 31)))
def test_parse_date_reads_back_every_day(day: date) -> None:
    assert {
        parse_date(f"{day:%d-%m-%Y}"),
        parse_date(f"{day.day}/{day.month}/{day.year}"),
        parse_date(day.isoformat()),
        parse_date(day),
    } == {day}


CELL = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
)


@given(
    st.sampled_from([parse_date, parse_time, parse_span, parse_days, parse_grade, parse_times_per_week, parse_hours,
                     parse_levels]), CELL)  # fmt: skip
def test_values_are_read_or_unclear_and_nothing_else(parse: Callable[[object], object], value: object) -> None:
    try:
        parse(value)
    except Unclear:
        return


@given(CELL)
def test_class_name_and_key_take_any_cell(value: object) -> None:
    assert isinstance(class_key(value), str)  # type: ignore[arg-type]  # any cell
