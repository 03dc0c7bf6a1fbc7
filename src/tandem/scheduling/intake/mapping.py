"""A mapping as a value: what each table is and what each of its columns holds, to be shown and corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tandem.core.sheets import Grid
from tandem.scheduling.intake.fields import Discard, Field, TableKind
from tandem.scheduling.intake.headings import Column, Learnt
from tandem.scheduling.intake.recognise import Table, recognise, remap
from tandem.scheduling.intake.text import key


@dataclass(frozen=True, slots=True)
class TableMapping:
    kind: TableKind
    columns: Mapping[int, Field | None]


Mapped = Mapping[str, TableMapping]


def suggest_mapping(grids: Sequence[Grid], learnt: Learnt | None = None) -> dict[str, TableMapping]:
    """Return the mapping Tandem would choose, by table."""
    return {
        table.id: TableMapping(table.kind, {column.index: column.field for column in table.columns})
        for table in recognise(grids, learnt)
    }


def apply_mapping(grids: Sequence[Grid], tables: Sequence[Table], mapping: Mapped) -> tuple[Table, ...]:
    """Return the tables as somebody corrected them. A national number stays discarded, whatever is asked."""
    by_place = {(grid.file, grid.name): grid for grid in grids}
    found = []
    for table in tables:
        wanted = mapping.get(table.id)
        if wanted is None:
            found.append(table)
            continue
        if wanted.kind is not table.kind:
            table = remap(by_place[table.file, table.sheet], table, wanted.kind)
        columns = tuple(_mapped(column, wanted) for column in table.columns)
        found.append(replace(table, columns=columns))
    return tuple(found)


def _mapped(column: Column, wanted: TableMapping) -> Column:
    if column.index not in wanted.columns or column.discard is Discard.NATIONAL_NUMBER:
        return column
    chosen = wanted.columns[column.index]
    if chosen == column.field:
        return column
    return replace(column, field=chosen, confidence=1.0, discard=None if chosen else Discard.UNMAPPED)


def lessons_learnt(tables: Sequence[Table], mapping: Mapped) -> dict[tuple[str, str], str]:
    """Return what the corrections teach: for a kind of table and a heading, the field ("" for none)."""
    learnt = {}
    for table in tables:
        wanted = mapping.get(table.id)
        if wanted is None:
            continue
        for column in table.columns:
            chosen = wanted.columns.get(column.index, column.field)
            if column.heading and (wanted.kind is not table.kind or chosen != column.field):
                learnt[str(wanted.kind), key(column.heading)] = str(chosen) if chosen else ""
    return learnt
