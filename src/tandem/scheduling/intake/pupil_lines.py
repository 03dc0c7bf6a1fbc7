"""What one line of a class list says of a pupil: name, number, birth date, class and year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from tandem.core.sheets import Value
from tandem.scheduling.intake.dates import parse_date
from tandem.scheduling.intake.draft import PupilRow
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.grades import Grade, class_key, class_name, parse_grade
from tandem.scheduling.intake.keep import KeptRow, KeptTable
from tandem.scheduling.intake.ladder import Ladder
from tandem.scheduling.intake.match import Candidate
from tandem.scheduling.intake.names import Name, join_name, parse_name
from tandem.scheduling.intake.reading import SKIP, TAKE, Line, Notebook
from tandem.scheduling.intake.text import Unclear, key


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil as one line says it, with all years the line allows."""

    row: PupilRow
    years: tuple[int, ...]
    kindergarten: bool = False


def name_of(line: Line) -> Name:
    given, infix, family = line.text(Field.GIVEN), line.text(Field.INFIX), line.text(Field.FAMILY)
    whole = line.text(Field.NAME)
    if whole and (given or family):
        # Beside a column of given names, "naam" is the family name, unless it holds the given name too.
        if given and not family and key(given) not in key(whole).split() and "," not in whole:
            return join_name(given, infix, whole)
        if not given or "," in whole:
            return parse_name(whole)
    if whole and not given and not family:
        return join_name("", infix, whole) if infix and "," not in whole else parse_name(whole)
    name = join_name(given, infix, family)
    return replace(name, given=line.text(Field.INITIALS)) if not name.given and line.text(Field.INITIALS) else name


def read_pupil(line: Line, ladder: Ladder, notebook: Notebook) -> PupilLine | None:
    number, name = line.text(Field.NUMBER)[:40], name_of(line)
    if not number and not name.given and not name.family:
        notebook.problem(
            "no_name",
            "",
            line.source,
            _("In deze rij staat geen naam en geen nummer."),
            _("Vul de naam in, of sla de rij over."),
        )
        return None
    birth_date = _birth_date(line, notebook)
    number = number or _number_without(line, name, birth_date, notebook)
    if not number:
        return None
    if not name.given:
        name = replace(name, given=name.family or number, infix="" if not name.family else name.infix, family="")
    grade, label = _class_and_grade(line, notebook)
    if grade is None:
        return None
    row = PupilRow(line.source, number, name, label, None, birth_date, _left_date(line, notebook))
    years = ladder.years(grade, line.source, birth_date)
    return PupilLine(row, years, grade.kindergarten)


def candidates_in(tables: Sequence[KeptTable], notebook: Notebook) -> list[Candidate]:
    """Return every pupil a list may mean, also those about whom a question is still open."""
    found: dict[tuple[str, str], Candidate] = {}
    quiet = Notebook(notebook.context, notebook.answers)
    for table in tables:
        for kept in table.rows if table.kind is TableKind.PUPILS else ():
            line = Line(table, kept)
            left_out = any(
                notebook.answers.get(f"{code}:{table.kind}|{line.identity()}") == SKIP
                for code in ("struck", "partly_struck", "hidden", "formula")
            )
            grade, label = (None, "") if left_out else _class_and_grade(line, quiet)
            if grade is not None:
                name, born = name_of(line), _birth_date(line, quiet)
                number = line.text(Field.NUMBER) or _name_number(name, born)
                year = grade.years[0] if len(grade.years) == 1 else None
                found.setdefault((number, class_key(label)), Candidate(number, name, label, born, year))
    for known in notebook.context.known_pupils:
        if not any(number == known.number for number, _label in found):
            found[known.number, ""] = Candidate(known.number, known.name, known.class_name, known.birth_date)
    return list(found.values())


_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})")


def with_dutch_dates(table: KeptTable, notebook: Notebook) -> KeptTable:
    """Return a list with its birth dates day first; one that can only be month first is asked about."""
    column = next((column for column in table.columns if column.field is Field.BIRTH_DATE), None)
    texts = [row.cells.get(column.index) for row in table.rows] if column else []
    dates = [match for text in texts if isinstance(text, str) and (match := _NUMERIC.fullmatch(text.strip()))]
    if column is None or not any(int(d[3]) > 12 for d in dates) or any(int(d[1]) > 12 for d in dates):
        return table
    answer = notebook.ask(
        "date_order",
        table.id,
        Source(table.file, table.sheet, 0),
        _("De geboortedatums lijken met de maand te beginnen, zoals in %(date)s.")
        % {"date": next(d[0] for d in dates if int(d[3]) > 12)},
        _("Wat staat vooraan: de maand of de dag?"),
        (Choice("month", _("de maand")), Choice("day", _("de dag; wat dan niet kan, vraagt Tandem apart"))),
        column=column.letter,
    )
    if answer == "day":
        return table
    rows = tuple(_turned(row, column.index, keep=answer == "month") for row in table.rows)
    return replace(table, rows=rows)


def _turned(row: KeptRow, index: int, *, keep: bool) -> KeptRow:
    """Return a row with month and day changed places, or without the date while nobody has said which is which."""
    value = row.cells.get(index)
    match = _NUMERIC.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return row
    cells = {place: cell for place, cell in row.cells.items() if place != index}
    if keep:
        cells[index] = f"{match[3]}-{match[1]}-{match[4]}"
    return replace(row, cells=cells)


