"""Tables that are known by their shape rather than by their headings: weeks, and exports without any heading."""

import re
from collections.abc import Sequence

from tandem.core.sheets import Grid, Value
from tandem.scheduling.intake.dates import is_days, parse_days, parse_span
from tandem.scheduling.intake.fields import ALIASES, Discard, Field, TableKind
from tandem.scheduling.intake.headings import LIKELY, Column, Guess, likeness
from tandem.scheduling.intake.text import Unclear, fold, key

_UNTIS_LESSONS = (Field.LESSON, Field.CLASS, Field.TEACHER, Field.SUBJECT, Field.ROOM, Field.DAY, Field.PERIOD)
_UNTIS_CHOICES = (Field.NUMBER, Field.LESSON)
_SAMPLE = 200


def text(value: Value) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _one_day(value: Value) -> int | None:
    if isinstance(value, str) and is_days(value) and len(days := parse_days(value)) == 1:
        return days[0]
    return None


def day_columns(row: Sequence[Value]) -> dict[int, int]:
    """Return the columns of a row that name one day each, when there are three or more."""
    days = {index: day for index, value in enumerate(row) if (day := _one_day(value)) is not None}
    return days if len(set(days.values())) >= 3 else {}


def _is(heading: str, kind: TableKind, field: Field) -> bool:
    return any(likeness(key(heading), alias) >= LIKELY for alias in ALIASES[kind].get(field, ()))


def week_guess(grid: Grid, number: int) -> Guess | None:
    """Read a row of days as a class's timetable, or as who teaches which class on which day."""
    row = grid.rows[number]
    days = day_columns(row)
    if not days:
        return None
    left = [(index, text(row[index])) for index in range(min(days)) if row[index] is not None]
    teachers = _who_teaches(row, left, days)
    if teachers:
        return Guess(TableKind.TEACHERS, float(len(teachers)), teachers)
    columns: list[Column] = []
    for index, heading in left:
        for field in (Field.BEGIN, Field.END):
            if _is(heading, TableKind.BELLS, field):
                columns.append(Column(index, heading, field, 1.0))
    if {column.field for column in columns} != {Field.BEGIN, Field.END}:
        first = left[-1] if left else (min(days) - 1, "")
        columns = [Column(first[0], first[1], Field.SPAN, 0.95)] if first[0] >= 0 else []
    columns += [Column(index, text(row[index]), Field.WEEKDAY, 1.0, None, (day,)) for index, day in days.items()]
    return Guess(TableKind.WEEK, float(len(columns)), tuple(columns))


def _who_teaches(row: Sequence[Value], left: Sequence[tuple[int, str]], days: dict[int, int]) -> tuple[Column, ...]:
    """Return columns when classes stand beside days (with teachers below) or teachers do (with classes below)."""
    for index, heading in left:
        of_class = _is(heading, TableKind.TEACHERS, Field.CLASS)
        if of_class or _is(heading, TableKind.TEACHERS, Field.NAME):
            first, other = (Field.CLASS, Field.TEACHER) if of_class else (Field.NAME, Field.CLASS)
            return (
                Column(index, heading, first, 0.95),
                *(Column(place, text(row[place]), other, 0.95, None, (day,)) for place, day in days.items()),
            )
    return ()


def turned_guess(grid: Grid, number: int) -> Guess | None:
    """Read a row of times with days below each other: a timetable on its side."""
    row = grid.rows[number]
    spans = [index for index, value in enumerate(row) if value is not None and _is_span(value)]
    if len(spans) < 2:
        return None
    before = min(spans) - 1
    below = [grid.rows[line][before] for line in range(number + 1, len(grid.rows))] if before >= 0 else []
    if len({day for value in below if (day := _one_day(value)) is not None}) < 3:
        return None
    columns = (
        Column(before, text(row[before]), Field.DAY, 1.0),
        *(Column(index, text(row[index]), Field.WEEKDAY, 1.0) for index in spans),
    )
    return Guess(TableKind.WEEK, float(len(columns)), columns)


def _is_span(value: Value) -> bool:
    try:
        parse_span(value)
    except Unclear:
        return False
    return True


def untis_columns(grid: Grid) -> tuple[TableKind, tuple[Column, ...]] | None:
    """Recognise an Untis export, whose columns stand in an agreed order."""
    sample = [row for row in grid.rows[:_SAMPLE] if any(value is not None for value in row)]
    if not sample or grid.name:
        return None

    def share(index: int, pattern: str) -> float:
        return sum(bool(re.fullmatch(pattern, text(row[index]))) for row in sample) / len(sample)

    if grid.width >= 7 and share(0, r"\d+") > 0.95 and share(5, r"[1-7]") > 0.95 and share(6, r"\d{1,2}") > 0.95:
        return TableKind.UNTIS_LESSONS, _in_order(grid, _UNTIS_LESSONS)
    if grid.width >= 2 and "gpu015" in fold(grid.file) and share(1, r"\d+") > 0.95:
        return TableKind.UNTIS_CHOICES, _in_order(grid, _UNTIS_CHOICES)
    return None


def _in_order(grid: Grid, fields: tuple[Field, ...]) -> tuple[Column, ...]:
    named = tuple(Column(index, f"{index + 1}", field, 1.0) for index, field in enumerate(fields))
    rest = range(len(fields), grid.width)
    return named + tuple(Column(index, f"{index + 1}", None, 1.0, Discard.UNMAPPED) for index in rest)


def names_below_a_class(grid: Grid, first: int) -> tuple[Column, ...]:
    """Read a single column of names under the name of a class."""
    filled = {index for row in grid.rows for index, value in enumerate(row) if value is not None}
    names = [row[min(filled)] for row in grid.rows[first + 1 :]] if len(filled) == 1 else []
    words = [value for value in names if isinstance(value, str) and re.fullmatch(r"[^\d;:@]{2,60}", value)]
    if len(words) < 3 or len(words) < 0.9 * sum(value is not None for value in names):
        return ()
    return (Column(min(filled), text(grid.rows[first][min(filled)]), Field.NAME, 0.7),)
