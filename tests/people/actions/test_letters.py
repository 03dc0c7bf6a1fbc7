from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.core import codes
from tandem.core.models import AuditEvent
from tandem.people.actions import letters
from tandem.people.actions.letters import LetterNotPossible, Printed
from tandem.people.models import FamilyLetter, Guardian, LetterAgain, Pupil, User
from tests.factories.people import (
    ClassPlaceFactory,
    GuardianFactory,
    SchoolFactory,
    UserFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


@pytest.fixture
def guardian() -> Guardian:
    return GuardianFactory(pupil=ClassPlaceFactory().pupil)


@pytest.fixture
def prints(guardian: Guardian) -> User:
    return school_coordinator(guardian.pupil.organisation)


@pytest.fixture
def teacher(guardian: Guardian) -> User:
    return teacher_of(guardian.pupil.places.get().school_class)


def make(guardian: Guardian, by: User, *, at: datetime = AT) -> Printed:
    [printed] = letters.make(people=[guardian.person], organisation=guardian.pupil.organisation, by=by, at=at)
    return printed


def test_a_letter_keeps_the_hash_of_its_code_for_thirty_days(guardian, prints):
    printed = make(guardian, prints)

    letter = FamilyLetter.objects.get()
    assert (letter.person, letter.made_by, letter.made_at) == (guardian.person, prints, AT)
    assert letter.valid_until == AT + timedelta(days=30)
    assert letter.code_hash == codes.digest(printed.code, of=letters.OF)
    assert printed.code not in str(FamilyLetter.objects.values())
    assert printed.code not in str(AuditEvent.objects.values())


def test_two_children_at_a_school_make_one_letter(guardian, prints):
    GuardianFactory(person=guardian.person, pupil=pupil_beside(guardian))

    make(guardian, prints)

    assert FamilyLetter.objects.count() == 1


def pupil_beside(guardian: Guardian) -> Pupil:
    return ClassPlaceFactory(school_class=guardian.pupil.places.get().school_class).pupil


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Guardian, {"contact_ban": True}),
        (Pupil, {"birth_date": date(2008, 1, 1)}),
        (Pupil, {"left_date": date(2026, 9, 1)}),
    ],
)
def test_nobody_is_written_to_who_may_not_be(guardian, prints, model, change):
    model.objects.update(**change)

    with pytest.raises(LetterNotPossible):
        make(guardian, prints)

    assert not FamilyLetter.objects.exists()


def test_only_the_childs_own_school_prints(guardian):
    for stranger in (school_coordinator(SchoolFactory()), coordinator(guardian.pupil.organisation), UserFactory()):
        with pytest.raises(LetterNotPossible):
            make(guardian, stranger)


def test_a_second_letter_takes_a_colleague_who_confirms(guardian, prints, teacher):
    first = make(guardian, prints)
    with pytest.raises(LetterNotPossible):
        make(guardian, prints)
    again = letters.ask_again(letter=first.letter, by=prints, at=AT)
    with pytest.raises(LetterNotPossible):
        letters.make_again(again=again, by=prints, at=AT)
    with pytest.raises(LetterNotPossible):
        letters.confirm_again(again=again, by=prints, at=AT)

    letters.confirm_again(again=again, by=teacher, at=AT)
    second = letters.make_again(again=again, by=prints, at=AT)

    first.letter.refresh_from_db()
    assert (first.letter.ended_at, second.letter.again) == (AT, LetterAgain.objects.get())
    assert first.code != second.code


def test_what_a_colleague_confirmed_is_printed_once(guardian, prints, teacher):
    again = letters.ask_again(letter=make(guardian, prints).letter, by=prints, at=AT)
    letters.confirm_again(again=again, by=teacher, at=AT)
    letters.make_again(again=again, by=prints, at=AT)

    with pytest.raises(LetterNotPossible):
        letters.make_again(again=again, by=prints, at=AT)

    assert FamilyLetter.objects.count() == 2


def test_a_colleague_who_does_not_know_the_child_confirms_nothing(guardian, prints):
    again = letters.ask_again(letter=make(guardian, prints).letter, by=prints, at=AT)
    elsewhere = teacher_of(ClassPlaceFactory().school_class)

    with pytest.raises(LetterNotPossible):
        letters.confirm_again(again=again, by=elsewhere, at=AT)


def test_the_database_refuses_who_confirms_their_own(guardian, prints):
    letter = make(guardian, prints).letter

    with pytest.raises(IntegrityError, match="letter_again_takes_two"), transaction.atomic():
        LetterAgain.objects.create(letter=letter, asked_by=prints, asked_at=AT, confirmed_by=prints, confirmed_at=AT)


def test_the_database_refuses_a_second_first_letter(guardian, prints):
    letter = make(guardian, prints).letter
    FamilyLetter.objects.filter(pk=letter.pk).update(spent_at=AT)

    with pytest.raises(IntegrityError, match="letter_first_once"), transaction.atomic():
        FamilyLetter.objects.create(
            person=guardian.person,
            organisation=guardian.pupil.organisation,
            code_hash="x",
            made_by=prints,
            made_at=AT,
            valid_until=AT + letters.HOLDS,
        )
