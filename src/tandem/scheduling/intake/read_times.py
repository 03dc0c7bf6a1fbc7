"""Timetables, bell times, rooms and students' class hours."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tandem.core.sheets import Value
from tandem.scheduling.intake.availability import Window
from tandem.scheduling.intake.dates import parse_days, parse_span, parse_time
from tandem.scheduling.intake.draft import BellRow, BusyRow, LessonRow, RoomRow
from tandem.scheduling.intake.fields import SUBJECTS, Field, TableKind
from tandem.scheduling.intake.findings import Source
from tandem.scheduling.intake.grades import class_name
from tandem.scheduling.intake.keep import KeptColumn, KeptTable
from tandem.scheduling.intake.reading import Line, Notebook, lines_of
from tandem.scheduling.intake.text import Unclear, fold, key, squeeze
from tandem.scheduling.intake.untis import Periods, untis_lessons
from tandem.scheduling.intake.values import text_of

# Names of bell schedules are kept: the same whatever the language of whoever reads the file in.
USUAL_SCHEDULE = "gewoon rooster"
WEEK_DAYS = (0, 1, 2, 3, 4)
_NO_LESSON = frozenset(("vrij", "geen les", "geen school", "x", "naar huis", "uit", "vrije middag"))
_BREAK = re.compile(
    r"(kleine |grote |lunch|eet|ochtend|middag)?\s?"
    r"(pauze|overblijven|tso|speeltijd|speelkwartier|lunch|eten|middageten|refter)"
)


def subject_name(value: Value) -> str:
    text = squeeze(str(value))
    return SUBJECTS.get(key(text), text)[:60]


def read_bells(tables: Sequence[KeptTable], notebook: Notebook) -> tuple[BellRow, ...]:
    """Return the hours of each bell schedule; a table without days holds for every working day."""
    rows: dict[tuple[str, int, int], BellRow] = {}
    for table in tables:
        if table.kind is TableKind.BELLS:
            for line in lines_of(table, notebook):
                for row in _bells(line, notebook):
                    rows[row.schedule, row.day, row.period] = row
    return tuple(rows.values())


def _bells(line: Line, notebook: Notebook) -> list[BellRow]:
    digits = re.search(r"\d+", line.text(Field.PERIOD))
    try:
        hours = _hours(line)
        days = parse_days(line.text(Field.DAY)) if line.text(Field.DAY) else WEEK_DAYS
    except Unclear:
        hours = None
    if hours is None or (digits is None and not _BREAK.fullmatch(fold(line.text(Field.PERIOD)))):
        notebook.problem(
            "bell",
            line.identity() + line.text(Field.PERIOD),
            line.source,
            _("Dit lesuur is niet te lezen."),
            _("Schrijf lesuur, begin en einde als 1; 8:30; 9:20, of sla de rij over."),
        )
        return []
    if digits is None:
        return []
    schedule = line.text(Field.SCHEDULE) or USUAL_SCHEDULE
    return [BellRow(line.source, schedule, day, int(digits[0]), *hours) for day in days]


def _hours(line: Line) -> tuple[int, int]:
    if line.value(Field.BEGIN) is not None and line.value(Field.END) is not None:
        begin, end = parse_time(line.value(Field.BEGIN)), parse_time(line.value(Field.END))
        if end <= begin:
            raise Unclear(line.text(Field.END))
        return begin, end
    return parse_span(line.value(Field.SPAN) if line.value(Field.SPAN) is not None else line.value(Field.BEGIN))


def read_rooms(tables: Sequence[KeptTable], notebook: Notebook) -> tuple[RoomRow, ...]:
    rows: dict[str, RoomRow] = {}
    for table in tables:
        if table.kind is TableKind.ROOMS:
            for line in lines_of(table, notebook):
                if name := line.text(Field.ROOM)[:60]:
                    rows.setdefault(fold(name), RoomRow(line.source, name))
    return tuple(rows.values())


def read_busy(tables: Sequence[KeptTable], notebook: Notebook) -> tuple[BusyRow, ...]:
    """Return the class hours of students."""
    rows: list[BusyRow] = []
    for table in tables:
        if table.kind is not TableKind.BUSY:
            continue
        for line in lines_of(table, notebook):
            who = line.text(Field.NUMBER) or fold(line.text(Field.EMAIL)) or line.text(Field.NAME)
            try:
                days, hours = parse_days(line.text(Field.DAY)), _hours(line)
            except Unclear:
                who = ""
            if not who:
                notebook.problem(
                    "busy",
                    f"{line.source.file}|{line.source.row}",
                    line.source,
                    _("Dit college is niet te lezen."),
                    _("Schrijf student, dag, begin en einde, of sla de rij over."),
                )
                continue
            rows.extend(BusyRow(line.source, who, Window(day, *hours)) for day in days)
    return tuple(rows)


def read_lessons(
    tables: Sequence[KeptTable], bells: Sequence[BellRow], pupil_classes: dict[str, str], notebook: Notebook
) -> tuple[tuple[LessonRow, ...], tuple[BellRow, ...]]:
    """Return all lessons, and the hours that timetables typed by hand imply where no bell times were given."""
    periods = dict(notebook.context.periods)
    periods |= {(bell.day, bell.period): (bell.starts, bell.ends) for bell in bells}
    lessons: list[LessonRow] = []
    implied: dict[tuple[str, int, int, int], BellRow] = {}
    for table in tables:
        if table.kind is TableKind.WEEK:
            lessons.extend(_week(table, periods, implied, notebook))
        elif table.kind is TableKind.LESSONS:
            for line in lines_of(table, notebook):
                lessons.extend(_listed(line, periods, notebook))
    lessons.extend(untis_lessons(tables, periods, pupil_classes, notebook))
    return tuple(lessons), () if bells else _numbered(list(implied.values()))


def _numbered(bells: list[BellRow]) -> tuple[BellRow, ...]:
    """Number the hours of each day in order; classes with the same hours share one schedule."""
    weeks: dict[str, list[BellRow]] = defaultdict(list)
    for bell in sorted(bells, key=lambda bell: (bell.schedule, bell.day, bell.starts, bell.ends)):
        weeks[bell.schedule].append(bell)
    different: dict[frozenset[tuple[int, int, int]], list[BellRow]] = {}
    for rows in weeks.values():
        different.setdefault(frozenset((row.day, row.starts, row.ends) for row in rows), rows)
    numbered = []
    for rows in different.values():
        count: dict[int, int] = defaultdict(int)
        for row in rows:
            count[row.day] += 1
            numbered.append(replace(row, period=count[row.day]))
    return tuple(numbered)


def _week(
    table: KeptTable, periods: Periods, implied: dict[tuple[str, int, int, int], BellRow], notebook: Notebook
) -> list[LessonRow]:
    at = Source(table.file, table.sheet, 0)
    if not table.class_label:
        notebook.problem(
            "week_without_class",
            table.id,
            at,
            _("Boven dit rooster staat niet van welke groep het is."),
            _("Zet de groep in de titel of in de naam van het blad en lees opnieuw in."),
        )
        return []
    lessons = []
    schedule = f"rooster {table.class_label}"
    for line in lines_of(table, notebook):
        for column, value in line.many(Field.WEEKDAY):
            text = fold(text_of(value))
            if text in _NO_LESSON or not key(text) or _BREAK.fullmatch(text):
                continue
            day = column.days[0] if column.days else _turned_day(line)
            if day is None:
                continue
            hours = _week_hours(line, column, day, periods)
            if hours is None and _only_numbers(table):
                _ask_for_bells(table, notebook)
                return []
            if hours is None:
                notebook.problem(
                    "week_time",
                    f"{table.id}|{line.row.number}",
                    line.source,
                    _("De tijd van deze rij is niet te lezen."),
                    _("Schrijf haar als 8.30 - 9.20 en lees opnieuw in, of sla de rij over."),
                )
                break
            lessons.append(LessonRow(line.source, table.class_label, day, *hours, subject_name(value)))
            implied.setdefault((schedule, day, *hours), BellRow(line.source, schedule, day, 0, *hours))
    return lessons


def _turned_day(line: Line) -> int | None:
    """Return the day of a row, in a timetable that has its days below each other."""
    try:
        days = parse_days(line.text(Field.DAY))
    except Unclear:
        return None
    return days[0] if len(days) == 1 else None


def _week_hours(line: Line, column: KeptColumn, day: int, periods: Periods) -> tuple[int, int] | None:
    if not column.days:
        return parse_span(column.heading)
    try:
        return _hours(line) if line.column(Field.BEGIN) else parse_span(line.value(Field.SPAN))
    except Unclear:
        digits = re.search(r"\d+", line.text(Field.SPAN))
        return periods.get((day, int(digits[0]))) if digits else None


def _only_numbers(table: KeptTable) -> bool:
    """Tell whether a timetable names its hours by number, so that bell times are needed to read it."""
    values = [Line(table, row).text(Field.SPAN) for row in table.rows]
    return any(values) and all(re.fullmatch(r"(\d{1,2})?(e|ste|de)?( ?(les)?uur)?", fold(value)) for value in values)


def _ask_for_bells(table: KeptTable, notebook: Notebook) -> None:
    notebook.problem(
        "no_bells",
        table.id,
        Source(table.file, table.sheet, 0),
        _("Dit rooster noemt lesuren met een nummer, maar de lestijden ontbreken."),
        _("Voeg een tabel toe met lesuur, begin en einde, en lees alles samen opnieuw in."),
        skippable=False,
    )


def _listed(line: Line, periods: Periods, notebook: Notebook) -> list[LessonRow]:
    label = line.value(Field.CLASS) if line.value(Field.CLASS) is not None else line.table.class_label
    try:
        days = parse_days(line.text(Field.DAY))
        digits = re.search(r"\d+", line.text(Field.PERIOD))
        hours = {
            day: _hours(line)
            if line.value(Field.PERIOD) is None or line.value(Field.BEGIN) is not None
            else periods[day, int(digits[0] if digits else 0)]
            for day in days
        }
    except (Unclear, KeyError):
        notebook.problem(
            "lesson",
            f"{line.source.file}|{line.source.sheet}|{line.source.row}",
            line.source,
            _("De dag of tijd van deze les is niet te lezen."),
            _("Verbeter haar en lees opnieuw in, of sla de rij over."),
        )
        return []
    subject, teacher, room = line.text(Field.SUBJECT), line.text(Field.TEACHER), line.text(Field.ROOM)
    if _BREAK.fullmatch(fold(subject)) or fold(subject) in _NO_LESSON:
        return []
    return [
        LessonRow(line.source, class_name(label), day, *hours[day], subject_name(subject), "", teacher, room[:40])
        for day in days
    ]
