"""That a tutor's check, training or agreement was seen: the safety gate (R-NEV-13). Never what stood in it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Tutor, User


class ClearanceNotPossible(Exception):
    """The dates cannot be true."""


@transaction.atomic
def record(
    *,
    tutor: Tutor,
    kind: ClearanceKind,
    seen_date: date,
    valid_until: date | None = None,
    by: User,
    at: datetime,
) -> Clearance:
    """Record that `by` saw it, or saw its renewal."""
    if seen_date > localdate(at):
        raise ClearanceNotPossible("What is seen later cannot be recorded now.")
    if valid_until and valid_until < seen_date:
        raise ClearanceNotPossible("What was no longer valid when it was seen opens no gate.")
    clearance = Clearance.objects.select_for_update().filter(tutor=tutor, kind=kind).first()
    clearance = clearance or Clearance(tutor=tutor, kind=kind)
    clearance.seen_date = seen_date
    clearance.seen_by = by
    clearance.valid_until = valid_until
    clearance.full_clean()
    clearance.save()
    audit.record(
        "clearance.recorded",
        target=clearance,
        by=by,
        at=at,
        organisation=tutor.organisation,
        tutor=tutor.pk,
        kind=kind,
        valid_until=valid_until,
    )
    return clearance


@transaction.atomic
def withdraw(*, clearance: Clearance, by: User, at: datetime) -> None:
    """Take a clearance back: from now on the tutor is not cleared."""
    tutor = clearance.tutor
    audit.record(
        "clearance.withdrawn",
        target=clearance,
        by=by,
        at=at,
        organisation=tutor.organisation,
        tutor=tutor.pk,
        kind=clearance.kind,
    )
    clearance.delete()
