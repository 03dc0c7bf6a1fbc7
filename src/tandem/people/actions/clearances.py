"""That a tutor's check, training or agreement was seen: the safety gate (R-NEV-13). Never what stood in it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.people.checks import country_of, renewal_date, rule_of
from tandem.people.enums import CheckModel, ClearanceKind, Country
from tandem.people.models import Clearance, Halt, Tutor, User


class ClearanceNotPossible(Exception):
    """The dates cannot be true, or the paper is not one that counts; its first argument names which."""


class HaltNotPossible(Exception):
    """The tutor is stopped already, or is not."""


@transaction.atomic
def record(
    *,
    tutor: Tutor,
    kind: ClearanceKind,
    model: CheckModel | None = None,
    document_date: date | None = None,
    seen_date: date,
    valid_until: date | None = None,
    countries: Collection[Country] = (),
    by: User,
    at: datetime,
) -> Clearance:
    """Record that `by` saw it, or saw its renewal; a check is asked again when the rule of its country says so.

    `countries` are those in which the tutor tutors: the shortest time of them holds.
    """
    if seen_date > localdate(at):
        raise ClearanceNotPossible("later")
    if (kind == ClearanceKind.CHECK) != (model is not None):
        raise ClearanceNotPossible("model")
    if model is not None:
        valid_until = _last_day(model, document_date, seen_date, valid_until, countries)
    if valid_until and valid_until < seen_date:
        raise ClearanceNotPossible("over")
    clearance = Clearance.objects.select_for_update().filter(tutor=tutor, kind=kind, model=model or "").first()
    clearance = clearance or Clearance(tutor=tutor, kind=kind, model=model or "")
    clearance.document_date = document_date
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
        model=clearance.model,
        valid_until=valid_until,
    )
    return clearance


def _last_day(
    model: CheckModel,
    document_date: date | None,
    seen_date: date,
    valid_until: date | None,
    countries: Collection[Country],
) -> date:
    """Return until when a check counts: never longer than its rule says."""
    if model == CheckModel.MINOR_BE:
        if valid_until is None:
            raise ClearanceNotPossible("birthday")  # until the day before somebody comes of age
        return valid_until
    if document_date is None or document_date > seen_date:
        raise ClearanceNotPossible("document")
    rule = rule_of(country_of(model, on=seen_date), on=seen_date)
    if (seen_date - document_date).days > rule.newest_days:
        raise ClearanceNotPossible("old")
    last = renewal_date(model, document_date=document_date, countries=countries, on=seen_date)
    return min(last, valid_until) if valid_until else last


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


@transaction.atomic
def halt(*, tutor: Tutor, by: User, at: datetime) -> Halt:
    """Stop a tutor in one step: from now on they see no child, wherever they tutor. No reason is written down."""
    Tutor.objects.select_for_update().get(pk=tutor.pk)
    if Halt.objects.filter(tutor=tutor, lifted_at__isnull=True).exists():
        raise HaltNotPossible("halted")
    halted = Halt.objects.create(tutor=tutor, halted_at=at, halted_by=by)
    audit.record("tutor.halted", target=halted, by=by, at=at, organisation=tutor.organisation, tutor=tutor.pk)
    return halted


@transaction.atomic
def lift_halt(*, tutor: Tutor, by: User, at: datetime) -> Halt:
    """Let a stopped tutor go on, as far as the rest of the gate stands."""
    halted = Halt.objects.select_for_update().filter(tutor=tutor, lifted_at__isnull=True).first()
    if halted is None:
        raise HaltNotPossible("not halted")
    halted.lifted_at, halted.lifted_by = at, by
    halted.save(update_fields=["lifted_at", "lifted_by"])
    audit.record("tutor.halt_lifted", target=halted, by=by, at=at, organisation=tutor.organisation, tutor=tutor.pk)
    return halted
