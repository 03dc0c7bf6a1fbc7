"""The pages where somebody signs in count tries, tell how long to wait, and know a device again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connections
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from tandem.core.models import KnownDevice, SignInTry
from tandem.people.models import User
from tandem.web.account.limits import DEVICE_COOKIE, visitor_of
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 14, 8, 30, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def sign_in(client: Client, email: str, password: str, *, address: str = "192.0.2.1") -> HttpResponse:
    return client.post("/account/login/", {"login": email, "password": password}, REMOTE_ADDR=address)


def got_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_thousand_guesses_from_one_address_get_twenty_tries_in_five_minutes(clock: Clock):
    users = UserFactory.create_batch(40)

    answers = []
    for number in range(1000):
        answers.append(sign_in(Client(), users[number % 40].email, "een-gok-van-iemand").status_code)
        clock.move(seconds=0.299)

    assert (answers.count(200), answers.count(429)) == (20, 980)
    assert clock.now < NOW + timedelta(minutes=5)


def test_guesses_at_the_same_moment_are_no_more_than_guesses_in_a_row(transactional_db: None):
    users = UserFactory.create_batch(60)

    def guess(user: User) -> int:
        try:
            return sign_in(Client(), user.email, "een-gok-van-iemand").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, users))

    assert (answers.count(200), answers.count(429)) == (20, 40)


def test_the_refusal_tells_how_long_to_wait_in_plain_words(clock: Clock):
    user = UserFactory()
    for _ in range(5):
        sign_in(Client(), user.email, "een-gok-van-iemand")

    refused = sign_in(Client(), user.email, PASSWORD)

    assert (refused.status_code, refused["Retry-After"]) == (429, "5")
    assert "Uw account staat niet op slot." in refused.content.decode()
    assert "Wacht 5 seconden en probeer het dan nog eens." in refused.content.decode()


def test_after_the_wait_the_owner_gets_in(clock: Clock):
    user, client = UserFactory(), Client()
    for _ in range(5):
        sign_in(client, user.email, "een-gok-van-iemand")

    clock.move(seconds=5)
    sign_in(client, user.email, PASSWORD)

    assert got_in(client)


def test_a_device_that_got_in_before_is_known_again(clock: Clock):
    user, phone = UserFactory(), Client()
    sign_in(phone, user.email, PASSWORD)
    phone.post("/account/logout/")
    for number in range(60):
        sign_in(Client(), user.email, "een-gok-van-iemand", address=f"203.0.113.{number}")

    sign_in(phone, user.email, PASSWORD)

    assert got_in(phone)
    assert KnownDevice.objects.values("device").distinct().count() == 1


def test_the_cookie_of_a_device_is_signed_and_out_of_reach_of_scripts(clock: Clock):
    user, phone = UserFactory(), Client()
    sign_in(phone, user.email, PASSWORD)
    cookie = phone.cookies[DEVICE_COOKIE]
    request = RequestFactory().get("/")

    request.COOKIES[DEVICE_COOKIE] = cookie.value.replace(":", "x:", 1)
    forged = visitor_of(request).device
    request.COOKIES[DEVICE_COOKIE] = cookie.value
    own = visitor_of(request).device

    assert (cookie["httponly"], cookie["samesite"], forged, bool(own)) == (True, "Lax", "", True)


def test_a_wrong_code_is_a_guess_too(clock: Clock):
    for user in UserFactory.create_batch(25):
        client = Client()
        client.post("/account/login/code/", {"email": user.email})
        client.post("/account/login/code/confirm/", {"code": "FOUT"})

    assert SignInTry.objects.filter(kind="guess", outcome="wrong").count() == 20


def test_a_code_is_mailed_three_times_a_minute_at_most(clock: Clock):
    user = UserFactory()

    answers = [Client().post("/account/login/code/", {"email": user.email}).status_code for _ in range(5)]

    assert (answers, len(mail.outbox)) == ([302, 302, 302, 429, 429], 3)


def test_every_code_ever_sent_together_is_still_counted_as_guesses_at_one_account(clock: Clock):
    user = UserFactory()
    let_through = 0
    for number in range(300):
        client = Client()
        if client.post("/account/login/code/", {"email": user.email}).status_code == 302:
            for code in ("AAAA", "BBBB"):
                address = f"203.0.113.{number % 250}"
                answer = client.post("/account/login/code/confirm/", {"code": code}, REMOTE_ADDR=address)
                let_through += answer.status_code != 429
        clock.move(seconds=1)

    assert let_through <= 20


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.5", "127.0.0.1"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(proxies: int, forwarded: str, address: str):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert visitor_of(request).address == address
