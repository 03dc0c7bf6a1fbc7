import io
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest

from tandem.core.workbooks import Sheet, SheetColumn, sheet_name, workbook

AT = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def one_cell(value: object, kind: str = "text") -> openpyxl.cell.Cell:
    content = workbook([Sheet("Blad", [SheetColumn("Kolom", kind)], [[value]])], at=AT)
    return read(content).active["A2"]


@pytest.mark.parametrize("hostile", ["=1+1", "+31 6", "-1", "@SUM(A1)", '=HYPERLINK("http://x.test")', "{=1}", "\t=1"])
def test_text_never_becomes_a_formula(hostile: str):
    cell = one_cell(hostile)

    assert (cell.value, cell.data_type, cell.hyperlink) == (hostile, "s", None)


def test_a_number_in_a_text_column_keeps_its_zeros():
    cell = one_cell("007")

    assert (cell.value, cell.data_type, cell.number_format) == ("007", "s", "@")


@pytest.mark.parametrize(
    ("value", "kind", "read_back", "number_format"),
    [
        (12, "whole", 12, "0"),
        (12.5, "decimal", 12.5, "General"),
        (date(2026, 9, 14), "date", datetime(2026, 9, 14), "d-m-yyyy"),  # noqa: DTZ001 - Excel knows no time zones
        (time(8, 30), "time", time(8, 30), "h:mm"),
        (90, "minutes", timedelta(minutes=90), "[h]:mm"),
        (None, "whole", None, "0"),
    ],
)
def test_values_keep_their_kind(value: object, kind: str, read_back: object, number_format: str):
    cell = one_cell(value, kind)

    assert (cell.value, cell.number_format) == (read_back, number_format)


def test_a_sheet_has_its_title_headings_in_view_and_widths_that_fit():
    columns = [SheetColumn("Naam"), SheetColumn("Uren", "decimal")]
    content = workbook([Sheet("Uren", columns, [["Alexandrina de Voornaam", 2]], title="Uren in september")], at=AT)

    page = read(content)["Uren"]

    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Uren in september", None],
        [None, None],
        ["Naam", "Uren"],
        ["Alexandrina de Voornaam", 2],
    ]
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:B4"
    assert page.column_dimensions["A"].width > len("Alexandrina de Voornaam")


def test_a_sheet_without_rows_still_has_its_headings():
    content = workbook([Sheet("Leeg", [SheetColumn("Naam")], [])], at=AT)

    assert [[cell.value for cell in row] for row in read(content)["Leeg"].iter_rows()] == [["Naam"]]


def test_the_same_rows_give_the_same_file():
    sheets = [Sheet("Blad", [SheetColumn("Naam")], [["Noor"]])]

    assert workbook(sheets, at=AT) == workbook(sheets, at=AT)


@pytest.mark.parametrize(
    ("name", "accepted"), [("Noord/Zuid", "NoordZuid"), ("a" * 40, "a" * 31), ("[]", "Blad"), ("Uren", "Uren")]
)
def test_names_of_sheets_are_made_acceptable(name: str, accepted: str):
    assert sheet_name(name) == accepted
