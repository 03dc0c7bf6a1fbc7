"""From kept tables to a draft: every row read, every doubt a finding."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tandem.core.sheets import Grid
from tandem.scheduling.intake.draft import Context, DiscardedColumn, IntakeDraft
from tandem.scheduling.intake.fields import TableKind
from tandem.scheduling.intake.findings import Choice, Finding, FindingKind, Source
from tandem.scheduling.intake.keep import KeptTable, keep
from tandem.scheduling.intake.ladder import find_ladder
from tandem.scheduling.intake.mapping import Mapped, apply_mapping
from tandem.scheduling.intake.pupil_lines import candidates_in
from tandem.scheduling.intake.read_pupils import read_pupils
from tandem.scheduling.intake.read_requests import read_requests
from tandem.scheduling.intake.read_teachers import read_teachers
from tandem.scheduling.intake.read_times import read_bells, read_busy, read_lessons, read_rooms
from tandem.scheduling.intake.read_tutors import read_tutors
from tandem.scheduling.intake.reading import Notebook, table_notes
from tandem.scheduling.intake.recognise import recognise

_ORDER = {FindingKind.PROBLEM: 0, FindingKind.QUESTION: 1, FindingKind.NOTE: 2}


def read(
    grids: Sequence[Grid],
    mapping: Mapped | None = None,
    answers: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> IntakeDraft:
    """Return what the sheets say, with a mapping somebody corrected and the answers given so far."""
    tables = recognise(grids)
    return read_kept(keep(grids, apply_mapping(grids, tables, mapping or {})), answers, context)


def read_kept(
    tables: Sequence[KeptTable], answers: Mapping[str, str] | None = None, context: Context | None = None
) -> IntakeDraft:
    """Return what the kept tables say."""
    notebook = Notebook(context or Context(), answers or {})
    for table in tables:
        table_notes(table, notebook)
    school_year = _school_year(tables, notebook)
    ladder = find_ladder(tables, school_year, notebook)
    pupils = read_pupils(tables, ladder, notebook)
    bells = read_bells(tables, notebook)
    lessons, implied = read_lessons(tables, bells, {row.number: row.class_name for row in pupils}, notebook)
    asked = any(table.kind is TableKind.REQUESTS for table in tables)
    return IntakeDraft(
        stage=ladder.stage,
        school_year=school_year,
        pupils=pupils,
        teachers=read_teachers(tables, notebook),
        requests=read_requests(tables, candidates_in(tables, notebook) if asked else [], notebook),
        tutors=read_tutors(tables, notebook),
        lessons=lessons,
        bells=bells or (implied if not notebook.context.periods else ()),
        rooms=read_rooms(tables, notebook),
        busy=read_busy(tables, notebook),
        findings=tuple(sorted(notebook.findings, key=_place)),
        discarded=tuple(
            DiscardedColumn(table.file, table.sheet, heading, reason)
            for table in tables
            for heading, reason in table.discarded
        ),
    )


def _place(finding: Finding) -> tuple[int, str, str, int]:
    return _ORDER[finding.kind], finding.file, finding.sheet, finding.row or 0


def _school_year(tables: Sequence[KeptTable], notebook: Notebook) -> int | None:
    """Return the school year the lists are of; when that is not the year it is, ask which one counts."""
    current = notebook.context.school_year
    said = [table for table in tables if table.school_year and table.kind is TableKind.PUPILS]
    if not said:
        return current
    year = said[0].school_year
    if current is None or year == current or year is None:
        return year
    answer = notebook.ask(
        "school_year",
        f"{year}",
        Source(said[0].file, said[0].sheet, 0),
        _("De lijst is van schooljaar %(year)s-%(next)s.") % {"year": year, "next": year + 1},
        _("Van welk schooljaar zijn deze groepen?"),
        (Choice(str(current), f"{current}-{current + 1}"), Choice(str(year), f"{year}-{year + 1}")),
    )
    return int(answer) if answer else year
