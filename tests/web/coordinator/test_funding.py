from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.models import Grant
from tests.factories.together import GrantFactory
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db
GIVEN = {
    "funder": "Stad Gent",
    "amount": "30000",
    "purpose": "coordination",
    "from_date": "2026-09-01",
    "to_date": "2027-03-15",
}


def page_of(client: Client, world: Programme) -> str:
    client.force_login(world.user)
    return client.get(reverse("coordinator-funding", args=[world.initiative.pk])).content.decode()


def test_a_coordinator_writes_down_who_pays_and_sees_each_month(client: Client):
    world = programme()
    client.force_login(world.user)

    client.post(reverse("coordinator-funding", args=[world.initiative.pk]), GIVEN)

    page = page_of(client, world)
    # One badge for each month: six covered, March in part, April to June not.
    assert [page.count(f"</svg>{word}</span>") for word in ("gedekt", "deels gedekt", "niet gedekt")] == [6, 1, 3]
    assert "€ 30.000,00" in page


@pytest.mark.parametrize("wrong", [{"amount": "0"}, {"to_date": "2026-08-31"}, {"funder": ""}, {"purpose": "feest"}])
def test_a_grant_that_cannot_be_is_refused(client: Client, wrong: dict[str, str]):
    world = programme()
    client.force_login(world.user)

    response = client.post(reverse("coordinator-funding", args=[world.initiative.pk]), GIVEN | wrong)

    assert (response.status_code, Grant.objects.count()) == (200, 0)


def test_a_grant_of_another_initiative_is_not_taken_away(client: Client):
    world, other = programme(), GrantFactory()
    client.force_login(world.user)

    response = client.post(reverse("coordinator-funding-remove", args=[world.initiative.pk, other.pk]))

    assert (response.status_code, Grant.objects.count()) == (404, 1)


@pytest.mark.parametrize(("days", "warned"), [(50, True), (100, False)])
def test_today_warns_two_months_before_nobody_pays(client: Client, days: int, warned: bool):
    world = programme()
    today = timezone.localdate()
    world.initiative.ends_date = today + timedelta(days=300)
    world.initiative.save()
    GrantFactory(
        initiative=world.initiative, from_date=today - timedelta(days=10), to_date=today + timedelta(days=days)
    )
    client.force_login(world.user)

    page = client.get("/coordinator/").content.decode()

    assert ("Geld dat afloopt" in page) is warned


def test_it_is_printed(client: Client):
    world = programme()
    GrantFactory(initiative=world.initiative)
    client.force_login(world.user)

    response = client.get(reverse("coordinator-funding-paper", args=[world.initiative.pk]))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
