import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import Priority, RequestStatus
from tests.factories.initiatives import RequestFactory
from tests.factories.people import PupilFactory
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db


def test_request_is_changed_in_plain_words(client: Client):
    world = programme()
    client.force_login(world.user)

    client.post(
        reverse("coordinator-request", args=[world.waiting.pk]),
        {"goal": "breuken vergelijken", "sessions_per_week": 2, "group_max": 1, "interests": "voetbal, lezen"},
    )

    world.waiting.refresh_from_db()
    assert (world.waiting.goal, world.waiting.group_max, world.waiting.interests) == (
        "breuken vergelijken",
        1,
        ["voetbal", "lezen"],
    )


def test_nev_11_how_soon_is_one_of_three_words(client: Client):
    world = programme()
    client.force_login(world.user)
    address = reverse("coordinator-request-priority", args=[world.waiting.pk])

    client.post(address, {"priority": Priority.FIRST})
    client.post(address, {"priority": 1234})

    world.waiting.refresh_from_db()
    assert world.waiting.priority == Priority.FIRST


def refuse(client: Client, world: Programme) -> None:
    client.force_login(world.user)
    client.post(
        reverse("coordinator-request-private", args=[world.waiting.pk]),
        {"tutors": [world.enrolment.tutor_id], "others": [world.request.pk]},
    )


def test_private_wishes_are_kept_both_ways(client: Client):
    world = programme()

    refuse(client, world)

    assert list(world.waiting.not_tutors.all()) == [world.enrolment.tutor]
    assert list(world.request.apart_from.all()) == [world.waiting]


@pytest.mark.parametrize("page", ["coordinator-request", "coordinator-requests", "coordinator-proposal-unplaced"])
def test_private_wishes_show_on_no_other_page(client: Client, page: str):
    world = programme()
    row = world.waiting if page == "coordinator-request" else world.initiative
    client.force_login(world.user)
    before = client.get(reverse(page, args=[row.pk])).content.decode()

    refuse(client, world)

    after = client.get(reverse(page, args=[row.pk])).content.decode()
    assert ("Peeters" in before, "Peeters" in after) == (False, False)


def test_request_that_waits_is_withdrawn_and_one_with_a_place_is_not(client: Client):
    world = programme()
    client.force_login(world.user)
    world.request.status = RequestStatus.PLACED
    world.request.save()

    client.post(reverse("coordinator-request-withdraw", args=[world.waiting.pk]))
    refused = client.post(reverse("coordinator-request-withdraw", args=[world.request.pk]), follow=True)

    world.waiting.refresh_from_db()
    world.request.refresh_from_db()
    assert (world.waiting.status, world.request.status) == (RequestStatus.WITHDRAWN, RequestStatus.PLACED)
    assert "Rond eerst het duo of groepje af" in refused.content.decode()


def test_list_is_searched_by_name_without_accents(client: Client):
    world = programme()
    RequestFactory(
        initiative=world.initiative,
        site=world.site,
        pupil=PupilFactory(person__given_name="Chloë", person__family_name="Maes"),
    )
    client.force_login(world.user)

    page = client.get(reverse("coordinator-requests", args=[world.initiative.pk]) + "?q=chloe").content.decode()

    assert ("Chloë Maes" in page, "Bram Claes" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_requests(client: Client, count: int, django_assert_num_queries):
    world = programme()
    for _ in range(count):
        RequestFactory(initiative=world.initiative, site=world.site)
    client.force_login(world.user)

    with django_assert_num_queries(8):
        client.get(reverse("coordinator-requests", args=[world.initiative.pk]))
