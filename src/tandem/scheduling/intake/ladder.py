"""Which ladder of years a number stands on: group 5 is not the fifth year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from django.utils.translation import gettext as _

from tandem.people.enums import Stage
from tandem.scheduling.intake.dates import parse_date
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.grades import Grade, parse_grade
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.reading import Line, Notebook
from tandem.scheduling.intake.text import Unclear, fold

# Age on the first of October of a child in year 0 of each ladder.
_AGE_IN_YEAR_ZERO = {Stage.PRIMARY_NL: 3.5, Stage.PRIMARY_BE: 5.3, Stage.SECONDARY: 11.5}
_YEARS = {Stage.PRIMARY_NL: 8, Stage.PRIMARY_BE: 6, Stage.SECONDARY: 7}


def age_on_first_of_october(born: date, school_year: int) -> float:
    return (date(school_year, 10, 1) - born).days / 365.25


@dataclass(slots=True)
class Ladder:
    """The ladder the files stand on, and the years on it."""

    stage: Stage | None
    school_year: int | None
    notebook: Notebook
    source: Source = field(default_factory=lambda: Source("", "", 0))

    @property
    def all_years(self) -> tuple[int, ...]:
        return tuple(range(1, _YEARS[self.stage or Stage.PRIMARY_NL] + 1))

    def name(self, year: int) -> str:
        if self.stage is Stage.PRIMARY_NL:
            return _("groep %(year)s") % {"year": year}
        return _("leerjaar %(year)s") % {"year": year}

    def years(self, grade: Grade, source: Source, born: date | None) -> tuple[int, ...]:
        """Return the years of a grade that exist on this ladder."""
        if self.stage is None:
            return ()
        return tuple(year for year in grade.years if 1 <= year <= _YEARS[self.stage])


def years_by_age(born: date | None, years: tuple[int, ...], ladder: Ladder) -> int:
    """Return which of the years fits a child born on this day best."""
    if born is None or ladder.stage is None or ladder.school_year is None:
        return years[0]
    age = age_on_first_of_october(born, ladder.school_year)
    zero = _AGE_IN_YEAR_ZERO[ladder.stage]
    return min(years, key=lambda year: abs(age - zero - year))


def find_ladder(tables: Sequence[KeptTable], school_year: int | None, notebook: Notebook) -> Ladder:
    """Return the ladder: the site's own, else what the words in the files say; where these disagree, ask."""
    known = notebook.context.stage
    signs = _signs(tables)
    first = next((table for table in tables if table.kind is TableKind.PUPILS and table.rows), None)
    source = Source(first.file, first.sheet, 0) if first else Source("", "", 0)
    ladder = Ladder(known, school_year, notebook, source)
    said = {stage for stage, count in signs.items() if count}
    by_age = _stage_by_age(tables, school_year)
    if known is None and len(said) == 1 and by_age in (None, *said):
        ladder.stage = said.pop()
    elif first is not None and (known is None or by_age not in (None, known) or (said and known not in said)):
        suggested = known or by_age
        answer = notebook.ask(
            "ladder",
            "",
            source,
            _("Een 5 kan groep 5, het vijfde leerjaar of de vijfde klas zijn; de lijst is daarover niet eenduidig."),
            _("Op welke ladder staan deze leerlingen?"),
            tuple(Choice(stage.value, str(stage.label)) for stage in Stage),
            suggested=suggested.value if suggested else "",
        )
        ladder.stage = Stage(answer) if answer else None
    return ladder


def _signs(tables: Sequence[KeptTable]) -> dict[Stage, int]:
    """Count what headings, titles and cells say about the ladder."""
    signs = dict.fromkeys(Stage, 0)
    for table in tables:
        if table.kind not in (TableKind.PUPILS, TableKind.REQUESTS, TableKind.TEACHERS):
            continue
        if table.stage and table.kind is TableKind.PUPILS:
            signs[table.stage] += 1
        for column in table.columns:
            words = fold(column.heading)
            if column.field in (Field.CLASS, Field.YEAR) and table.kind is TableKind.PUPILS:
                signs[Stage.PRIMARY_NL] += any(word in words.split() for word in ("groep", "gr", "gr.", "jaargroep"))
                grades = [grade for row in table.rows[:300] if (grade := _grade(row.cells.get(column.index)))]
                for grade in grades:
                    if grade.stage:
                        signs[grade.stage] += 1
    return signs


def _grade(value: object) -> Grade | None:
    try:
        return parse_grade(value) if value is not None else None
    except Unclear:
        return None


def _stage_by_age(tables: Sequence[KeptTable], school_year: int | None) -> Stage | None:
    """Return the ladder on which the pupils have the usual age, when birth dates leave no doubt."""
    if school_year is None:
        return None
    differences = []
    for table in tables:
        if table.kind is not TableKind.PUPILS:
            continue
        label = _grade(table.class_label or None)
        for row in table.rows:
            line = Line(table, row)
            grade = _grade(line.value(Field.YEAR)) or _grade(line.value(Field.CLASS)) or label
            if grade is None or len(grade.years) != 1 or grade.kindergarten or line.value(Field.BIRTH_DATE) is None:
                continue
            try:
                born = parse_date(line.value(Field.BIRTH_DATE))
            except Unclear:
                continue
            differences.append(age_on_first_of_october(born, school_year) - grade.years[0])
    if len(differences) < 3:
        return None
    middle = median(differences)
    best = min(_AGE_IN_YEAR_ZERO, key=lambda stage: abs(_AGE_IN_YEAR_ZERO[stage] - middle))
    return best if abs(_AGE_IN_YEAR_ZERO[best] - middle) < 0.9 else None
