"""The border: only what a mapped column holds goes on from here, so nothing else can be written anywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tandem.core.sheets import Grid, Value
from tandem.people.enums import Stage
from tandem.scheduling.intake.fields import NOT_NEEDED, Discard, Field, TableKind
from tandem.scheduling.intake.headings import Column
from tandem.scheduling.intake.national import holds_national_number, is_national_column
from tandem.scheduling.intake.recognise import Table
from tandem.scheduling.intake.remarks import reduced


@dataclass(frozen=True, slots=True)
class KeptColumn:
    index: int
    letter: str
    heading: str
    field: Field
    days: tuple[int, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class KeptRow:
    """`number` counts from 1. `cells` goes by column index."""

    number: int
    cells: dict[int, Value]
    section: str = ""
    struck: bool = False
    partly_struck: bool = False
    hidden: bool = False
    formulas: tuple[int, ...] = ()
    scrubbed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptTable:
    id: str
    file: str
    sheet: str
    kind: TableKind
    columns: tuple[KeptColumn, ...]
    rows: tuple[KeptRow, ...]
    discarded: tuple[tuple[str, Discard], ...]
    class_label: str = ""
    stage: Stage | None = None
    school_year: int | None = None
    hidden: bool = False
    footnotes: tuple[int, ...] = ()
    coloured: int = 0
    commented: tuple[int, ...] = ()


def letter(index: int) -> str:
    """Return the name a spreadsheet gives a column."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def keep(grids: Sequence[Grid], tables: Sequence[Table]) -> tuple[KeptTable, ...]:
    """Return the tables with their mapped columns only."""
    by_place = {(grid.file, grid.name): grid for grid in grids}
    return tuple(_keep_table(by_place[table.file, table.sheet], table) for table in tables)


def _keep_table(grid: Grid, table: Table) -> KeptTable:
    columns: list[KeptColumn] = []
    discarded: list[tuple[str, Discard]] = []
    for column in table.columns:
        values = [grid.rows[number][column.index] for number in table.rows]
        reason = _reason(column, values, table.kind)
        if reason is None and column.field is not None:
            hidden = column.index in grid.marks.hidden_columns
            columns.append(
                KeptColumn(column.index, letter(column.index), column.heading, column.field, column.days, hidden)
            )
        elif any(value is not None for value in values) or (column.heading and table.rows):
            discarded.append((column.heading or letter(column.index), reason or Discard.UNMAPPED))
    taken = set(table.rows)
    kept = tuple(columns) if table.kind is not TableKind.NOTHING else ()
    return KeptTable(
        id=table.id,
        file=table.file,
        sheet=table.sheet,
        kind=table.kind,
        columns=kept,
        rows=tuple(_keep_row(grid, table, kept, number) for number in table.rows) if kept else (),
        discarded=tuple(discarded),
        class_label=table.class_label,
        stage=table.stage,
        school_year=table.school_year,
        hidden=table.hidden,
        footnotes=tuple(number + 1 for number in table.footnotes),
        coloured=sum(1 for row, _column in grid.marks.coloured if row in taken),
        commented=tuple(sorted({row + 1 for row, _column in grid.marks.commented})),
    )


def _reason(column: Column, values: Sequence[Value], kind: TableKind) -> Discard | None:
    """Return why a column goes, whatever it was mapped to: a national number never passes."""
    if column.discard is Discard.NATIONAL_NUMBER or is_national_column(values):
        return Discard.NATIONAL_NUMBER
    if column.field is None or kind is TableKind.NOTHING:
        return column.discard or Discard.UNMAPPED
    if (kind, column.field) in NOT_NEEDED:
        return Discard.NOT_NEEDED
    return None


