"""Finding the tables on a sheet: titles above, one or two header rows, totals and remarks below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tandem.core.sheets import Grid
from tandem.people.enums import Stage
from tandem.scheduling.intake.fields import Discard, Field, TableKind
from tandem.scheduling.intake.grades import class_name, parse_grade, parse_school_year, stage_in
from tandem.scheduling.intake.headers import (
    EXAMPLE,
    SAMPLE_ROWS,
    Header,
    filled_in,
    header_rows,
    is_total,
    side_by_side,
    text_of,
)
from tandem.scheduling.intake.headings import SURE, Column, Heading, Learnt, assign
from tandem.scheduling.intake.national import is_national_column
from tandem.scheduling.intake.shapes import names_below_a_class, untis_columns
from tandem.scheduling.intake.text import Unclear, fold, key

# What the template calls the sheet that only explains.
EXPLANATION = "zo vult u dit werkboek in"
_GENERIC_SHEET = re.compile(
    r"(blad|sheet|werkblad|tabel|data|export|lijst|leerlingen|leerling|overzicht|formulier\w*|form responses)\s*\d*"
)
_LIST_WORDS = frozenset(
    (
        "groepslijst",
        "klassenlijst",
        "klaslijst",
        "leerlingenlijst",
        "rooster",
        "groep",
        "klas",
        "groepen",
        "klassen",
        "overzicht",
    )
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table on one sheet; rows count from 0."""

    id: str
    file: str
    sheet: str
    kind: TableKind
    score: float
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    sections: dict[int, str] = field(default_factory=dict)
    footnotes: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    class_label: str = ""
    stage: Stage | None = None
    school_year: int | None = None
    hidden: bool = False

    @property
    def sure(self) -> bool:
        return all(column.confidence >= SURE for column in self.columns if column.field)


def recognise(grids: Sequence[Grid], learnt: Learnt | None = None) -> tuple[Table, ...]:
    """Return every table on every sheet, each with the kind and columns it most likely has."""
    return tuple(table for grid in grids for table in _tables(grid, learnt or {}))


def _tables(grid: Grid, learnt: Learnt) -> list[Table]:
    if not grid.rows or key(text_of(grid.rows[0][0])) == EXPLANATION:
        return []
    if (untis := untis_columns(grid)) is not None:
        rows = tuple(number for number, row in enumerate(grid.rows) if filled_in(row))
        return [_plain(grid, *untis, rows=rows)]
    headers = header_rows(grid, learnt)
    tables: list[Table] = []
    above = 0
    for position, header in enumerate(headers):
        end = headers[position + 1].first if position + 1 < len(headers) else len(grid.rows)
        for part in side_by_side(grid, header, end, learnt):
            tables.append(_table(grid, part, above, end, len(tables)))
        above = end
    if not tables and grid.rows:
        tables.append(_unknown(grid))
    return tables


def _table(grid: Grid, header: Header, above: int, end: int, count: int) -> Table:
    leftmost = header.headings[0].index if header.headings[0].index > 2 else 0
    titles = [
        text_of(value)
        for number in range(above, header.first + 1)
        for value in (grid.rows[number][leftmost : leftmost + 3])
        if value is not None and number < header.last
    ]
    found = header.guess
    indexes = [column.index for column in found.columns]
    rows, sections, footnotes, totals = _body(grid, header, found.kind, indexes, end)
    label = next((name for name in (_class_in(title) for title in titles) if name), "") or _class_of_sheet(grid)
    section_texts = [text_of(grid.rows[row][place]) for row in sections for place in filled_in(grid.rows[row])]
    said = " ; ".join([*titles, grid.name, *section_texts])
    years = [parse_school_year(text) for text in (*titles, grid.name, grid.file)]
    return Table(
        id=f"{grid.file}|{grid.name}|{count}",
        file=grid.file,
        sheet=grid.name,
        kind=found.kind,
        score=found.score,
        header_rows=tuple(range(header.first, header.last + 1)),
        columns=found.columns,
        rows=rows,
        sections=sections,
        footnotes=footnotes,
        totals=totals,
        class_label=label,
        stage=stage_in(said),
        school_year=next((year for year in years if year), None),
        hidden=grid.hidden,
    )


