"""Coming in by the public form: nobody signs in, and the address is confirmed by a press of a button (S-17)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application, Campaign
from tandem.people.enums import TutorKind
from tests.factories.tutors import CampaignFactory, WantedFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


class Clock:
    now = NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def campaign() -> Campaign:
    return WantedFactory(subject="taal", number=3).campaign


def given(**changed: object) -> dict[str, object]:
    return {
        "given_name": "Noor",
        "family_name": "Peeters",
        "email": "noor@voorbeeld.test",
        "kind": TutorKind.VOLUNTEER.value,
        "subjects": ["taal"],
        "words": "Ik lees graag voor.",
    } | changed


def address(campaign: Campaign) -> str:
    return reverse("join", args=[campaign.slug])


def mailed_link(clock: Clock) -> str:
    outbox.deliver(HANDLERS, at=clock.now)
    [link] = re.findall(r"https?://\S+", mail.outbox[-1].body)
    return re.sub(r"^https?://[^/]+", "", link)


def test_s_17_applying_and_confirming_makes_one_new_application(client: Client, campaign: Campaign, clock: Clock):
    asked = client.post(address(campaign), given())
    link = mailed_link(clock)
    looked = client.get(link)
    before = Application.objects.get().status

    confirmed = client.post(link)

    row = Application.objects.get()
    assert (asked.status_code, looked.status_code, confirmed.status_code) == (302, 200, 200)
    assert (before, row.status) == (ApplicationStatus.ASKED, ApplicationStatus.NEW)
    assert (row.given_name, row.email, row.subjects, row.words) == (
        "Noor",
        "noor@voorbeeld.test",
        ["taal"],
        "Ik lees graag voor.",
    )


def test_s_17_a_day_later_the_link_does_nothing(client: Client, campaign: Campaign, clock: Clock):
    client.post(address(campaign), given())
    link = mailed_link(clock)
    clock.now = NOW + timedelta(days=1)

    page = client.post(link).content.decode()

    assert ("Dit adres werkt niet meer" in page, Application.objects.get().status) == (True, ApplicationStatus.ASKED)


def test_a_link_nobody_signed_does_nothing(client: Client):
    page = client.get(reverse("join-confirm", args=["3fa85f64-5717-4562-b3fc-2c963f66afa6:zomaar"]))

    assert "Dit adres werkt niet meer" in page.content.decode()


def test_the_mail_names_nobody(client: Client, campaign: Campaign, clock: Clock):
    client.post(address(campaign), given())
    mailed_link(clock)

    assert ("Noor" in mail.outbox[0].body, mail.outbox[0].to) == (False, ["noor@voorbeeld.test"])


@pytest.mark.parametrize("field", ["given_name", "family_name", "email", "kind"])
def test_what_is_needed_is_asked_for(client: Client, campaign: Campaign, field: str):
    page = client.post(address(campaign), given(**{field: ""}))

    assert (page.status_code, field in page.context["form"].errors, Application.objects.count()) == (200, True, 0)


def test_a_student_within_a_course_is_sent_to_their_lecturer(client: Client, campaign: Campaign):
    refused = client.post(address(campaign), given(kind="student"))

    assert Application.objects.count() == 0
    assert "plaatst je docent je, zonder selectie" in refused.content.decode()


def test_the_form_speaks_english(client: Client):
    campaign = WantedFactory(campaign=CampaignFactory(words_en="Read with a child, one hour a week.")).campaign

    client.cookies["django_language"] = "en"
    page = client.get(address(campaign), headers={"Accept-Language": "en"})

    assert "Read with a child, one hour a week." in page.content.decode()


def test_too_many_mails_to_one_address_are_refused(client: Client, campaign: Campaign):
    statuses = [client.post(address(campaign), given()).status_code for _ in range(4)]

    assert statuses == [302, 302, 302, 429]


@pytest.mark.parametrize("changed", [{"from_date": "2026-10-06"}, {"to_date": "2026-10-04"}])
def test_a_call_that_is_not_open_takes_nobody_in(client: Client, campaign: Campaign, changed: dict[str, str]):
    Campaign.objects.update(**changed)

    page = client.post(address(campaign), given())

    assert ("Deze oproep is nu dicht" in page.content.decode(), Application.objects.count()) == (True, 0)


def test_a_call_that_does_not_exist_is_not_there(client: Client):
    assert client.get(reverse("join", args=["bestaat-niet"])).status_code == 404


def test_the_same_page_is_shown_whoever_applied_before(client: Client, campaign: Campaign, clock: Clock):
    first = client.post(address(campaign), given(), follow=True)
    client.post(mailed_link(clock))
    clock.now = NOW + timedelta(minutes=5)

    again = client.post(address(campaign), given(given_name="Iemand anders"), follow=True)
    outbox.deliver(HANDLERS, at=clock.now)

    assert again.redirect_chain == first.redirect_chain
    assert (Application.objects.get().given_name, mail.outbox[-1].subject) == ("Noor", "Je bent al aangemeld")
