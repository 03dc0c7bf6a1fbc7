"""Five hundred damaged files: each is read, or refused with a sentence; nothing else ever happens."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tandem.core.sheets import Grid, UnreadableFile, Value, read_workbook
from tandem.scheduling.intake.findings import FindingKind
from tandem.scheduling.intake.read import read
from tandem.scheduling.intake.template import template
from tests.scheduling.intake.school import class_lists, table

COUNT = 500
SHEETS = Path(__file__).parents[2] / "core" / "sheets" / "files"
STRANGE: Sequence[Value] = (
    None,
    "",
    0,
    -1,
    10**20,
    1.5,
    float("inf"),
    float("nan"),
    True,
    date(1900, 1, 1),
    date(2025, 8, 7),
    time(8, 30),
    datetime.fromisoformat("2025-08-07T12:00"),
    "=1+1",
    "groep 99",
    "ma t/m",
    "25:99",
    "31-02-2016",
    "x" * 5000,
    "\u202e5",
    "🎒",
    "', DROP",
    "999999990",
    "7-8",
    "1/2/3",
    "-",
    "van den",
    ",",
    "(",
    "[maandag]",
    "totaal",
    "voorbeeld",
    "naam",
    "klas",
)

TEXT_FILES = {
    "leerlingen.csv": "leerling;klas\n1843;L4T1\n1844;L5H3\n",
    "GPU001.TXT": '1;L1A;"HJO";NE;12;1;1;\n2;L4_X;BEN;WI;;2;2;\n',
    "GPU015.TXT": "77;2\n78;2\n",
    "lestijden.csv": "lesuur;begin;einde\n1;08:30;09:20\n2;09:20;10:10\n",
    "tutoren.csv": "Naam;E-mail;Wanneer kun je?;Uur per week;VOG\n"
    "Sam Bos;sam@voorbeeld.example;ma, di en do-ochtend;4-6;ja\n",
    "aanvragen.csv": "naam;groep;vak;hoe vaak;opm\nBilal;5;reken+taal;2x 45 min;niet op dinsdag\n",
    "namen.csv": "Leerlingnr;Naam;Klas\n1;Łukasz 't Hart;3A\n",
}
Damage = Callable[[bytes, random.Random], bytes]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def doubled(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = chance.randrange(start, len(data))
    return data[:end] + data[start:end] + data[end:]


def shuffled(data: bytes, chance: random.Random) -> bytes:
    size = max(1, len(data) // 20)
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    chance.shuffle(parts)
    return b"".join(parts)


def encoded_otherwise(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "cp437", "mac-roman", "utf-7", "utf-8-sig"])
    return data.decode("utf-8", errors="replace").encode(encoding, errors="replace")


def with_other_signs(data: bytes, chance: random.Random) -> bytes:
    return data.replace(
        chance.choice([b";", b"\n", b" "]), chance.choice([b"\t", b",", b"\0", b"\r", b'"', b"|", b"\x85"])
    )


FILE_DAMAGE: Sequence[Damage] = (truncated, flipped, doubled, shuffled)
TEXT_DAMAGE: Sequence[Damage] = (*FILE_DAMAGE, encoded_otherwise, with_other_signs)


def mutated_grid(grid: Grid, chance: random.Random) -> Grid:
    """Swap columns and rows, put strange values in cells, cut rows short of their meaning."""
    rows = [list(row) for row in grid.rows]
    kind = chance.randrange(5)
    if kind == 0:
        order = list(range(grid.width))
        chance.shuffle(order)
        rows = [[row[index] for index in order] for row in rows]
    elif kind == 1:
        chance.shuffle(rows)
    elif kind == 2:
        for _time in range(chance.randrange(1, 40)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(STRANGE)
    elif kind == 3:
        column = chance.randrange(grid.width)
        for row in rows:
            row[column] = chance.choice(STRANGE)
    else:
        del rows[chance.randrange(len(rows)) :: chance.randrange(1, 5)]
    return Grid(grid.file, grid.name, tuple(map(tuple, rows)), grid.hidden, grid.marks)


def read_or_refused(files: dict[str, bytes]) -> str:
    grids: list[Grid] = []
    for name, data in files.items():
        try:
            grids.extend(read_workbook(name, data))
        except UnreadableFile as error:
            return str(error)
    return read_whole(grids)


def read_whole(grids: Sequence[Grid]) -> str:
    """Read with no answers, then with each last choice as the answer, which opens what was closed before."""
    answers: dict[str, str] = {}
    for _round in range(3):
        draft = read(grids, None, answers)
        answers |= {finding.key: finding.choices[-1].value for finding in draft.open_findings if finding.choices}
        assert all(finding.what and (finding.todo or finding.kind is FindingKind.NOTE) for finding in draft.findings)
    return ""


def workbooks() -> dict[str, bytes]:
    return {
        "groepslijsten.xlsx": class_lists(),
        "sjabloon.xlsx": template(),
        "marks.xls": (SHEETS / "marks.xls").read_bytes(),
        "marks.ods": (SHEETS / "marks.ods").read_bytes(),
        "klein.xlsx": table(["Llnr", "Naam", "Groep"], [101, "Noor Smit", "groep 5"]),
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_mutated_files_are_read_or_refused_with_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    books = workbooks()
    refusals = []

    for number in range(COUNT // 10):
        if number % 3 == 0:
            name = chance.choice(sorted(books))
            refusals.append(read_or_refused({name: chance.choice(FILE_DAMAGE)(books[name], chance)}))
        elif number % 3 == 1:
            files = {name: text.encode() for name, text in TEXT_FILES.items()}
            name = chance.choice(sorted(files))
            files[name] = chance.choice(TEXT_DAMAGE)(files[name], chance)
            refusals.append(read_or_refused(files))
        else:
            name = chance.choice(["groepslijsten.xlsx", "klein.xlsx"])
            grids = [mutated_grid(grid, chance) if grid.width else grid for grid in read_workbook(name, books[name])]
            refusals.append(read_whole(grids))

    assert all(sentence == "" or (sentence[0].isupper() and sentence.endswith(".")) for sentence in refusals)
    assert any(refusals)
    assert not all(refusals)
