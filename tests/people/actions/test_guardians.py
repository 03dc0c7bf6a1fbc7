from datetime import UTC, datetime

import pytest

from tandem.core.models import AuditEvent
from tandem.people.actions import guardians
from tandem.people.actions.guardians import GuardianNotPossible
from tandem.people.models import Guardian, Person
from tests.factories.people import ConsentFactory, GuardianFactory, PersonFactory, PupilFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


def test_adding_the_same_guardian_twice_adds_one():
    pupil, person, by = PupilFactory(), PersonFactory(), UserFactory()

    for _ in range(2):
        guardians.add(pupil=pupil, person=person, by=by, at=AT)

    assert list(pupil.guardians.values_list("person", flat=True)) == [person.pk]
    assert AuditEvent.objects.filter(action="guardian.added").count() == 1


def test_new_guardian_is_a_new_person_with_their_own_language():
    pupil = PupilFactory()

    guardian = guardians.add_new(
        pupil=pupil, given_name="Amira", family_name="Haddad", phone="+3211", language="ar", by=UserFactory(), at=AT
    )

    person = Person.objects.get(pk=guardian.person_id)
    assert (person.full_name, person.phone, person.language) == ("Amira Haddad", "+3211", "ar")


def test_a_pupil_is_not_their_own_guardian():
    pupil = PupilFactory()

    with pytest.raises(GuardianNotPossible):
        guardians.add(pupil=pupil, person=pupil.person, by=UserFactory(), at=AT)


def test_changing_contact_changes_how_a_guardian_is_reached():
    guardian = GuardianFactory()

    guardians.change_contact(guardian=guardian, email="", phone="+3222", language="tr", by=UserFactory(), at=AT)

    person = Person.objects.get(pk=guardian.person_id)
    assert (person.email, person.phone, person.language) == ("", "+3222", "tr")


def test_what_a_removed_guardian_answered_stays():
    guardian = GuardianFactory()
    consent = ConsentFactory(pupil=guardian.pupil, answered_by=guardian.person)

    guardians.remove(guardian=guardian, by=UserFactory(), at=AT)

    assert not Guardian.objects.exists()
    assert list(guardian.pupil.consents.all()) == [consent]
