"""Who asks for tutoring, and how soon. Never filled in from indicators (R-NEV-11): a person asks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models import Initiative, Request
from tandem.people.actions.agreements import refuse_without
from tandem.people.models import Pupil, SchoolClass, Site, Tutor, User

CHANGEABLE = frozenset({"level", "sessions_per_week", "group_max", "goal", "interests", "languages", "site"})


class RequestNotPossible(Exception):
    """A request that cannot be changed so."""


@transaction.atomic
def add_request(
    *,
    initiative: Initiative,
    site: Site,
    subject: str,
    level: int,
    asked_date: date,
    pupil: Pupil | None = None,
    school_class: SchoolClass | None = None,
    priority: Priority = Priority.NORMAL,
    by: User,
    at: datetime,
    **wishes: Any,
) -> Request:
    """Ask for tutoring for a pupil, or a whole class, in one subject."""
    refuse_without(site.organisation, at=at)
    start = {"sessions_per_week": initiative.sessions_per_week, "group_max": initiative.group_max}
    request = Request(
        initiative=initiative,
        site=site,
        subject=subject,
        level=level,
        asked_date=asked_date,
        pupil=pupil,
        school_class=school_class,
        priority=priority,
        **(start | _known(wishes)),
    )
    request.full_clean()
    request.save()
    _record("request.added", request, by, at)
    return request


@transaction.atomic
def change_request(*, request: Request, by: User, at: datetime, **wishes: Any) -> Request:
    """Change what is asked for."""
    for field, value in _known(wishes).items():
        setattr(request, field, value)
    request.full_clean()
    request.save()
    _record("request.changed", request, by, at, fields=sorted(wishes))
    return request


@transaction.atomic
def set_priority(*, request: Request, priority: Priority, by: User, at: datetime) -> Request:
    """Give a request one of the school's three words for how soon."""
    request.priority = Priority(priority)
    request.save(update_fields=["priority"])
    _record("request.priority_set", request, by, at, priority=request.priority)
    return request


@transaction.atomic
def withdraw_request(*, request: Request, by: User, at: datetime) -> Request:
    """Take back a request that has no place yet; it leaves no trace on the child."""
    if request.status == RequestStatus.PLACED:
        raise RequestNotPossible("placed")
    request.status = RequestStatus.WITHDRAWN
    request.save(update_fields=["status"])
    _record("request.withdrawn", request, by, at)
    return request


@transaction.atomic
def refuse_tutors(*, request: Request, tutors: Iterable[Tutor], by: User, at: datetime) -> Request:
    """Keep tutors from a request. Private: nobody is ever shown who refused whom."""
    request.not_tutors.set(tutors)
    _record("request.refusals_set", request, by, at)
    return request


@transaction.atomic
def keep_apart(*, request: Request, others: Iterable[Request], by: User, at: datetime) -> Request:
    """Keep a request out of one group with others. Private as well."""
    request.apart_from.set(others)
    _record("request.kept_apart", request, by, at)
    return request


@transaction.atomic
def mark_placed(*, request: Request, by: User, at: datetime) -> None:
    """Say that a request has its place."""
    request.status = RequestStatus.PLACED
    request.save(update_fields=["status"])
    _record("request.placed", request, by, at)


@transaction.atomic
def mark_waiting(*, request: Request, by: User, at: datetime) -> None:
    """Say that a request waits for a place (again)."""
    request.status = RequestStatus.WAITING
    request.save(update_fields=["status"])
    _record("request.waits_again", request, by, at)


@transaction.atomic
def mark_ended(*, request: Request, by: User, at: datetime) -> None:
    """Say that a request is done."""
    request.status = RequestStatus.ENDED
    request.save(update_fields=["status"])
    _record("request.ended", request, by, at)


def _known(wishes: dict[str, Any]) -> dict[str, Any]:
    unknown = set(wishes) - CHANGEABLE
    if unknown:
        raise TypeError(f"A request has no {', '.join(sorted(unknown))}.")
    return wishes


def _record(action: str, request: Request, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=request, by=by, at=at, organisation=request.initiative.organiser, **facts)
