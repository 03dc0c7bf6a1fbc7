"""Each way in, in a real browser: password and app, passkey, a school's own sign-in, today's class, a pupil's card."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core.permissions import Role
from tandem.people.actions import cards
from tandem.people.models import User
from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import Occupancy
from tandem.web.account.authenticators import code_now
from tests.factories.people import PASSWORD, ClassTeacherFactory, MembershipFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory, SessionFactory, TeamMemberFactory
from tests.journeys.browser import PHONE, WIDE, expect_accessible_everywhere, screenshot
from tests.provider.running import running
from tests.provider.server import CLIENT, SECRET
from tests.provider.server import PASSWORD as SCHOOLS_PASSWORD
from tests.web.school.cast import Cast, make_cast, proposed, pupil_in


@pytest.fixture
def coordinator(transactional_db: None) -> User:
    user = UserFactory(email="amina@school.test")
    MembershipFactory(person=user.person, role=Role.PROGRAMME_COORDINATOR)
    return user


def with_password(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden met wachtwoord").click()


def with_code(page: Page, user: User) -> None:
    page.goto("/account/login/code/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_role("button", name="Stuur de code").click()
    expect(page.get_by_role("heading", name="Typ de code over")).to_be_visible()
    page.get_by_label("Code").fill(re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1])
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def looked_at(page: Page, name: str) -> None:
    screenshot(page, name)
    expect_accessible_everywhere(page)
    page.set_viewport_size(WIDE)


def signs_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Afmelden").click()
    expect(page.locator("#messages")).to_contain_text("U bent afgemeld.")


def test_a_coordinator_sets_up_an_app_and_comes_in_with_it(page: Page, coordinator: User):
    with_password(page, coordinator)
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    looked_at(page, "tweede-stap")
    page.get_by_role("link", name="Een app met codes op uw telefoon").click()
    expect(page.get_by_role("img", name="QR-code voor uw app")).to_be_visible()
    looked_at(page, "tweede-stap-app")
    page.get_by_text("Lukt dat niet? Typ deze sleutel over.").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("De zes cijfers uit uw app").fill(code_now(secret))
    page.get_by_role("button", name="App gebruiken").click()
    expect(page.get_by_role("heading", name="Uw reservecodes")).to_be_visible()
    looked_at(page, "reservecodes")
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile("/coordinator/$"))
    page.goto("/account/safety/")
    looked_at(page, "veilig-aanmelden")
    page.goto("/account/sessions/")
    expect(page.get_by_text("dit toestel")).to_be_visible()
    looked_at(page, "waar-aangemeld")
    signs_out(page)

    with_password(page, coordinator)
    expect(page.get_by_role("heading", name="De tweede stap")).to_be_visible()
    looked_at(page, "tweede-stap-code")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    expect(page).to_have_url(re.compile("/coordinator/$"))


def test_a_coordinator_makes_a_passkey_and_comes_in_with_it_alone(page: Page, coordinator: User):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    with_code(page, coordinator)
    page.get_by_role("link", name="Vingerafdruk, gezicht of pincode van dit toestel").click()
    page.get_by_label("Hoe noemt u dit toestel?").fill("mijn laptop")
    looked_at(page, "toegangssleutel")
    page.get_by_role("button", name="Sleutel maken").click()
    expect(page.get_by_role("heading", name="Uw reservecodes")).to_be_visible()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile("/coordinator/$"))
    signs_out(page)
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="Met een toegangssleutel")).to_be_visible()
    looked_at(page, "aanmelden-met-sleutel")
    page.get_by_role("button", name="Met een toegangssleutel").click()

    expect(page).to_have_url(re.compile("/coordinator/$"))
    page.goto("/account/safety/")
    expect(page.get_by_text("mijn laptop")).to_have_count(2)  # in the list, and for screen readers in its link


@pytest.fixture
def school(live_server: LiveServer, tmp_path: Path, settings) -> Iterator[str]:
    back = f"{live_server.url}/account/oidc/school/login/callback/"
    with running(tmp_path, back) as address:
        app = {"provider_id": "school", "name": "De Linde", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": address}
        settings.SIGN_IN_WITH = [
            {"id": "school", "label": "De Linde", "issuer": address, "domains": ["school.test"]}
            | {"vouches_for_email": False, "second_step": "amr"}
        ]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 60
        yield address


def test_a_coordinator_comes_in_with_the_sign_in_of_the_school(
    browser: Browser, live_server: LiveServer, school: str, coordinator: User
):
    # A page of its own: the one of other journeys refuses every address but ours, and here the school has one.
    context = browser.new_context(base_url=live_server.url, locale="nl-BE", viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    page = context.new_page()

    page.goto("/account/login/")
    looked_at(page, "aanmelden-via-school")
    page.get_by_role("link", name="Met De Linde").click()
    page.locator("input[name=login]").fill("amina")
    page.locator("input[name=password]").fill(SCHOOLS_PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(re.compile(f"^{live_server.url}/coordinator/$"))
    signs_out(page)
    page.goto("/account/login/")
    page.get_by_role("link", name="Met De Linde").click()
    expect(page).to_have_url(re.compile("/coordinator/$"))
    context.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_a_teacher_with_one_code_answers_about_today(phone: Page, cast: Cast):
    weekday = timezone.localdate().weekday()
    cast.school_class.class_teachers.all().delete()
    ClassTeacherFactory(school_class=cast.school_class, person=cast.teacher.person, days=[weekday])
    member = proposed(cast, pupil_in(cast, given_name="Noor", family_name="Aerts"), day=weekday)

    with_code(phone, cast.teacher)
    expect(phone.get_by_role("heading", name="Nog één stap")).to_be_visible()
    phone.get_by_role("link", name="Mijn klas vandaag").tap()
    expect(phone.get_by_text("Noor Aerts").first).to_be_visible()
    screenshot(phone, "klas-vandaag")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_label("klopt", exact=True).check()
    phone.get_by_role("button", name="Antwoorden bewaren").tap()
    expect(phone.get_by_text("Bewaard: 1 antwoord.")).to_be_visible()
    phone.goto("/school/pupils/")

    expect(phone.get_by_role("heading", name="Nog één stap")).to_be_visible()
    member.refresh_from_db()
    assert member.teacher_agrees


def test_a_pupil_comes_in_with_a_card_and_four_pictures(phone: Page, cast: Cast):
    noor = pupil_in(cast, given_name="Noor", family_name="Aerts")
    today = timezone.localdate()
    team = PublishedTeamFactory(site=cast.site, from_date=today, to_date=today + timedelta(weeks=20))
    TeamMemberFactory(team=team, request__pupil=noor)
    session = SessionFactory(
        team=team, starts_at=timezone.now() + timedelta(days=1), room=RoomFactory(site=cast.site, name="bibliotheek")
    )
    Occupancy.objects.create(
        session=session,
        kind=ResourceKind.PERSON,
        resource_id=noor.person_id,
        during=DateTimeTZRange(session.starts_at, session.ends_at),
    )
    [printed] = cards.make(pupils=[noor], by=cast.teacher, at=timezone.now())

    def taps_four() -> None:
        for picture in ("zon", "vis", "zon", "boot"):
            phone.get_by_role("button", name=picture).tap()

    phone.goto("/account/card/")
    screenshot(phone, "kaart")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    phone.goto("/")
    phone.goto(f"/account/card/#{printed.code}")  # as the QR code of the card does
    expect(phone.get_by_role("heading", name="Kies vier plaatjes")).to_be_visible()
    screenshot(phone, "plaatjes")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    taps_four()
    expect(phone.get_by_role("heading", name="Nog een keer dezelfde vier")).to_be_visible()
    taps_four()
    expect(phone.get_by_role("heading", name="Dag Noor!")).to_be_visible()
    expect(phone.get_by_text("bibliotheek")).to_be_visible()
    screenshot(phone, "mijn-uren")
    expect_accessible_everywhere(phone)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Klaar").tap()

    expect(phone.get_by_role("heading", name="Dag! Heb je je kaart?")).to_be_visible()
    phone.get_by_label("De code op je kaart").fill(printed.code)
    phone.get_by_role("button", name="Verder").tap()
    expect(phone.get_by_role("heading", name="Tik jouw vier plaatjes aan")).to_be_visible()
    taps_four()
    expect(phone.get_by_role("heading", name="Dag Noor!")).to_be_visible()


def test_a_teacher_prints_cards(page: Page, live_server: LiveServer, cast: Cast):
    pupil_in(cast, given_name="Noor", family_name="Aerts")
    with_code(page, cast.teacher)
    page.goto("/account/safety/app/")
    page.get_by_text("Lukt dat niet? Typ deze sleutel over.").click()
    page.get_by_label("De zes cijfers uit uw app").fill(code_now(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="App gebruiken").click()
    expect(page.get_by_role("heading", name="Uw reservecodes")).to_be_visible()

    page.goto(f"/school/classes/{cast.school_class.pk}/cards/")
    looked_at(page, "kaarten")
    with page.expect_download() as download:
        page.get_by_role("button", name="Kaarten maken en afdrukken").click()

    assert download.value.suggested_filename.endswith(".pdf")
