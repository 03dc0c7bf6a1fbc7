"""What a spreadsheet is once read: rows of plain values, and the marks people leave on them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | None
Row: TypeAlias = tuple[Value, ...]
Place: TypeAlias = tuple[int, int]

MAX_BYTES = 100 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 1_000
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class UnreadableFile(Exception):
    """A file is refused; the message is the Dutch sentence that says why and what helps."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on a sheet beside its values; rows and columns count from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    coloured: frozenset[Place] = frozenset()
    commented: frozenset[Place] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: equally long rows of values, counted from 0."""

    file: str
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    marks: Marks = field(default_factory=Marks)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def clean(value: object) -> Value:
    """Return a value without what only a spreadsheet program needs: invisible signs, `.0`, midnight."""
    if isinstance(value, str):
        text = value.translate(_INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ").strip()
        return text or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, int | date | time):
        return value
    return str(value)


def rectangle(rows: list[list[Value]]) -> tuple[Row, ...]:
    """Return rows of one length, without the empty rows and columns at the end."""
    width = max((index + 1 for row in rows for index, value in enumerate(row) if value is not None), default=0)
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return tuple(tuple(row[:width]) + (None,) * (width - len(row)) for row in rows)
