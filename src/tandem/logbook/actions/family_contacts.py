"""Writing down that somebody spoke with a family."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.logbook.enums import ContactWay
from tandem.logbook.models import FamilyContact
from tandem.people.models import Guardian, Person, Pupil, User
from tandem.people.queries import pupils_visible_to


class ContactNotPossible(Exception):
    """The contact is not with this pupil's family, or does not begin with what goes well."""


@dataclass(frozen=True, slots=True)
class Talk:
    """With whom at home was spoken, when, how, and of what: first of what goes well (R-NEV-07)."""

    spoken_with: Person
    on_date: date
    way: ContactWay
    went_well: str
    talked_about: str = ""
    agreed: str = ""


@transaction.atomic
def record_contact(*, pupil: Pupil, talk: Talk, by: User, at: datetime) -> FamilyContact:
    """Record a contact with a parent or carer, of somebody who has a part in the pupil's trajectory."""
    if not pupils_visible_to(by, on=localdate(at)).filter(pk=pupil.pk).exists():
        raise ContactNotPossible("Only who has a part in the pupil's trajectory writes this down.")
    return record_conversation(pupil=pupil, talk=talk, by=by, at=at)


def record_conversation(*, pupil: Pupil, talk: Talk, by: User, at: datetime) -> FamilyContact:
    """Keep a conversation of somebody of whom it was settled that they may write it down."""
    if not says_what_went_well(talk.went_well):
        raise ContactNotPossible("A contact begins with what goes well.")
    if not Guardian.objects.filter(pupil=pupil, person=talk.spoken_with, contact_ban=False).exists():
        raise ContactNotPossible("This is nobody of the pupil's family.")
    if talk.on_date > localdate(at):
        raise ContactNotPossible("A contact is written down after it took place.")
    contact = FamilyContact(
        pupil=pupil,
        spoken_with=talk.spoken_with,
        on_date=talk.on_date,
        way=talk.way,
        went_well=talk.went_well.strip(),
        talked_about=talk.talked_about.strip(),
        agreed=talk.agreed.strip(),
        written_by=by,
        written_at=at,
    )
    contact.full_clean()
    contact.save(force_insert=True)
    audit.record(
        "family_contact.recorded",
        target=contact,
        by=by,
        at=at,
        organisation=pupil.organisation,
        pupil=pupil.pk,
        way=talk.way,
    )
    return contact


def says_what_went_well(text: str) -> bool:
    """Tell whether there is a word in it: dots and dashes are no good news."""
    return any(letter.isalpha() for letter in text)
