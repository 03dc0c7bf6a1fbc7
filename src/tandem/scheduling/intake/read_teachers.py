"""Who teaches which class on which days: from columns beside pupils, and from lists of teachers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tandem.scheduling.intake.dates import parse_days
from tandem.scheduling.intake.draft import TeacherRow
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.grades import class_key, class_name
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.names import Name, parse_name
from tandem.scheduling.intake.pupil_lines import name_of
from tandem.scheduling.intake.reading import TAKE, Line, Notebook, lines_of
from tandem.scheduling.intake.text import Unclear, fold

ALL_DAYS = (0, 1, 2, 3, 4)


def read_teachers(tables: Sequence[KeptTable], notebook: Notebook) -> tuple[TeacherRow, ...]:
    """Return who teaches each class on which days, from columns beside pupils and from lists of teachers."""
    votes: dict[tuple[str, tuple[int, ...]], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, tuple[int, ...]], tuple[str, Source]] = {}
    rows: list[TeacherRow] = []
    for table in tables:
        if table.kind is TableKind.TEACHERS:
            by_day = any(column.days for column in table.columns if column.field in (Field.TEACHER, Field.CLASS))
            read = _by_day if by_day else _teacher
            rows.extend(row for line in lines_of(table, notebook) for row in read(line, notebook))
        if table.kind is not TableKind.PUPILS:
            continue
        for kept in table.rows:
            line = Line(table, kept)
            value = line.value(Field.CLASS)
            label = kept.section or table.class_label or (class_name(value) if value is not None else "")
            for column, name in line.many(Field.TEACHER):
                place = (class_key(label), column.days or ALL_DAYS)
                votes[place][str(name)] += 1
                places.setdefault(place, (label, line.source))
    for place, names in votes.items():
        if place[0]:
            label, source = places[place]
            # A dash, plus or "en" joins two people who share the class.
            for name in _people(names.most_common(1)[0][0]):
                rows.append(TeacherRow(source, label, teacher_name(name), place[1]))
    return _joined(rows)


def _people(text: str) -> list[str]:
    parts = [text]
    for sign in (" en ", "/", "+", "&", ";", " - "):
        parts = [piece for part in parts for piece in part.split(sign)]
    return [part.strip() for part in parts if part.strip()]


def teacher_name(text: str) -> Name:
    """Return a teacher's name; "juf Wil" stays what children call her, since no more is known."""
    words = text.split()
    if len(words) == 2 and fold(words[0]).strip(".") in (
        "juf",
        "juffrouw",
        "meester",
        "mr",
        "mevr",
        "mevrouw",
        "mw",
        "dhr",
    ):
        return Name(text)
    if len(words) > 2 and fold(words[0]).strip(".") in ("juf", "juffrouw", "meester", "mevr", "mevrouw", "mw", "dhr"):
        return parse_name(" ".join(words[1:]))
    return parse_name(text)


def _by_day(line: Line, notebook: Notebook) -> list[TeacherRow]:
    """Read a row of a table with a column per day: the class with its teachers, or a teacher with their classes."""
    rows = []
    of_class = line.column(Field.TEACHER) is not None
    for column, value in line.many(Field.TEACHER if of_class else Field.CLASS):
        if not column.days or not str(value).strip(" -xX"):
            continue
        if of_class:
            label = line.value(Field.CLASS)
            names = [teacher_name(name) for name in _people(str(value))] if label is not None else []
            rows += [TeacherRow(line.source, class_name(label), name, column.days) for name in names]
        elif line.text(Field.NAME):
            rows.append(TeacherRow(line.source, class_name(value), teacher_name(line.text(Field.NAME)), column.days))
    return rows


def _teacher(line: Line, notebook: Notebook) -> list[TeacherRow]:
    name = name_of(line)
    value = line.value(Field.CLASS)
    label = class_name(value) if value is not None else line.row.section or line.table.class_label
    if not label or not (name.given or name.family):
        notebook.problem(
            "teacher_without_class",
            line.identity(),
            line.source,
            _("In deze rij ontbreekt de leerkracht of de groep."),
            _("Vul haar aan en lees opnieuw in, of sla de rij over."),
        )
        return []
    days: tuple[int, ...] = ALL_DAYS
    if (text := line.text(Field.DAYS)) and (read := _days(text, line, notebook)) is not None:
        days = read
    names = [teacher_name(whole) for whole in _people(line.text(Field.NAME))] or [name]
    email = fold(line.text(Field.EMAIL)) if len(names) == 1 else ""
    return [TeacherRow(line.source, label, who, days, email) for who in names]


def _days(text: str, line: Line, notebook: Notebook) -> tuple[int, ...] | None:
    try:
        return parse_days(text)
    except Unclear:
        notebook.ask(
            "days",
            line.identity(),
            line.source,
            _("“%(text)s” zegt Tandem niet welke dagen het zijn.") % {"text": text},
            _("Schrijf de dagen als “ma, di, wo” en lees opnieuw in, of reken op de hele week."),
            (Choice(TAKE, _("De hele week")),),
            column=line.letter(Field.DAYS),
        )
        return None


def _joined(rows: Sequence[TeacherRow]) -> tuple[TeacherRow, ...]:
    """Return one row per class and teacher, with all their days."""
    joined: dict[tuple[str, object], TeacherRow] = {}
    for row in rows:
        place = (class_key(row.class_name), str(row.name).lower())
        before = joined.get(place)
        joined[place] = (
            replace(before, days=tuple(sorted({*before.days, *row.days})), email=before.email or row.email)
            if before
            else row
        )
    return tuple(joined.values())
