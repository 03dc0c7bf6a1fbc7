from datetime import UTC, date, datetime

import pytest

from tandem.core.models import AuditEvent
from tandem.people.actions import guardians, pupils
from tandem.people.actions.guardians import GuardianNotPossible
from tandem.people.actions.pupils import PupilChangeNotPossible
from tandem.people.enums import ConsentParty, ConsentPurpose
from tandem.people.models import Guardian, Person
from tandem.people.queries import (
    asked_of,
    children_of,
    family_has_agreed,
    guardians_told,
    guardians_with_a_say,
    roles_of,
)
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


def test_guardian_without_authority_is_told_but_not_asked():
    guardian = GuardianFactory(has_authority=False)

    told = list(guardians_told(guardian.pupil, on=AT.date()))
    decide = list(guardians_with_a_say(guardian.pupil))

    assert (told, decide) == ([guardian], [])


def test_guardian_under_a_contact_ban_sees_nothing_and_is_told_nothing():
    guardian = GuardianFactory(contact_ban=True)
    banned = UserFactory(person=guardian.person)

    assert list(children_of(banned, on=AT.date())) == []
    assert roles_of(banned, on=AT.date()) == frozenset()
    assert list(guardians_told(guardian.pupil, on=AT.date())) == []


def test_a_ban_for_one_child_leaves_the_other_child():
    guardian = GuardianFactory(contact_ban=True)
    other = GuardianFactory(person=guardian.person)
    parent = UserFactory(person=guardian.person)

    assert list(children_of(parent, on=AT.date())) == [other.pupil]


def test_setting_a_ban_takes_the_yes_of_that_guardian_back():
    guardian = GuardianFactory()
    ConsentFactory(pupil=guardian.pupil, answered_by=guardian.person)
    before = family_has_agreed(guardian.pupil, True, on=AT.date())

    guardians.set_standing(
        guardian=guardian, has_authority=True, contact_ban=True, address="Kerkstraat 1", by=UserFactory(), at=AT
    )

    assert (before, family_has_agreed(guardian.pupil, True, on=AT.date())) == (True, False)


@pytest.mark.parametrize(("born", "seen"), [(date(2008, 9, 10), False), (date(2008, 9, 11), True), (None, True)])
def test_from_eighteen_a_guardian_sees_the_pupil_no_longer(born: date | None, seen: bool):
    guardian = GuardianFactory(pupil__birth_date=born)
    parent = UserFactory(person=guardian.person)

    assert children_of(parent, on=AT.date()).exists() is seen


def test_from_eighteen_the_pupil_lets_the_guardians_see():
    guardian = GuardianFactory(pupil__birth_date=date(2008, 1, 1))
    pupil, parent = guardian.pupil, UserFactory(person=guardian.person)

    pupils.let_guardians_see(pupil=pupil, may_see=True, by=UserFactory(person=pupil.person), at=AT)

    assert list(children_of(parent, on=AT.date())) == [pupil]


@pytest.mark.parametrize("born", [date(2008, 1, 1), date(2012, 1, 1)])
def test_nobody_else_lets_the_guardians_see(born: date):
    pupil = PupilFactory(birth_date=born)
    by = UserFactory() if born.year == 2008 else UserFactory(person=pupil.person)

    with pytest.raises(PupilChangeNotPossible):
        pupils.let_guardians_see(pupil=pupil, may_see=True, by=by, at=AT)


def test_from_eighteen_only_the_pupil_is_asked():
    guardian = GuardianFactory(pupil__birth_date=date(2008, 1, 1))
    pupil = guardian.pupil
    ConsentFactory(pupil=pupil, answered_by=guardian.person)
    before = family_has_agreed(pupil, True, on=AT.date())

    ConsentFactory(pupil=pupil, answered_by=pupil.person, party=ConsentParty.PUPIL)

    assert asked_of(pupil, ConsentPurpose.AFTER_SCHOOL, on=AT.date()) == {ConsentParty.PUPIL}
    assert (before, family_has_agreed(pupil, True, on=AT.date())) == (False, True)
