"""Dosage and hours as tables people read: on a page, in Excel and on paper.

Rows stand by name or by date, never by how much: a school, a tutor or a child is not ranked (R-NEV-04, R-NEV-05).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.core import charts, pdf, workbooks
from tandem.core.charts import Chart
from tandem.logbook.queries.dosage import Dosage, Facts
from tandem.logbook.queries.hours import HourLine, TutorHours, total_minutes
from tandem.people.models import Site, Tutor
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import in_full

MOST_BARS = 40
# Student tutoring in the Vlor's sense is a student of higher education who tutors; other forms are counted apart.
STUDENTS, OTHERS = gettext_lazy("studenttutoring"), gettext_lazy("andere tutors")


class Per(StrEnum):
    PUPIL = auto()
    TEAM = auto()
    SITE = auto()
    WEEK = auto()


@dataclass(frozen=True, slots=True)
class DosageRow:
    label: str
    dosage: Dosage


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the report: how it is called and which figure it shows."""

    label: str
    field: str
    in_minutes: bool = False


def columns_of(per: Per) -> list[Column]:
    """Return what a report shows; of one pupil the minutes of the sessions are the pupil's own."""
    shared = [
        Column(_("gepland"), "sessions_planned"),
        Column(_("gehouden"), "sessions_held"),
        Column(_("afgezegd"), "sessions_cancelled"),
        Column(_("nog niet ingevuld"), "sessions_open"),
    ]
    attended = Column(_("aanwezig, uren"), "pupil_minutes_attended", in_minutes=True)
    if per == Per.PUPIL:
        return [
            *shared,
            Column(_("was erbij"), "times_attended"),
            Column(_("gepland, uren"), "minutes_planned", in_minutes=True),
            Column(_("gehouden, uren"), "minutes_held", in_minutes=True),
            attended,
        ]
    return [
        *shared,
        Column(_("gepland, uren"), "minutes_planned", in_minutes=True),
        Column(_("gehouden, uren"), "minutes_held", in_minutes=True),
        Column(_("leerlinguren gepland"), "pupil_minutes_planned", in_minutes=True),
        Column(_("leerlinguren aanwezig"), "pupil_minutes_attended", in_minutes=True),
    ]


def dosage_rows(facts: Facts, per: Per) -> list[DosageRow]:
    """Return the dosage of each pupil, team, site or week, by name or date."""
    found = {Per.PUPIL: facts.per_pupil, Per.TEAM: facts.per_team, Per.SITE: facts.per_site, Per.WEEK: facts.per_week}
    dosages = found[per]()
    if per == Per.WEEK:
        return [DosageRow(_week(row.key), row) for row in sorted(dosages, key=lambda row: str(row.key))]
    names = _names(facts, per)
    if per == Per.PUPIL:
        return [DosageRow(names[row.key], row) for row in dosages]  # by name already, as people sort names
    return sorted((DosageRow(names[row.key], row) for row in dosages), key=lambda row: (row.label, str(row.dosage.key)))


def _week(key: uuid.UUID | date) -> str:
    assert isinstance(key, date)
    return _("week %(number)d, %(monday)s") % {
        "number": key.isocalendar().week,
        "monday": date_format(key, "j b Y"),
    }


def _names(facts: Facts, per: Per) -> Mapping[uuid.UUID | date, str]:
    if per == Per.PUPIL:
        return {fact.pupil_id: fact.pupil.full_name for fact in facts.places}
    if per == Per.SITE:
        return {site.pk: site.name for site in Site.objects.filter(pk__in={s.team.site_id for s in facts.sessions})}
    teams = in_full(Team.objects.filter(pk__in={session.team_id for session in facts.sessions}))
    return {team.pk: _team(team) for team in teams}


def _team(team: Team) -> str:
    enrolment = team.enrolment
    tutor = enrolment.tutor.person.full_name if enrolment.tutor else str(enrolment.student_group)
    requests = [member.request for member in team.members.all()]
    pupils = [row.pupil.person.full_name if row.pupil else str(row.school_class) for row in requests]
    return _("%(tutor)s met %(pupils)s, %(subject)s") % {
        "tutor": tutor,
        "pupils": ", ".join(pupils),
        "subject": team.subject,
    }


def hours(minutes: int) -> str:
    """Return minutes as hours on a sheet: 105 becomes "1:45"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def values(row: Dosage, columns: Sequence[Column]) -> list[str]:
    """Return a row's figures as people read them."""
    figures = [(getattr(row, column.field), column.in_minutes) for column in columns]
    return [hours(figure) if in_minutes else str(figure) for figure, in_minutes in figures]


def totals(facts: Facts, columns: Sequence[Column]) -> list[list[str]]:
    """Return the sums of a report: student tutoring in the Vlor's sense, other tutors, and both together."""
    parts = [(label, facts.apart(students=students)) for students, label in ((True, STUDENTS), (False, OTHERS))]
    lines = [[str(label), *values(part.total(), columns)] for label, part in parts]
    return [*lines, [_("Samen"), *values(facts.total(), columns)]]


def hour_totals(rows: Sequence[TutorHours]) -> list[tuple[str, int, int]]:
    """Return the sessions and minutes of students, of other tutors, and of both together."""
    found = [
        (str(label), [row for row in rows if row.is_student == students])
        for students, label in ((True, STUDENTS), (False, OTHERS))
    ]
    return [
        (label, sum(row.sessions for row in part), sum(row.minutes for row in part))
        for label, part in (*found, (_("Samen"), list(rows)))
    ]


