"""Handing over files and taking them over, as the pages do."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tandem.core.sheets import Grid, read_workbook
from tandem.initiatives.models import Initiative
from tandem.people.models import Site, User
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.intake.draft import IntakeDraft
from tandem.scheduling.intake.keep import keep
from tandem.scheduling.intake.recognise import recognise
from tandem.scheduling.models import Import
from tandem.scheduling.queries.intake import Comparison

TODAY = date(2025, 10, 6)
NOW = datetime(2025, 10, 6, 9, tzinfo=UTC)


def start(files: Mapping[str, bytes], *, initiative: Initiative, site: Site, by: User) -> Import:
    grids: list[Grid] = []
    for name, data in files.items():
        grids.extend(read_workbook(name, data))
    return actions.start_import(
        organisation=initiative.organiser,
        initiative=initiative,
        site=site,
        file_names=list(files),
        tables=keep(grids, recognise(grids)),
        learnt={},
        by=by,
        at=NOW,
    )


def answer_all(intake: Import, *, by: User, chosen: Mapping[str, str] | None = None) -> tuple[IntakeDraft, Comparison]:
    """Answer every question with what is suggested, else with its first choice, until none is left."""
    for _round in range(6):
        draft, comparison = actions.read_again(intake=intake, on=TODAY)
        if not comparison.open_findings:
            return draft, comparison
        answers = {
            finding.key: (chosen or {}).get(finding.code, finding.suggested or finding.choices[0].value)
            for finding in comparison.open_findings
            if finding.choices
        }
        intake = actions.answer(intake=intake, answers=answers, by=by, at=NOW)
    raise AssertionError([finding.what for finding in comparison.open_findings])


def import_files(
    files: Mapping[str, bytes],
    *,
    initiative: Initiative,
    site: Site,
    by: User,
    chosen: Mapping[str, str] | None = None,
    on: date = TODAY,
) -> Import:
    intake = start(files, initiative=initiative, site=site, by=by)
    answer_all(intake, by=by, chosen=chosen)
    return actions.apply(intake=Import.objects.get(pk=intake.pk), by=by, at=NOW, on=on)
