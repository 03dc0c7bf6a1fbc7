"""Lists of pupils the school would like to have tutored."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tandem.core.sheets import Value
from tandem.scheduling.intake.draft import RequestRow
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.match import ALIKE, EXACT, Candidate, candidates, in_class
from tandem.scheduling.intake.pupil_lines import name_of
from tandem.scheduling.intake.reading import SKIP, Line, Notebook, lines_of, shown
from tandem.scheduling.intake.remarks import Remark, parse_remark
from tandem.scheduling.intake.text import Unclear, key
from tandem.scheduling.intake.values import parse_subjects, parse_times_per_week

MOST = 2_000
_PRIORITIES = {
    "first": ("eerst", "hoog", "hoogste", "dringend", "spoed", "urgent", "1", "a", "ja"),
    "soon": ("graag snel", "snel", "gemiddeld", "midden", "normaal", "2", "b"),
    "normal": ("kan wachten", "laag", "laagste", "niet dringend", "3", "c", "nee"),
}


def read_requests(
    tables: Sequence[KeptTable], pupils: Sequence[Candidate], notebook: Notebook
) -> tuple[RequestRow, ...]:
    """Return what is asked, one row per pupil and subject."""
    found: dict[tuple[str, str], RequestRow] = {}
    for table in tables:
        if table.kind is not TableKind.REQUESTS:
            continue
        if len(table.rows) > MOST:
            notebook.problem(
                "too_many_requests",
                table.id,
                Source(table.file, table.sheet, 0),
                _("Deze lijst heeft %(count)s aanvragen; meer dan %(most)s leest Tandem niet in één keer.")
                % {"count": len(table.rows), "most": MOST},
                _("Verdeel de lijst over een paar bestanden."),
                skippable=False,
            )
            continue
        for line in lines_of(table, notebook):
            for row in _requests(line, pupils, notebook):
                place = (row.pupil_number, row.subject)
                if place in found:
                    notebook.note(
                        "request_twice",
                        line.source,
                        _("Voor %(who)s staat %(subject)s twee keer in de lijst. Het telt één keer.")
                        % {"who": shown(line), "subject": row.subject},
                    )
                found.setdefault(place, row)
    return tuple(found.values())


def _requests(line: Line, pupils: Sequence[Candidate], notebook: Notebook) -> list[RequestRow]:
    number = _pupil(line, pupils, notebook)
    subjects = _subjects(line, notebook)
    times, minutes = _times(line, notebook)
    priority = _priority(line, notebook)
    if not number or subjects is None:
        return []
    row = RequestRow(line.source, number, "", times, minutes, priority, line.text(Field.GOAL)[:300])
    for column, value in line.many(Field.REMARK):
        row = _with_remark(row, str(value), line, column.letter, notebook)
    return [replace(row, subject=subject) for subject in subjects]


def _subject_key(line: Line) -> str:
    return f"{line.identity()}|{key(line.text(Field.SUBJECT))}"


def _label(pupil: Candidate) -> str:
    born = f", {pupil.birth_date:%d-%m-%Y}" if pupil.birth_date else ""
    return f"{pupil.name}, {pupil.class_name}{born} ({pupil.number})"


def _pupil(line: Line, pupils: Sequence[Candidate], notebook: Notebook) -> str:
    """Return the number of the pupil a line means; whoever is not certain is asked about."""
    number = line.text(Field.NUMBER)
    if number and any(pupil.number == number for pupil in pupils):
        return number
    name = name_of(line)
    wanted = line.value(Field.CLASS) if line.value(Field.CLASS) is not None else line.value(Field.YEAR)
    if wanted is None and (line.row.section or line.table.class_label):
        wanted = line.row.section or line.table.class_label
    if not (name.given or name.family):
        notebook.problem(
            "request_without_name",
            "",
            line.source,
            _("In deze rij staat geen leerling."),
            _("Vul de naam of het nummer in, of sla de rij over."),
        )
        return ""
    fitting = candidates(name, wanted, pupils)
    best = [pupil for score, pupil in fitting if score == (fitting[0][0] if fitting else 0)]
    if len(best) == 1 and fitting[0][0] > ALIKE and in_class(best[0], wanted) and len(fitting) == 1:
        if fitting[0][0] < EXACT:
            notebook.note(
                "read_as",
                line.source,
                _("“%(text)s” is gelezen als %(pupil)s, de enige met die naam in die groep.")
                % {"text": shown(line), "pupil": _label(best[0])},
            )
        return best[0].number
    if len(best) == 1 and fitting[0][0] == EXACT and in_class(best[0], wanted):
        return best[0].number
    return _ask_pupil(line, [pupil for _score, pupil in fitting], pupils, wanted, notebook)


def _ask_pupil(
    line: Line, fitting: Sequence[Candidate], pupils: Sequence[Candidate], wanted: Value, notebook: Notebook
) -> str:
    if not fitting:
        what = _("%(who)s staat in deze lijst, maar niet in de groepslijsten.") % {"who": _called(line, wanted)}
        fitting = [pupil for pupil in pupils if wanted is not None and in_class(pupil, wanted)]
    elif len(fitting) == 1 and not in_class(fitting[0], wanted):
        what = _("%(who)s staat in de groepslijsten in een andere groep.") % {"who": _called(line, wanted)}
    elif len(fitting) == 1:
        what = _("%(who)s lijkt op een naam in de groepslijst, maar is anders geschreven.") % {
            "who": _called(line, wanted)
        }
    else:
        what = _("%(who)s kan meer dan één leerling zijn.") % {"who": _called(line, wanted)}
    choices = tuple({pupil.number: Choice(pupil.number, _label(pupil)) for pupil in fitting[:40]}.values())
    answer = notebook.ask(
        "which_pupil",
        f"{line.identity()}|{key(line.text(Field.CLASS))}|{key(line.text(Field.SUBJECT))}",
        line.source,
        what,
        _("Wie is bedoeld? Een leerling die in de groepslijst ontbreekt, voegt u daar eerst toe."),
        (*choices, Choice(SKIP, _("Deze aanvraag overslaan"))),
        column=line.letter(Field.NAME) or line.letter(Field.GIVEN),
        suggested=choices[0].value if len(fitting) == 1 else "",
    )
    return "" if answer == SKIP else answer


def _called(line: Line, wanted: Value) -> str:
    return f"“{shown(line)}”" + (f" ({wanted})" if isinstance(wanted, str | int) else "")


def _subjects(line: Line, notebook: Notebook) -> tuple[str, ...] | None:
    text = line.text(Field.SUBJECT)
    subjects = parse_subjects(text) if text else ()
    if len(subjects) == 1:
        return subjects
    if not subjects:
        answer = notebook.ask(
            "no_subject",
            _subject_key(line),
            line.source,
            _("Bij %(who)s staat geen vak.") % {"who": shown(line)},
            _("Waarvoor is de tutoring? Een ander vak vult u in het bestand in."),
            (Choice("rekenen", _("rekenen")), Choice("taal", _("taal")), Choice(SKIP, _("Deze aanvraag overslaan"))),
            column=line.letter(Field.SUBJECT),
        )
        return None if answer in ("", SKIP) else (answer,)
    joined = _(" en ").join(subjects)
    answer = notebook.ask(
        "two_subjects",
        _subject_key(line),
        line.source,
        _("Bij %(who)s staan meer vakken: %(subjects)s.") % {"who": shown(line), "subjects": joined},
        _("Wordt dat één aanvraag per vak, of gaat het om één vak?"),
        (
            Choice("all", _("Voor elk vak een aanvraag")),
            *(Choice(subject, _("Alleen %(subject)s") % {"subject": subject}) for subject in subjects),
        ),
        column=line.letter(Field.SUBJECT),
    )
    if not answer:
        return None
    return subjects if answer == "all" else (answer,)


def _times(line: Line, notebook: Notebook) -> tuple[int | None, int | None]:
    times = minutes = None
    for field in (Field.TIMES, Field.MINUTES):
        value = line.value(field)
        if value is None:
            continue
        try:
            if field is Field.MINUTES and re.fullmatch(r"\d{2,3}", line.text(field)):
                minutes = int(line.text(field))
            else:
                read_times, read_minutes = parse_times_per_week(value)
                times, minutes = read_times or times, read_minutes or minutes
        except Unclear:
            answer = notebook.ask(
                "times",
                line.identity(),
                line.source,
                _("“%(text)s” zegt niet hoeveel keer per week.") % {"text": line.text(field)},
                _("Hoe vaak per week?"),
                tuple(Choice(str(count), str(count)) for count in (1, 2, 3, 4, 5)),
                column=line.letter(field),
            )
            times = int(answer) if answer else None
    return times, minutes


def _priority(line: Line, notebook: Notebook) -> str:
    text = key(line.text(Field.PRIORITY))
    if not text:
        return ""
    for priority, words in _PRIORITIES.items():
        if text in words:
            return priority
    return notebook.ask(
        "priority",
        line.identity(),
        line.source,
        _("“%(text)s” is geen van de drie woorden voor voorrang.") % {"text": text},
        _("Welk woord past?"),
        (Choice("first", _("eerst")), Choice("soon", _("graag snel")), Choice("normal", _("kan wachten"))),
        column=line.letter(Field.PRIORITY),
    )


def _with_remark(row: RequestRow, text: str, line: Line, column: str, notebook: Notebook) -> RequestRow:
    """Keep what a remark asks of the timetable; say of every other remark that it is not kept."""
    remark = parse_remark(text)
    who = {"who": shown(line)}
    said = [
        *(_("nooit %(time)s") % {"time": window} for window in remark.not_times),
        *(_("mag %(subject)s niet missen") % {"subject": subject} for subject in remark.must_not_miss),
    ]
    if said:
        notebook.note(
            "remark_read",
            line.source,
            _("De opmerking bij %(who)s is gelezen als: %(said)s.") % (who | {"said": "; ".join(said)}),
            "",
            column,
        )
    for what, todo in _not_kept(remark):
        notebook.note("remark_not_kept", line.source, what % who, todo, column)
    return replace(
        row,
        not_times=row.not_times + remark.not_times,
        rather_not_times=row.rather_not_times + remark.rather_not_times,
        must_not_miss=row.must_not_miss + remark.must_not_miss,
    )


def _not_kept(remark: Remark) -> list[tuple[str, str]]:
    told = []
    for window in remark.rather_not_times:
        told.append(
            (
                _("%(who)s: liever niet ") + str(window) + ".",
                _("Dat bewaart Tandem per leerling niet. Kleur het in bij de week van de groep, of let erop."),
            )
        )
    if remark.together:
        told.append(
            (
                _("De opmerking bij %(who)s gaat over samen werken met een ander kind. Ze wordt niet bewaard."),
                _("Let erop als u het voorstel bekijkt, en zet de kinderen zelf bij elkaar."),
            )
        )
    if remark.ask_family:
        told.append(
            (
                _("De opmerking bij %(who)s gaat over de ouders."),
                _("Tandem vraagt elk gezin zelf, voordat er iets begint."),
            )
        )
    if remark.left_over:
        told.append(
            (
                _("De opmerking bij %(who)s is niet te vertalen naar de planning en wordt niet bewaard."),
                _("Lees haar zelf na; wat over het karakter of de zorg van een kind gaat, hoort hier niet."),
            )
        )
    return told