def dosage_chart(rows: Sequence[DosageRow], per: Per) -> Chart | None:
    """Draw what pupils were there for against what was planned; nothing when there are too many rows to read."""
    if not 0 < len(rows) <= MOST_BARS:
        return None
    drawn = [
        charts.Bar(
            row.label,
            row.dosage.pupil_minutes_attended,
            of=row.dosage.pupil_minutes_planned,
            note=hours(row.dosage.pupil_minutes_attended),
        )
        for row in rows
    ]
    return charts.bars(_("Uren aanwezig, van de uren gepland"), drawn, unit=_("min"))


HEADINGS = {
    Per.PUPIL: lambda: _("Leerling"),
    Per.TEAM: lambda: _("Duo of groepje"),
    Per.SITE: lambda: _("Vestiging"),
    Per.WEEK: lambda: _("Week"),
}


def dosage_workbook(facts: Facts, per: Per, *, title: str, at: datetime) -> bytes:
    """Return the report as Excel; minutes stay numbers that can be added up."""
    columns = columns_of(per)
    sheet = workbooks.Sheet(
        title,
        [
            workbooks.SheetColumn(HEADINGS[per]()),
            *(workbooks.SheetColumn(c.label, "minutes" if c.in_minutes else "whole") for c in columns),
        ],
        [[row.label, *(getattr(row.dosage, c.field) for c in columns)] for row in dosage_rows(facts, per)],
        title=title,
    )
    apart = workbooks.Sheet(
        _("Apart geteld"),
        [
            workbooks.SheetColumn(_("Wie tutor is")),
            *(workbooks.SheetColumn(c.label, "minutes" if c.in_minutes else "whole") for c in columns),
        ],
        [
            [str(label), *(getattr(facts.apart(students=students).total(), c.field) for c in columns)]
            for students, label in ((True, STUDENTS), (False, OTHERS))
        ],
        title=title,
    )
    return workbooks.workbook([sheet, apart], title=title, at=at)


def dosage_paper(facts: Facts, per: Per, *, title: str, intro: Sequence[str], at: datetime) -> bytes:
    """Return the report as A4, with its drawing."""
    columns, rows = columns_of(per), dosage_rows(facts, per)
    chart = dosage_chart(rows, per)
    section = pdf.Section(
        columns=[pdf.PaperColumn(HEADINGS[per](), "short"), *(pdf.PaperColumn(c.label, "number") for c in columns)],
        rows=[[row.label, *values(row.dosage, columns)] for row in rows],
        total=[_("Samen"), *values(facts.total(), columns)] if per in (Per.SITE, Per.WEEK) else None,
        charts=[chart] if chart else [],
    )
    apart = pdf.Section(
        title=_("Studenttutoring apart geteld"),
        columns=[pdf.PaperColumn(_("Wie tutor is"), "short"), *(pdf.PaperColumn(c.label, "number") for c in columns)],
        rows=totals(facts, columns)[:2],
    )
    notes = [
        _(
            "Gepland is elke sessie die in de planning stond, ook wie later werd afgezegd. Aanwezig zijn de minuten "
            "dat een leerling er echt was."
        ),
    ]
    return pdf.report([section, apart], title=title, intro=intro, notes=notes, at=at)


def hours_workbook(
    per_tutor: Sequence[TutorHours], lines: Mapping[str, Sequence[HourLine]], *, title: str, at: datetime
) -> bytes:
    """Return the hours of tutors as Excel: a sheet of totals, and a sheet of sessions."""
    totals = workbooks.Sheet(
        _("Per tutor"),
        [
            workbooks.SheetColumn(_("Tutor")),
            workbooks.SheetColumn(_("Nummer")),
            workbooks.SheetColumn(_("Soort")),
            workbooks.SheetColumn(_("Sessies"), "whole"),
            workbooks.SheetColumn(_("Uren"), "minutes"),
        ],
        [
            [row.name, row.number, str(STUDENTS if row.is_student else OTHERS), row.sessions, row.minutes]
            for row in per_tutor
        ],
        title=title,
    )
    sessions = workbooks.Sheet(
        _("Per sessie"),
        [
            workbooks.SheetColumn(_("Tutor")),
            workbooks.SheetColumn(_("Dag"), "date"),
            workbooks.SheetColumn(_("Vestiging")),
            workbooks.SheetColumn(_("Initiatief")),
            workbooks.SheetColumn(_("Vak")),
            workbooks.SheetColumn(_("Uren"), "minutes"),
            workbooks.SheetColumn(_("Opmerking")),
        ],
        [
            [name, line.day, line.site, line.initiative, line.subject, line.minutes, _remark(line)]
            for name, found in lines.items()
            for line in found
        ],
    )
    return workbooks.workbook([totals, sessions], title=title, at=at)


def hours_paper(tutor: Tutor, lines: Sequence[HourLine], *, first: date, last: date, at: datetime) -> bytes:
    """Return one tutor's hours as a sheet to sign; the school fills in nothing (R-NEV-25)."""
    period = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return pdf.hours_sheet(
        title=_("Urenblad van %(name)s") % {"name": tutor.person.full_name},
        intro=[tutor.organisation.name, _("Van %(first)s tot en met %(last)s") % period],
        columns=[
            pdf.PaperColumn(_("Dag")),
            pdf.PaperColumn(_("Vestiging")),
            pdf.PaperColumn(_("Vak")),
            pdf.PaperColumn(_("Opmerking")),
            pdf.PaperColumn(_("Uren"), "number"),
        ],
        rows=[
            [date_format(line.day, "l j b Y"), line.site, line.subject, _remark(line), hours(line.minutes)]
            for line in lines
        ],
        total=[_("Samen"), "", "", "", hours(total_minutes(lines))],
        signatures=[_("Handtekening tutor"), _("Handtekening coördinator")],
        notes=[_("De uren volgen uit wat de tutor na elke sessie invulde.")],
        at=at,
    )


def _remark(line: HourLine) -> str:
    return _("kwam voor niets") if line.in_vain else ""
