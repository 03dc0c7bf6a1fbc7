"""Who has which role where, for how long, and who stands in for whom."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import audit, outbox
from tandem.core.permissions import NOT_GIVEN, Role
from tandem.people.models import Membership, Organisation, Person, Site, User
from tandem.people.queries import account_with

ROLE_GIVEN = "people.role_given"


class MembershipNotPossible(Exception):
    """The role is not one that is given, or its dates cannot be."""


@transaction.atomic
def give(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    from_date: date,
    to_date: date | None = None,
    site: Site | None = None,
    by: User,
    at: datetime,
) -> Membership:
    """Give somebody a role in an organisation, or give it again with other dates."""
    _refuse_impossible(role=role, organisation=organisation, site=site, from_date=from_date, to_date=to_date)
    if person.pk == by.person_id:
        raise MembershipNotPossible("Nobody gives themselves a role.")
    membership, _ = Membership.objects.update_or_create(
        person=person,
        organisation=organisation,
        role=role,
        site=site,
        stands_in_for=None,
        defaults={"from_date": from_date, "to_date": to_date},
    )
    _record("membership.given", membership, by=by, at=at, from_date=from_date, to_date=to_date)
    _tell(membership, at=at)
    return membership


def _refuse_impossible(
    *, role: Role, organisation: Organisation, site: Site | None, from_date: date, to_date: date | None
) -> None:
    if role in NOT_GIVEN:
        raise MembershipNotPossible(f"Nobody is given the role {role}.")
    if to_date and to_date < from_date:
        raise MembershipNotPossible("A role ends after it starts.")
    if (role == Role.LOCATION_COORDINATOR) != (site is not None):
        raise MembershipNotPossible("A location coordinator, and nobody else, has the role at one site.")
    if site is not None and site.organisation_id != organisation.pk:
        raise MembershipNotPossible("The site is of another organisation.")


@transaction.atomic
def invite(
    *,
    given_name: str,
    family_name: str,
    email: str,
    infix: str = "",
    organisation: Organisation,
    role: Role,
    from_date: date,
    to_date: date | None = None,
    site: Site | None = None,
    by: User,
    at: datetime,
) -> Membership:
    """Give a role to whoever signs in with this address, known to Tandem or not, and let them know."""
    person = person_behind(given_name=given_name, infix=infix, family_name=family_name, email=email, at=at)
    return give(
        person=person,
        organisation=organisation,
        role=role,
        from_date=from_date,
        to_date=to_date,
        site=site,
        by=by,
        at=at,
    )


def person_behind(*, given_name: str, infix: str = "", family_name: str, email: str, at: datetime) -> Person:
    """Return who signs in with this address; somebody new gets an account, and signs in by a code."""
    email = email.strip().lower()
    user = account_with(email)
    if user is not None:
        return user.person
    person = Person(given_name=given_name, infix=infix, family_name=family_name, email=email)
    person.full_clean()
    person.save()
    User.objects.create_user(email, person=person, joined_at=at)
    return person


@transaction.atomic
def stand_in(
    *, membership: Membership, person: Person, from_date: date, to_date: date, by: User, at: datetime
) -> Membership:
    """Let somebody stand in for who has a role: with all of the role, for these days only."""
    if membership.stands_in_for_id is not None:
        raise MembershipNotPossible("A deputy has no deputy: name one for who has the role.")
    if person.pk == membership.person_id:
        raise MembershipNotPossible("Nobody stands in for themselves.")
    if to_date < from_date:
        raise MembershipNotPossible("Standing in ends after it starts.")
    deputy, _ = Membership.objects.update_or_create(
        person=person,
        stands_in_for=membership,
        from_date=from_date,
        defaults={
            "organisation": membership.organisation,
            "role": membership.role,
            "site": membership.site,
            "to_date": to_date,
        },
    )
    _record("membership.deputy_named", deputy, by=by, at=at, instead_of=membership.person_id, to_date=to_date)
    _tell(deputy, at=at)
    return deputy


@transaction.atomic
def invite_stand_in(
    *,
    membership: Membership,
    given_name: str,
    family_name: str,
    email: str,
    infix: str = "",
    from_date: date,
    to_date: date,
    by: User,
    at: datetime,
) -> Membership:
    """Let whoever signs in with this address stand in for a while."""
    person = person_behind(given_name=given_name, infix=infix, family_name=family_name, email=email, at=at)
    return stand_in(membership=membership, person=person, from_date=from_date, to_date=to_date, by=by, at=at)


@transaction.atomic
def end(*, membership: Membership, last_date: date, by: User, at: datetime) -> Membership:
    """Let a role end after a day; one that had not begun yet is taken away."""
    if membership.person_id == by.person_id:
        raise MembershipNotPossible("Nobody ends their own role: somebody else must be there to give it again.")
    _record("membership.ended", membership, by=by, at=at, last_date=last_date)
    if last_date < membership.from_date:
        membership.delete()
    else:
        membership.to_date = last_date
        membership.save(update_fields=["to_date"])
    return membership


@transaction.atomic
def reopen(*, membership: Membership, to_date: date | None = None, by: User, at: datetime) -> Membership:
    """Let a role that ends go on after all, without an end or until another day."""
    if membership.stands_in_for_id is not None and to_date is None:
        raise MembershipNotPossible("Standing in always has an end.")
    if to_date and to_date < membership.from_date:
        raise MembershipNotPossible("A role ends after it starts.")
    membership.to_date = to_date
    membership.save(update_fields=["to_date"])
    _record("membership.reopened", membership, by=by, at=at, to_date=to_date)
    return membership


def _record(action: str, membership: Membership, *, by: User, at: datetime, **facts: object) -> None:
    audit.record(
        action,
        target=membership,
        by=by,
        at=at,
        organisation=membership.organisation,
        person=membership.person_id,
        role=membership.role,
        **facts,
    )


def _tell(membership: Membership, *, at: datetime) -> None:
    key = f"{ROLE_GIVEN}:{membership.pk}:{at.isoformat()}"
    outbox.post(ROLE_GIVEN, key=key, at=at, person=membership.person_id, role=membership.role)
