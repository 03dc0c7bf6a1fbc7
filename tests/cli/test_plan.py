"""From a filled workbook to a proposal on disk, without a server."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from psycopg import sql

from tandem.cli.plan.writing import file_names
from tandem.config import throwaway
from tandem.scheduling.intake.template import template


@pytest.fixture(autouse=True)
def alone(django_db_setup: None) -> Iterator[None]:
    """Let one of these tests run at a time, on whichever process: they look at what others leave on the server."""
    with throwaway.maintenance() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('tests of tandem plan'))")
        yield


ROWS = {
    "Leerlingen": [
        ("1001", "Noor", "van den", "Berg", "12-05-2016", "5", "groep 5"),
        ("1002", "Ilias", "", "Haddad", "03-02-2016", "5", "groep 5"),
    ],
    "Aanvragen": [
        ("1001", "Noor van den Berg", "5", "rekenen", 1, 45, "graag snel", "de tafels durven gebruiken", ""),
        ("1002", "Ilias Haddad", "5", "taal", 1, 45, "kan wachten", "", ""),
    ],
    "Tutors": [("s1", "Sam", "", "Jansen", "", "", "ma 9-12", "rekenen", "4", "", "groep 4-8")],
    "Rooster": [("5", "ma", "9:20", "10:20", "muziek", "", ""), ("5", "di", "9:20", "10:20", "gym", "", "")],
    "Lestijden": [("1", "9:20", "10:20", "ma t/m vr")],
    "Lokalen": [("101",)],
}


def filled_workbook(path: Path, rows: dict[str, list[tuple[str | int, ...]]]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    for sheet, lines in rows.items():
        for number, line in enumerate(lines, start=3):
            for column, value in enumerate(line, start=1):
                book[sheet].cell(number, column, value)
    book.save(path)
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does: a process of its own, beside the database server of the tests."""
    command = [sys.executable, "-m", "tandem.cli", "plan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def databases_left() -> list[str]:
    """Return the throwaway databases that no running command has claimed."""
    with throwaway.maintenance() as owner:
        found = owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tandem_once_%'").fetchall()
        return [name for (name,) in found if throwaway.lock(owner, name)]


def test_plan_writes_a_proposal_and_leaves_nothing_behind(tmp_path: Path) -> None:
    workbook = filled_workbook(tmp_path / "lijsten.xlsx", ROWS)
    out = tmp_path / "voorstel"

    result = run(workbook, "--out", out, "--from", "2026-09-07", "--seconds", "3", "--suggested", "--json")

    assert result.returncode == 0, result.stderr
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert events[0] == {"event": "read", "pupils": 2, "requests": 2, "tutors": 1, "lessons": 1}
    assert {key: events[-1][key] for key in ("event", "placed", "requests")} == {
        "event": "done",
        "placed": 1,
        "requests": 2,
    }
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()) == [
        "agenda/sam-jansen.ics",
        "agenda/school.ics",
        "plan.json",
        "probleem.json",
        "samenvatting.pdf",
        "voorstel.xlsx",
        "weken/sam-jansen.pdf",
        "weken/school.pdf",
    ]
    assert databases_left() == []


def test_plan_marks_its_calendars_as_proposals_without_a_childs_name(tmp_path: Path) -> None:
    workbook = filled_workbook(tmp_path / "lijsten.xlsx", ROWS)
    out = tmp_path / "voorstel"

    run(workbook, "--out", out, "--from", "2026-09-07", "--seconds", "2", "--suggested")

    text = (out / "agenda" / "sam-jansen.ics").read_bytes()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert {str(event["status"]) for event in events} == {"TENTATIVE"}
    assert b"Noor" not in text


def test_plan_leaves_its_questions_as_a_file_and_takes_the_answers(tmp_path: Path) -> None:
    twice = {**ROWS, "Aanvragen": [("", "Noor", "5", "rekenen", 1, 45, "graag snel", "", "")]}
    twice["Leerlingen"] = [*ROWS["Leerlingen"], ("1003", "Noor", "", "Haddad", "01-01-2016", "5", "groep 5")]
    workbook = filled_workbook(tmp_path / "lijsten.xlsx", twice)
    out, answers = tmp_path / "voorstel", tmp_path / "antwoorden.json"

    refused = run(workbook, "--out", out, "--from", "2026-09-07", "--seconds", "2", "--suggested")
    asked = json.loads((out / "vragen.json").read_text(encoding="utf-8"))
    for question in asked.values():
        question["antwoord"] = "1001"
    answers.write_text(json.dumps(asked), encoding="utf-8")
    planned = run(workbook, "--out", out, "--from", "2026-09-07", "--seconds", "2", "--suggested", "--answers", answers)

    assert (refused.returncode, len(asked), planned.returncode) == (1, 1, 0), (refused.stderr, planned.stderr)


def test_plan_refuses_a_broken_file_with_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "lijsten.xlsx"
    broken.write_bytes(template()[:2000])

    result = run(broken, "--out", tmp_path / "voorstel")

    assert (result.returncode, "beschadigd" in result.stderr) == (1, True)


def test_two_people_of_one_name_get_a_file_each() -> None:
    assert file_names(["Ana Öz", "Ana Oz", "ana-oz", "…"]) == ["ana-oz", "ana-oz-2", "ana-oz-3", "zonder-naam"]


def test_a_database_in_use_is_no_forgotten_one_and_a_forgotten_one_is_dropped() -> None:
    used, forgotten = (f"{throwaway.PREFIX}{letter * 12}" for letter in "ab")
    with throwaway.maintenance() as owner, throwaway.maintenance() as later:
        throwaway.lock(owner, used)
        for name in (used, forgotten):
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

        throwaway.drop_forgotten(later)

        left = owner.execute("SELECT datname FROM pg_database WHERE datname = ANY(%s)", [[used, forgotten]]).fetchall()
        throwaway.drop(owner, used)
    assert left == [(used,)]
