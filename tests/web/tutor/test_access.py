"""Who may open the pages of a tutor: the tutor, a colleague, a stranger, a reader; and with which method."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tandem.people.models import Clearance
from tests.factories.people import OrganisationFactory, school_coordinator, teacher_of
from tests.factories.worlds import World, pair_world, tutor_with_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

OF_A_SESSION = [("tutor-log", "get"), ("tutor-cannot-come", "post"), ("tutor-come-after-all", "post")]
OWN = [
    "tutor-home",
    "tutor-week",
    "tutor-worry",
    "tutor-hours",
    "tutor-availability",
    "tutor-feed",
    "tutor-agreement",
    "tutor-training",
]
CHANGES = ["tutor-own-calendar", "tutor-forget-calendar", "tutor-renew-feed"]
FILES = ["tutor-hours-pdf", "tutor-hours-excel"]


@pytest.fixture
def world() -> World:
    return pair_world()


@pytest.mark.parametrize("name", OWN)
def test_a_tutor_opens_the_own_pages(client: Client, world: World, name: str):
    client.force_login(world.user)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_a_tutor_takes_the_hours_along(client: Client, world: World, name: str):
    client.force_login(world.user)

    assert client.get(reverse(name, args=[2026, 9])).status_code == 200
    assert client.get(reverse(name, args=[2026, 13])).status_code == 404


@pytest.mark.parametrize(("name", "method"), OF_A_SESSION)
def test_a_session_opens_for_its_tutor_and_for_no_other(client: Client, world: World, name: str, method: str):
    _, colleague = tutor_with_account()
    address = reverse(name, args=[world.session.pk])
    statuses = []
    for user in (world.user, colleague):
        client.force_login(user)
        statuses.append(getattr(client, method)(address).status_code)

    assert statuses == [200 if method == "get" else 302, 404]


@pytest.mark.parametrize(("name", "method"), OF_A_SESSION)
def test_a_session_that_does_not_exist_is_not_found(client: Client, world: World, name: str, method: str):
    client.force_login(world.user)

    assert getattr(client, method)(reverse(name, args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize(("name", "method"), OF_A_SESSION)
def test_r_nev_13_a_session_closes_when_a_check_lapses(client: Client, world: World, name: str, method: str):
    """R-NEV-13: also the address of a session somebody kept leads nowhere without a standing check."""
    Clearance.objects.filter(tutor=world.tutor, kind="training").delete()
    client.force_login(world.user)

    assert getattr(client, method)(reverse(name, args=[world.session.pk])).status_code == 404


def test_r_nev_13_before_the_gate_today_names_what_is_missing_and_no_child(client: Client, world: World):
    """R-NEV-13: without screening, training or agreement nobody sees a child."""
    Clearance.objects.filter(tutor=world.tutor, kind="check").delete()
    client.force_login(world.user)

    page = client.get(reverse("tutor-home")).content.decode()

    assert "uittreksel 596.2" in page
    assert [pupil for pupil in world.pupils if pupil.person.given_name in page] == []


@pytest.mark.parametrize("name", [*OWN, *CHANGES])
@pytest.mark.parametrize("role", ["teacher", "school_coordinator"])
def test_others_are_refused(client: Client, world: World, name: str, role: str):
    reader = teacher_of(world.school_class) if role == "teacher" else school_coordinator(OrganisationFactory())
    client.force_login(reader)
    method = client.post if name in CHANGES else client.get

    assert method(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", [*OWN, *CHANGES])
def test_strangers_are_asked_to_sign_in(client: Client, name: str):
    response = client.get(reverse(name))

    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_posted(client: Client, world: World, name: str):
    client.force_login(world.user)

    assert client.get(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["tutor-home", "tutor-week", "tutor-hours", "tutor-feed"])
def test_pages_to_read_take_no_post(client: Client, world: World, name: str):
    client.force_login(world.user)

    assert client.post(reverse(name)).status_code == 405


@pytest.mark.parametrize(("name", "method"), OF_A_SESSION)
def test_pages_of_a_session_take_only_their_method(client: Client, world: World, name: str, method: str):
    client.force_login(world.user)
    wrong = client.delete if method == "get" else client.get

    assert wrong(reverse(name, args=[world.session.pk])).status_code == 405


def test_a_browser_renews_its_script_also_when_its_tutor_has_signed_out(client: Client, world: World):
    address = reverse("tutor-worker")

    signed_out = client.get(address)
    client.force_login(world.user)

    assert (signed_out.status_code, signed_out.content) == (200, client.get(address).content)
    assert client.post(address).status_code == 405
