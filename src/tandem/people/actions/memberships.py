"""Who has which role where, and for how long."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.core.permissions import Role
from tandem.people.models import Membership, Organisation, Person, User


class MembershipNotPossible(Exception):
    """The role is not one that is given, or its dates cannot be."""


# Teaching a class, tutoring and being a guardian follow from what somebody is, not from a membership.
GIVEN = frozenset({Role.PROGRAMME_COORDINATOR, Role.SCHOOL_COORDINATOR, Role.PLATFORM_ADMIN})


@transaction.atomic
def give(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    from_date: date,
    to_date: date | None = None,
    by: User,
    at: datetime,
) -> Membership:
    """Give somebody a role in an organisation, or give it again with other dates."""
    if role not in GIVEN:
        raise MembershipNotPossible(f"Nobody is given the role {role}.")
    if to_date and to_date < from_date:
        raise MembershipNotPossible("A role ends after it starts.")
    membership, _ = Membership.objects.update_or_create(
        person=person, organisation=organisation, role=role, defaults={"from_date": from_date, "to_date": to_date}
    )
    audit.record(
        "membership.given",
        target=membership,
        by=by,
        at=at,
        organisation=organisation,
        person=person.pk,
        role=role,
        from_date=from_date,
        to_date=to_date,
    )
    return membership


@transaction.atomic
def end(*, membership: Membership, last_date: date, by: User, at: datetime) -> Membership:
    """Let a role end after a day; one that had not begun yet is taken away."""
    if membership.person_id == by.person_id:
        raise MembershipNotPossible("Nobody ends their own role: somebody else must be there to give it again.")
    audit.record(
        "membership.ended",
        target=membership,
        by=by,
        at=at,
        organisation=membership.organisation,
        person=membership.person_id,
        role=membership.role,
        last_date=last_date,
    )
    if last_date < membership.from_date:
        membership.delete()
    else:
        membership.to_date = last_date
        membership.save(update_fields=["to_date"])
    return membership
