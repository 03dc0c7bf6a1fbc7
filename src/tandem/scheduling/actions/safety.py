"""The safety gate at work: what is seen, taken back or stopped takes effect on the sessions in the same step."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from tandem.core.isolation import Purpose, working_on
from tandem.initiatives.actions import engagements, training
from tandem.initiatives.enums import AgreementWay, Came, EngagementForm
from tandem.initiatives.models import Gathering, TutorAgreement
from tandem.people.actions import clearances
from tandem.people.enums import CheckModel, ClearanceKind, Country
from tandem.people.models import Clearance, Halt, Tutor, User
from tandem.scheduling.actions.pauses import keep_in_step_with_the_gate
from tandem.scheduling.calendar import LOCAL


@transaction.atomic
def record_clearance(
    *,
    tutor: Tutor,
    kind: ClearanceKind,
    model: CheckModel | None,
    document_date: date | None,
    seen_date: date,
    valid_until: date | None,
    countries: Collection[Country],
    by: User,
    at: datetime,
) -> Clearance:
    """Record what was seen; teams that only waited for it go on."""
    seen = clearances.record(
        tutor=tutor,
        kind=kind,
        model=model,
        document_date=document_date,
        seen_date=seen_date,
        valid_until=valid_until,
        countries=countries,
        by=by,
        at=at,
    )
    _keep_in_step(tutor, at)
    return seen


@transaction.atomic
def withdraw_clearance(*, clearance: Clearance, by: User, at: datetime) -> None:
    """Take back what was seen; the tutor's sessions lie still."""
    tutor = clearance.tutor
    clearances.withdraw(clearance=clearance, by=by, at=at)
    _keep_in_step(tutor, at)


@transaction.atomic
def halt_tutor(*, tutor: Tutor, by: User, at: datetime) -> Halt:
    """Stop a tutor in one step: nothing is shown any more, and the sessions lie still."""
    halted = clearances.halt(tutor=tutor, by=by, at=at)
    _keep_in_step(tutor, at)
    return halted


@transaction.atomic
def lift_halt(*, tutor: Tutor, by: User, at: datetime) -> Halt:
    """Let a stopped tutor go on; their sessions come back."""
    lifted = clearances.lift_halt(tutor=tutor, by=by, at=at)
    _keep_in_step(tutor, at)
    return lifted


@transaction.atomic
def record_attendance(
    *, gathering: Gathering, came: Mapping[Tutor, Came], themes: str | None = None, by: User, at: datetime
) -> list[Tutor]:
    """Write down who came; teams of those whose training now stands, or no longer does, follow at once."""
    changed = training.record_attendance(gathering=gathering, came=came, themes=themes, by=by, at=at)
    for tutor in changed:
        _keep_in_step(tutor, at)
    return changed


@transaction.atomic
def agree(
    *,
    tutor: Tutor,
    form: EngagementForm,
    version: str,
    way: AgreementWay = AgreementWay.PAGE,
    paper_date: date | None = None,
    by: User,
    at: datetime,
) -> TutorAgreement:
    """Keep what a tutor agreed to; teams that only waited for it go on."""
    row = engagements.agree(tutor=tutor, form=form, version=version, way=way, paper_date=paper_date, by=by, at=at)
    _keep_in_step(tutor, at)
    return row


def _keep_in_step(tutor: Tutor, at: datetime) -> None:
    with working_on(Purpose.FOLLOWING, about=tutor.pk):
        keep_in_step_with_the_gate(on=at.astimezone(LOCAL).date(), at=at, tutor=tutor)
