"""A tutoring office's list: who tutors, when, what, and how much."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from tandem.scheduling.intake.availability import TwoReadings, Window, parse_availability, union
from tandem.scheduling.intake.draft import TutorRow
from tandem.scheduling.intake.fields import Discard, Field, TableKind
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.languages import LANGUAGES
from tandem.scheduling.intake.names import name_key
from tandem.scheduling.intake.pupil_lines import name_of
from tandem.scheduling.intake.reading import SKIP, TAKE, Line, Notebook, lines_of
from tandem.scheduling.intake.text import Unclear, fold, key
from tandem.scheduling.intake.values import (
    parse_email,
    parse_hours,
    parse_levels,
    parse_phone,
    parse_subjects,
    parse_yes,
)


def read_tutors(tables: Sequence[KeptTable], notebook: Notebook) -> tuple[TutorRow, ...]:
    """Return the tutors, each once; who answered twice counts with the last answer."""
    found: list[tuple[datetime, TutorRow]] = []
    for table in tables:
        if table.kind is not TableKind.TUTORS:
            continue
        _say_hours(table, notebook)
        found.extend((_filled_in(line), row) for line in lines_of(table, notebook) if (row := _tutor(line, notebook)))
    return _once(found, notebook)


def _say_hours(table: KeptTable, notebook: Notebook) -> None:
    at = Source(table.file, table.sheet, 0)
    filled = {index for row in table.rows for index in row.cells}
    fields = {column.field for column in table.columns if column.index in filled}
    if Field.AVAILABILITY in fields:
        notebook.note(
            "parts_of_day",
            at,
            _("Gelezen als: ochtend 8.00–12.30, middag 12.30–17.00, hele dag 8.00–17.00."),
            _("Elke tutor kan de eigen week later zelf verbeteren."),
        )
    if Field.CHECK in fields:
        notebook.note(
            "check_is_said",
            at,
            _("Wat een tutor zelf over een VOG of uittreksel zegt, telt niet als gezien."),
            _("Leg bij de tutor vast wanneer u het bewijs zag; tot dan ziet de tutor geen kind."),
        )
    if any(reason is Discard.NOT_NEEDED for _heading, reason in table.discarded):
        notebook.note(
            "tutor_remarks",
            at,
            _("De opleiding en de opmerkingen van tutors worden niet bewaard."),
            _("Lees ze na: stages en tentamens zet u bij de tutor als onderbreking."),
        )


def _filled_in(line: Line) -> datetime:
    value = line.value(Field.FILLED_IN)
    if isinstance(value, datetime):
        return value
    # Without a moment, an answer came before every answer that has one.
    return datetime.combine(value if isinstance(value, date) else date.min, time())


def _tutor(line: Line, notebook: Notebook) -> TutorRow | None:
    name = name_of(line)
    email = _email(line, notebook)
    number = line.text(Field.NUMBER)
    if not (name.given or name.family) and not number:
        notebook.problem(
            "tutor_without_name",
            "",
            line.source,
            _("In deze rij staat geen naam."),
            _("Vul de naam in, of sla de rij over."),
        )
        return None
    if not name.given:
        name = replace(name, given=name.family or number, infix="" if not name.family else name.infix, family="")
    return TutorRow(
        source=line.source,
        name=name,
        email=email,
        number=number,
        phone=_phone(line, notebook),
        windows=_windows(line, notebook),
        subjects=parse_subjects(line.text(Field.SUBJECT)) if line.text(Field.SUBJECT) else (),
        max_hours=_hours(line, notebook),
        languages=_languages(line, notebook),
        levels=_levels(line, notebook),
        says_checked=parse_yes(line.value(Field.CHECK)) if line.value(Field.CHECK) is not None else None,
    )


def _email(line: Line, notebook: Notebook) -> str:
    value = line.value(Field.EMAIL)
    if value is None:
        return ""
    try:
        return parse_email(value)
    except Unclear:
        notebook.ask(
            "email",
            line.identity(),
            line.source,
            _("“%(text)s” is geen e-mailadres.") % {"text": value},
            _("Verbeter het in het bestand, of neem de tutor zonder adres over."),
            (Choice(TAKE, _("Zonder e-mailadres overnemen")),),
            column=line.letter(Field.EMAIL),
        )
        return ""


def _phone(line: Line, notebook: Notebook) -> str:
    value = line.value(Field.PHONE)
    if value is None:
        return ""
    try:
        return parse_phone(value)
    except Unclear:
        notebook.note(
            "phone",
            line.source,
            _("Het telefoonnummer is niet te lezen en wordt niet overgenomen."),
            "",
            line.letter(Field.PHONE),
        )
        return ""


def _windows(line: Line, notebook: Notebook) -> tuple[Window, ...]:
    windows: list[Window] = []
    for column, value in line.many(Field.AVAILABILITY):
        day = column.days[0] if len(column.days) == 1 else None
        windows.extend(_window(str(value), day, line, column.letter, notebook))
    return tuple(
        Window(day, starts, ends)
        for day in range(7)
        for starts, ends in union([(window.starts, window.ends) for window in windows if window.day == day])
    )


def _window(text: str, day: int | None, line: Line, column: str, notebook: Notebook) -> tuple[Window, ...]:
    if key(text) in ("nee", "niet", "nvt", "geen", "x nee") or text.strip() in ("-", "–"):
        return ()
    subject = f"{line.identity()}|{column}"
    try:
        return parse_availability(text, day)
    except TwoReadings as doubt:
        answer = notebook.ask(
            "two_readings",
            subject,
            line.source,
            _("“%(text)s” kan twee dingen betekenen.") % {"text": text},
            _("Wanneer kan deze tutor?"),
            tuple(Choice(str(index), ", ".join(map(str, reading))) for index, reading in enumerate(doubt.readings)),
            column=column,
        )
        return doubt.readings[int(answer)] if answer else ()
    except Unclear:
        notebook.ask(
            "availability",
            subject,
            line.source,
            _("“%(text)s” zegt Tandem niet wanneer deze tutor kan.") % {"text": text},
            _("Schrijf het als “ma 9-12, do middag” en lees opnieuw in, of laat de tutor de week zelf inkleuren."),
            (Choice(TAKE, _("De tutor kleurt de week zelf in")), Choice(SKIP, _("Deze tutor kan nu niet"))),
            column=column,
        )
        return ()


def _hours(line: Line, notebook: Notebook) -> float | None:
    value = line.value(Field.MAX_HOURS)
    if value is None:
        return None
    try:
        return parse_hours(value)
    except Unclear:
        notebook.note(
            "hours",
            line.source,
            _("“%(text)s” is geen aantal uren; het gewone aantal van het initiatief geldt.") % {"text": value},
            "",
            line.letter(Field.MAX_HOURS),
        )
        return None


def _levels(line: Line, notebook: Notebook) -> tuple[int, int] | None:
    value = line.value(Field.LEVELS)
    if value is None:
        return None
    try:
        return parse_levels(value)
    except Unclear:
        notebook.note(
            "levels",
            line.source,
            _("“%(text)s” is geen groep of leeftijd; de tutor wordt voor alle groepen gelezen.") % {"text": value},
            "",
            line.letter(Field.LEVELS),
        )
        return None


def _languages(line: Line, notebook: Notebook) -> tuple[str, ...]:
    found: list[str] = []
    for word in re.split(r"[,;/+&\n]|\ben\b", line.text(Field.LANGUAGES)):
        name = key(word)
        if not name or name in ("geen", "nvt", "n v t", "nee", "alleen nederlands"):
            continue
        code = LANGUAGES.get(name)
        if code is None:
            notebook.note(
                "language",
                line.source,
                _("Taal “%(text)s” kent Tandem niet; ze wordt niet overgenomen.") % {"text": word.strip()},
                "",
                line.letter(Field.LANGUAGES),
            )
        elif code not in found:
            found.append(code)
    return tuple(found)


def _once(found: Sequence[tuple[datetime, TutorRow]], notebook: Notebook) -> tuple[TutorRow, ...]:
    last: dict[object, tuple[datetime, TutorRow]] = {}
    for moment, row in found:
        who: object = fold(row.email) or row.number or name_key(row.name)
        before = last.get(who)
        if before is None:
            last[who] = (moment, row)
            continue
        notebook.note(
            "tutor_twice",
            row.source,
            _("%(who)s heeft twee keer geantwoord. Het laatste antwoord telt.") % {"who": row.name},
            "",
        )
        if moment >= before[0]:
            last[who] = (moment, row)
    rows = [row for _moment, row in last.values()]
    names: dict[object, TutorRow] = {}
    for row in rows:
        other = names.setdefault(name_key(row.name), row)
        if other is not row:
            notebook.note(
                "tutor_namesakes",
                row.source,
                _("%(who)s komt twee keer voor, met een ander e-mailadres of nummer, en telt als twee mensen.")
                % {"who": row.name},
                _("Is het één mens? Haal dan één rij weg en lees opnieuw in."),
            )
    return tuple(rows)
