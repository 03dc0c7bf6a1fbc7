"""Who takes part: tutors and groups of students, and what they offer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Enrolment, Initiative, StudentGroup
from tandem.people.models import Site, Tutor, User

OFFER = frozenset({"teaches", "max_sessions", "max_sessions_per_day", "max_group", "from_date", "to_date"})


@transaction.atomic
def make_student_group(
    *, initiative: Initiative, name: str, tutors: Iterable[Tutor], by: User, at: datetime
) -> StudentGroup:
    """Make a group of students who visit a class together."""
    group = StudentGroup(initiative=initiative, name=name)
    group.full_clean()
    group.save()
    group.tutors.set(tutors)
    audit.record("student_group.made", target=group, by=by, at=at, organisation=initiative.organiser)
    return group


@transaction.atomic
def change_student_group(*, group: StudentGroup, tutors: Iterable[Tutor], by: User, at: datetime) -> StudentGroup:
    """Change who is in a group of students."""
    group.tutors.set(tutors)
    audit.record("student_group.changed", target=group, by=by, at=at, organisation=group.initiative.organiser)
    return group


def enrol_tutor(*, initiative: Initiative, tutor: Tutor, by: User, at: datetime, **offer: Any) -> Enrolment:
    """Let a tutor take part, with what they offer (sites, teaches, sessions, dates); again changes the offer."""
    return _enrol(initiative, {"tutor": tutor}, offer, by, at)


def enrol_student_group(*, group: StudentGroup, by: User, at: datetime, **offer: Any) -> Enrolment:
    """Let a group of students take part, with what they offer."""
    return _enrol(group.initiative, {"student_group": group}, offer, by, at)


@transaction.atomic
def end_enrolment(*, enrolment: Enrolment, to_date: date, by: User, at: datetime) -> Enrolment:
    """Let somebody take part until a day; teams that run are closed apart, with a goodbye."""
    enrolment.to_date = to_date
    enrolment.save(update_fields=["to_date"])
    audit.record(
        "enrolment.ended",
        target=enrolment,
        by=by,
        at=at,
        organisation=enrolment.initiative.organiser,
        to_date=to_date,
    )
    return enrolment


@transaction.atomic
def _enrol(initiative: Initiative, who: Mapping[str, Any], offer: dict[str, Any], by: User, at: datetime) -> Enrolment:
    sites: Iterable[Site] | None = offer.pop("sites", None)
    unknown = set(offer) - OFFER
    if unknown:
        raise TypeError(f"An enrolment has no {', '.join(sorted(unknown))}.")
    enrolment = Enrolment.objects.filter(initiative=initiative, **who).first() or Enrolment(
        initiative=initiative, from_date=initiative.starts_date, max_group=initiative.group_max, **who
    )
    for field, value in offer.items():
        setattr(enrolment, field, value)
    enrolment.full_clean()
    enrolment.save()
    if sites is not None:
        enrolment.sites.set(sites)
    audit.record("enrolment.set", target=enrolment, by=by, at=at, organisation=initiative.organiser)
    return enrolment
