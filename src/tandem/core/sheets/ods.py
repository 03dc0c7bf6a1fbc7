"""OpenDocument spreadsheets, read directly: values and marks stand in one XML file."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from tandem.core.sheets.archive import reaches_outside, too_many_rows, too_wide, unpack
from tandem.core.sheets.grid import MAX_COLUMNS, MAX_ROWS, Grid, Marks, Place, UnreadableFile, Value, clean, rectangle

_OUTSIDE = ("WEBSERVICE(", "DDE(", "FILTERXML(", "HYPERLINK(", "://", "|")


def read_ods(file: str, data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of an .ods workbook."""
    members = unpack(data, lambda name: name in ("content.xml", "META-INF/manifest.xml"))
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise UnreadableFile(
            _("Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en probeer opnieuw.")
        )
    return tuple(_tables(file, members["content.xml"]))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {_local(key): value for key, value in element.attrib.items()}


@dataclass(slots=True)
class _Table:
    name: str
    hidden: bool
    rows: list[list[Value]] = field(default_factory=list)
    blank_rows: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    columns: int = 0
    struck: set[Place] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)
    commented: set[Place] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def take_row(self, element: Element, struck_styles: set[str]) -> None:
        attributes = _attributes(element)
        times = int(attributes.get("number-rows-repeated", "1"))
        first = len(self.rows) + self.blank_rows
        row = self._cells(element, first, struck_styles)
        if all(value is None for value in row):
            self.blank_rows += times
            return
        if first + times > MAX_ROWS:
            raise too_many_rows()
        self.rows.extend([] for _blank in range(self.blank_rows))
        self.blank_rows = 0
        if attributes.get("visibility") in ("collapse", "filter"):
            self.hidden_rows.update(range(first, first + times))
        if times * max(len(row), 1) > MAX_ROWS * 50:
            raise too_many_rows()
        self.rows.extend(list(row) for _again in range(times))
        for marked in (self.struck, self.formulas):
            columns = [column for column in range(len(row)) if (first, column) in marked]
            marked.update((number, column) for number in range(first + 1, first + times) for column in columns)

    def _cells(self, element: Element, number: int, struck_styles: set[str]) -> list[Value]:
        row: list[Value] = []
        for cell in element:
            if _local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            attributes = _attributes(cell)
            times = int(attributes.get("number-columns-repeated", "1"))
            value = clean(_value(cell, attributes))
            if value is None:
                row.extend([None] * min(times, MAX_COLUMNS))
                if len(row) > MAX_COLUMNS:
                    del row[MAX_COLUMNS:]
                continue
            if len(row) + times > MAX_COLUMNS:
                raise too_wide()
            for _again in range(times):
                self._mark(cell, attributes, (number, len(row)), struck_styles)
                row.append(value)
        return row

    def _mark(self, cell: Element, attributes: dict[str, str], place: Place, struck_styles: set[str]) -> None:
        formula = attributes.get("formula", "")
        if formula:
            if any(word in formula.upper() for word in _OUTSIDE):
                raise reaches_outside()
            self.formulas.add(place)
        styles = {attributes.get("style-name", "")}
        styles |= {_attributes(part).get("style-name", "") for part in cell.iter() if _local(part.tag) == "span"}
        if styles & struck_styles:
            self.struck.add(place)
        if any(_local(part.tag) == "annotation" for part in cell):
            self.commented.add(place)
        down = int(attributes.get("number-rows-spanned", "1"))
        right = int(attributes.get("number-columns-spanned", "1"))
        if down > 1 or right > 1:
            self.merged.append((*place, place[0] + down - 1, place[1] + right - 1))

    def take_column(self, element: Element) -> None:
        attributes = _attributes(element)
        times = min(int(attributes.get("number-columns-repeated", "1")), MAX_COLUMNS)
        if attributes.get("visibility") in ("collapse", "filter"):
            self.hidden_columns.update(range(self.columns, self.columns + times))
        self.columns += times

    def grid(self, file: str) -> Grid:
        marks = Marks(
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            struck=frozenset(self.struck),
            formulas=frozenset(self.formulas),
            commented=frozenset(self.commented),
            merged=tuple(self.merged),
        )
        return Grid(file=file, name=self.name, rows=rectangle(self.rows), hidden=self.hidden, marks=marks)


def _tables(file: str, content: bytes) -> Iterator[Grid]:
    struck_styles: set[str] = set()
    hidden_styles: set[str] = set()
    table: _Table | None = None
    for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
        tag = _local(element.tag)
        if event == "start":
            if tag == "table":
                attributes = _attributes(element)
                table = _Table(attributes.get("name", ""), attributes.get("style-name", "") in hidden_styles)
            continue
        if tag == "style":
            _take_style(element, struck_styles, hidden_styles)
        elif table is None:
            continue
        elif tag == "table-column":
            table.take_column(element)
        elif tag == "table-row":
            table.take_row(element, struck_styles)
            element.clear()
        elif tag == "table":
            yield table.grid(file)
            table = None
            element.clear()


def _take_style(element: Element, struck: set[str], hidden: set[str]) -> None:
    name = _attributes(element).get("name", "")
    for part in element.iter():
        attributes = _attributes(part)
        if attributes.get("text-line-through-style", "none") != "none":
            struck.add(name)
        if _local(part.tag) == "table-properties" and attributes.get("display") == "false":
            hidden.add(name)


def _value(cell: Element, attributes: dict[str, str]) -> object:
    kind = attributes.get("value-type")
    if kind in ("float", "currency", "percentage"):
        return float(attributes["value"])
    if kind == "date":
        text = attributes["date-value"].rstrip("Z")
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if kind == "time":
        return _time(attributes["time-value"])
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    paragraphs = [_text(part) for part in cell if _local(part.tag) == "p"]
    return "\n".join(paragraphs)


def _text(element: Element) -> str:
    """Return the text of a paragraph, in which runs of spaces and tabs are elements."""
    parts = [element.text or ""]
    for child in element:
        tag = _local(child.tag)
        if tag == "s":
            parts.append(" " * min(int(_attributes(child).get("c", "1")), 100))
        elif tag == "tab":
            parts.append("\t")
        elif tag == "line-break":
            parts.append("\n")
        elif tag != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _time(text: str) -> time | str:
    """Return an ISO 8601 duration such as PT08H30M00S as a time of day."""
    digits = text.removeprefix("PT").replace("H", " ").replace("M", " ").replace("S", "").split()
    hours, minutes = int(digits[0]), int(digits[1])
    return time(hours, minutes) if hours < 24 else text
