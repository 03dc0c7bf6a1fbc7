from datetime import UTC, datetime, timedelta

import pytest

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.people.actions import entrance, letters
from tandem.people.actions.entrance import AddressTaken, EntranceNotPossible, OtherWayIn
from tandem.people.enums import AddressKind
from tandem.people.models import FamilyLetter, Guardian, OwnAddress, SentCode, User
from tandem.people.queries import user_of_address
from tests.factories.people import ClassPlaceFactory, GuardianFactory, TutorFactory, UserFactory, school_coordinator

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


@pytest.fixture
def guardian() -> Guardian:
    return GuardianFactory(pupil=ClassPlaceFactory().pupil)


@pytest.fixture
def code(guardian: Guardian) -> str:
    prints = school_coordinator(guardian.pupil.organisation)
    [printed] = letters.make(people=[guardian.person], organisation=guardian.pupil.organisation, by=prints, at=AT)
    return printed.code


def test_a_letter_lets_in_once_without_an_e_mail_address(guardian, code):
    user = entrance.open_with_letter(typed=code.lower(), at=AT)

    assert (user.person, user.email, user.has_usable_password()) == (guardian.person, None, False)
    assert FamilyLetter.objects.get().spent_at == AT
    with pytest.raises(EntranceNotPossible):
        entrance.open_with_letter(typed=code, at=AT)


def test_two_families_without_an_e_mail_address_have_an_account_each(guardian, code):
    User.objects.create(person=GuardianFactory().person, email=None)

    entrance.open_with_letter(typed=code, at=AT)

    assert User.objects.filter(email__isnull=True).count() == 2


@pytest.mark.parametrize("days", [30, 31])
def test_after_thirty_days_a_code_opens_nothing(code, days):
    with pytest.raises(EntranceNotPossible):
        entrance.open_with_letter(typed=code, at=AT + timedelta(days=days))


def test_the_code_of_a_letter_that_was_replaced_opens_nothing(code):
    FamilyLetter.objects.update(ended_at=AT)

    with pytest.raises(EntranceNotPossible):
        entrance.open_with_letter(typed=code, at=AT)


def test_who_may_no_longer_have_contact_does_not_come_in(guardian, code):
    Guardian.objects.update(contact_ban=True)

    with pytest.raises(EntranceNotPossible):
        entrance.open_with_letter(typed=code, at=AT)

    assert FamilyLetter.objects.get().spent_at is None


@pytest.mark.parametrize("work", ["tutor", "coordinator"])
def test_a_code_by_post_never_opens_the_account_of_a_colleague(guardian, code, work):
    if work == "tutor":
        TutorFactory(person=guardian.person)
    else:
        school_coordinator(guardian.pupil.organisation).person.memberships.update(person=guardian.person)

    with pytest.raises(OtherWayIn):
        entrance.open_with_letter(typed=code, at=AT)

    assert FamilyLetter.objects.get().spent_at is None


def ask(user: User, address: str = "amira@voorbeeld.test", kind: AddressKind = AddressKind.EMAIL) -> SentCode:
    return entrance.ask_code(user=user, kind=kind, address=address, language="ar", at=AT)


@pytest.fixture
def user(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person, email=None)


def test_a_sent_code_is_kept_nowhere_in_the_clear(user):
    sent = ask(user)
    code = entrance.make_code(sent=sent)

    kept = [str(list(model.objects.values())) for model in (SentCode, OutboxMessage, AuditEvent)]
    assert [code in each for each in kept] == [False, False, False]


def test_a_sent_code_opens_once_within_ten_minutes(user):
    sent = ask(user)
    code = entrance.make_code(sent=sent)

    late = entrance.type_code(sent_id=sent.pk, typed=code, at=AT + timedelta(minutes=10))
    right = entrance.type_code(sent_id=sent.pk, typed=code, at=AT + timedelta(minutes=9))
    again = entrance.type_code(sent_id=sent.pk, typed=code, at=AT + timedelta(minutes=9))

    assert (late, right, again) == (None, sent, None)


def test_five_wrong_guesses_end_a_code(user):
    sent = ask(user)
    code = entrance.make_code(sent=sent)
    wrong = "000000" if code != "000000" else "111111"

    guesses = [entrance.type_code(sent_id=sent.pk, typed=wrong, at=AT) for _ in range(5)]

    assert (guesses, entrance.type_code(sent_id=sent.pk, typed=code, at=AT)) == ([None] * 5, None)


def test_a_code_that_was_never_sent_is_not_an_empty_one(user):
    assert entrance.type_code(sent_id=ask(user).pk, typed="", at=AT) is None


def test_only_the_last_of_two_codes_sent_holds(user):
    sent = ask(user)
    first, last = entrance.make_code(sent=sent), entrance.make_code(sent=sent)
    while first == last:
        last = entrance.make_code(sent=sent)

    assert entrance.type_code(sent_id=sent.pk, typed=first, at=AT) is None
    assert entrance.type_code(sent_id=sent.pk, typed=last, at=AT) == sent


def proven(user: User, address: str = "amira@voorbeeld.test") -> SentCode:
    sent = ask(user, address)
    found = entrance.type_code(sent_id=sent.pk, typed=entrance.make_code(sent=sent), at=AT)
    assert found is not None
    return found


def test_a_proven_address_brings_its_owner_in(user):
    own = entrance.keep_address(sent=proven(user), by=user, at=AT)

    assert user_of_address("amira@voorbeeld.test") == user
    assert list(OwnAddress.objects.values_list("user", "kind", "address")) == [(user.pk, "email", own.address)]


def test_an_address_that_was_not_proven_is_not_kept(user):
    with pytest.raises(EntranceNotPossible):
        entrance.keep_address(sent=ask(user), by=user, at=AT)


def test_an_address_brings_one_person_in(user):
    other = UserFactory(person=GuardianFactory().person, email=None)
    UserFactory(email="werk@voorbeeld.test")
    entrance.keep_address(sent=proven(other), by=other, at=AT)

    for address in ("amira@voorbeeld.test", "werk@voorbeeld.test"):
        with pytest.raises(AddressTaken):
            entrance.keep_address(sent=proven(user, address), by=user, at=AT)


def test_a_forgotten_address_brings_nobody_in(user):
    own = entrance.keep_address(sent=proven(user), by=user, at=AT)

    entrance.forget_address(own=own, by=user, at=AT)

    assert user_of_address("amira@voorbeeld.test") is None


def test_people_choose_their_own_language(user):
    entrance.speak(person=user.person, language="uk", by=user, at=AT)

    user.person.refresh_from_db()
    assert user.person.language == "uk"
    with pytest.raises(EntranceNotPossible):
        entrance.speak(person=user.person, language="nl", by=UserFactory(), at=AT)
