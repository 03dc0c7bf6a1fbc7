"""Excel workbooks: calamine reads the values, this module reads the marks and measures before it does."""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import python_calamine
from defusedxml.ElementTree import fromstring, iterparse
from django.utils.translation import gettext as _

from tandem.core.sheets.archive import names, pack, reaches_outside, too_many_rows, too_wide, unpack
from tandem.core.sheets.grid import MAX_COLUMNS, MAX_ROWS, Grid, Marks, Place, UnreadableFile, clean, rectangle

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OUTSIDE = re.compile(
    r"\||\[\d+\]|://|\\\\|\b(WEBSERVICE|CALL|EXEC|REGISTER|REGISTER\.ID|DDE|RTD|FILTERXML|IMPORT\w*|HYPERLINK)\s*\(",
    re.I,
)
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(workbook|styles|sharedStrings)\.xml|xl/_rels/.*|"
    r"xl/worksheets/(_rels/)?[^/]*|xl/comments[^/]*\.xml|xl/threadedComments/.*",
    re.I,
)
_OFFICE_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Styles:
    struck: set[int] = field(default_factory=set)
    coloured: set[int] = field(default_factory=set)


def read_xlsx(file: str, data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx or .xlsm workbook; its macros are left out, never read."""
    present = [name.lower() for name in names(data)]
    if any(name.startswith(("xl/macrosheets", "xl/dialogsheets")) for name in present):
        raise UnreadableFile(_("Dit bestand bevat macrobladen. Kopieer de lijst als waarden naar een nieuw bestand."))
    if any(name.endswith("vbaproject.bin") for name in present) and not file.lower().endswith((".xlsm", ".xltm")):
        raise UnreadableFile(
            _("Dit bestand bevat macro's, maar zegt van niet. Kopieer de lijst als waarden naar een nieuw bestand.")
        )
    if "xl/workbook.bin" in present:
        raise UnreadableFile(_("Dit is een binair Excel-bestand (.xlsb). Bewaar het als .xlsx en probeer opnieuw."))
    members = unpack(data, lambda name: bool(_KEPT.fullmatch(name)))
    styles = _styles(members.get("xl/styles.xml"))
    struck_strings = _struck_strings(members.get("xl/sharedStrings.xml"))
    marks = {}
    hidden = set()
    for name, state, path in _sheets(members):
        if path in members:
            marks[name] = _marks(members, path, styles, struck_strings)
        if state != "visible":
            hidden.add(name)
    workbook = python_calamine.load_workbook(io.BytesIO(pack(members)))
    grids = []
    for name in workbook.sheet_names:
        if name in marks:
            values = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = rectangle([[clean(value) for value in row] for row in values])
            grids.append(Grid(file=file, name=name, rows=rows, hidden=name in hidden, marks=marks[name]))
    return tuple(grids)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _relations(members: dict[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(path)
    content = members.get(f"{folder}/_rels/{name}.rels")
    if content is None:
        return {}
    found = {}
    for relation in fromstring(content, forbid_dtd=True):
        target = relation.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = (relation.get("Type", ""), full)
    return found


def _sheets(members: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    relations = _relations(members, "xl/workbook.xml")
    for element in fromstring(members["xl/workbook.xml"], forbid_dtd=True).iter():
        if _local(element.tag) == "sheet":
            target = relations.get(element.get(_OFFICE_RELATION, ""), ("", ""))[1]
            yield element.get("name", ""), element.get("state", "visible"), target


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1").lower() not in ("0", "false", "none", "nostrike")


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child.tag) == name), None)


def _styles(content: bytes | None) -> _Styles:
    if content is None:
        return _Styles()
    parts = {_local(child.tag): child for child in fromstring(content, forbid_dtd=True)}
    fonts = [_is_on(_child(font, "strike")) for font in parts.get("fonts", ())]
    fills = [_is_coloured(fill) for fill in parts.get("fills", ())]
    styles = _Styles()
    for index, style in enumerate(parts.get("cellXfs", ())):
        font, fill = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        if font < len(fonts) and fonts[font]:
            styles.struck.add(index)
        if fill < len(fills) and fills[fill]:
            styles.coloured.add(index)
    return styles


def _is_coloured(fill: Element) -> bool:
    pattern = _child(fill, "patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = _child(pattern, "fgColor")
    return colour is not None and (
        colour.get("rgb", "")[-6:].upper() not in ("", "FFFFFF") or colour.get("theme", "0") != "0"
    )


def _struck_strings(content: bytes | None) -> frozenset[int]:
    """Return which shared strings are struck through from begin to end inside the cell."""
    if content is None:
        return frozenset()
    struck = set()
    index = 0
    for _event, element in iterparse(io.BytesIO(content), forbid_dtd=True):
        if _local(element.tag) == "si":
            if _is_struck(element):
                struck.add(index)
            index += 1
            element.clear()
    return frozenset(struck)


def _is_struck(text: Element) -> bool:
    runs = [child for child in text if _local(child.tag) == "r"]
    spoken = [run for run in runs if "".join(run.itertext()).strip()]
    return bool(spoken) and all(
        _is_on(_child(properties, "strike")) if (properties := _child(run, "rPr")) is not None else False
        for run in spoken
    )


def _place(reference: str) -> Place | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@dataclass(slots=True)
class _SheetReading:
    """Walks through one sheet's XML row by row, so that no more than a row is held."""

    styles: _Styles
    struck_strings: frozenset[int]
    row: int = -1
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)
    coloured: set[Place] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def take_row(self, element: Element) -> None:
        self.row = int(element.get("r", self.row + 2)) - 1
        if element.get("hidden", "0").lower() in ("1", "true"):
            self.hidden_rows.add(self.row)
        column = -1
        for cell in element:
            place = _place(cell.get("r", "")) or (self.row, column + 1)
            column = place[1]
            self._take_cell(cell, place)

    def _take_cell(self, cell: Element, place: Place) -> None:
        parts = {_local(child.tag): child for child in cell}
        if not parts:
            return
        if place[0] >= MAX_ROWS:
            raise too_many_rows()
        if place[1] >= MAX_COLUMNS:
            raise too_wide()
        style = int(cell.get("s", "0"))
        if "f" in parts:
            if _OUTSIDE.search(parts["f"].text or ""):
                raise reaches_outside()
            self.formulas.add(place)
        if style in self.styles.coloured:
            self.coloured.add(place)
        text = parts["v"].text if "v" in parts else None
        in_text = cell.get("t") == "s" and text is not None and int(text) in self.struck_strings
        if style in self.styles.struck or in_text or ("is" in parts and _is_struck(parts["is"])):
            self.struck.add(place)

    def take_columns(self, element: Element) -> None:
        for columns in element:
            if columns.get("hidden", "0").lower() in ("1", "true"):
                first, last = int(columns.get("min", "1")), int(columns.get("max", "1"))
                self.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))

    def take_merged(self, element: Element) -> None:
        begin, _sep, end = element.get("ref", "").partition(":")
        first, last = _place(begin), _place(end)
        if first and last:
            self.merged.append((*first, *last))


