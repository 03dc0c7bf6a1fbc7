"""Old Excel workbooks (.xls, 1997–2003), which many school systems still export."""

import io
from datetime import datetime, time

import xlrd
from django.utils.translation import gettext as _
from xlrd.sheet import Sheet

from tandem.core.sheets.archive import too_many_rows, too_wide
from tandem.core.sheets.grid import MAX_COLUMNS, MAX_ROWS, Grid, Marks, Place, UnreadableFile, clean, rectangle

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xls(file: str, data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of an .xls workbook, with its marks."""
    if _ENCRYPTED in data:
        raise _with_password()
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise _with_password() from error
        raise
    return tuple(_grid(file, book, sheet) for sheet in book.sheets())


def _with_password() -> UnreadableFile:
    return UnreadableFile(
        _("Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en probeer opnieuw.")
    )


def _grid(file: str, book: xlrd.Book, sheet: Sheet) -> Grid:
    if sheet.nrows > MAX_ROWS:
        raise too_many_rows()
    if sheet.ncols > MAX_COLUMNS:
        raise too_wide()
    rows = [[clean(_value(book, sheet, r, c)) for c in range(sheet.row_len(r))] for r in range(sheet.nrows)]
    struck: set[Place] = set()
    coloured: set[Place] = set()
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                style = book.xf_list[sheet.cell_xf_index(r, c)]
                if book.font_list[style.font_index].struck_out:
                    struck.add((r, c))
                if style.background.fill_pattern == 1:
                    coloured.add((r, c))
    marks = Marks(
        hidden_rows=frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(c for c, info in sheet.colinfo_map.items() if info.hidden),
        struck=frozenset(struck),
        coloured=frozenset(coloured),
        commented=frozenset(sheet.cell_note_map),
        merged=tuple((r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in sheet.merged_cells),
    )
    return Grid(file=file, name=sheet.name, rows=rectangle(rows), hidden=bool(sheet.visibility), marks=marks)


def _value(book: xlrd.Book, sheet: Sheet, row: int, column: int) -> object:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_DATE:
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
        return time(moment.hour, moment.minute) if value < 1 else moment
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#?")
    return value
