"""Taking over what was agreed last year, and confirming it: one by one, or all at once."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.initiatives.actions.start import StartNotPossible
from tandem.initiatives.enums import PartnerGroup, PointState, StartPoint
from tandem.initiatives.models import Expectation, Goal, Initiative, Instrument, PointAnswer, QuestionContact
from tandem.people.models import User


@transaction.atomic
def take_over(*, initiative: Initiative, earlier: Initiative, by: User, at: datetime) -> int:
    """Copy what partners said and agreed in an earlier initiative, where this one has nothing yet; return how much.

    It does not count before somebody confirms it.
    """
    if earlier.organiser_id != initiative.organiser_id:
        raise StartNotPossible("Answers are taken over within one organisation.")
    wrote = {"written_by": by, "written_at": at, "from_last_year": True}
    answered = set(initiative.points.values_list("point", flat=True))
    points = [_copy(row, initiative, **wrote) for row in earlier.points.exclude(point__in=answered)]
    heard = set(initiative.expectations.values_list("group", flat=True))
    expectations = [_copy(row, initiative, **wrote) for row in earlier.expectations.exclude(group__in=heard)]
    goals = _goals(initiative, earlier, chosen_by=by, chosen_at=at, from_last_year=True)
    PointAnswer.objects.bulk_create(points)
    Expectation.objects.bulk_create(expectations)
    contacts = set(initiative.question_contacts.values_list("group", flat=True))
    QuestionContact.objects.bulk_create(
        _copy(row, initiative) for row in earlier.question_contacts.exclude(group__in=contacts)
    )
    taken = len(points) + len(expectations) + goals
    _record("start.taken_over", initiative, by, at, earlier=earlier.pk, taken=taken)
    return taken


def _goals(initiative: Initiative, earlier: Initiative, **changed: Any) -> int:
    """Copy the goals with the instruments that look at them, unless goals were chosen already."""
    if initiative.goals.exists():
        return 0
    old = list(earlier.goals.all())
    copies = {row.pk: _copy(row, initiative, **changed) for row in old}
    Goal.objects.bulk_create(copies.values())
    for instrument in earlier.instruments.prefetch_related("goals"):
        copy: Instrument = _copy(instrument, initiative)
        goals = [copies[goal.pk] for goal in instrument.goals.all()]
        copy.save(force_insert=True)
        copy.goals.set(goals)
    return len(copies)


def _copy(row: Any, initiative: Initiative, **changed: Any) -> Any:
    """Return the row as one of another initiative, not saved yet."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(fields | {"id": uuid4(), "initiative_id": initiative.pk} | changed))


@transaction.atomic
def confirm_point(*, initiative: Initiative, point: StartPoint, by: User, at: datetime) -> None:
    """Say that what was agreed on a point last year holds again."""
    _confirm_points(initiative.points.filter(point=point), by, at)
    if point == StartPoint.GOALS:
        initiative.goals.update(from_last_year=False)
    _record("start.confirmed", initiative, by, at, point=point)


@transaction.atomic
def confirm_group(*, initiative: Initiative, group: PartnerGroup, by: User, at: datetime) -> None:
    """Say that a group was asked again, and expects what it did last year."""
    initiative.expectations.filter(group=group).update(
        from_last_year=False, stated_date=localdate(at), written_by=by, written_at=at
    )
    _record("start.confirmed", initiative, by, at, group=group)


@transaction.atomic
def confirm_all(*, initiative: Initiative, by: User, at: datetime) -> None:
    """Say that all that was taken over from last year holds again."""
    _confirm_points(initiative.points.all(), by, at)
    initiative.expectations.filter(from_last_year=True).update(
        from_last_year=False, stated_date=localdate(at), written_by=by, written_at=at
    )
    initiative.goals.filter(from_last_year=True).update(from_last_year=False, chosen_by=by, chosen_at=at)
    _record("start.confirmed", initiative, by, at, all=True)


def _confirm_points(rows: QuerySet[PointAnswer], by: User, at: datetime) -> None:
    taken = rows.filter(from_last_year=True)
    # What was still being discussed last year is not agreed by saying that it stands as it stood.
    taken.filter(state=PointState.AGREED).update(agreed_date=localdate(at))
    taken.update(from_last_year=False, written_by=by, written_at=at)


def _record(action: str, initiative: Initiative, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=initiative, by=by, at=at, organisation=initiative.organiser, **facts)
