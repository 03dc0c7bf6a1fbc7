"""A tutor worries, the person named reads it, and the tutor sees so; and a match that lies still in one step."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.config import tasks
from tandem.scheduling.models import Pause
from tests.factories.people import school_coordinator, teacher_of
from tests.factories.safeguarding import WORDS, Worried, worried
from tests.factories.worlds import MONDAY
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """The time the pages read; the browser keeps its own."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(MONDAY)
    return at


@pytest.fixture
def world(transactional_db: None, clock: Callable[[datetime], None]) -> Worried:
    return worried()


def test_a_worry_is_sent_read_and_comes_back_without_its_words(
    phone: Page, page: Page, live_server: LiveServer, world: Worried, clock: Callable[[datetime], None]
):
    sign_in(phone, world.tutor, live_server.url)
    phone.goto("/tutor/")
    phone.get_by_role("link", name="Ik maak me zorgen").first.tap()
    expect(phone.get_by_role("link", name="Bel 112")).to_be_visible()
    screenshot(phone, "zorgen-tutor")
    expect_accessible_everywhere(phone)
    phone.get_by_label("Welke leerling?").select_option(label="Amina a.")
    phone.get_by_label("Wat zag of hoorde je?").fill(WORDS)
    phone.get_by_role("button", name="Versturen").tap()
    expect(phone.get_by_text("nog niet gelezen", exact=True)).to_be_visible()
    screenshot(phone, "zorgen-verstuurd")
    expect_accessible_everywhere(phone)

    clock(MONDAY + timedelta(hours=1))
    tasks.watch_signals(timestamp=0)
    sign_in(page, world.receiver, live_server.url)
    page.goto("/signals/")
    expect(page.get_by_text("nog lezen")).to_be_visible()
    screenshot(page, "signalen")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Van Noor Peeters").click()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.get_by_role("button", name="Lezen").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    screenshot(page, "signaal")
    expect_accessible_everywhere(page)
    page.get_by_label("doorgegeven aan het CLB").check()
    page.get_by_label("Notitie").fill("Mevrouw De Wit belt vandaag.")
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_text("Mevrouw De Wit belt vandaag.")).to_be_visible()
    page.get_by_role("link", name="Afronden").click()
    page.get_by_role("button", name="Ja, afronden").click()
    expect(page.get_by_text("Een jaar na het afronden")).to_be_visible()
    expect_accessible_everywhere(page)

    phone.reload()
    expect(phone.get_by_text("gelezen door Greet Claes")).to_be_visible()
    expect(phone.get_by_text("doorgegeven aan het CLB door Greet Claes")).to_be_visible()
    assert WORDS not in phone.content()
    assert "De Wit" not in phone.content()
    screenshot(phone, "zorgen-ontvangst")
    expect_accessible_everywhere(phone)


def test_a_match_lies_still_in_one_step_and_goes_on_in_one(
    phone: Page, page: Page, live_server: LiveServer, world: Worried, clock: Callable[[datetime], None]
):
    clock(MONDAY - timedelta(hours=1))
    sign_in(phone, teacher_of(world.world.school_class), live_server.url)
    phone.goto("/signals/pause/")
    screenshot(phone, "stilleggen")
    expect_accessible_everywhere(phone)
    phone.get_by_role("link", name="Stilleggen").tap()
    phone.get_by_role("button", name="Ja, leg stil").tap()
    expect(phone.get_by_text("Greet Claes neemt contact met je op")).to_be_visible()
    assert Pause.objects.count() == 1

    sign_in(page, world.receiver, live_server.url)
    page.goto("/signals/paused/")
    screenshot(page, "wat-stilligt")
    expect_accessible_everywhere(page)
    page.get_by_text("Het stopt", exact=True).click()
    screenshot(page, "wat-stilligt-einde")
    expect_accessible_everywhere(page)
    page.get_by_role("link", name="Het gaat verder").click()
    page.get_by_role("button", name="Ja, het gaat verder").click()

    expect(page.get_by_text("Niets ligt stil")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "name", "who"),
    [
        ("/school/worry/", "zorgen-school", "teacher"),
        ("/school/agreement/", "overeenkomst", "school"),
        ("/signals/days/", "signalen-dagen", "receiver"),
    ],
)
def test_the_other_pages_are_accessible(
    page: Page, live_server: LiveServer, world: Worried, address: str, name: str, who: str
):
    user = {
        "teacher": lambda: teacher_of(world.world.school_class),
        "school": lambda: school_coordinator(world.world.site.organisation),
        "receiver": lambda: world.receiver,
    }[who]()
    sign_in(page, user, live_server.url)

    page.goto(address)

    screenshot(page, name)
    expect_accessible_everywhere(page)


def test_the_papers_of_a_tutor_are_accessible(page: Page, live_server: LiveServer, world: Worried):
    sign_in(page, world.receiver, live_server.url)
    page.goto(f"/coordinator/initiatives/tutors/{world.world.team.enrolment.pk}/")

    page.get_by_text("Ik heb iets gezien").click()

    screenshot(page, "papieren")
    expect_accessible_everywhere(page)
