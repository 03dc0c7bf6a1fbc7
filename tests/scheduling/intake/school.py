"""An invented school that hands over its lists as schools do: titles, two header rows, strikes, hidden rows."""

import io
import random
from collections.abc import Callable
from datetime import date

import xlsxwriter

from tandem.core.sheets import Grid, read_workbook
from tandem.scheduling.intake.draft import Context, IntakeDraft
from tandem.scheduling.intake.read import read

GIVEN = (
    "Noor",
    "Sem",
    "Lina",
    "Daan",
    "Ayşe",
    "Bilal",
    "Łukasz",
    "Saar",
    "Youssef",
    "Emma",
    "Mats",
    "Olena",
    "Jip",
    "Fay",
)
FAMILY = (
    ("van den", "Berg"), ("", "Öztürk"), ("de", "Vries"), ("", "El Amrani"), ("in 't", "Veld"), ("", "Van den Berghe"),
    ("", "Kowalski"), ("ten", "Brink"), ("", "D'hondt"), ("", "Smit"), ("van der", "Meer"), ("", "García López"),
)  # fmt: skip
HEADINGS = [
    "Llnr",
    "Roepnaam",
    "voorv.",
    "Achternaam",
    "Geb.dat.",
    "Groep",
    "BSN",
    "Cito M5",
    "Thuistaal",
    "ma-di",
    "wo-vr",
]


def bsn(random_numbers: random.Random) -> str:
    """Return a number that passes the eleven test, in the range no citizen has."""
    while True:
        digits = [9, 9, 9] + [random_numbers.randrange(10) for _ in range(5)]
        check = sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def workbook(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        write(book)
    return buffer.getvalue()


def table(*rows: list[object], name: str = "Blad1") -> bytes:
    """Return a workbook with one sheet of these rows."""

    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)

    return workbook(write)


def grids(data: bytes, file: str = "lijst.xlsx") -> tuple[Grid, ...]:
    return read_workbook(file, data)


def draft(*rows: list[object], answers: dict[str, str] | None = None, context: Context | None = None) -> IntakeDraft:
    return read(grids(table(*rows)), None, answers, context)


def codes(read_draft: IntakeDraft) -> list[tuple[str, str, int | None]]:
    """Return what was found, in short: kind, code and row."""
    return [(finding.kind.value, finding.code, finding.row) for finding in read_draft.findings]


def class_lists(seed: int = 1) -> bytes:
    """Return a workbook with a list per class, a combined class that became dates, nominations and a timetable."""
    numbers = random.Random(seed)

    def write(book: xlsxwriter.Workbook) -> None:
        struck = book.add_format({"font_strikeout": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        number = 20190000
        for name, born in (("Groep 5", 2016), ("gr. 7-8", 2014)):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, 10, f"Groepslijst {name} schooljaar 2025-2026")
            sheet.merge_range(2, 0, 2, 3, "Leerling")
            sheet.merge_range(2, 4, 2, 8, "Gegevens")
            sheet.merge_range(2, 9, 2, 10, "Leerkracht")
            sheet.write_row(3, 0, HEADINGS)
            for row in range(4, 4 + 12):
                number += numbers.randrange(1, 7)
                infix, family = numbers.choice(FAMILY)
                style = struck if row == 6 else None
                sheet.write(row, 0, number, style)
                sheet.write(row, 1, numbers.choice(GIVEN), style)
                sheet.write(row, 2, infix, style)
                sheet.write(row, 3, family, style)
                sheet.write_datetime(row, 4, date(born, numbers.randrange(1, 13), numbers.randrange(1, 28)), day)
                if name == "Groep 5":
                    sheet.write(row, 5, "5", style)
                else:
                    sheet.write_datetime(row, 5, date(2025, 8, 7), day)
                sheet.write_row(row, 6, [bsn(numbers), numbers.randrange(1, 6), "Turks", "juf Wil", "mr. Ad"], style)
            sheet.set_row(8, None, None, {"hidden": True})
            sheet.write_row(16, 0, ["Totaal", 12])
        week = book.add_worksheet("rooster gr 7-8")
        week.write(0, 0, "Rooster groep 7/8")
        week.write_row(1, 0, ["tijd", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"])
        week.write(2, 0, "8.30 - 9.30")
        week.merge_range(2, 1, 2, 5, "rekenen")
        week.write_row(3, 0, ["9.30 - 9.45", "pauze", "pauze", "pauze", "pauze", "pauze"])
        week.write_row(4, 0, ["9:45 - 10:30", "taal", "lezen", "vrij", "gym", "taal"])
        week.write(6, 0, "* gym om de week")
        wanted = book.add_worksheet("aanmelding tutor")
        wanted.write(0, 0, "Wie willen we aanmelden voor de tutoren?")
        wanted.write(0, 4, "opm")
        wanted.write_row(1, 0, ["naam", "groep", "vak", "hoe vaak"])
        wanted.write_row(2, 0, ["Noor", "gr 5", "reken+taal", "2x 45 min", "niet op dinsdag"])
        wanted.write_row(3, 0, ["Xander Onbekend", "groep 7/8", "Rekenen", "2"])

    return workbook(write)
