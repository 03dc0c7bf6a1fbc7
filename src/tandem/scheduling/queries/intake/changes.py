"""New, changed or the same: one line of a comparison."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Existing = TypeVar("Existing")


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that would change, with the words for it."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change(Generic[Row, Existing]):
    """A row of the file beside what is there, if anything; `values` is what would be written."""

    row: Row
    existing: Existing | None
    label: str
    differences: tuple[Difference, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        if self.existing is None:
            return State.NEW
        return State.CHANGED if self.differences else State.SAME


def differences(pairs: list[tuple[str, str, Any, Any]]) -> tuple[Difference, ...]:
    """Return the fields whose value would change."""
    return tuple(Difference(name, label, _shown(old), _shown(new)) for name, label, old, new in pairs if old != new)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(str, value))) or "–"
    return f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else str(value)