def _birth_date(line: Line, notebook: Notebook) -> date | None:
    value = line.value(Field.BIRTH_DATE)
    if value is None:
        return None
    try:
        return parse_date(value)
    except Unclear:
        notebook.ask(
            "birth_date",
            line.identity(),
            line.source,
            _("“%(text)s” is geen geboortedatum die Tandem kan lezen.") % {"text": line.text(Field.BIRTH_DATE)},
            _("Verbeter de datum in het bestand (dag-maand-jaar), of neem de leerling zonder datum over."),
            (Choice(TAKE, _("Zonder geboortedatum overnemen")),),
            column=line.letter(Field.BIRTH_DATE),
        )
        return None


def _left_date(line: Line, notebook: Notebook) -> date | None:
    value = line.value(Field.LEFT_DATE)
    if value is None:
        return None
    try:
        return parse_date(value)
    except Unclear:
        notebook.note(
            "left_date",
            line.source,
            _("De datum van vertrek is niet te lezen en telt niet mee."),
            "",
            line.letter(Field.LEFT_DATE),
        )
        return None


def _number_without(line: Line, name: Name, birth_date: date | None, notebook: Notebook) -> str:
    """Return a key for a pupil without number, once somebody agreed to go by name and birth date."""
    if line.column(Field.NUMBER):
        return (
            ""
            if notebook.ask(
                "no_number",
                line.identity(),
                line.source,
                _("Bij %(who)s staat geen leerlingnummer.") % {"who": name},
                _("Vul het nummer in en lees opnieuw in. Zonder nummer zijn naamgenoten niet uit elkaar te houden."),
                (Choice(TAKE, _("Op naam en geboortedatum overnemen")), Choice(SKIP, _("Deze rij overslaan"))),
                column=line.letter(Field.NUMBER),
            )
            != TAKE
            else _name_number(name, birth_date)
        )
    table = line.table
    agreed = notebook.ask(
        "no_numbers",
        f"{table.file}|{table.sheet}",
        Source(table.file, table.sheet, 0),
        _("Deze lijst heeft geen leerlingnummers."),
        _("Zonder nummer zijn naamgenoten niet uit elkaar te houden. Vraag de school erom, of ga door op naam."),
        (Choice(TAKE, _("Doorgaan op naam en geboortedatum")), Choice(SKIP, _("Deze lijst niet overnemen"))),
    )
    return _name_number(name, birth_date) if agreed == TAKE else ""


def _name_number(name: Name, birth_date: date | None) -> str:
    words = key(str(name)).replace(" ", "-")
    return f"{words[:28]}-{birth_date:%Y%m%d}" if birth_date else words[:38]


def _class_and_grade(line: Line, notebook: Notebook) -> tuple[Grade | None, str]:
    """Return the year and class of a line; what its sheet is called and what its cell says must agree."""
    label = line.row.section or line.table.class_label
    cells = [value for value in (line.value(Field.YEAR), line.value(Field.CLASS)) if value is not None]
    grades = [_grade(value, line, notebook) for value in cells]
    if any(grade is None for grade in grades):
        return None, ""
    of_label = _quiet_grade(label)
    own = next((grade for grade in grades if grade and grade.years), Grade())
    stage = next((grade.stage for grade in [*grades, of_label] if grade and grade.stage), None)
    in_cell = line.value(Field.CLASS)
    name = class_name(in_cell) if in_cell is not None else ""
    if label and (not name or _is_part_of(name, own, label, of_label)):
        name = label
    elif label and name and of_label.years and own.years and not set(own.years) & set(of_label.years):
        answer = notebook.ask(
            "class_differs",
            line.identity(),
            line.source,
            _("Op het blad van %(label)s staat hier %(cell)s.") % {"label": label, "cell": name},
            _("In welke groep zit deze leerling?"),
            _two_classes(label, name),
            column=line.letter(Field.CLASS),
        )
        if not answer:
            return None, ""
        name, own = (label, of_label) if answer == class_key(label) else (name, own)
    if not name and own.years:
        name = "/".join(map(str, own.years))
    if not name:
        notebook.problem(
            "no_class",
            line.identity(),
            line.source,
            _("Bij deze leerling staat geen groep of klas."),
            _("Vul de groep in en lees opnieuw in, of sla de rij over."),
        )
        return None, ""
    return replace(own if own.years else replace(of_label, kindergarten=own.kindergarten), stage=stage), name


def _two_classes(first: str, second: str) -> tuple[Choice, ...]:
    return (Choice(class_key(first), first), Choice(class_key(second), second))


def _is_part_of(name: str, own: Grade, label: str, of_label: Grade) -> bool:
    """Tell whether a cell says the same as the sheet, or one year of a combined class."""
    return class_key(name) == class_key(label) or (
        bool(own.years) and set(own.years) <= set(of_label.years) and class_key(name).isdigit()
    )


def _grade(value: Value, line: Line, notebook: Notebook) -> Grade | None:
    try:
        return parse_grade(value)
    except Unclear:
        if line.column(Field.YEAR) is None:
            # A class may have any name; only a year has to be a year.
            return Grade()
        notebook.problem(
            "year",
            line.identity(),
            line.source,
            _("“%(text)s” is geen leerjaar of groep.") % {"text": value},
            _("Verbeter het in het bestand, of sla de rij over."),
            column=line.letter(Field.YEAR),
        )
        return None


def _quiet_grade(text: str) -> Grade:
    try:
        return parse_grade(text) if text else Grade()
    except Unclear:
        return Grade()
