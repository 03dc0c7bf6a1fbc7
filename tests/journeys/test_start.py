"""A coordinator with two schools and a parent goes from idea to an active initiative, in one sitting."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.people.models import Site, User
from tandem.web.notices import HANDLERS
from tests.factories.initiatives import RequestFactory
from tests.factories.people import (
    GuardianFactory,
    OrganisationFactory,
    SchoolFactory,
    SiteFactory,
    UserFactory,
    coordinator,
    member,
)
from tests.factories.together import JustificationFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in

AGREEMENTS = {
    "Wat tutors doen": "Samen oefenen en lezen.",
    "Vorming van de tutors": "Twee avonden vooraf.",
    "Als iemand er niet is": "Voor acht uur melden; we halen het in.",
    "Hoe we zien wat het oplevert": "De notities van de tutors.",
    "Hoe we samenwerken": "Drie keer per jaar overleg.",
}


@pytest.fixture
def office(transactional_db: None) -> User:
    organisation = OrganisationFactory(name="Samen Leren Gent")
    user = coordinator(organisation)
    member(organisation, Role.PROGRAMME_COORDINATOR, given_name="Noor", family_name="Peeters")
    for name in ("De Linde", "De Wilg"):
        SiteFactory(organisation=SchoolFactory(name=f"Basisschool {name}"), name=name)
    return user


def test_from_idea_to_an_active_initiative(page: Page, live_server: LiveServer, office: User):
    sign_in(page, office, live_server.url)
    make_initiative(page)
    initiative = Initiative.objects.get()

    # The start page says what is missing, and refuses until it is there.
    page.get_by_role("link", name="Naar de start").click()
    expect(page.get_by_text(re.compile("Nog \\d+ dingen voor het kan beginnen"))).to_be_visible()
    screenshot(page, "journey-start-empty")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Laten beginnen").click()
    expect(page.get_by_text("Het initiatief kan nog niet beginnen")).to_be_visible()

    hear(page, "Leerlingen", said_by="zes leerlingen", expects="Iemand met geduld.")
    hear(page, "Ouders", said_by="een vader", expects="Dat iemand belt.", language="Tamazight", interpreter="een tolk")
    screenshot(page, "journey-start-parents")
    expect_accessible_everywhere(page)
    choose_goals(page)
    agree(page)
    hand_over(page, live_server)
    name_a_trust_person(page)

    # The schools say why they take part; nothing is left to do.
    for site in Site.objects.all():
        JustificationFactory(initiative=initiative, site=site)
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_text("Alles is er")).to_be_visible()
    screenshot(page, "journey-start-ready")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Laten beginnen").click()

    expect(page.get_by_text("Het initiatief loopt. U kunt nu ook publiceren.")).to_be_visible()
    initiative.refresh_from_db()
    assert initiative.status == InitiativeStatus.ACTIVE
    decide_and_let_a_parent_read(page, live_server, initiative)


def make_initiative(page: Page) -> None:
    page.goto("/coordinator/initiatives/new/st010/")
    page.get_by_label("Naam van het initiatief").fill("Studententutoring Gent")
    page.get_by_label("Eerste dag").fill("2026-09-01")
    page.get_by_label("Laatste dag").fill("2027-06-30")
    page.get_by_label("Wie een signaal krijgt").select_option(index=1)
    page.get_by_label("Wie vervangt").select_option(index=2)
    page.get_by_role("button", name=re.compile("maken|Maken|Bewaren")).first.click()
    for name in ("De Linde", "De Wilg"):
        page.get_by_label(re.compile(name)).check()
    page.get_by_role("button", name="Bewaren").click()


def start_page(page: Page) -> None:
    page.get_by_role("link", name="Start", exact=True).click()


def hear(page: Page, group: str, *, said_by: str, expects: str, language: str = "", interpreter: str = "") -> None:
    start_page(page)
    page.get_by_role("main").get_by_role("link", name=group, exact=True).click()
    page.get_by_label("Wie sprak?").fill(said_by)
    page.get_by_label("Wat verwacht u van de anderen?").fill(expects)
    if language:
        page.get_by_label("In welke taal is het gezegd?").fill(language)
        page.get_by_label("Wie vertaalde?").fill(interpreter)
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()


def choose_goals(page: Page) -> None:
    start_page(page)
    page.get_by_role("link", name="Doelen", exact=True).click()
    page.get_by_label("meemaken dat schoolwerk lukt").check()
    page.get_by_label("hun kind bij het leren kunnen steunen").check()
    screenshot(page, "journey-start-goals")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Dit is samen afgesproken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bij wie je terechtkunt")


def agree(page: Page) -> None:
    """Answer the other agreements, of which one stands in a document and one is drafted by Tandem."""
    for group in ("Leerlingen", "Tutors", "Ouders", "Leerkrachten", "Docenten van de opleiding"):
        page.get_by_label(f"{group} kunnen terecht bij").fill("Noor Peeters")
    screenshot(page, "journey-start-contacts")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Dit is samen afgesproken").click()
    for title, text in AGREEMENTS.items():
        start_page(page)
        page.get_by_role("link", name=title, exact=True).click()
        page.locator("#id_text").fill(text)
        page.get_by_role("button", name="Dit is samen afgesproken").click()
    start_page(page)
    page.get_by_role("link", name="Waar, wanneer en hoe vaak", exact=True).click()
    expect(page.locator("#id_text")).to_have_value(re.compile("2 keer per week 60 minuten.*De Linde, De Wilg"))
    page.get_by_role("button", name="Dit is samen afgesproken").click()


def hand_over(page: Page, live_server: LiveServer) -> None:
    """Ask somebody else for one part: they get a mail and exactly that page, on which a document answers."""
    start_page(page)
    page.get_by_role("link", name="CLB en begeleidingsdienst", exact=True).click()
    page.get_by_text("Vraag iemand om dit in te vullen").click()
    page.get_by_label("E-mailadres van het werk").fill("joris@clb.test")
    page.get_by_label("Voornaam").fill("Joris")
    page.get_by_label("Achternaam").fill("Maes")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Vragen", exact=True).click()
    outbox.deliver(HANDLERS, at=timezone.now())
    asked = next(letter for letter in mail.outbox if letter.to == ["joris@clb.test"])
    address = re.search(r"/asked/[0-9a-f-]+/", asked.body).group()
    theirs = page.context.browser.new_context(base_url=live_server.url, locale="nl-BE").new_page()
    sign_in(theirs, User.objects.get(email="joris@clb.test"), live_server.url)
    theirs.goto(address)
    screenshot(theirs, "journey-start-asked")
    expect_accessible_everywhere(theirs)
    theirs.get_by_label("Staat het al in een document?").fill("draaiboek.pdf")
    theirs.get_by_label("Bladzijde").fill("12")
    theirs.get_by_role("button", name="Dit is samen afgesproken").click()
    expect(theirs.get_by_text("Dank u wel.")).to_be_visible()
    theirs.context.close()


def name_a_trust_person(page: Page) -> None:
    start_page(page)
    page.get_by_role("link", name=re.compile("Iemand noemen – Ouders hebben nog geen vertrouwensfiguur")).click()
    page.get_by_label("Rol", exact=True).select_option(label="vertrouwensfiguur voor ouders")
    page.get_by_label("Namens").select_option(label="Samen Leren Gent")
    page.get_by_label("E-mailadres van het werk").fill("samira@buurthuis.test")
    page.get_by_label("Voornaam").fill("Samira")
    page.get_by_label("Achternaam").fill("Amrani")
    page.get_by_role("button", name="Rol geven").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    start_page(page)
    page.get_by_role("link", name="Wie doet wat, van boven tot onder").click()
    screenshot(page, "journey-start-organisation")
    expect_accessible_everywhere(page)


def decide_and_let_a_parent_read(page: Page, live_server: LiveServer, initiative: Initiative) -> None:
    start_page(page)
    page.get_by_role("link", name="Overleg en verslagen").click()
    page.get_by_label("ouders").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("link", name=re.compile("Verslag"))).to_be_visible()
    expect_accessible_everywhere(page)
    start_page(page)
    page.get_by_role("link", name="Beslissingen en voorstellen").click()
    page.get_by_label("Waarover gaat het?").fill("Een feest")
    page.get_by_label("In gewone woorden").fill("Een feest in juni?")
    page.get_by_label("Beslist op").fill("")
    page.get_by_role("button", name="Bewaren").click()
    screenshot(page, "journey-start-decisions")
    expect_accessible_everywhere(page)

    guardian = GuardianFactory()
    RequestFactory(initiative=initiative, pupil=guardian.pupil)
    sign_in(page, UserFactory(person=guardian.person), live_server.url)
    page.goto("/family/decisions/")
    page.get_by_label("Wat vindt u ervan?").fill("Graag in de avond.")
    screenshot(page, "journey-start-family")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Doorgeven").click()
    expect(page.get_by_text("Wie beslist, leest het, zonder uw naam.")).to_be_visible()
