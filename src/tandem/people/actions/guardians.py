"""The parents and carers of a pupil, and how they are reached."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.people.models import Guardian, Person, Pupil, User


class GuardianNotPossible(Exception):
    """The person cannot be this pupil's guardian."""


@transaction.atomic
def add(*, pupil: Pupil, person: Person, by: User, at: datetime) -> Guardian:
    """Name somebody as parent or carer of a pupil."""
    if person.pk == pupil.person_id:
        raise GuardianNotPossible("A pupil is not their own guardian.")
    guardian, new = Guardian.objects.get_or_create(pupil=pupil, person=person)
    if new:
        audit.record("guardian.added", target=guardian, by=by, at=at, organisation=pupil.organisation, pupil=pupil.pk)
    return guardian


@transaction.atomic
def add_new(
    *,
    pupil: Pupil,
    given_name: str,
    family_name: str,
    infix: str = "",
    email: str = "",
    phone: str = "",
    language: str = "nl",
    by: User,
    at: datetime,
) -> Guardian:
    """Name somebody Tandem does not know yet as parent or carer of a pupil."""
    person = Person(
        given_name=given_name, infix=infix, family_name=family_name, email=email, phone=phone, language=language
    )
    person.full_clean()
    person.save()
    return add(pupil=pupil, person=person, by=by, at=at)


@transaction.atomic
def change_contact(*, guardian: Guardian, email: str, phone: str, language: str, by: User, at: datetime) -> Guardian:
    """Change how a guardian is reached, and in which language."""
    person = guardian.person
    person.email, person.phone, person.language = email, phone, language
    person.full_clean()
    person.save(update_fields=["email", "phone", "language"])
    organisation = guardian.pupil.organisation
    audit.record("guardian.contact_changed", target=guardian, by=by, at=at, organisation=organisation)
    return guardian


@transaction.atomic
def set_standing(
    *, guardian: Guardian, has_authority: bool, contact_ban: bool, address: str, by: User, at: datetime
) -> Guardian:
    """Say whether somebody decides for a child, whether they may have no contact, and where letters go.

    Who has no authority is told but not asked; who is under a contact ban sees nothing and gets nothing.
    """
    guardian.has_authority, guardian.contact_ban, guardian.address = has_authority, contact_ban, address
    guardian.clean_fields(exclude=["person", "pupil"])
    guardian.save(update_fields=["has_authority", "contact_ban", "address"])
    audit.record(
        "guardian.standing_set",
        target=guardian,
        by=by,
        at=at,
        organisation=guardian.pupil.organisation,
        pupil=guardian.pupil_id,
        has_authority=has_authority,
        contact_ban=contact_ban,
    )
    return guardian


@transaction.atomic
def remove(*, guardian: Guardian, by: User, at: datetime) -> None:
    """Let somebody no longer be a pupil's guardian; what they answered stays in the ledger."""
    pupil = guardian.pupil
    audit.record("guardian.removed", target=guardian, by=by, at=at, organisation=pupil.organisation, pupil=pupil.pk)
    guardian.delete()
