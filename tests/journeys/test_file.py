"""A pupil's file: the family reads, answers and asks; the school answers; the tutor reads. Each page looked at."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.logbook.actions import file_requests
from tandem.logbook.enums import FileKind, FileRequestKind, PortraitTopic, ShownTo
from tandem.logbook.models import FileRequest
from tests.factories.file import FamilyContactFactory, FileItemFactory, SelfPortraitFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.logbook.file_world import FileWorld, file_world


@pytest.fixture
def world(transactional_db: None) -> FileWorld:
    """A file in which everybody said something, this school year."""
    now = timezone.now()
    world = file_world(starts_at=now - timedelta(days=1))
    world.says(world.teacher, FileKind.STRENGTH, "Legt rustig uit hoe je aan een antwoord komt.", at=now)
    world.says(world.own, FileKind.GOAL, "Ik wil durven voorlezen in de klas.", at=now)
    world.says(world.tutor, FileKind.AGREEMENT, "We beginnen elke keer met een strip.", at=now)
    world.says(world.parent, FileKind.MESSAGE, "Op dinsdag is ze moe van het zwemmen.", at=now)
    FileItemFactory(
        pupil=world.pupil, text="Kent alle dieren van de kinderboerderij.", said_at=now - timedelta(days=500)
    )
    entry = LogEntryFactory(session=world.world.session)
    TutorPresenceFactory(log_entry=entry, tutor=world.world.tutor)
    PupilEntryFactory(
        log_entry=entry, pupil=world.pupil, success="Las een hele bladzijde voor.", activity="Strip lezen"
    )
    FamilyContactFactory(
        pupil=world.pupil,
        spoken_with=world.parent.person,
        written_by=world.teacher,
        on_date=timezone.localdate(),
        went_well="Vertelt thuis elke avond iets over de tutor.",
        agreed="We bellen weer in januari.",
    )
    SelfPortraitFactory(
        pupil=world.pupil, topic=PortraitTopic.LANGUAGES, text="Tarifit en Nederlands", shown_to=ShownTo.TUTORS
    )
    return world


def look(page: Page, name: str) -> None:
    screenshot(page, name)
    expect_accessible_everywhere(page)


def test_a_family_reads_the_file_adds_says_hides_asks_and_takes_back(
    phone: Page, live_server: LiveServer, world: FileWorld
):
    sign_in(phone, world.parent, live_server.url)
    phone.goto("/family/")
    phone.get_by_role("link", name="Lezen en meeschrijven").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("De map van Amina")
    look(phone, "map-gezin")
    phone.set_viewport_size({"width": 390, "height": 844})

    phone.locator("summary", has_text="Wat Amina sterk maakt").tap()
    phone.locator("[name=strength-text]").fill("Zorgt goed voor haar zusje.")
    phone.locator("form[action$='/add/strength/']").get_by_role("button", name="Toevoegen").tap()
    expect(phone.get_by_text("Zorgt goed voor haar zusje.").first).to_be_visible()

    line = phone.get_by_role("listitem").filter(has_text="Legt rustig uit")
    line.get_by_role("link").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hier iets over zeggen of vragen")
    look(phone, "map-gezin-regel")
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.get_by_label("Zo zie ik het").fill("Thuis ook.")
    phone.get_by_role("button", name="Erbij zetten").tap()
    expect(line).to_contain_text("Thuis ook.")

    line.get_by_role("link").tap()
    phone.get_by_role("button", name="Niet meer aan tutors tonen").tap()
    expect(line).to_contain_text("niet voor tutors")

    line.get_by_role("link").tap()
    phone.get_by_label("Waarom").fill("Dat is iets van ons.")
    phone.locator("form[action$='/shielding/']").get_by_role("button", name="Vragen").tap()
    asked = phone.get_by_role("listitem").filter(has_text="antwoordt ten laatste op")
    expect(asked).to_contain_text(world.coordinator.person.full_name)
    look(phone, "map-gezin-gevraagd")
    phone.set_viewport_size({"width": 390, "height": 844})

    asked.get_by_role("button", name="Vraag terugnemen").tap()
    expect(phone.locator("#messages")).to_contain_text("Teruggenomen.")
    assert FileRequest.objects.get().taken_back_at is not None


def test_a_family_starts_with_a_clean_slate_and_opens_what_may_stay(
    phone: Page, live_server: LiveServer, world: FileWorld
):
    sign_in(phone, world.parent, live_server.url)
    phone.goto(reverse("family-file", args=[world.pupil.pk]))

    phone.get_by_role("link", name="Met een schone lei beginnen").tap()
    phone.get_by_role("button", name="Ja, begin opnieuw").tap()
    strengths = phone.locator("section", has=phone.get_by_role("heading", name="Wat Amina sterk maakt"))
    expect(strengths).not_to_contain_text("Legt rustig uit")
    phone.get_by_role("button", name=re.compile("Laten meetellen.*Legt rustig uit")).tap()

    expect(strengths).to_contain_text("Legt rustig uit")


def test_a_pupil_reads_the_own_file_and_tells_about_themselves(phone: Page, live_server: LiveServer, world: FileWorld):
    sign_in(phone, world.own, live_server.url)
    phone.goto(reverse("pupil-file"))
    look(phone, "map-leerling")
    phone.set_viewport_size({"width": 390, "height": 844})

    phone.get_by_role("link", name="Iets vertellen of veranderen").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wat Amina zelf vertelt")
    look(phone, "map-vertellen")
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.get_by_label("Wat ik graag doe").fill("Voetballen en tekenen")
    phone.get_by_role("button", name="Bewaren").tap()

    expect(phone.get_by_text("Voetballen en tekenen")).to_be_visible()


def test_a_young_pupil_is_told_with_whom_to_read_it(phone: Page, live_server: LiveServer, world: FileWorld):
    world.pupil.birth_date = timezone.localdate() - timedelta(days=8 * 365)
    world.pupil.save()
    sign_in(phone, world.own, live_server.url)

    phone.goto(reverse("pupil-file"))

    expect(phone.get_by_role("heading", level=1)).to_have_text("Jouw map lees je samen met thuis")
    look(phone, "map-nog-niet")


def test_the_school_says_what_for_reads_and_answers(page: Page, live_server: LiveServer, world: FileWorld):
    item = world.says(world.teacher, text="Kan goed luisteren.", at=timezone.now())
    file_requests.ask(
        pupil=world.pupil,
        target=item,
        kind=FileRequestKind.CORRECTION,
        wish="Luistert graag naar verhalen.",
        by=world.parent,
        at=timezone.now(),
    )
    sign_in(page, world.coordinator, live_server.url)
    page.goto(reverse("school-file", args=[world.pupil.pk]))
    look(page, "map-school-waarvoor")
    page.get_by_label("afstemmen met de tutor of de leerkracht").check()
    page.get_by_role("button", name="Map openen").click()
    expect(page.get_by_text("Legt rustig uit hoe je aan een antwoord komt.")).to_be_visible()
    look(page, "map-school")

    page.goto(reverse("school-home"))
    page.get_by_role("link", name="Bekijken").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vragen over mappen")
    look(page, "map-school-vragen")
    page.get_by_role("link", name="Amina").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verbeteren in de map van Amina")
    look(page, "map-school-vraag")
    page.get_by_label("ja", exact=True).check()
    page.locator("[name=reason]").fill("Zo is het juister gezegd.")
    page.get_by_role("button", name="Antwoorden").click()

    expect(page.locator("#messages")).to_contain_text("Beantwoord.")
    item.refresh_from_db()
    assert item.text == "Luistert graag naar verhalen."


def test_a_teacher_writes_down_a_contact_that_begins_with_what_goes_well(
    page: Page, live_server: LiveServer, world: FileWorld
):
    sign_in(page, world.teacher, live_server.url)
    page.goto(reverse("school-contact", args=[world.pupil.pk]))
    look(page, "gesprek-school")

    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("alert")).to_contain_text("Wat gaat er goed?")
    page.get_by_label("Wat gaat er goed?").fill("Helpt anderen in de klas.")
    page.get_by_label(world.parent.person.full_name).check()
    page.get_by_label("op school").check()
    page.get_by_role("button", name="Opschrijven").click()

    expect(page.locator("#messages")).to_contain_text("Opgeschreven.")


def test_a_tutor_reads_a_pupil_and_the_own_role(phone: Page, live_server: LiveServer, world: FileWorld):
    sign_in(phone, world.tutor, live_server.url)
    phone.goto(reverse("tutor-pupil", args=[world.pupil.pk]))
    expect(phone.get_by_text("Op dinsdag is ze moe van het zwemmen.")).to_be_visible()
    look(phone, "map-tutor")

    phone.goto(reverse("tutor-role"))
    look(phone, "tutor-rol")


def test_the_words_are_explained_to_everybody(page: Page, transactional_db: None):
    page.goto(reverse("glossary"))

    look(page, "woorden")
