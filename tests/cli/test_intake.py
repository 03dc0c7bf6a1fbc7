"""`tandem intake template` writes a workbook that reads back without a finding."""

import io
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from tandem.cli import main
from tandem.core.sheets import read_workbook
from tandem.scheduling.intake.draft import IntakeDraft
from tandem.scheduling.intake.read import read
from tandem.scheduling.intake.template import template


def test_template_reads_back_as_an_empty_draft(tmp_path: Path) -> None:
    file = tmp_path / "intake.xlsx"

    result = CliRunner().invoke(main, ["intake", "template", str(file)])

    assert result.exit_code == 0
    assert read(read_workbook(file.name, file.read_bytes())) == IntakeDraft()


def test_template_refuses_a_name_that_is_no_workbook(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["intake", "template", str(tmp_path / "intake.csv")])

    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])


def test_template_filled_in_reads_back_without_a_finding() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    rows = {
        "Leerlingen": ["101", "Noor", "van den", "Berg", "12-05-2017", "5", "groep 5"],
        "Leerkrachten": ["Wil Bos", "5", "ma, di", "wil@voorbeeld.example"],
        "Aanvragen": ["101", "", "5", "rekenen", "2", "45", "graag snel", "de tafels durven"],
        "Tutors": [
            "7",
            "Sam",
            "de",
            "Wit",
            "sam@voorbeeld.example",
            "0612345678",
            "ma 9-12, do middag",
            "rekenen",
            "4",
            "Turks",
            "groep 5-8",
        ],
        "Rooster": ["5", "ma", "8:30", "9:20", "rekenen", "Wil Bos", "B12"],
        "Lestijden": ["1", "8:30", "9:20", "ma t/m vr"],
        "Lokalen": ["B12"],
        "Colleges": ["7", "wo", "9:00", "11:45"],
    }
    for name, values in rows.items():
        for column, value in enumerate(values, start=1):
            book[name].cell(row=3, column=column, value=value)
    buffer = io.BytesIO()
    book.save(buffer)

    draft = read(read_workbook("intake.xlsx", buffer.getvalue()))

    assert [finding.code for finding in draft.findings] == ["parts_of_day"]
    assert draft.discarded == ()
    counted = {
        name: len(getattr(draft, name))
        for name in ("pupils", "teachers", "requests", "tutors", "lessons", "rooms", "busy")
    }
    assert counted == dict.fromkeys(counted, 1)
    assert (len(draft.bells), draft.pupils[0].year, draft.requests[0].priority) == (5, 5, "soon")
