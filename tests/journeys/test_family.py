"""A family comes in with its letter, answers, takes it back, and comes in again: in Arabic and in Dutch."""

import io
import re
from datetime import datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.people.enums import ConsentParty
from tandem.people.models import Consent, Guardian, OwnAddress, User
from tandem.people.queries import family_has_agreed
from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import Occupancy
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import GuardianFactory, TutorFactory
from tests.factories.scheduling import PublishedTeamFactory, SessionFactory, TeamMemberFactory
from tests.journeys.browser import PHONE, expect_accessible_everywhere, screenshot, sign_in
from tests.web.school.cast import Cast, make_cast, pupil_in

WORDS = {
    "nl": {
        "code": "De code uit uw brief",
        "go": "Verder",
        "address": "E-mailadres",
        "send": "Stuur mij een code",
        "digits": "De zes cijfers",
        "question": "Mag Noor meedoen na schooltijd?",
        "yes": "Ja",
        "no": "Nee",
        "child": "Noor kiest zelf",
        "child_yes": "Ja, dat wil ik",
        "agreed": "Noor zei zelf ja.",
        "changed": "Van gedachten veranderd?",
        "leave": "Afmelden",
    },
    "ar": {
        "code": "الرمز الموجود في رسالتكم",
        "go": "متابعة",
        "address": "عنوان البريد الإلكتروني",
        "send": "أرسلوا لي رمزًا",
        "digits": "الأرقام الستة",
        "question": "هل توافقون على مشاركة Noor بعد انتهاء المدرسة؟",
        "yes": "نعم",
        "no": "لا",
        "child": "Noor: الاختيار لك",
        "child_yes": "نعم، أريد ذلك",
        "agreed": "الجواب الشخصي من Noor: نعم.",
        "changed": "هل غيّرتم رأيكم؟",
        "leave": "خروج",
    },
}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    cast.coordinator.person.phone = "+32 9 000 00 00"
    cast.coordinator.person.save()
    return cast


@pytest.fixture
def guardian(cast: Cast) -> Guardian:
    noor = pupil_in(cast, given_name="Noor", family_name="Haddad")
    initiative = InitiativeFactory(in_school_time=False, after_school=True)
    RequestFactory(pupil=noor, initiative=initiative, site=cast.site)
    entry = LogEntryFactory(session=SessionFactory(starts_at=timezone.now() - timedelta(days=1)))
    TutorPresenceFactory(log_entry=entry, tutor=TutorFactory(person__given_name="Emma"))
    PupilEntryFactory(log_entry=entry, pupil=noor, success="Noor legde de som uit aan Sami.")
    team = PublishedTeamFactory(site=cast.site, enrolment__tutor__person__given_name="Emma")
    TeamMemberFactory(team=team, request__pupil=noor, request__initiative=initiative, request__subject="taal")
    starts_at = datetime.combine(timezone.localdate() + timedelta(days=2), datetime.min.time()).replace(hour=16)
    session = SessionFactory(team=team, starts_at=timezone.make_aware(starts_at))
    during = DateTimeTZRange(session.starts_at, session.ends_at)
    Occupancy.objects.create(session=session, kind=ResourceKind.PERSON, resource_id=noor.person_id, during=during)
    return GuardianFactory(pupil=noor, person__given_name="Amira", person__family_name="Haddad")


def code_of_the_letter(cast: Cast) -> str:
    """Print the letter as the school does, and read the code from the paper."""
    school = Client()
    school.force_login(cast.coordinator)
    paper = PdfReader(io.BytesIO(school.post("/school/letters/print/").content)).pages[0].extract_text()
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", paper)
    assert found is not None
    return found[0]


def look(page: Page, name: str) -> None:
    screenshot(page, name)
    expect_accessible_everywhere(page)
    page.set_viewport_size(PHONE)


