"""The page on which columns get their meaning: tables as shown, and the mapping that comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from tandem.core.sheets import Grid
from tandem.scheduling.intake.fields import ALIASES, Discard, Field, TableKind
from tandem.scheduling.intake.headings import SURE, Column, Learnt
from tandem.scheduling.intake.keep import letter
from tandem.scheduling.intake.mapping import TableMapping, apply_mapping
from tandem.scheduling.intake.recognise import Table, recognise
from tandem.scheduling.intake.values import text_of
from tandem.web.coordinator.intake.words import DISCARDS, FIELDS, KINDS

SAMPLES = 3
# What is thrown away for its own sake is not shown either, not even to whoever brought it.
UNSHOWN = frozenset({Discard.NATIONAL_NUMBER, Discard.SCORE, Discard.CARE})
ORDERED = {TableKind.WEEK, TableKind.UNTIS_LESSONS, TableKind.UNTIS_CHOICES}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    name: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    options: tuple[Option, ...]
    fixed: str | Promise
    doubtful: bool


@dataclass(frozen=True, slots=True)
class TableShown:
    id: str
    number: int
    place: str
    kind: str
    rows: int
    kinds: tuple[Option, ...]
    columns: tuple[ColumnShown, ...]
    doubtful: bool


def tables_of(
    grids: Sequence[Grid], learnt: Learnt, posted: Mapping[str, str]
) -> tuple[tuple[Table, ...], dict[str, TableMapping]]:
    """Return the tables as Tandem suggests them, and the mapping somebody chose."""
    suggested = recognise(grids, learnt)
    return suggested, _mapping(suggested, posted)


def _mapping(tables: Sequence[Table], posted: Mapping[str, str]) -> dict[str, TableMapping]:
    """Return what was posted for these tables; of a table whose kind was changed, only the kind counts."""
    places = {value: name.removeprefix("table-") for name, value in posted.items() if name.startswith("table-")}
    mapping = {}
    for table in tables:
        number = places.get(table.id)
        if number is None:
            continue
        kind = _kind(posted.get(f"kind-{number}", ""), table.kind)
        columns = {}
        if posted.get(f"was-{number}") == kind:
            for column in table.columns:
                chosen = posted.get(f"column-{number}-{column.index}")
                if chosen is not None:
                    columns[column.index] = _field(chosen)
        mapping[table.id] = TableMapping(kind, columns)
    return mapping


def _kind(text: str, other: TableKind) -> TableKind:
    return TableKind(text) if text in set(TableKind) else other


def _field(text: str) -> Field | None:
    return Field(text) if text in set(Field) else None


def show(grids: Sequence[Grid], tables: Sequence[Table], mapping: Mapping[str, TableMapping]) -> list[TableShown]:
    """Return the tables with their columns, samples and choices, the most doubtful first seen by its mark."""
    by_place = {(grid.file, grid.name): grid for grid in grids}
    return [
        _shown(number, by_place[table.file, table.sheet], table)
        for number, table in enumerate(apply_mapping(grids, tables, mapping))
    ]


def _shown(number: int, grid: Grid, table: Table) -> TableShown:
    columns = tuple(_column(number, grid, table, column) for column in table.columns)
    return TableShown(
        id=table.id,
        number=number,
        place=f"{table.file}, {table.sheet}" if table.sheet else table.file,
        kind=table.kind.value,
        rows=len(table.rows),
        kinds=tuple(Option(kind.value, KINDS[kind], kind is table.kind) for kind in _kinds(table)),
        columns=columns if table.kind is not TableKind.NOTHING else (),
        doubtful=table.kind is TableKind.NOTHING or any(column.doubtful for column in columns),
    )


def _kinds(table: Table) -> list[TableKind]:
    """A timetable with days above its columns can only be that or nothing; a list can be any list."""
    if table.kind in ORDERED:
        return [table.kind, TableKind.NOTHING]
    return [kind for kind in TableKind if kind not in ORDERED]


def _column(number: int, grid: Grid, table: Table, column: Column) -> ColumnShown:
    fixed = DISCARDS[Discard.NATIONAL_NUMBER] if column.discard is Discard.NATIONAL_NUMBER else ""
    fields = list(ALIASES[table.kind]) if table.kind not in ORDERED else []
    known = column.field in fields
    none = DISCARDS[column.discard] if column.discard and column.discard is not Discard.UNMAPPED else ""
    options = [Option("", none, column.field is None), *(Option(f, FIELDS[f], f is column.field) for f in fields)]
    return ColumnShown(
        name=f"column-{number}-{column.index}",
        letter=letter(column.index),
        heading=column.heading,
        samples=() if column.discard in UNSHOWN else _samples(grid, table, column.index),
        options=tuple(options) if fields and not fixed and (known or column.field is None) else (),
        fixed=fixed or (FIELDS[column.field] if column.field and not known else ""),
        doubtful=bool(column.field) and column.confidence < SURE,
    )


def _samples(grid: Grid, table: Table, index: int) -> tuple[str, ...]:
    texts = (text_of(grid.rows[number][index]) for number in table.rows[:200])
    return tuple(dict.fromkeys(text[:40] for text in texts if text))[:SAMPLES]
