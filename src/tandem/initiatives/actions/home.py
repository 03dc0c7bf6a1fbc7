"""Writing down what was agreed with a family about visits at home."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.initiatives.models import HomeArrangement, Initiative
from tandem.initiatives.queries.home import companions_of, safety_contacts_of, visits_homes
from tandem.people.models import Person, Pupil, User


class HomeNotPossible(Exception):
    """The word says what is in the way: who agreed, who goes along, or who knows where the tutor is."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed with somebody at home about the visits of a tutor."""

    agreed_with: Person
    agreed_date: date
    address: str
    someone_home: str
    strengths: str
    purpose: str
    together: str
    first_with: Person
    safety_contact: Person
    safety_phone: str  # on which the tutor reaches who knows where they are
    together_minutes: int = 10
    language: str = "Nederlands"
    interpreter: str = ""


@transaction.atomic
def arrange_visits(*, initiative: Initiative, pupil: Pupil, agreed: Agreed, by: User, at: datetime) -> HomeArrangement:
    """Keep what was agreed with somebody at home; what stood there before is replaced."""
    _refuse(initiative, pupil, agreed, on=localdate(at))
    kept = HomeArrangement.objects.filter(initiative=initiative, pupil=pupil).first()
    kept = kept or HomeArrangement(initiative=initiative, pupil=pupil)
    for field in fields(agreed):
        setattr(kept, field.name, getattr(agreed, field.name))
    kept.written_by, kept.written_at = by, at
    kept.full_clean()
    kept.save()
    audit.record("home.arranged", target=kept, by=by, at=at, organisation=initiative.organiser, pupil=pupil.pk)
    return kept


def _refuse(initiative: Initiative, pupil: Pupil, agreed: Agreed, *, on: date) -> None:
    if not visits_homes(initiative):
        raise HomeNotPossible("not_at_home")
    if not pupil.guardians.filter(person=agreed.agreed_with, contact_ban=False).exists():
        raise HomeNotPossible("not_of_the_family")
    if not companions_of(initiative, pupil, on=on).filter(pk=agreed.first_with.pk).exists():
        raise HomeNotPossible("first_with")
    if not safety_contacts_of(initiative, pupil, on=on).filter(pk=agreed.safety_contact.pk).exists():
        raise HomeNotPossible("safety_contact")
