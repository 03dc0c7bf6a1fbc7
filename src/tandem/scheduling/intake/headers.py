"""Finding where tables begin on a sheet: one or two header rows, below titles and beside other tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tandem.core.sheets import Grid, Value
from tandem.scheduling.intake.dates import is_days
from tandem.scheduling.intake.fields import ALIASES, TableKind
from tandem.scheduling.intake.headings import Guess, Heading, Learnt, guess, speaks
from tandem.scheduling.intake.shapes import turned_guess, week_guess
from tandem.scheduling.intake.text import key

# The word by which the template marks a row that only shows how.
EXAMPLE = "voorbeeld"
_FUZZY_ROWS = 80
SAMPLE_ROWS = 200
_TOTALS = frozenset(
    ("totaal", "total", "aantal", "som", "gemiddelde", "subtotaal", "aantal leerlingen", "tot", "eindtotaal")
)
_KNOWN = frozenset(alias for fields in ALIASES.values() for aliases in fields.values() for alias in aliases)


@dataclass(frozen=True, slots=True)
class Header:
    first: int
    last: int
    headings: tuple[Heading, ...]
    guess: Guess


def filled_in(row: Sequence[Value]) -> list[int]:
    return [index for index, value in enumerate(row) if value is not None]


def text_of(value: Value) -> str:
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
    body = [line for line in grid.rows[last + 1 : min(until, last + 1 + SAMPLE_ROWS)] if not is_total(line)]
    found = []
    for index in range(grid.width):
        # A group word above ("Leerling") belongs to the columns it covers; a lone word to its own column only.
        own = text_of(grid.rows[upper][index]) if upper is not None else ""
        text = text_of(row[index])
        if text or own:
            values = tuple(line[index] for line in body if line[index] is not None)
            found.append(Heading(index, text, above[index] if text else own, values))
    return tuple(found)


def is_total(row: Sequence[Value]) -> bool:
    first = next((value for value in row if value is not None), None)
    return isinstance(first, str) and (key(first) in _TOTALS or key(first).startswith(EXAMPLE))


def _spread(grid: Grid, number: int) -> list[str]:
    """Return a row of group headings, each repeated over the columns it stands above."""
    row = grid.rows[number]
    filled = filled_in(row)
    if len(filled) < 2:
        return [""] * len(row)
    texts, current = [], ""
    for value in row:
        current = text_of(value) or current
        texts.append(current)
    return texts


def header_rows(grid: Grid, learnt: Learnt) -> list[Header]:
    headers: list[Header] = []
    number = 0
    while number < len(grid.rows):
        header = _header_at(grid, number, headers, learnt) if _might_be_header(grid, number) else None
        if header is None:
            number += 1
            continue
        below = _header_at(grid, number + 1, headers, learnt) if number + 1 < len(grid.rows) else None
        # A lone word under the headings opens a section; it is no second header.
        if below and below.guess.score > header.guess.score and len(filled_in(grid.rows[number + 1])) > 1:
            header = below
        headers.append(header)
        number = header.last + 1
    return headers


def _header_at(grid: Grid, number: int, before: list[Header], learnt: Learnt) -> Header | None:
    row = grid.rows[number]
    if (week := week_guess(grid, number) or turned_guess(grid, number)) is not None:
        headings = tuple(Heading(column.index, column.heading, "", ()) for column in week.columns)
        return Header(number, number, headings, week)
    filled = filled_in(row)
    if not filled or any(not isinstance(row[index], str) for index in filled):
        return None
    upper = (
        number - 1
        if number and filled_in(grid.rows[number - 1]) and (not before or before[-1].last < number - 1)
        else None
    )
    last = number + 1 if _is_second_header(grid, number) else number
    headings = _headings(grid, last, number if last > number else upper, len(grid.rows))
    if last > number:
        headings = tuple(
            heading if heading.text else replace(heading, text=heading.above, above="") for heading in headings
        )
    titles = " ".join([grid.name, grid.file, *(text_of(v) for line in grid.rows[:number] for v in line[:3] if v)])
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
        sure < min(2, len(filled)) or (grid.rows[number - 1] and filled_in(grid.rows[number - 1]) and sure < 3)
    ):
        return None
    if sure == 0 and len(named) < 3:
        return None
    return Header(number if upper is None else upper, last, headings, found)


def _is_second_header(grid: Grid, number: int) -> bool:
    """Tell whether the next row only refines this one: days under "Leerkracht", parts of a name under "Naam"."""
    if number + 1 >= len(grid.rows):
        return False
    upper, lower = grid.rows[number], grid.rows[number + 1]
    filled = filled_in(lower)
    if not filled or any(not isinstance(lower[index], str) for index in filled):
        return False
    if len(filled) >= len(filled_in(upper)) and not any(upper[index] is None for index in filled):
        return False
    return all(key(str(lower[index])) in _KNOWN or is_days(str(lower[index])) for index in filled)


def side_by_side(grid: Grid, header: Header, end: int, learnt: Learnt) -> list[Header]:
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
        Header(header.first, header.last, tuple(part), found)
        for part, found in zip(parts, guesses, strict=True)
        if found is not None
    ]
    return cut if len(cut) == len(parts) else [header]
