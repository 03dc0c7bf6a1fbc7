"""A dry run: what taking a draft over would add, change and leave as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.initiatives.models import Request
from tandem.people.models import ClassTeacher, Pupil, SchoolClass, Tutor
from tandem.people.queries import school_year_of
from tandem.scheduling.intake.draft import Context, IntakeDraft, PupilRow, RequestRow, RoomRow, TeacherRow, TutorRow
from tandem.scheduling.intake.findings import Finding, FindingKind, Source
from tandem.scheduling.intake.reading import Notebook
from tandem.scheduling.models import Import, Room
from tandem.scheduling.queries.intake.changes import Change, State
from tandem.scheduling.queries.intake.people import (
    Missing,
    compare_classes,
    compare_pupils,
    compare_teachers,
    missing_pupils,
    people_at,
)
from tandem.scheduling.queries.intake.requests import compare_requests
from tandem.scheduling.queries.intake.times import Timetable, compare_bells, compare_lessons, compare_rooms
from tandem.scheduling.queries.intake.tutors import compare_tutors

# What all the rest depends on is asked first.
FIRST = frozenset({"school_year", "ladder"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything a draft would do, and every finding that is left."""

    school_year: int
    classes: tuple[Change[str, SchoolClass], ...] = ()
    pupils: tuple[Change[PupilRow, Pupil], ...] = ()
    missing: tuple[Missing, ...] = ()
    teachers: tuple[Change[TeacherRow, ClassTeacher], ...] = ()
    requests: tuple[Change[RequestRow, Request], ...] = ()
    tutors: tuple[Change[TutorRow, Tutor], ...] = ()
    bells: tuple[Change[Any, Any], ...] = ()
    rooms: tuple[Change[RoomRow, Room], ...] = ()
    lessons: tuple[Change[Timetable, Any], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.open)

    @property
    def groups(self) -> dict[str, tuple[Change[Any, Any], ...]]:
        """Return the changes by what they are about, in the order a coordinator thinks of them."""
        return {
            "classes": self.classes,
            "pupils": self.pupils,
            "teachers": self.teachers,
            "requests": self.requests,
            "tutors": self.tutors,
            "bells": self.bells,
            "rooms": self.rooms,
            "lessons": self.lessons,
        }

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many are new, changed and the same, by what they are about."""
        return {
            name: {state.value: sum(change.state is state for change in changes) for state in State}
            for name, changes in self.groups.items()
            if changes
        }


def compare(
    intake: Import, draft: IntakeDraft, *, context: Context, answers: Mapping[str, str], on: date
) -> Comparison:
    """Return what taking over a draft would do at the site, for the initiative and with the tutors of an import."""
    notebook = Notebook(context, answers)
    site, initiative = intake.site, intake.initiative
    school_year = draft.school_year or school_year_of(on)
    organisation = initiative.organiser if initiative else intake.organisation
    tutors: tuple[Change[TutorRow, Tutor], ...] = ()
    if organisation == intake.organisation:
        tutors = compare_tutors(draft, organisation=organisation, initiative=initiative, on=on, notebook=notebook)
    elif draft.tutors or draft.busy:
        _refuse_tutors(draft, organisation.name, notebook)
    if site is None:
        _refuse_without_site(draft, notebook)
        return Comparison(school_year, tutors=tutors, findings=_all(draft, notebook))
    labels = {pupil.number: str(pupil.name) for pupil in context.known_pupils}
    labels |= {row.number: str(row.name) for row in draft.pupils}
    return Comparison(
        school_year=school_year,
        classes=compare_classes(_class_names(draft), site=site, school_year=school_year),
        pupils=compare_pupils(draft.pupils, site=site, school_year=school_year),
        missing=missing_pupils(draft, site=site, school_year=school_year, notebook=notebook),
        teachers=compare_teachers(
            draft.teachers, site=site, school_year=school_year, staff=people_at(site, on=on), notebook=notebook
        ),
        requests=compare_requests(draft, initiative=initiative, labels=labels, notebook=notebook),
        tutors=tutors,
        bells=compare_bells(draft.bells, site=site, notebook=notebook),
        rooms=compare_rooms(draft.rooms, site=site),
        lessons=compare_lessons(draft, site=site, on=on, notebook=notebook),
        findings=_all(draft, notebook),
    )


def _class_names(draft: IntakeDraft) -> list[str]:
    return [
        *(name for row in draft.pupils for name in (row.class_name, *row.more_classes)),
        *(row.class_name for row in draft.teachers),
        *(row.class_name for row in draft.lessons),
    ]


def _all(draft: IntakeDraft, notebook: Notebook) -> tuple[Finding, ...]:
    order = {FindingKind.PROBLEM: 0, FindingKind.QUESTION: 1, FindingKind.NOTE: 2}
    return tuple(
        sorted(
            (*draft.findings, *notebook.findings),
            key=lambda finding: (order[finding.kind], finding.code not in FIRST),
        )
    )


def _refuse_without_site(draft: IntakeDraft, notebook: Notebook) -> None:
    rows: tuple[Any, ...] = (
        *draft.pupils,
        *draft.teachers,
        *draft.requests,
        *draft.lessons,
        *draft.bells,
        *draft.rooms,
    )
    sources = [row.source for row in rows]
    if sources:
        first = sources[0]
        notebook.problem(
            "no_site",
            "",
            Source(first.file, first.sheet, 0),
            _("Dit is een lijst van een school, maar er is geen vestiging gekozen."),
            _("Begin opnieuw en kies de vestiging."),
            skippable=False,
        )


def _refuse_tutors(draft: IntakeDraft, organiser: str, notebook: Notebook) -> None:
    first = (draft.tutors or draft.busy)[0].source
    notebook.problem(
        "tutors_of_another",
        "",
        Source(first.file, first.sheet, 0),
        _("Dit is een lijst van tutors; die leest %(organiser)s zelf in.") % {"organiser": organiser},
        _("Begin opnieuw zonder deze lijst."),
        skippable=False,
    )
