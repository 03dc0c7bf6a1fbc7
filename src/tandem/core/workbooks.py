"""Excel for people: headings that stay in view, widths that fit, and text that is never a formula."""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import xlsxwriter
from django.utils.functional import Promise
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Words = str | Promise
Value = str | Promise | int | float | Decimal | bool | datetime.date | datetime.datetime | datetime.time | None
Kind = Literal["text", "whole", "decimal", "date", "moment", "time", "minutes"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[Kind, str] = {
    "text": "@",
    "whole": "0",
    "decimal": "General",
    "date": "d-m-yyyy",
    "moment": "d-m-yyyy h:mm",
    "time": "h:mm",
    "minutes": "[h]:mm",
}
NARROWEST, WIDEST = 8, 50
LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    label: Words
    kind: Kind = "text"
    width: float | None = None  # in characters; measured when None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: Words
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]]
    title: Words = ""


def workbook(sheets: Sequence[Sheet], *, title: Words = "", at: datetime.datetime) -> bytes:
    """Return an .xlsx of these sheets; the same input gives the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": str(title), "author": "Tandem", "created": at.replace(tzinfo=None)})
    for sheet in sheets:
        _write(book, book.add_worksheet(sheet_name(sheet.name)), sheet)
    book.close()
    return buffer.getvalue()


def sheet_name(name: Words) -> str:
    """Return a name Excel accepts: at most 31 characters and none of []:*?/\\'."""
    return str(name).translate(NOT_IN_A_NAME).strip()[:LONGEST_NAME] or "Blad"


def _write(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    heading = book.add_format({"bold": True, "bg_color": "#E3F0EA", "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = [book.add_format({"num_format": FORMATS[column.kind], "valign": "top"}) for column in sheet.columns]
    first = 0
    if sheet.title:
        page.write_string(0, 0, str(sheet.title), book.add_format({"bold": True, "font_size": 14}))
        first = 2
    widths = [len(str(column.label)) + 2 for column in sheet.columns]
    for index, column in enumerate(sheet.columns):
        page.write_string(first, index, str(column.label), heading)
    last = first
    for last, row in enumerate(sheet.rows, start=first + 1):
        for index, (value, look) in enumerate(zip(row, formats, strict=True)):
            widths[index] = max(widths[index], _put(page, last, index, value, sheet.columns[index].kind, look))
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width or min(WIDEST, max(NARROWEST, widths[index])))
    page.freeze_panes(first + 1, 0)
    if last > first and sheet.columns:
        page.autofilter(first, 0, last, len(sheet.columns) - 1)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(first)


def _put(page: Worksheet, row: int, column: int, value: Value, kind: Kind, look: Format) -> int:
    """Write one value as what it is, and return how wide it stands."""
    if value is None or value == "":
        page.write_blank(row, column, None, look)
        return 0
    if isinstance(value, datetime.datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), look)
        return 16
    if isinstance(value, datetime.date | datetime.time):
        page.write_datetime(row, column, value, look)
        return 10
    if isinstance(value, bool):
        page.write_boolean(row, column, value, look)
        return 6
    if isinstance(value, int | float | Decimal) and kind != "text":
        page.write_number(row, column, float(value) / (24 * 60) if kind == "minutes" else float(value), look)
        return 8
    # write_string, never write: a name that begins with = + - or @ stays a name.
    page.write_string(row, column, str(value), look)
    return max(len(line) for line in str(value).splitlines() or [""]) + 1
