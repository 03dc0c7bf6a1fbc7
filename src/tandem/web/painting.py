"""A week to paint: each hour of each day gets one of a few values, with a form that works without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tandem.core.weeks import time_of_day

Look = Literal["good", "rather-not", "never", "empty"]


@dataclass(frozen=True, slots=True)
class Brush:
    """A value a cell can have: what is stored, what people read, and how it looks."""

    value: str
    label: str | Promise
    look: Look
    icon: str


WISHES = (
    Brush("good", _("mag"), "good", "check"),
    Brush("rather_not", _("liever niet"), "rather-not", "rather-not"),
    Brush("never", _("nooit"), "never", "cross"),
)
AVAILABILITY = (
    Brush("free", _("ik kan"), "good", "check"),
    Brush("rather_not", _("liever niet"), "rather-not", "rather-not"),
    Brush("busy", _("ik kan niet"), "never", "cross"),
)


@dataclass(frozen=True, slots=True)
class PaintRow:
    """One hour of the day: its key is part of the field's name, so it must not change while somebody paints."""

    key: str
    starts: int  # minutes since midnight
    ends: int
    label: str | Promise = ""


@dataclass(frozen=True, slots=True)
class PaintCell:
    field: BoundField | None  # None where there is no lesson to say anything about
    day: str
    brush: Brush | None
    note: str = ""  # what is taught then


class PaintForm(forms.Form):
    """One choice for every day and hour; `closed` cells are left out."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: Sequence[PaintRow],
        brushes: Sequence[Brush] = WISHES,
        days: Sequence[int] = (0, 1, 2, 3, 4),
        closed: frozenset[tuple[int, str]] = frozenset(),
        painted: Mapping[tuple[int, str], str] | None = None,
        notes: Mapping[tuple[int, str], str] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.rows = tuple(rows)
        self.brushes = tuple(brushes)
        self.days = tuple(days)
        self.notes = dict(notes or {})
        self._names = {
            (day, row.key): f"cell-{day}-{row.key}" for row in rows for day in days if (day, row.key) not in closed
        }
        by_key = {row.key: row for row in rows}
        for (day, key), name in self._names.items():
            self.fields[name] = forms.ChoiceField(
                choices=[(brush.value, brush.label) for brush in brushes],
                initial=(painted or {}).get((day, key), brushes[0].value),
                label=_cell_label(day, by_key[key], self.notes.get((day, key), "")),
            )

    @property
    def painted(self) -> dict[tuple[int, str], str]:
        """Return the value of every cell by day and row key, once the form is valid."""
        return {place: self.cleaned_data[name] for place, name in self._names.items()}

    @property
    def day_names(self) -> list[str]:
        return [capfirst(str(WEEKDAYS[day])) for day in self.days]

    @property
    def lines(self) -> list[tuple[PaintRow, list[PaintCell]]]:
        return [(row, [self._cell(day, row.key) for day in self.days]) for row in self.rows]

    def _cell(self, day: int, key: str) -> PaintCell:
        name = self._names.get((day, key))
        if name is None:
            return PaintCell(None, str(WEEKDAYS[day]), None)
        field = self[name]
        brush = next((brush for brush in self.brushes if brush.value == field.value()), None)
        return PaintCell(field, str(WEEKDAYS[day]), brush, self.notes.get((day, key), ""))


def _cell_label(day: int, row: PaintRow, note: str) -> str:
    times = f"{time_of_day(row.starts)}–{time_of_day(row.ends)}"
    return ", ".join(str(part) for part in (WEEKDAYS[day], row.label, times, note) if part)
