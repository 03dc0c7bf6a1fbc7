"""How a family comes in: a letter's code, then a code sent to an address of its own."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.config.tasks import HANDLERS
from tandem.core import codes, outbox
from tandem.people.actions import letters
from tandem.people.models import FamilyLetter, Guardian, OwnAddress, SentCode, User
from tests.factories.initiatives import RequestFactory
from tests.factories.people import ClassPlaceFactory, GuardianFactory, UserFactory, school_coordinator

pytestmark = pytest.mark.django_db

CODE, ENTER, TYPED, REACH = "/family/code/", "/family/in/", "/family/in/code/", "/family/reach/"


@pytest.fixture
def guardian() -> Guardian:
    guardian = GuardianFactory(pupil=ClassPlaceFactory().pupil, person__language="nl")
    RequestFactory(pupil=guardian.pupil)
    return guardian


@pytest.fixture
def letter_code(guardian: Guardian) -> str:
    prints = school_coordinator(guardian.pupil.organisation)
    school, now = guardian.pupil.organisation, timezone.now()
    [printed] = letters.make(people=[guardian.person], organisation=school, by=prints, at=now)
    return printed.code


def deliver() -> None:
    outbox.deliver(HANDLERS, at=timezone.now())


def signed_in(client: Client) -> bool:
    return client.get("/family/").status_code == 200


def test_looking_at_the_page_of_the_code_spends_nothing(client: Client, letter_code: str):
    looked = [client.get(CODE), client.head(CODE), client.get(CODE, {"code": letter_code, "taal": "ar"})]

    assert [answer.status_code for answer in looked] == [200, 200, 200]
    assert FamilyLetter.objects.get().spent_at is None
    assert not signed_in(client)


def test_a_letters_code_lets_in_and_asks_how_to_come_back(client: Client, guardian: Guardian, letter_code: str):
    answer = client.post(CODE, {"code": codes.written(letter_code).lower()})

    assert (answer.status_code, answer["Location"]) == (302, REACH)
    assert signed_in(client)
    assert User.objects.get(person=guardian.person).email is None


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "x"])
def test_a_wrong_code_lets_nobody_in(client: Client, letter_code: str, typed: str):
    answer = client.post(CODE, {"code": typed})

    assert answer.status_code == 200
    assert not signed_in(client)


def test_a_code_works_once(client: Client, letter_code: str):
    client.post(CODE, {"code": letter_code})
    other = Client()

    answer = other.post(CODE, {"code": letter_code})

    assert (answer.status_code, signed_in(other)) == (200, False)


def test_guessing_at_letters_tires_the_guessers_address_and_nobody_else(client: Client, letter_code: str):
    statuses = [client.post(CODE, {"code": f"{codes.ALPHABET[number]}" * 12}).status_code for number in range(25)]
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")

    assert (statuses.count(200), statuses.count(429)) == (20, 5)
    assert elsewhere.post(CODE, {"code": letter_code}).status_code == 302


def code_in(text: str) -> str:
    return re.findall(r"\b\d{6}\b", text)[0]


@pytest.fixture
def user(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person, email=None)


def test_an_address_is_kept_once_its_code_was_typed(client: Client, user: User, mailoutbox):
    client.force_login(user)

    client.post(REACH, {"address": "Amira@Voorbeeld.test"})
    deliver()
    before = OwnAddress.objects.count()
    client.post("/family/reach/code/", {"code": code_in(mailoutbox[0].body)})

    assert (before, list(OwnAddress.objects.values_list("user", "address"))) == (0, [(user.pk, "amira@voorbeeld.test")])


def test_a_phone_gets_its_code_through_the_gateway_of_the_place(client: Client, user: User, settings, mailoutbox):
    settings.SMS_GATEWAY, settings.SMS_DOMAIN = "mail", "sms.voorbeeld.test"
    client.force_login(user)

    client.post(REACH, {"address": "0470 12 34 56"})
    deliver()
    client.post("/family/reach/code/", {"code": code_in(mailoutbox[0].body)})

    assert mailoutbox[0].to == ["32470123456@sms.voorbeeld.test"]
    assert list(OwnAddress.objects.values_list("kind", "address")) == [("phone", "+32470123456")]


def test_without_a_gateway_no_phone_is_asked_for(client: Client, user: User, settings):
    settings.SMS_GATEWAY = ""
    client.force_login(user)

    page = client.get(REACH).content.decode()
    answer = client.post(REACH, {"address": "0470 12 34 56"})

    assert "gsm-nummer" not in page
    assert (answer.status_code, SentCode.objects.count()) == (200, 0)


@pytest.fixture
def come_back(user: User) -> Callable[[Client], None]:
    OwnAddress.objects.create(user=user, kind="email", address="amira@voorbeeld.test", proven_at=timezone.now())

    def ask(client: Client) -> None:
        client.post(ENTER, {"address": "amira@voorbeeld.test"})
        deliver()

    return ask


def test_a_code_to_their_own_address_lets_them_back_in(client: Client, come_back, mailoutbox):
    come_back(client)

    answer = client.post(TYPED, {"code": code_in(mailoutbox[0].body)})

    assert (answer["Location"], signed_in(client)) == ("/family/", True)
    assert re.findall(r"https?://", mailoutbox[0].body) == []


def test_a_sent_code_opens_only_the_browser_that_asked(client: Client, come_back, mailoutbox):
    come_back(client)
    other = Client()
    other.post(ENTER, {"address": "niemand@voorbeeld.test"})

    other.post(TYPED, {"code": code_in(mailoutbox[0].body)})

    assert not signed_in(other)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, come_back, mailoutbox):
    known, unknown = Client(), Client()

    answers = [
        known.post(ENTER, {"address": "amira@voorbeeld.test"}),
        unknown.post(ENTER, {"address": "niemand@voorbeeld.test"}),
    ]
    pages = [browser.get(TYPED).content.decode() for browser in (known, unknown)]
    deliver()

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, TYPED)] * 2
    assert len({re.sub(r"[A-Za-z0-9]{64}", "", page) for page in pages}) == 1
    assert [mail.to for mail in mailoutbox] == [["amira@voorbeeld.test"]]


def test_a_colleagues_address_brings_nobody_in_by_this_door(client: Client, mailoutbox):
    colleague = school_coordinator(ClassPlaceFactory().pupil.organisation)

    client.post(ENTER, {"address": colleague.email})
    deliver()

    assert mailoutbox == []


def test_a_session_that_came_by_letter_opens_no_page_of_a_school(client: Client, letter_code: str):
    client.post(CODE, {"code": letter_code})

    assert [client.get(page).status_code for page in ("/school/", "/coordinator/", "/tutor/")] == [403, 403, 403]


def test_an_address_of_somebody_else_is_not_forgotten(client: Client, user: User):
    other = UserFactory(person=GuardianFactory().person)
    own = OwnAddress.objects.create(user=other, kind="email", address="x@voorbeeld.test", proven_at=timezone.now())
    client.force_login(user)

    assert client.post(reverse("family-reach-forget", args=[own.pk])).status_code == 404
    client.force_login(other)
    assert client.post(reverse("family-reach-forget", args=[own.pk])).status_code == 302
    assert not OwnAddress.objects.exists()


def test_leaving_ends_the_session(client: Client, user: User):
    client.force_login(user)

    answer = client.post("/family/out/")

    assert (answer["Location"], signed_in(client)) == (ENTER, False)


@pytest.mark.parametrize("address", [CODE, ENTER, TYPED, REACH, "/family/reach/code/"])
def test_pages_refuse_the_wrong_method(client: Client, user: User, address: str):
    client.force_login(user)

    assert client.delete(address).status_code == 405


def test_a_code_is_typed_only_after_it_was_asked_for(client: Client, user: User):
    asked = client.get(TYPED)
    client.force_login(user)

    assert (asked["Location"], client.get("/family/reach/code/")["Location"]) == (ENTER, REACH)
