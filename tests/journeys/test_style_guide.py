import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in


@pytest.fixture
def admin(transactional_db: None) -> User:
    user = UserFactory()
    MembershipFactory(person=user.person, role=Role.PLATFORM_ADMIN)
    return user


def test_every_part_is_accessible(page: Page, live_server: LiveServer, admin: User):
    sign_in(page, admin, live_server.url)

    page.goto("/stijl/")

    screenshot(page, "stijl")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stijl")
    expect_accessible_everywhere(page)
