"""Tutors and who sends or engages them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.people.enums import TutorKind
from tandem.people.models import Organisation, Person, Tutor, User
from tandem.people.queries import account_with

OF_PERSON = frozenset({"given_name", "infix", "family_name", "email", "phone"})
OF_TUTOR = frozenset({"number", "languages", "interests"})


class TutorChangeNotPossible(Exception):
    """Somebody else has this address or number."""


@transaction.atomic
def add_tutor(
    *,
    organisation: Organisation,
    given_name: str,
    infix: str = "",
    family_name: str = "",
    email: str = "",
    phone: str = "",
    number: str = "",
    languages: Sequence[str] = (),
    kind: TutorKind = TutorKind.STUDENT,
    by: User,
    at: datetime,
) -> Tutor:
    """Add a tutor; with an address they can sign in by a code, but see no child before their checks were seen."""
    email = email.lower()
    user = account_with(email) if email else None
    if user is not None and Tutor.objects.filter(person=user.person).exists():
        raise TutorChangeNotPossible("Somebody who tutors already signs in with this address.")
    person = user.person if user else Person(given_name=given_name, infix=infix, family_name=family_name, email=email)
    if user is None:
        person.phone = phone
        person.full_clean()
        person.save()
        if email:
            User.objects.create_user(email, person=person, joined_at=at)
    tutor = Tutor(person=person, organisation=organisation, number=number, languages=list(languages), kind=kind)
    tutor.full_clean()
    tutor.save()
    audit.record("tutor.added", target=tutor, by=by, at=at, organisation=organisation)
    return tutor


@transaction.atomic
def change_tutor(*, tutor: Tutor, by: User, at: datetime, **changes: Any) -> Tutor:
    """Change a tutor's name, how to reach them, number or languages; the address they sign in with stays."""
    unknown = set(changes) - OF_PERSON - OF_TUTOR
    if unknown:
        raise TypeError(f"A tutor has no {', '.join(sorted(unknown))}.")
    for field, value in changes.items():
        setattr(tutor.person if field in OF_PERSON else tutor, field, value)
    tutor.person.full_clean()
    tutor.person.save()
    tutor.full_clean()
    tutor.save()
    audit.record("tutor.changed", target=tutor, by=by, at=at, organisation=tutor.organisation, fields=sorted(changes))
    return tutor
