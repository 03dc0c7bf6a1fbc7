"""What a school says of itself before it begins, what else it does, and how much time its partners may ask of it."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative, SchoolPart, SchoolProject, StaffLimit
from tandem.people.models import Site, User

ANSWERS = frozenset(
    {
        "pupils",
        "classes",
        "largest_class",
        "head_agrees",
        "projects_complete",
        "core_values",
        "adaptations",
        "lead_weeks",
        "early_reason",
    }
)


class StaffTimeNotPossible(Exception):
    """Partners would ask more of a school's staff than it said it can carry; how many hours a month are left."""

    def __init__(self, left: Decimal) -> None:
        self.left = left
        super().__init__(f"{left} hours are left")


@transaction.atomic
def answer_readiness(*, initiative: Initiative, site: Site, by: User, at: datetime, **answers: Any) -> SchoolPart:
    """Write down how a school stands for an initiative. It is advice: nothing is refused because of it."""
    unknown = set(answers) - ANSWERS
    if unknown:
        raise TypeError(f"A school answers nothing about {', '.join(sorted(unknown))}.")
    row = _part(initiative, site)
    for field, value in answers.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    audit.record("school.readiness_answered", target=row, by=by, at=at, organisation=site.organisation)
    return row


@transaction.atomic
def ask_staff_time(*, initiative: Initiative, site: Site, hours: Decimal, by: User, at: datetime) -> SchoolPart:
    """Say how many hours a month an initiative asks of a school's staff: never more than the school can carry."""
    limit = StaffLimit.objects.select_for_update().filter(site=site).first()
    others = _asked_by_others(initiative, site, localdate(at))
    row = _part(initiative, site)
    lowered = row.staff_hours is not None and hours <= row.staff_hours
    if limit is not None and others + hours > limit.hours and not lowered:
        raise StaffTimeNotPossible(max(Decimal(0), limit.hours - others))
    row.staff_hours = hours
    row.full_clean()
    row.save()
    audit.record(
        "school.staff_time_asked", target=row, by=by, at=at, organisation=initiative.organiser, hours=str(hours)
    )
    return row


@transaction.atomic
def set_staff_limit(*, site: Site, hours: Decimal | None, by: User, at: datetime) -> None:
    """Say how many hours a month a school can give to all partners together; the school alone decides it (R-NEV-30)."""
    if hours is None:
        StaffLimit.objects.filter(site=site).delete()
    else:
        row = StaffLimit.objects.filter(site=site).first() or StaffLimit(site=site)
        row.hours, row.said_by, row.said_at = hours, by, at
        row.full_clean()
        row.save()
    said = None if hours is None else str(hours)
    audit.record("school.staff_limit_set", target=site, by=by, at=at, organisation=site.organisation, hours=said)


@transaction.atomic
def add_project(
    *,
    site: Site,
    name: str,
    partner: str,
    days: Collection[int],
    pupils: int | None,
    staff_hours: Decimal,
    from_date: date,
    to_date: date | None,
    by: User,
    at: datetime,
) -> SchoolProject:
    """Write down what else runs at a school, so that overlap is seen."""
    row = SchoolProject(
        site=site,
        name=name,
        partner=partner,
        days=sorted(days),
        pupils=pupils,
        staff_hours=staff_hours,
        from_date=from_date,
        to_date=to_date,
    )
    row.full_clean()
    row.save()
    audit.record("school.project_added", target=row, by=by, at=at, organisation=site.organisation)
    return row


@transaction.atomic
def end_project(*, project: SchoolProject, by: User, at: datetime) -> None:
    """Take a project off the list of a school."""
    audit.record("school.project_ended", target=project, by=by, at=at, organisation=project.site.organisation)
    project.delete()


def _part(initiative: Initiative, site: Site) -> SchoolPart:
    found = SchoolPart.objects.select_for_update().filter(initiative=initiative, site=site).first()
    return found or SchoolPart(initiative=initiative, site=site)


def _asked_by_others(initiative: Initiative, site: Site, on: date) -> Decimal:
    projects = SchoolProject.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=on), site=site).values_list(
        "staff_hours", flat=True
    )
    parts = (
        SchoolPart.objects.filter(site=site, staff_hours__isnull=False, initiative__ends_date__gte=on)
        .exclude(initiative=initiative)
        .exclude(initiative__status=InitiativeStatus.ENDED)
        .values_list("staff_hours", flat=True)
    )
    return sum((*projects, *(hours for hours in parts if hours is not None)), Decimal(0))
