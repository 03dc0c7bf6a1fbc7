import pytest
from django.test import Client
from django.urls import reverse

from tandem.scheduling.models import Closure, TravelTime
from tests.factories.people import SiteFactory
from tests.factories.scheduling import ClosureFactory
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db


def post(client: Client, world: Programme, what: str, *more: object, **answers: object) -> str:
    client.force_login(world.user)
    address = reverse(f"coordinator-places-{what}", args=[world.initiative.pk, *more])
    return client.post(address, answers, follow=True).content.decode()


def test_travel_time_is_set_both_ways_and_once(client: Client):
    world = programme()
    other = SiteFactory()
    world.initiative.sites.add(other)

    post(client, world, "travel", **{"travel-a": world.site.pk, "travel-b": other.pk, "travel-minutes": 15})
    post(client, world, "travel", **{"travel-a": other.pk, "travel-b": world.site.pk, "travel-minutes": 20})

    row = TravelTime.objects.get()
    assert ({row.a, row.b}, row.minutes) == ({world.site, other}, 20)


def test_way_from_a_site_to_itself_is_refused(client: Client):
    world = programme()
    world.initiative.sites.add(SiteFactory())
    answers = {"travel-a": world.site.pk, "travel-b": world.site.pk, "travel-minutes": 15}

    assert "Kies twee verschillende vestigingen." in post(client, world, "travel", **answers)


def test_travel_time_is_taken_back(client: Client):
    world = programme()
    other = SiteFactory()
    world.initiative.sites.add(other)
    row = TravelTime.objects.create(a=world.site, b=other, minutes=5)

    post(client, world, "travel-remove", row.pk)

    assert not TravelTime.objects.exists()


def test_travel_time_of_others_is_not_there(client: Client):
    world = programme()
    row = TravelTime.objects.create(a=SiteFactory(), b=SiteFactory(), minutes=5)
    client.force_login(world.user)

    address = reverse("coordinator-places-travel-remove", args=[world.initiative.pk, row.pk])
    assert client.post(address).status_code == 404


def test_days_of_the_organisation_are_closed_and_opened_again(client: Client):
    world = programme()
    answers = {
        "closure-organisation": world.organiser.pk,
        "closure-name": "Dag van de student",
        "closure-from_date": "2026-11-25",
        "closure-to_date": "2026-11-25",
    }

    page = post(client, world, "closure", **answers)
    closure = Closure.objects.get()
    post(client, world, "closure-remove", closure.pk)

    assert "Dag van de student" in page
    assert not Closure.objects.exists()


def test_days_of_strangers_are_not_closed_or_opened(client: Client):
    world = programme()
    theirs = ClosureFactory()
    client.force_login(world.user)
    answers = {
        "closure-organisation": theirs.organisation_id,
        "closure-name": "grap",
        "closure-from_date": "2026-11-25",
        "closure-to_date": "2026-11-25",
    }

    closed = client.post(reverse("coordinator-places-closure", args=[world.initiative.pk]), answers)
    opened = client.post(reverse("coordinator-places-closure-remove", args=[world.initiative.pk, theirs.pk]))

    assert (closed.status_code, opened.status_code, Closure.objects.count()) == (200, 404, 1)
