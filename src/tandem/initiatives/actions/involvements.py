"""Who has a role in an initiative: final responsible, trust person, lecturer, funder and the others."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.core.permissions import IN_INITIATIVE, Role
from tandem.initiatives.models import Initiative, Involvement
from tandem.people.actions import memberships
from tandem.people.models import Membership, Organisation, Person, User


class InvolvementNotPossible(Exception):
    """The role is not one in an initiative, or its dates cannot be."""


@transaction.atomic
def involve(
    *,
    initiative: Initiative,
    person: Person,
    organisation: Organisation,
    role: Role,
    from_date: date,
    to_date: date | None = None,
    by: User,
    at: datetime,
) -> Involvement:
    """Give somebody of an organisation a role in an initiative, or give it again with other dates."""
    if role not in IN_INITIATIVE:
        raise InvolvementNotPossible(f"{role} is not a role in an initiative.")
    if to_date and to_date < from_date:
        raise InvolvementNotPossible("A role ends after it starts.")
    involvement, _ = Involvement.objects.update_or_create(
        initiative=initiative,
        membership=_membership(person, organisation, role, from_date=from_date, by=by, at=at),
        defaults={"from_date": from_date, "to_date": to_date},
    )
    _record("involvement.given", involvement, by=by, at=at, from_date=from_date, to_date=to_date)
    return involvement


@transaction.atomic
def invite(
    *,
    initiative: Initiative,
    given_name: str,
    family_name: str,
    email: str,
    infix: str = "",
    organisation: Organisation,
    role: Role,
    from_date: date,
    to_date: date | None = None,
    by: User,
    at: datetime,
) -> Involvement:
    """Give a role in an initiative to whoever signs in with this address, known to Tandem or not."""
    person = memberships.person_behind(given_name=given_name, infix=infix, family_name=family_name, email=email, at=at)
    return involve(
        initiative=initiative,
        person=person,
        organisation=organisation,
        role=role,
        from_date=from_date,
        to_date=to_date,
        by=by,
        at=at,
    )


def _membership(
    person: Person, organisation: Organisation, role: Role, *, from_date: date, by: User, at: datetime
) -> Membership:
    """Return the role itself: one that stands is kept as it is, also for other initiatives."""
    found = Membership.objects.filter(
        person=person, organisation=organisation, role=role, stands_in_for=None, to_date__isnull=True
    ).first()
    if found is not None and found.from_date <= from_date:
        return found
    return memberships.give(person=person, organisation=organisation, role=role, from_date=from_date, by=by, at=at)


@transaction.atomic
def end(*, involvement: Involvement, last_date: date, by: User, at: datetime) -> Involvement:
    """Let a role in an initiative end after a day; one that had not begun yet is taken away."""
    _record("involvement.ended", involvement, by=by, at=at, last_date=last_date)
    if last_date < involvement.from_date:
        involvement.delete()
    else:
        involvement.to_date = last_date
        involvement.save(update_fields=["to_date"])
    return involvement


@transaction.atomic
def reopen(*, involvement: Involvement, by: User, at: datetime) -> Involvement:
    """Let a role in an initiative go on after all."""
    involvement.to_date = None
    involvement.save(update_fields=["to_date"])
    _record("involvement.reopened", involvement, by=by, at=at)
    return involvement


def _record(action: str, involvement: Involvement, *, by: User, at: datetime, **facts: object) -> None:
    membership = involvement.membership
    audit.record(
        action,
        target=involvement,
        by=by,
        at=at,
        organisation=involvement.initiative.organiser,
        person=membership.person_id,
        role=membership.role,
        **facts,
    )