def code_sent(mailoutbox: list) -> str:
    outbox.deliver(HANDLERS, at=timezone.now())
    return re.findall(r"\b\d{6}\b", mailoutbox[-1].body)[0]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_family_comes_in_by_letter_answers_and_takes_it_back(
    phone: Page, live_server: LiveServer, cast: Cast, guardian: Guardian, language: str, mailoutbox: list
):
    words = WORDS[language]
    guardian.person.language = language
    guardian.person.save()
    code = code_of_the_letter(cast)

    phone.goto(f"/family/code/?taal={language}")
    look(phone, f"gezin-brief-{language}")
    phone.get_by_label(words["code"]).fill(code.lower())
    phone.get_by_role("button", name=words["go"]).tap()
    expect(phone.get_by_label(words["address"])).to_be_visible()
    look(phone, f"gezin-bereikbaar-{language}")
    phone.get_by_label(words["address"]).fill("amira@voorbeeld.test")
    phone.get_by_role("button", name=words["send"]).tap()
    expect(phone.get_by_label(words["digits"])).to_be_visible()
    phone.get_by_label(words["digits"]).fill(code_sent(mailoutbox))
    phone.get_by_role("button", name=words["go"]).tap()

    expect(phone.get_by_text("Noor legde de som uit aan Sami.")).to_be_visible()
    look(phone, f"gezin-thuis-{language}")
    question = phone.get_by_role("region", name=words["question"])
    question.get_by_role("button", name=words["yes"], exact=True).tap()
    phone.get_by_role("link", name=words["child"]).tap()
    expect(phone.get_by_role("button", name=words["child_yes"])).to_be_visible()
    look(phone, f"gezin-kind-{language}")
    phone.get_by_role("button", name=words["child_yes"]).tap()
    expect(question).to_contain_text(words["agreed"])
    today = timezone.localdate()
    agreed = [family_has_agreed(guardian.pupil, in_school_time=False, on=today)]
    question.get_by_text(words["changed"]).tap()
    question.get_by_role("button", name=words["no"], exact=True).tap()
    expect(question.get_by_text(words["changed"])).to_be_visible()
    expect(question.locator("strong").first).to_have_text(words["no"].lower())
    agreed.append(family_has_agreed(guardian.pupil, in_school_time=False, on=today))
    phone.get_by_role("button", name=words["leave"]).tap()
    expect(phone.get_by_label(words["address"])).to_be_visible()

    assert agreed == [True, False]
    assert list(Consent.objects.order_by("answered_at").values_list("party", "answer", "text__language")) == [
        (ConsentParty.GUARDIAN, "yes", language),
        (ConsentParty.PUPIL, "yes", language),
        (ConsentParty.GUARDIAN, "no", language),
    ]
    assert User.objects.get(person=guardian.person).email is None
    assert OwnAddress.objects.get().address == "amira@voorbeeld.test"


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_family_comes_back_with_a_code_to_its_own_address(
    phone: Page, live_server: LiveServer, guardian: Guardian, language: str, mailoutbox: list
):
    words = WORDS[language]
    guardian.person.language = language
    guardian.person.save()
    user = User.objects.create(person=guardian.person, email=None)
    OwnAddress.objects.create(user=user, kind="email", address="amira@voorbeeld.test", proven_at=timezone.now())

    phone.goto(f"/family/in/?taal={language}")
    look(phone, f"gezin-binnen-{language}")
    phone.get_by_label(words["address"]).fill("amira@voorbeeld.test")
    phone.get_by_role("button", name=words["send"]).tap()
    expect(phone.get_by_label(words["digits"])).to_be_visible()
    look(phone, f"gezin-cijfers-{language}")
    phone.get_by_label(words["digits"]).fill(code_sent(mailoutbox))
    phone.get_by_role("button", name=words["go"]).tap()

    expect(phone.get_by_text("Noor legde de som uit aan Sami.")).to_be_visible()


def test_a_family_chooses_its_language_on_the_page(phone: Page, live_server: LiveServer, guardian: Guardian):
    user = User.objects.create(person=guardian.person, email=None)
    sign_in(phone, user, live_server.url)

    phone.goto("/family/")
    phone.get_by_text("Nederlands").first.tap()
    phone.get_by_role("button", name="Українська").tap()
    expect(phone.get_by_role("heading", name="Вітаємо, Amira")).to_be_visible()
    look(phone, "gezin-thuis-uk")

    guardian.person.refresh_from_db()
    assert guardian.person.language == "uk"


def test_the_school_prints_and_a_colleague_confirms(
    page: Page, live_server: LiveServer, cast: Cast, guardian: Guardian
):
    sign_in(page, cast.coordinator, live_server.url)

    page.goto("/school/letters/")
    screenshot(page, "school-brieven")
    expect_accessible_everywhere(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak 1 brief").click()
    page.goto("/school/letters/")
    page.get_by_role("button", name="Gezin vraagt een nieuwe brief").click()
    expect(page.get_by_text("Gevraagd. Zodra een collega")).to_be_visible()
    sign_in(page, cast.teacher, live_server.url)
    page.goto("/school/letters/")
    screenshot(page, "school-brieven-bevestigen")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name="Klopt").click()
    expect(page.get_by_text("Bevestigd. De nieuwe brief kan afgedrukt worden.")).to_be_visible()

    assert download.value.suggested_filename == "brieven-aan-gezinnen.pdf"
