"""Every page of the coordinator, looked at on a phone and on a wide screen."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.factories.initiatives import InitiativeFactory, StudentGroupFactory
from tests.factories.people import OrganisationFactory, coordinator
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.web.coordinator.worlds import Programme, busy_programme


@pytest.fixture
def world(transactional_db: None) -> Programme:
    return busy_programme(timezone.now())


OF_INITIATIVE = (
    "coordinator-initiative",
    "coordinator-initiative-edit",
    "coordinator-sites",
    "coordinator-enrolments",
    "coordinator-enrol",
    "coordinator-requests",
    "coordinator-plan",
    "coordinator-proposal",
    "coordinator-proposal-unplaced",
    "coordinator-publish",
    "coordinator-places",
)


def look(page: Page, address: str, name: str) -> None:
    page.goto(address)
    screenshot(page, name)
    expect_accessible_everywhere(page)


@pytest.mark.parametrize(
    "name",
    [
        "coordinator-home",
        "coordinator-initiatives",
        "coordinator-initiative-new",
        "coordinator-form-choice",
        "coordinator-costs",
        "coordinator-dosage",
        "coordinator-hours",
    ],
)
def test_page_of_all_is_accessible(page: Page, live_server: LiveServer, world: Programme, name: str):
    sign_in(page, world.user, live_server.url)

    look(page, reverse(name), name)


@pytest.mark.parametrize("name", OF_INITIATIVE)
def test_page_of_an_initiative_is_accessible(page: Page, live_server: LiveServer, world: Programme, name: str):
    sign_in(page, world.user, live_server.url)

    look(page, reverse(name, args=[world.initiative.pk]), name)


@pytest.mark.parametrize("shown", ["week", "tutors", "pupils", "list"])
def test_proposal_of_a_school_is_accessible(page: Page, live_server: LiveServer, world: Programme, shown: str):
    sign_in(page, world.user, live_server.url)
    address = reverse("coordinator-proposal-site", args=[world.initiative.pk, world.site.pk])

    look(page, f"{address}?show={shown}", f"coordinator-proposal-site-{shown}")


def test_page_of_one_row_is_accessible(page: Page, live_server: LiveServer, world: Programme):
    sign_in(page, world.user, live_server.url)
    addresses = {
        "coordinator-initiative-create": reverse("coordinator-initiative-create", args=["hdt"]),
        "coordinator-enrolment": reverse("coordinator-enrolment", args=[world.enrolment.pk]),
        "coordinator-request": reverse("coordinator-request", args=[world.waiting.pk]),
        "coordinator-request-private": reverse("coordinator-request-private", args=[world.waiting.pk]),
        "coordinator-run": reverse("coordinator-run", args=[world.run.pk]),
        "coordinator-team": reverse("coordinator-team", args=[world.team.pk]),
        "coordinator-team-move": reverse("coordinator-team-move", args=[world.team.pk]),
        "coordinator-dosage-pupil": reverse("coordinator-dosage") + "?per=pupil",
        "coordinator-dosage-week": reverse("coordinator-dosage") + "?per=week",
    }

    for name, address in addresses.items():
        look(page, address, name)


def test_groups_of_students_are_accessible(page: Page, live_server: LiveServer, world: Programme):
    initiative = InitiativeFactory(organiser=world.organiser, form="moz", sites=[world.site])
    group = StudentGroupFactory(initiative=initiative, name="Lerarenopleiding 2B")
    group.tutors.add(world.enrolment.tutor)
    sign_in(page, world.user, live_server.url)

    look(page, reverse("coordinator-groups", args=[initiative.pk]), "coordinator-groups")
    look(page, reverse("coordinator-group-new", args=[initiative.pk]), "coordinator-group-new")
    look(page, reverse("coordinator-group", args=[group.pk]), "coordinator-group")
    look(page, reverse("coordinator-group-members", args=[group.pk]), "coordinator-group-members")


def test_everything_empty_says_why(page: Page, live_server: LiveServer, transactional_db: None):
    sign_in(page, coordinator(OrganisationFactory()), live_server.url)

    look(page, reverse("coordinator-home"), "coordinator-home-empty")
    look(page, reverse("coordinator-initiatives"), "coordinator-initiatives-empty")
    look(page, reverse("coordinator-dosage"), "coordinator-dosage-empty")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("form-search", "/initiatives/new/?q=lezen"),
        ("form-refused", "/initiatives/new/ai/"),
        ("form-reach", "/initiatives/new/reach/"),
        ("costs-reach", "/initiatives/costs/?form=reach"),
    ],
)
def test_page_of_a_form_is_accessible(page: Page, live_server: LiveServer, world: Programme, name: str, address: str):
    sign_in(page, world.user, live_server.url)

    look(page, reverse("coordinator-home").rstrip("/") + address, name)
