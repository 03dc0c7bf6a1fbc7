"""A week as days and times, with blocks: what pages and paper draw."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.text import capfirst

Kind = Literal["session", "proposed", "waiting", "lesson", "clash", "cancelled"]


@dataclass(frozen=True, slots=True)
class Block:
    """Something in a week. Its kind gives the colour; whatever the colour means stands in words in `label`."""

    day: int  # 0 is Monday
    starts: int  # minutes since midnight
    ends: int
    title: str | Promise
    detail: str | Promise = ""
    kind: Kind = "session"
    label: str | Promise = ""
    icon: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.day <= 6 or not 0 <= self.starts < self.ends <= 24 * 60:
            raise ValueError(f"A block lies within one day; got day {self.day}, {self.starts} to {self.ends}.")


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of the week: a lesson hour, or any stretch between two times."""

    starts: int
    ends: int
    label: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...] = ()
    span: int = 1
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    slot: Slot
    cells: tuple[Cell, ...]

    @property
    def lasts(self) -> int:
        """Return its minutes in steps of five, from 5 to 120: the height the style sheet knows."""
        return min(120, max(5, round((self.slot.ends - self.slot.starts) / 5) * 5))


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    name: str
    date: datetime.date | None
    is_today: bool
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        return f"{self.name} {self.date.day}/{self.date.month}" if self.date else self.name


@dataclass(frozen=True)
class Week:
    """The blocks of one week, laid out in rows.

    Rows come from `slots` (a bell schedule) where there are any, else from the times of the blocks themselves.
    """

    blocks: Sequence[Block]
    slots: Sequence[Slot] = ()
    days: Sequence[int] = (0, 1, 2, 3, 4)
    monday: datetime.date | None = None
    today: datetime.date | None = None
    closed: frozenset[tuple[int, int]] = field(default_factory=frozenset)  # (day, start of the slot)

    @property
    def day_list(self) -> list[Day]:
        return [self._day(number) for number in self.days]

    def _day(self, number: int) -> Day:
        date = self.monday + datetime.timedelta(days=number) if self.monday else None
        blocks = sorted((b for b in self.blocks if b.day == number), key=_moment)
        name = capfirst(str(WEEKDAYS[number]))
        return Day(number, name, date, date is not None and date == self.today, tuple(blocks))

    @property
    def row_slots(self) -> list[Slot]:
        """Return the slots, with rows of their own for whatever begins outside them all."""
        slots = sorted(self.slots, key=lambda slot: slot.starts)
        outside = [block for block in self.blocks if not any(s.starts <= block.starts < s.ends for s in slots)]
        if not outside:
            return slots
        known: list[Slot | Block] = [*outside, *slots]
        edges = sorted({edge for item in known for edge in (item.starts, item.ends)})
        between = [Slot(starts, ends) for starts, ends in pairwise(edges)]
        needed = [s for s in between if _overlaps_any(s, outside) and not _overlaps_any(s, slots)]
        return sorted([*slots, *needed], key=lambda slot: slot.starts)

    @property
    def rows(self) -> list[Row]:
        slots = self.row_slots
        columns = [self._column(day, slots) for day in self.days]
        rows = []
        for index, slot in enumerate(slots):
            cells = tuple(cell for column in columns if (cell := column[index]) is not None)
            rows.append(Row(slot, cells))
        return rows

    def _column(self, day: int, slots: Sequence[Slot]) -> list[Cell | None]:
        """Return a day's cell for each slot; None where the cell above reaches down over it."""
        column: list[Cell | None] = []
        while len(column) < len(slots):
            first = len(column)
            span, blocks = self._reach(day, slots, first)
            closed = not blocks and (day, slots[first].starts) in self.closed
            column.extend([Cell(blocks, span, closed), *[None] * (span - 1)])
        return column

    def _reach(self, day: int, slots: Sequence[Slot], first: int) -> tuple[int, tuple[Block, ...]]:
        """Return over how many slots the blocks starting in slot `first` reach, with all that begin on the way."""
        span, found = 1, list[Block]()
        index = first
        while index < first + span:
            begun = [b for b in self.blocks if b.day == day and _slot_of(b, slots) == index]
            for block in begun:
                last = max(i for i, slot in enumerate(slots) if i == index or slot.starts < block.ends)
                span = max(span, last - first + 1)
            found += begun
            index += 1
        return span, tuple(sorted(found, key=_moment))


def _overlaps_any(slot: Slot, others: Iterable[Slot | Block]) -> bool:
    return any(other.starts < slot.ends and slot.starts < other.ends for other in others)


def _slot_of(block: Block, slots: Sequence[Slot]) -> int:
    return next(i for i, slot in enumerate(slots) if slot.starts <= block.starts < slot.ends)


def _moment(block: Block) -> tuple[int, int, str]:
    return (block.starts, block.ends, str(block.title))


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def weekdays_of(blocks: Iterable[Block], *, always: Sequence[int] = (0, 1, 2, 3, 4)) -> list[int]:
    """Return the school days, and the weekend days only when something happens then."""
    return sorted({*always, *(block.day for block in blocks)})


def time_of_day(minutes: int) -> str:
    """Write minutes since midnight as a time of day: 510 becomes 8:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"
