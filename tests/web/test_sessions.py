"""A session ends by itself, and everywhere when its owner says so."""

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from tandem.core.models import KnownDevice
from tandem.core.permissions import Role
from tandem.people.models import User
from tandem.web.account.sessions import DAY, HOUR, LIFETIMES, MINUTE, SHORTEST, Lifetime, lifetime_of
from tests.factories.people import PASSWORD, MembershipFactory, TutorFactory, UserFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


class Clock:
    def __init__(self) -> None:
        self.ahead = 0
        self.real = time.time

    def __call__(self) -> float:
        return self.real() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("tandem.web.account.sessions.time.time", clock)
    return clock


def user_with(*roles: Role) -> User:
    user = UserFactory()
    for role in roles:
        MembershipFactory(person=user.person, role=role)
    if Role.TUTOR in roles:
        TutorFactory(person=user.person)
    return user


def signs_in(user: User, client: Client | None = None, **form: str) -> Client:
    client = client or Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD, **form})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/safety/").status_code == 200


@pytest.mark.parametrize(
    ("roles", "own_device", "life"),
    [
        ([Role.PROGRAMME_COORDINATOR], False, Lifetime(30 * MINUTE, 12 * HOUR)),
        ([Role.SCHOOL_COORDINATOR], True, Lifetime(30 * MINUTE, 12 * HOUR)),
        ([Role.PLATFORM_ADMIN], True, SHORTEST),
        ([Role.TEACHER], False, Lifetime(HOUR, 12 * HOUR)),
        ([Role.TUTOR], True, Lifetime(30 * DAY, 30 * DAY)),
        ([Role.TUTOR], False, Lifetime(8 * HOUR, 12 * HOUR)),
        ([Role.GUARDIAN], True, Lifetime(30 * MINUTE, 12 * HOUR)),
        ([Role.PUPIL], True, Lifetime(HOUR, 8 * HOUR)),
        ([Role.TUTOR, Role.PROGRAMME_COORDINATOR], True, Lifetime(30 * MINUTE, 12 * HOUR)),
        ([], True, SHORTEST),
    ],
)
def test_a_session_lasts_as_long_as_its_most_careful_role_allows(roles: list[Role], own_device: bool, life: Lifetime):
    assert lifetime_of(roles, own_device=own_device) == life


def test_only_a_tutor_stays_signed_in_for_days():
    assert [role for role, life in LIFETIMES.items() if life.most > 12 * HOUR] == [Role.TUTOR]


def test_whoever_is_away_for_half_an_hour_signs_in_again(clock: Clock):
    client = signs_in(user_with(Role.PROGRAMME_COORDINATOR))

    clock.ahead = 29 * MINUTE
    before = is_in(client)
    clock.ahead += 29 * MINUTE
    still = is_in(client)
    clock.ahead += 31 * MINUTE

    assert (before, still, is_in(client)) == (True, True, False)


def test_whoever_stays_busy_signs_in_again_after_twelve_hours(clock: Clock):
    client = signs_in(user_with(Role.PROGRAMME_COORDINATOR))

    alive = []
    for _ in range(30):
        clock.ahead += 25 * MINUTE
        alive.append(is_in(client))

    assert alive == [True] * 28 + [False] * 2


def test_a_tutors_own_phone_stays_signed_in_and_a_shared_computer_does_not():
    tutor = user_with(Role.TUTOR)

    phone = signs_in(tutor, own_device="on")
    shared = signs_in(tutor)

    assert [client.session.get_expire_at_browser_close() for client in (phone, shared)] == [False, True]
    assert phone.session.get_expiry_age() == 30 * DAY


def test_a_coordinator_is_signed_out_with_the_browser_whatever_was_ticked():
    client = signs_in(user_with(Role.PROGRAMME_COORDINATOR), own_device="on")

    assert client.session.get_expire_at_browser_close()


def test_the_list_says_where_one_is_signed_in():
    user = UserFactory()
    here = signs_in(user, Client(headers={"User-Agent": FIREFOX}))
    signs_in(user, Client(headers={"User-Agent": PHONE}))

    page = here.get("/account/sessions/").content.decode()

    assert re.findall(r"<strong>(.*?)</strong>", page) == ["Chrome op Android", "Firefox op Linux"]
    assert "127.0.0.1" not in page


def test_one_device_is_signed_out_from_another():
    user = UserFactory()
    here, there = signs_in(user), signs_in(user)
    row = UserSession.objects.get(session_key=there.session.session_key)

    here.post(f"/account/sessions/{row.pk}/end/")

    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_signs_out_somebody_else():
    other = signs_in(UserFactory())
    row = UserSession.objects.get(session_key=other.session.session_key)

    answer = signs_in(UserFactory()).post(f"/account/sessions/{row.pk}/end/")

    assert (answer.status_code, is_in(other)) == (404, True)


def test_signing_out_everywhere_signs_out_here_too_and_forgets_the_devices():
    user, colleague = UserFactory(), UserFactory()
    clients = [signs_in(user) for _ in range(3)]
    other = signs_in(colleague)

    clients[0].post("/account/sessions/end/")

    assert [is_in(client) for client in (*clients, other)] == [False, False, False, True]
    assert KnownDevice.objects.count() == 2  # the colleague's


@pytest.mark.parametrize("address", ["/account/sessions/1/end/", "/account/sessions/end/"])
def test_nothing_is_ended_by_looking(address: str):
    assert signs_in(UserFactory()).get(address).status_code == 405


def test_the_owner_hears_of_a_new_device_but_not_of_the_first():
    user = UserFactory()
    phone = signs_in(user)
    phone.post("/account/logout/")
    signs_in(user, phone)
    before = len(mail.outbox)

    signs_in(user, Client(headers={"User-Agent": FIREFOX}))

    assert (before, [message.subject for message in mail.outbox]) == (0, ["Tandem: aangemeld op een nieuw toestel"])
    assert "Firefox" not in mail.outbox[0].body
