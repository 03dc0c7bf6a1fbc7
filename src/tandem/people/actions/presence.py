"""Saying when one works."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.people.models import DayOff, User, WorkingWeek


class PresenceNotPossible(Exception):
    """Days that are none."""


@transaction.atomic
def set_working_days(*, days: Collection[int], by: User, at: datetime) -> WorkingWeek:
    """Say on which days of the week one works."""
    if not set(days) <= set(range(7)):
        raise PresenceNotPossible("A week has seven days.")
    week, _ = WorkingWeek.objects.update_or_create(person=by.person, defaults={"days": sorted(set(days))})
    audit.record("working_week.set", target=week, by=by, at=at, days=week.days)
    return week


@transaction.atomic
def add_days_off(*, from_date: date, to_date: date, by: User, at: datetime) -> DayOff:
    """Say from when until when one is not there."""
    if to_date < from_date:
        raise PresenceNotPossible("The last day comes before the first.")
    day_off = DayOff.objects.create(person=by.person, from_date=from_date, to_date=to_date)
    audit.record("days_off.added", target=day_off, by=by, at=at, from_date=from_date, to_date=to_date)
    return day_off


@transaction.atomic
def remove_days_off(*, day_off: DayOff, by: User, at: datetime) -> None:
    """Take days off back."""
    audit.record("days_off.removed", target=day_off, by=by, at=at)
    day_off.delete()
