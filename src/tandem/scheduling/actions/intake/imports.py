"""An import from the moment its columns are mapped until it is taken over or thrown away."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.core import work as works
from tandem.core.isolation import Purpose, working_on
from tandem.core.models import Work
from tandem.initiatives.models import Initiative
from tandem.people.actions.agreements import NoProcessingAgreement, refuse_without
from tandem.people.actions.pupils import PupilChangeNotPossible
from tandem.people.actions.schools import SchoolChangeNotPossible
from tandem.people.actions.tutors import TutorChangeNotPossible
from tandem.people.models import Organisation, Site, User
from tandem.scheduling.actions.intake.taking import take_over
from tandem.scheduling.actions.rooms import RoomNotPossible
from tandem.scheduling.actions.timetables import TimetableNotPossible
from tandem.scheduling.enums import ImportStatus
from tandem.scheduling.intake.draft import IntakeDraft
from tandem.scheduling.intake.keep import KeptTable, from_json, to_json
from tandem.scheduling.intake.read import read_kept
from tandem.scheduling.models import Import, LearntColumn
from tandem.scheduling.queries.intake import Comparison, compare, context_for

TAKE_OVER = "scheduling.take_over"
KEPT = timedelta(days=30)
# What somebody else wrote between looking and taking over, or what a list says twice in a way no check foresaw.
CONFLICTS = (
    PupilChangeNotPossible,
    SchoolChangeNotPossible,
    TutorChangeNotPossible,
    TimetableNotPossible,
    RoomNotPossible,
    ValidationError,
    IntegrityError,
)
OPEN = (ImportStatus.UPLOADED, ImportStatus.CHECKED)


class ImportNotPossible(Exception):
    """Something is still open, or the import is over."""


@transaction.atomic
def start_import(
    *,
    organisation: Organisation,
    initiative: Initiative | None,
    site: Site | None,
    file_names: Sequence[str],
    tables: Sequence[KeptTable],
    learnt: Mapping[tuple[str, str], str],
    by: User,
    at: datetime,
) -> Import:
    """Keep the mapped columns of what somebody handed over, and what its headings mean in this organisation."""
    if site is not None:
        refuse_without(site.organisation, at=at)
    intake = Import.objects.create(
        organisation=organisation,
        initiative=initiative,
        site=site,
        file_names=list(file_names),
        grids={"tables": to_json(tables)},
        uploaded_by=by,
        uploaded_at=at,
    )
    for (table, heading), field in learnt.items():
        LearntColumn.objects.update_or_create(
            organisation=organisation, table=table, heading=heading[:200], defaults={"field": field}
        )
    audit.record("import.started", target=intake, by=by, at=at, organisation=organisation, files=len(intake.file_names))
    return intake


def read_again(*, intake: Import, on: date) -> tuple[IntakeDraft, Comparison]:
    """Return what an import says and would do, with the answers given so far."""
    context = context_for(intake, on=on)
    draft = read_kept(from_json(intake.grids.get("tables", [])), intake.answers, context)
    return draft, compare(intake, draft, context=context, answers=intake.answers, on=on)


@transaction.atomic
def answer(*, intake: Import, answers: Mapping[str, str], by: User, at: datetime) -> Import:
    """Keep answers to questions; an empty answer takes one back."""
    intake = _open(intake)
    kept = {**intake.answers, **answers}
    intake.answers = {key: value for key, value in kept.items() if value}
    intake.save(update_fields=["answers"])
    audit.record("import.answered", target=intake, by=by, at=at, organisation=intake.organisation, answers=len(answers))
    return intake


@transaction.atomic
def ask_to_apply(*, intake: Import, by: User, at: datetime, on: date) -> Work:
    """Ask for an import to be taken over in the background: a whole school takes longer than somebody waits."""
    intake = _open(intake)
    if read_again(intake=intake, on=on)[1].open_findings:
        raise ImportNotPossible("open")
    return works.ask(TAKE_OVER, target=intake, by=by, at=at)


def do_apply(work: Work, at: datetime) -> works.Outcome:
    """Take an import over as whoever asked for it."""
    intake, by = Import.objects.get(pk=work.target_id), User.objects.get(pk=work.by_id)
    try:
        with working_on(Purpose.INTAKE, about=intake.site_id):
            apply(intake=intake, by=by, at=at, on=localdate(at))
    except ImportNotPossible as error:
        raise works.WorkRefused(str(error)) from error
    return {}


def apply(*, intake: Import, by: User, at: datetime, on: date) -> Import:
    """Take an import over: everything in one transaction, or nothing. Nobody is mailed."""
    try:
        return _apply(intake, by, at, on)
    except NoProcessingAgreement as error:
        raise ImportNotPossible("agreement") from error
    except CONFLICTS as error:
        raise ImportNotPossible("conflict") from error


@transaction.atomic
def _apply(intake: Import, by: User, at: datetime, on: date) -> Import:
    intake = _open(intake)
    draft, comparison = read_again(intake=intake, on=on)
    if comparison.open_findings:
        raise ImportNotPossible("open")
    counts = comparison.counts
    take_over(intake=intake, draft=draft, comparison=comparison, by=by, at=at, on=on)
    _close(intake, ImportStatus.APPLIED)
    intake.counts, intake.applied_at = counts, at
    intake.save()
    audit.record("import.applied", target=intake, by=by, at=at, organisation=intake.organisation, counts=counts)
    return intake


@transaction.atomic
def discard(*, intake: Import, by: User, at: datetime) -> Import:
    """Throw an import away with everything that was kept of it."""
    intake = _open(intake)
    _close(intake, ImportStatus.DISCARDED)
    intake.save()
    audit.record("import.discarded", target=intake, by=by, at=at, organisation=intake.organisation)
    return intake


@transaction.atomic
def forget_unfinished(*, at: datetime) -> int:
    """Throw away imports nobody finished: what a school handed over is not kept lying about."""
    old = list(Import.objects.filter(status__in=OPEN, uploaded_at__lt=at - KEPT).select_for_update().order_by("pk"))
    for intake in old:
        _close(intake, ImportStatus.DISCARDED)
        intake.save()
        audit.record("import.forgotten", target=intake, by=None, at=at)
    return len(old)


def _open(intake: Import) -> Import:
    locked = Import.objects.select_for_update(of=("self",)).select_related(
        "organisation", "initiative__organiser", "site__organisation"
    )
    intake = locked.get(pk=intake.pk)
    if intake.status not in OPEN:
        raise ImportNotPossible("over")
    return intake


def _close(intake: Import, status: ImportStatus) -> None:
    """Forget the rows: what was taken over stands in its own tables."""
    intake.status = status
    intake.grids, intake.answers, intake.mapping = {}, {}, {}