def _body(
    grid: Grid, header: Header, kind: TableKind, indexes: list[int], end: int
) -> tuple[tuple[int, ...], dict[int, str], tuple[int, ...], tuple[int, ...]]:
    # A class alone in the column of classes is a row that lost the rest, no heading above the rows that follow.
    lone_classes = {c.index for c in header.guess.columns if c.field in (Field.CLASS, Field.YEAR)} - {indexes[0]}
    rows: list[int] = []
    sections: dict[int, str] = {}
    footnotes: list[int] = []
    totals: list[int] = []
    for number in range(header.last + 1, end):
        row = grid.rows[number]
        filled = [index for index in filled_in(row) if index in indexes]
        if not filled:
            if filled_in(row):
                footnotes.append(number)
            continue
        if key(str(row[filled[0]])).startswith(EXAMPLE):
            continue
        first = row[filled[0]]
        if is_total(row) and len(filled) <= max(2, len(indexes) // 2):
            totals.append(number)
        elif len(filled) == 1 and len(indexes) > 1 and isinstance(first, str) and filled[0] not in lone_classes:
            if (
                kind is not TableKind.WEEK
                and (label := _class_in(first))
                and re.match(r"(groep|gr\b|klas|leerjaar|\d)", fold(first))
            ):
                sections[number] = label
            elif kind is TableKind.WEEK and (filled[0] != indexes[0] or _merged_at(grid, number, filled[0])):
                rows.append(number)
            elif kind is TableKind.WEEK or (len(indexes) > 2 and _is_remark(first, number, rows)):
                footnotes.append(number)
            else:
                rows.append(number)
        else:
            rows.append(number)
    return tuple(rows), sections, tuple(footnotes), tuple(totals)


def _is_remark(text: str, number: int, rows: list[int]) -> bool:
    """Tell whether a lone cell below a table is a remark: after a gap, with a star, or a sentence."""
    after_gap = not rows or rows[-1] < number - 1
    return text.startswith(("*", "(")) or len(text.split()) > 6 or (after_gap and len(text.split()) > 3)


def _merged_at(grid: Grid, number: int, column: int) -> bool:
    return any(top <= number <= bottom and left <= column <= right for top, left, bottom, right in grid.marks.merged)


def _class_in(text: str) -> str:
    """Return the class a title names, or nothing."""
    name = class_name(text)
    folded = fold(text)
    if not re.search(
        r"\b(groepslijst|klassenlijst|klaslijst|groep|gr|klas|leerjaar|kleuter|rooster|schakel\w*)\b|^\d", folded
    ):
        return ""
    try:
        grade = parse_grade(name)
    except Unclear:
        return ""
    if not key(name) or key(name) in _LIST_WORDS:
        return ""
    return name if grade.years or "schakel" in fold(name) or (len(name.split()) <= 2 and key(name) != key(text)) else ""


def _class_of_sheet(grid: Grid) -> str:
    if not grid.name or _GENERIC_SHEET.fullmatch(fold(grid.name)):
        return _class_in(grid.file.rpartition(".")[0])
    if label := _class_in(grid.name):
        return label
    try:
        return class_name(grid.name) if parse_grade(grid.name).years else ""
    except Unclear:
        return ""


def _unknown(grid: Grid) -> Table:
    """Return a sheet nothing was recognised on, with its first row as headings, to be mapped by hand."""
    first = next(number for number, row in enumerate(grid.rows) if filled_in(row))
    rows = tuple(number for number in range(first + 1, len(grid.rows)) if filled_in(grid.rows[number]))
    title = text_of(next(value for value in grid.rows[first] if value is not None))
    label = _class_in(title)
    if label and (names := names_below_a_class(grid, first)):
        return replace(
            _plain(grid, TableKind.PUPILS, names, rows=rows),
            header_rows=(first,),
            class_label=label,
            stage=stage_in(title),
        )
    columns = []
    for index in range(grid.width):
        values = [line[index] for line in grid.rows[first + 1 :]]
        reason = Discard.NATIONAL_NUMBER if is_national_column(values) else Discard.UNMAPPED
        columns.append(Column(index, text_of(grid.rows[first][index])[:60], None, 0.0, reason))
    return replace(_plain(grid, TableKind.NOTHING, tuple(columns), rows=rows), header_rows=(first,), score=0.0)


def _plain(grid: Grid, kind: TableKind, columns: tuple[Column, ...], *, rows: tuple[int, ...]) -> Table:
    """Return a table that fills its sheet."""
    return Table(
        id=f"{grid.file}|{grid.name}|0",
        file=grid.file,
        sheet=grid.name,
        kind=kind,
        score=float(len(columns)),
        header_rows=(),
        columns=columns,
        rows=rows,
        hidden=grid.hidden,
    )


def remap(grid: Grid, table: Table, kind: TableKind, learnt: Learnt | None = None) -> Table:
    """Return the table read as another kind, with its columns given the fields of that kind."""
    headings = tuple(
        Heading(
            column.index,
            column.heading,
            "",
            tuple(grid.rows[number][column.index] for number in table.rows[:SAMPLE_ROWS]),
        )
        for column in table.columns
    )
    return replace(table, kind=kind, columns=assign(headings, kind, learnt or {}))