def _marks(members: dict[str, bytes], path: str, styles: _Styles, struck_strings: frozenset[int]) -> Marks:
    reading = _SheetReading(styles, struck_strings)
    holder: Element | None = None
    for event, element in iterparse(io.BytesIO(members[path]), events=("start", "end"), forbid_dtd=True):
        tag = _local(element.tag)
        if event == "start":
            holder = element if tag == "sheetData" else holder
        elif tag == "row":
            reading.take_row(element)
            if holder is not None:
                holder.clear()
        elif tag == "cols":
            reading.take_columns(element)
        elif tag == "mergeCell":
            reading.take_merged(element)
    return Marks(
        hidden_rows=frozenset(reading.hidden_rows),
        hidden_columns=frozenset(reading.hidden_columns),
        struck=frozenset(reading.struck),
        formulas=frozenset(reading.formulas),
        coloured=frozenset(reading.coloured),
        commented=_comments(members, path),
        merged=tuple(reading.merged),
    )


def _comments(members: dict[str, bytes], path: str) -> frozenset[Place]:
    places = set()
    for kind, target in _relations(members, path).values():
        if kind.lower().endswith("comments") and target in members:
            for element in fromstring(members[target], forbid_dtd=True).iter():
                if _local(element.tag) == "comment" and (place := _place(element.get("ref", ""))):
                    places.add(place)
    return frozenset(places)
