"""From files to the rows of one school, in a database that will be dropped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.core.permissions import Role
from tandem.core.sheets import Grid, read_workbook
from tandem.initiatives.actions.initiatives import create_initiative
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.people.enums import OrganisationKind, Stage
from tandem.people.models import Membership, Organisation, Person, ProcessingAgreement, Site, User
from tandem.scheduling.actions.intake.imports import answer, apply, read_again, start_import
from tandem.scheduling.intake.findings import Finding
from tandem.scheduling.intake.keep import keep
from tandem.scheduling.intake.read import read_kept
from tandem.scheduling.intake.recognise import recognise
from tandem.scheduling.models import Import

Ask = Callable[..., str]
SCHOOL_YEAR_ENDS = (6, 30)


class QuestionsOpen(Exception):
    """The lists leave questions that nobody answered."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} questions")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, and for whom."""

    initiative: Initiative
    by: User
    first: date
    counts: Mapping[str, int]


def read_intake(
    files: Sequence[Path],
    *,
    form: FormKind,
    first: date,
    answers: Mapping[str, str],
    suggested: bool,
    ask: Ask | None,
) -> Intake:
    """Read the files as one school's lists, with the answers given, asked or suggested."""
    grids: list[Grid] = [grid for path in files for grid in read_workbook(path.name, path.read_bytes())]
    tables = keep(grids, recognise(grids))
    draft = read_kept(tables)
    office, site, by = _house(draft.stage or Stage.PRIMARY_BE, first)
    initiative = create_initiative(
        organiser=office,
        name=files[0].stem,
        form=form,
        starts_date=first,
        ends_date=_end_of_school_year(first),
        sites=[site],
        by=by,
        at=timezone.now(),
    )
    intake = start_import(
        organisation=office,
        initiative=initiative,
        site=site,
        file_names=[path.name for path in files],
        tables=tables,
        learnt={},
        by=by,
        at=timezone.now(),
    )
    _settle(intake, by, first, answers, suggested=suggested, ask=ask)
    done = apply(intake=intake, by=by, at=timezone.now(), on=first)
    counts = {name: done.counts.get(name, {}).get("new", 0) for name in ("pupils", "requests", "tutors", "lessons")}
    return Intake(initiative, by, first, counts)


def _settle(
    intake: Import, by: User, on: date, answers: Mapping[str, str], *, suggested: bool, ask: Ask | None
) -> None:
    """Answer until nothing is open, or say what is; an answer can raise the next question."""
    answer(intake=intake, answers=answers, by=by, at=timezone.now())
    while True:
        intake.refresh_from_db()
        _, comparison = read_again(intake=intake, on=on)
        open_findings = comparison.open_findings
        if not open_findings:
            return
        given = {
            finding.key: said
            for finding in open_findings
            if finding.choices and (said := finding.suggested if suggested else _asked(finding, ask))
        }
        if not given:
            raise QuestionsOpen(open_findings)
        answer(intake=intake, answers=given, by=by, at=timezone.now())


def _asked(finding: Finding, ask: Ask | None) -> str:
    if ask is None:
        return ""
    choices = "\n".join(f"  {number}. {choice.label}" for number, choice in enumerate(finding.choices, start=1))
    place = f"{finding.sheet}, rij {finding.row}" if finding.row else finding.sheet
    values = {str(number): choice.value for number, choice in enumerate(finding.choices, start=1)}
    said: Any = ask(f"\n{place}: {finding.what} {finding.todo}\n{choices}\nUw keuze", default="1")
    return values.get(str(said), "")


def _house(stage: Stage, first: date) -> tuple[Organisation, Site, User]:
    """Return one school that organises its own tutoring, and who decides there."""
    school = Organisation.objects.create(name="School", kind=OrganisationKind.SCHOOL)
    site = Site.objects.create(organisation=school, name="School", stage=stage)
    by = User.objects.create(email="plan@localhost.test", person=Person.objects.create(given_name="Coördinator"))
    Membership.objects.create(person=by.person, organisation=school, role=Role.PROGRAMME_COORDINATOR, from_date=first)
    # The lists stay with who hands them over: they stand in a database that is dropped when the plan is made.
    ProcessingAgreement.objects.create(
        organisation=school, board="", version="", signed_date=date.min, seen_by=by, seen_at=timezone.now()
    )
    return school, site, by


def _end_of_school_year(first: date) -> date:
    year = first.year if (first.month, first.day) <= SCHOOL_YEAR_ENDS else first.year + 1
    return date(year, *SCHOOL_YEAR_ENDS)
