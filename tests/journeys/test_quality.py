"""The quality standards in a browser: for the coordinator, and for who is responsible in the end."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.initiatives.models import Initiative
from tandem.people.models import User
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.quality.world import initiative_of_s22
from tests.web.quality.test_quality import responsible_for, with_a_note


@pytest.fixture
def made(transactional_db: None) -> tuple[Initiative, User]:
    initiative, by = initiative_of_s22()
    with_a_note(initiative)
    return initiative, by


def test_the_standards_are_shown_with_their_gaps_and_partners_look_back(
    page: Page, live_server: LiveServer, made: tuple[Initiative, User]
):
    initiative, by = made
    sign_in(page, by, live_server.url)

    page.goto(reverse("coordinator-quality", args=[initiative.pk]))
    expect(page.get_by_text("9 van de 9 afspraken zijn gemaakt.")).to_be_visible()
    expect(page.get_by_role("link", name="Dossier voor een oproep (PDF)")).to_be_visible()
    page.get_by_label("Wat zagen jullie?").fill("Kinderen komen graag.")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Kinderen komen graag.")).to_be_visible()
    screenshot(page, "journey-quality")

    sign_in(page, responsible_for(initiative, by), live_server.url)
    page.goto(reverse("partner-quality", args=[initiative.pk]))
    expect(page.get_by_role("heading", name="Kwaliteit", level=1)).to_be_visible()
    screenshot(page, "journey-quality-partner")
    expect_accessible_everywhere(page)
