"""A contract with a family in a browser: written down in a conversation, read back at home."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.initiatives.enums import FormKind
from tests.factories.people import GuardianFactory, UserFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.web.coordinator.worlds import Programme, programme


@pytest.fixture
def world(transactional_db: None) -> Programme:
    world = programme()
    world.initiative.form = FormKind.HOMEWORK
    world.initiative.save()
    return world


def test_a_contract_is_said_in_a_conversation_and_read_at_home(page: Page, live_server: LiveServer, world: Programme):
    guardian = GuardianFactory(pupil=world.request.pupil)
    sign_in(page, world.user, live_server.url)

    page.goto(reverse("coordinator-request", args=[world.request.pk]))
    page.get_by_role("link", name="Contract met het gezin").click()
    page.get_by_label("Wie spreekt voor het gezin?").select_option(label=guardian.person.full_name)
    page.get_by_label("Wat het gezin van ons verwacht").fill("Dat iemand luistert.")
    page.get_by_label("Wat wij van het gezin en het kind verwachten").fill("Dat Amina graag komt.")
    page.get_by_label("In een gesprek gezegd").check()
    screenshot(page, "journey-contract")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Het gezin leest het op de eigen bladzijde.")).to_be_visible()

    sign_in(page, UserFactory(person=guardian.person), live_server.url)
    page.goto(reverse("family-decisions"))
    expect(page.get_by_text("Dat iemand luistert.")).to_be_visible()
    screenshot(page, "journey-contract-family")
    expect_accessible_everywhere(page)
