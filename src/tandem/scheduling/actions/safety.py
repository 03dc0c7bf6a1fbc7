"""The safety gate at work: what is seen, taken back or stopped takes effect on the sessions in the same step."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

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


def _keep_in_step(tutor: Tutor, at: datetime) -> None:
    keep_in_step_with_the_gate(on=at.astimezone(LOCAL).date(), at=at, tutor=tutor)
