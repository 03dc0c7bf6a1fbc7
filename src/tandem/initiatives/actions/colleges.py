"""What a college gives: its own ceiling, its look at a school's reasons, and moments it keeps free (R-NEV-12)."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import CollegePlaces, Initiative, PolicyCheck, ReservedSlot
from tandem.people.enums import OrganisationKind
from tandem.people.models import Organisation, Site, User


class PlacesNotPossible(Exception):
    """The organisation is no college, or the school takes no part."""


class SlotNotPossible(Exception):
    """The moment ends before it begins, or is kept free already."""


@transaction.atomic
def set_places(
    *,
    initiative: Initiative,
    college: Organisation,
    site: Site | None,
    places: int | None,
    by: User,
    at: datetime,
    reason: str = "",
) -> CollegePlaces | None:
    """Say how many places a college has, at one school or in all of an initiative; none named is no ceiling.

    Whoever has a place keeps it, also when a college lowers its ceiling: only what is new waits.
    """
    _refuse_others(initiative, college, site)
    rows = CollegePlaces.objects.filter(initiative=initiative, college=college, site=site)
    row = rows.select_for_update().first()
    if places is None:
        rows.delete()
        row = None
    else:
        row = row or CollegePlaces(initiative=initiative, college=college, site=site)
        row.places, row.reason, row.said_by, row.said_at = places, reason.strip(), by, at
        row.full_clean()
        row.save()
    _record("college.places_set", initiative, college, by, at, site=site.pk if site else None, places=places)
    return row


@transaction.atomic
def check_policy(
    *,
    initiative: Initiative,
    college: Organisation,
    site: Site,
    agrees: bool,
    by: User,
    at: datetime,
    reason: str = "",
) -> PolicyCheck:
    """Record that a college looked why a school chose tutoring, and whether it sends students there (R-VLOR-10.1b)."""
    _refuse_others(initiative, college, site)
    row = PolicyCheck.objects.filter(initiative=initiative, college=college, site=site).first()
    row = row or PolicyCheck(initiative=initiative, college=college, site=site)
    row.agrees, row.reason, row.checked_by, row.checked_at = agrees, reason.strip(), by, at
    row.full_clean()
    row.save()
    _record("college.policy_checked", initiative, college, by, at, site=site.pk, agrees=agrees)
    return row


@transaction.atomic
def reserve_slot(
    *,
    initiative: Initiative,
    college: Organisation,
    site: Site | None,
    day: int,
    starts: time,
    ends: time,
    from_date: date,
    to_date: date | None,
    by: User,
    at: datetime,
) -> ReservedSlot:
    """Keep a weekly moment free in the timetable of a college's own students."""
    _refuse_others(initiative, college, site)
    others = ReservedSlot.objects.filter(
        initiative=initiative, college=college, site=site, day=day, from_date=from_date
    )
    if ends <= starts or (to_date and to_date < from_date) or others.filter(starts=starts).exists():
        raise SlotNotPossible
    row = ReservedSlot(
        initiative=initiative,
        college=college,
        site=site,
        day=day,
        starts=starts,
        ends=ends,
        from_date=from_date,
        to_date=to_date,
    )
    row.full_clean()
    row.save()
    _record("college.slot_reserved", initiative, college, by, at, site=site.pk if site else None, day=day)
    return row


@transaction.atomic
def release_slot(*, slot: ReservedSlot, by: User, at: datetime) -> None:
    """No longer keep a moment free; what was planned in it stays until somebody changes it."""
    _record("college.slot_released", slot.initiative, slot.college, by, at, day=slot.day)
    slot.delete()


def _refuse_others(initiative: Initiative, college: Organisation, site: Site | None) -> None:
    if college.kind != OrganisationKind.HIGHER_EDUCATION:
        raise PlacesNotPossible("no_college")
    if site is not None and not initiative.sites.filter(pk=site.pk).exists():
        raise PlacesNotPossible("elsewhere")


def _record(action: str, initiative: Initiative, college: Organisation, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=initiative, by=by, at=at, organisation=college, college=college.pk, **facts)
