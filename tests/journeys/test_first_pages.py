"""The pages everybody meets: welcome, signing in, one's start page, and what went wrong."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in


def user_with(*roles: Role) -> User:
    user = UserFactory(email="amina@voorbeeld.test")
    for role in roles:
        MembershipFactory(person=user.person, role=role)
    return user


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "welkom"),
        ("/account/login/", "aanmelden"),
        ("/account/login/code/", "code-vragen"),
        ("/account/password/reset/", "wachtwoord-vergeten"),
        ("/account/password/reset/done/", "wachtwoord-mail"),
        ("/account/password/reset/key/x-y/", "wachtwoord-vervallen"),
        ("/account/signup/", "geen-aanmelding"),
        ("/account/inactive/", "account-uit"),
        ("/bestaat-niet/", "niet-gevonden"),
    ],
)
def test_pages_for_everybody_are_accessible(page: Page, address: str, name: str, transactional_db: None):
    page.goto(address)

    screenshot(page, name)
    expect_accessible_everywhere(page)


def test_somebody_signs_in_with_a_code_and_out_again(phone: Page, transactional_db: None):
    user_with(Role.TUTOR)

    phone.goto("/")
    phone.locator("main").get_by_role("link", name="Aanmelden").tap()
    phone.get_by_role("link", name="Stuur mij een code").tap()
    phone.get_by_label("E-mailadres").fill("amina@voorbeeld.test")
    phone.get_by_role("button", name="Stuur de code").tap()
    expect(phone.get_by_role("heading", name="Typ de code over")).to_be_visible()
    screenshot(phone, "code-overtypen")
    expect_accessible_everywhere(phone)
    phone.get_by_label("Code").fill("FOUT")
    phone.get_by_role("button", name="Aanmelden", exact=True).tap()
    expect(phone.get_by_role("alert")).to_contain_text("Dat is niet de code.")
    screenshot(phone, "code-fout")
    expect_accessible_everywhere(phone)
    phone.get_by_label("Code").fill(re.search(r"^ {4}(\S+)$", mail.outbox[0].body, re.MULTILINE)[1])
    phone.get_by_role("button", name="Aanmelden", exact=True).tap()

    expect(phone).to_have_url(re.compile("/tutor/$"))
    phone.get_by_text("Account", exact=True).tap()
    phone.get_by_role("button", name="Afmelden").tap()
    expect(phone.locator("#messages")).to_contain_text("U bent afgemeld.")


@pytest.mark.parametrize(
    ("roles", "name"),
    [
        ([Role.PROGRAMME_COORDINATOR], "start-coordinator"),
        ([Role.SCHOOL_COORDINATOR], "start-school"),
        ([Role.TUTOR], "start-tutor"),
        ([Role.GUARDIAN], "start-thuis"),
        ([Role.PROGRAMME_COORDINATOR, Role.SCHOOL_COORDINATOR, Role.TUTOR], "start-alles"),
        ([], "start-zonder-taak"),
    ],
)
def test_start_pages_are_accessible(
    page: Page, live_server: LiveServer, transactional_db: None, roles: list[Role], name: str
):
    sign_in(page, user_with(*roles), live_server.url)

    page.goto("/")

    screenshot(page, name)
    expect_accessible_everywhere(page)


def test_pages_of_others_are_refused_in_words(page: Page, live_server: LiveServer, transactional_db: None):
    sign_in(page, user_with(Role.TUTOR), live_server.url)

    page.goto("/coordinator/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Deze bladzijde is niet voor u")
    screenshot(page, "niet-voor-u")
    expect_accessible_everywhere(page)


def test_the_first_tab_skips_the_menu(page: Page, live_server: LiveServer, transactional_db: None):
    sign_in(page, user_with(Role.TUTOR), live_server.url)
    page.goto("/tutor/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_the_language_changes_on_the_page_one_is_on(page: Page, transactional_db: None):
    page.goto("/account/login/?next=/tutor/")

    page.get_by_role("button", name="English").click()

    expect(page).to_have_url(re.compile(r"/account/login/\?next=/tutor/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
