"""Finding the tables on a sheet: titles above, one or two header rows, totals and remarks below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tandem.core.sheets import Grid, Value
from tandem.people.enums import Stage
from tandem.scheduling.intake.dates import is_days
from tandem.scheduling.intake.fields import ALIASES, Discard, Field, TableKind
from tandem.scheduling.intake.grades import class_name, parse_grade, parse_school_year, stage_in
from tandem.scheduling.intake.headings import SURE, Column, Guess, Heading, Learnt, assign, guess, speaks
from tandem.scheduling.intake.national import is_national_column
from tandem.scheduling.intake.shapes import names_below_a_class, turned_guess, untis_columns, week_guess
from tandem.scheduling.intake.text import Unclear, fold, key

# The word by which the template marks rows and sheets that only explain.
EXAMPLE = "voorbeeld"
EXPLANATION = "zo vult u dit werkboek in"
_FUZZY_ROWS = 80
_SAMPLE_ROWS = 200
_TOTALS = frozenset(
    ("totaal", "total", "aantal", "som", "gemiddelde", "subtotaal", "aantal leerlingen", "tot", "eindtotaal")
)
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
_KNOWN = frozenset(alias for fields in ALIASES.values() for aliases in fields.values() for alias in aliases)


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
    if not grid.rows or key(_text(grid.rows[0][0])) == EXPLANATION:
        return []
    if (untis := untis_columns(grid)) is not None:
        rows = tuple(number for number, row in enumerate(grid.rows) if _filled(row))
        return [_plain(grid, *untis, rows=rows)]
    headers = _header_rows(grid, learnt)
    tables: list[Table] = []
    above = 0
    for position, header in enumerate(headers):
        end = headers[position + 1].first if position + 1 < len(headers) else len(grid.rows)
        for part in _side_by_side(grid, header, end, learnt):
            tables.append(_table(grid, part, above, end, len(tables)))
        above = end
    if not tables and grid.rows:
        tables.append(_unknown(grid))
    return tables


@dataclass(frozen=True, slots=True)
class _Header:
    first: int
    last: int
    headings: tuple[Heading, ...]
    guess: Guess


def _filled(row: Sequence[Value]) -> list[int]:
    return [index for index, value in enumerate(row) if value is not None]


def _text(value: Value) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _might_be_header(grid: Grid, number: int) -> bool:
    row = grid.rows[number]
    texts = [value for value in row if isinstance(value, str)]
    if not texts or any(len(text) > 120 for text in texts):
        return False
    if number < _FUZZY_ROWS:
        return True
    return sum(key(text) in _KNOWN or is_days(text) for text in texts) >= 2


def _headings(grid: Grid, last: int, upper: int | None, until: int) -> tuple[Heading, ...]:
    row = grid.rows[last]
    above = _spread(grid, upper) if upper is not None else [""] * grid.width
    body = [line for line in grid.rows[last + 1 : min(until, last + 1 + _SAMPLE_ROWS)] if not _is_total(line)]
    found = []
    for index in range(grid.width):
        # A group word above ("Leerling") belongs to the columns it covers; a lone word to its own column only.
        own = _text(grid.rows[upper][index]) if upper is not None else ""
        text = _text(row[index])
        if text or own:
            values = tuple(line[index] for line in body if line[index] is not None)
            found.append(Heading(index, text, above[index] if text else own, values))
    return tuple(found)


def _is_total(row: Sequence[Value]) -> bool:
    first = next((value for value in row if value is not None), None)
    return isinstance(first, str) and (key(first) in _TOTALS or key(first).startswith(EXAMPLE))


def _spread(grid: Grid, number: int) -> list[str]:
    """Return a row of group headings, each repeated over the columns it stands above."""
    row = grid.rows[number]
    filled = _filled(row)
    if len(filled) < 2:
        return [""] * len(row)
    texts, current = [], ""
    for value in row:
        current = _text(value) or current
        texts.append(current)
    return texts


def _header_rows(grid: Grid, learnt: Learnt) -> list[_Header]:
    headers: list[_Header] = []
    number = 0
    while number < len(grid.rows):
        header = _header_at(grid, number, headers, learnt) if _might_be_header(grid, number) else None
        if header is None:
            number += 1
            continue
        below = _header_at(grid, number + 1, headers, learnt) if number + 1 < len(grid.rows) else None
        # A lone word under the headings opens a section; it is no second header.
        if below and below.guess.score > header.guess.score and len(_filled(grid.rows[number + 1])) > 1:
            header = below
        headers.append(header)
        number = header.last + 1
    return headers


def _header_at(grid: Grid, number: int, before: list[_Header], learnt: Learnt) -> _Header | None:
    row = grid.rows[number]
    if (week := week_guess(grid, number) or turned_guess(grid, number)) is not None:
        headings = tuple(Heading(column.index, column.heading, "", ()) for column in week.columns)
        return _Header(number, number, headings, week)
    filled = _filled(row)
    if not filled or any(not isinstance(row[index], str) for index in filled):
        return None
    upper = (
        number - 1
        if number and _filled(grid.rows[number - 1]) and (not before or before[-1].last < number - 1)
        else None
    )
    last = number + 1 if _is_second_header(grid, number) else number
    headings = _headings(grid, last, number if last > number else upper, len(grid.rows))
    if last > number:
        headings = tuple(
            heading if heading.text else replace(heading, text=heading.above, above="") for heading in headings
        )
    titles = " ".join([grid.name, grid.file, *(_text(v) for line in grid.rows[:number] for v in line[:3] if v)])
    found = guess(headings, titles, learnt)
    if found is None:
        return None
    named = [column for column in found.columns if column.field]
    # What stands above may help to understand a heading, but cannot make a row of values one.
    speaking = [heading for heading in headings if is_days(heading.text) or speaks(heading.text, found.kind)]
    if 2 * len(speaking) < len(named):
        return None
    sure = sum(column.confidence >= 0.85 for column in named)
    if before and (
        sure < min(2, len(filled)) or (grid.rows[number - 1] and _filled(grid.rows[number - 1]) and sure < 3)
    ):
        return None
    if sure == 0 and len(named) < 3:
        return None
    return _Header(number if upper is None else upper, last, headings, found)


def _is_second_header(grid: Grid, number: int) -> bool:
    """Tell whether the next row only refines this one: days under "Leerkracht", parts of a name under "Naam"."""
    if number + 1 >= len(grid.rows):
        return False
    upper, lower = grid.rows[number], grid.rows[number + 1]
    filled = _filled(lower)
    if not filled or any(not isinstance(lower[index], str) for index in filled):
        return False
    if len(filled) >= len(_filled(upper)) and not any(upper[index] is None for index in filled):
        return False
    return all(key(str(lower[index])) in _KNOWN or is_days(str(lower[index])) for index in filled)


def _side_by_side(grid: Grid, header: _Header, end: int, learnt: Learnt) -> list[_Header]:
    """Cut a header into the tables that stand beside each other with an empty column between them."""
    if header.guess.kind is TableKind.WEEK:
        return [header]
    parts: list[list[Heading]] = []
    for heading in header.headings:
        if not parts or heading.index > parts[-1][-1].index + 1:
            parts.append([])
        parts[-1].append(heading)
    headings = [tuple(key(heading.text) for heading in part) for part in parts]
    if len(parts) < 2 or len(set(headings)) == len(headings):
        return [header]
    guesses = [guess(part, "", learnt) for part in parts]
    cut = [
        _Header(header.first, header.last, tuple(part), found)
        for part, found in zip(parts, guesses, strict=True)
        if found is not None
    ]
    return cut if len(cut) == len(parts) else [header]


def _table(grid: Grid, header: _Header, above: int, end: int, count: int) -> Table:
    leftmost = header.headings[0].index if header.headings[0].index > 2 else 0
    titles = [
        _text(value)
        for number in range(above, header.first + 1)
        for value in (grid.rows[number][leftmost : leftmost + 3])
        if value is not None and number < header.last
    ]
    found = header.guess
    indexes = [column.index for column in found.columns]
    rows, sections, footnotes, totals = _body(grid, header, found.kind, indexes, end)
    label = next((name for name in (_class_in(title) for title in titles) if name), "") or _class_of_sheet(grid)
    said = " ; ".join(
        [*titles, grid.name, *(_text(grid.rows[row][filled]) for row in sections for filled in _filled(grid.rows[row]))]
    )
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
    grid: Grid, header: _Header, kind: TableKind, indexes: list[int], end: int
) -> tuple[tuple[int, ...], dict[int, str], tuple[int, ...], tuple[int, ...]]:
    # A class alone in the column of classes is a row that lost the rest, no heading above the rows that follow.
    lone_classes = {c.index for c in header.guess.columns if c.field in (Field.CLASS, Field.YEAR)} - {indexes[0]}
    rows: list[int] = []
    sections: dict[int, str] = {}
    footnotes: list[int] = []
    totals: list[int] = []
    for number in range(header.last + 1, end):
        row = grid.rows[number]
        filled = [index for index in _filled(row) if index in indexes]
        if not filled:
            if _filled(row):
                footnotes.append(number)
            continue
        if key(str(row[filled[0]])).startswith(EXAMPLE):
            continue
        first = row[filled[0]]
        if _is_total(row) and len(filled) <= max(2, len(indexes) // 2):
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
    first = next(number for number, row in enumerate(grid.rows) if _filled(row))
    rows = tuple(number for number in range(first + 1, len(grid.rows)) if _filled(grid.rows[number]))
    title = _text(next(value for value in grid.rows[first] if value is not None))
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
        columns.append(Column(index, _text(grid.rows[first][index])[:60], None, 0.0, reason))
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
            tuple(grid.rows[number][column.index] for number in table.rows[:_SAMPLE_ROWS]),
        )
        for column in table.columns
    )
    return replace(table, kind=kind, columns=assign(headings, kind, learnt or {}))