def _keep_row(grid: Grid, table: Table, columns: Sequence[KeptColumn], number: int) -> KeptRow:
    cells: dict[int, Value] = {}
    scrubbed = []
    for column in columns:
        value = (
            _merged_value(grid, number, column.index)
            if table.kind is TableKind.WEEK
            else grid.rows[number][column.index]
        )
        if column.field is not Field.NUMBER and isinstance(value, str | int) and holds_national_number(str(value)):
            scrubbed.append(column.index)
            continue
        if column.field is Field.REMARK and value is not None:
            value = reduced(str(value))
        if value is not None:
            cells[column.index] = value
    marks = grid.marks
    struck = sum((number, index) in marks.struck for index in cells)
    section = next((label for row, label in reversed(table.sections.items()) if row < number), "")
    return KeptRow(
        number=number + 1,
        cells=cells,
        section=section,
        struck=bool(cells) and struck * 2 >= len(cells),
        partly_struck=0 < struck * 2 < len(cells),
        hidden=number in marks.hidden_rows,
        formulas=tuple(index for index in _indexes(columns) if (number, index) in marks.formulas),
        scrubbed=tuple(scrubbed),
    )


def _indexes(columns: Sequence[KeptColumn]) -> tuple[int, ...]:
    return tuple(column.index for column in columns)


def _merged_value(grid: Grid, number: int, index: int) -> Value:
    value = grid.rows[number][index]
    if value is None:
        for top, left, bottom, right in grid.marks.merged:
            if top <= number <= bottom and left <= index <= right:
                return grid.rows[top][left]
    return value


# Kept tables as JSON, for the row an import is remembered by.


def _plain(value: Value) -> Any:
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    return value


def _value(plain: Any) -> Value:
    if isinstance(plain, list):
        kind, text = plain
        readers: dict[str, Callable[[str], Value]] = {
            "datetime": datetime.fromisoformat,
            "date": date.fromisoformat,
            "time": time.fromisoformat,
        }
        return readers[kind](text)
    value: Value = plain
    return value


def to_json(tables: Sequence[KeptTable]) -> list[dict[str, Any]]:
    return [
        {
            "id": table.id,
            "file": table.file,
            "sheet": table.sheet,
            "kind": table.kind,
            "class": table.class_label,
            "stage": table.stage,
            "year": table.school_year,
            "hidden": table.hidden,
            "footnotes": table.footnotes,
            "coloured": table.coloured,
            "commented": table.commented,
            "discarded": [[heading, reason] for heading, reason in table.discarded],
            "columns": [[c.index, c.letter, c.heading, c.field, c.days, c.hidden] for c in table.columns],
            "rows": [
                [
                    r.number,
                    {str(i): _plain(v) for i, v in r.cells.items()},
                    r.section,
                    r.struck,
                    r.partly_struck,
                    r.hidden,
                    r.formulas,
                    r.scrubbed,
                ]
                for r in table.rows
            ],
        }
        for table in tables
    ]


def from_json(plain: Sequence[dict[str, Any]]) -> tuple[KeptTable, ...]:
    return tuple(
        KeptTable(
            id=table["id"],
            file=table["file"],
            sheet=table["sheet"],
            kind=TableKind(table["kind"]),
            columns=tuple(
                KeptColumn(index, name, heading, Field(field), tuple(days), hidden)
                for index, name, heading, field, days, hidden in table["columns"]
            ),
            rows=tuple(
                KeptRow(
                    number,
                    {int(i): _value(v) for i, v in cells.items()},
                    section,
                    struck,
                    partly,
                    hidden,
                    tuple(formulas),
                    tuple(scrubbed),
                )
                for number, cells, section, struck, partly, hidden, formulas, scrubbed in table["rows"]
            ),
            discarded=tuple((heading, Discard(reason)) for heading, reason in table["discarded"]),
            class_label=table["class"],
            stage=Stage(table["stage"]) if table["stage"] else None,
            school_year=table["year"],
            hidden=table["hidden"],
            footnotes=tuple(table["footnotes"]),
            coloured=table["coloured"],
            commented=tuple(table["commented"]),
        )
        for table in plain
    )
