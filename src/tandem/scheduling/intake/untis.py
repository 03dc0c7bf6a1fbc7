"""An Untis export: lessons (GPU001), who takes them by name (GPU015), and the bell times they stand on."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tandem.scheduling.intake.draft import LessonRow
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Source
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.reading import Line, Notebook
from tandem.scheduling.intake.text import fold

Periods = dict[tuple[int, int], tuple[int, int]]


def untis_lessons(
    tables: Sequence[KeptTable], periods: Periods, pupil_classes: dict[str, str], notebook: Notebook
) -> list[LessonRow]:
    """Join the lessons of GPU001 with who takes them by name (GPU015) and with the bell times."""
    choices: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        if table.kind is TableKind.UNTIS_CHOICES:
            for kept in table.rows:
                line = Line(table, kept)
                if line.text(Field.NUMBER) not in choices[line.text(Field.LESSON)]:
                    choices[line.text(Field.LESSON)].append(line.text(Field.NUMBER))
    exported = [table for table in tables if table.kind is TableKind.UNTIS_LESSONS]
    if exported and not periods:
        notebook.problem(
            "no_bells",
            "",
            Source(exported[0].file, "", 0),
            _("Bij dit Untis-rooster ontbreken de lestijden."),
            _("Voeg een tabel toe met lesuur, begin en einde, en lees alles samen opnieuw in."),
            skippable=False,
        )
        return []
    with_pupils = {class_key(name) for name in pupil_classes.values()}
    lessons = []
    for table in exported:
        real = _real_classes(table, choices, with_pupils)
        unknown = set()
        for kept in table.rows:
            line = Line(table, kept)
            number, label = line.text(Field.LESSON), line.text(Field.CLASS)
            day, period = line.text(Field.DAY), line.text(Field.PERIOD)
            hour = (int(day) - 1, int(period)) if day.isdecimal() and period.isdecimal() else (-1, -1)
            if hour not in periods:
                unknown.add(period or "?")
                continue
            by_name = number in choices
            lessons.append(
                LessonRow(
                    line.source,
                    label if class_key(label) in real else "",
                    hour[0],
                    *periods[hour],
                    subject_name_of_code(line.text(Field.SUBJECT)),
                    number,
                    line.text(Field.TEACHER),
                    line.text(Field.ROOM)[:40],
                    by_name,
                    tuple(choices.get(number, ())),
                )
            )
        if unknown:
            notebook.problem(
                "period_without_bell",
                table.file,
                Source(table.file, "", 0),
                _("Voor lesuur %(periods)s staan geen tijden in de lestijden.")
                % {"periods": ", ".join(sorted(unknown))},
                _("Vul de lestijden aan en lees alles samen opnieuw in."),
                skippable=False,
            )
    return lessons


def _real_classes(table: KeptTable, choices: dict[str, list[str]], with_pupils: set[str]) -> set[str]:
    """Return which class codes are classes; a code all of whose lessons are chosen by name is a cluster."""
    real = set(with_pupils)
    for kept in table.rows:
        line = Line(table, kept)
        label = line.text(Field.CLASS)
        if label and "_" not in label and line.text(Field.LESSON) not in choices:
            real.add(class_key(label))
    return real


_CODES = {
    "ne": "Nederlands",
    "nl": "Nederlands",
    "netl": "Nederlands",
    "wi": "wiskunde",
    "wa": "wiskunde A",
    "wb": "wiskunde B",
    "en": "Engels",
    "entl": "Engels",
    "fa": "Frans",
    "fatl": "Frans",
    "du": "Duits",
    "dutl": "Duits",
    "lo": "gym",
    "bi": "biologie",
    "biol": "biologie",
    "ak": "aardrijkskunde",
    "gs": "geschiedenis",
    "ges": "geschiedenis",
    "na": "natuurkunde",
    "nat": "natuurkunde",
    "sk": "scheikunde",
    "schk": "scheikunde",
    "ec": "economie",
    "econ": "economie",
    "mu": "muziek",
    "te": "tekenen",
    "bv": "beeldende vorming",
}


def subject_name_of_code(code: str) -> str:
    """Return the subject behind a timetable's code, where every school means the same by it."""
    return _CODES.get(fold(code), code)[:60]
