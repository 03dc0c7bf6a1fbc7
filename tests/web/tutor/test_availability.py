"""Painting a week, giving a calendar, and what the page answers to nonsense."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tandem.scheduling.models import Availability, TutorCalendar
from tandem.web.tutor.availability import DAYS, ROWS
from tests.factories.worlds import World, tutor_with_account
from tests.scheduling.test_freebusy import WEEKLY, calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = reverse("tutor-availability")
CALENDAR = reverse("tutor-own-calendar")


@pytest.fixture
def tutor(client: Client) -> World:
    tutor, user = tutor_with_account()
    client.force_login(user)
    return tutor


def week(*free: tuple[int, str], **more: str) -> dict[str, str]:
    cells = {f"cell-{day}-{row.key}": "free" if (day, row.key) in free else "busy" for day in DAYS for row in ROWS}
    return cells | {"from_date": "2026-09-07"} | more


def margins(**more: object) -> dict[str, object]:
    return {
        "travel_minutes": "30",
        "days": ["0"],
        "earliest": "08:00",
        "latest": "18:00",
        "from_date": "2026-09-07",
    } | more


def stretches() -> list[tuple[int, time, time]]:
    return [(row.day, row.starts, row.ends) for row in Availability.objects.order_by("day", "starts")]


def test_painted_hours_are_joined_and_shown_again(client: Client, tutor):
    client.post(PAGE, week((1, "0540"), (1, "0570"), (1, "0660"), (4, "1050")))

    shown = client.get(PAGE).context["week"]
    assert stretches() == [
        (1, time(9), time(10)),
        (1, time(11), time(11, 30)),
        (4, time(17, 30), time(18)),
    ]
    assert [name for name, field in shown.fields.items() if field.initial == "free"] == [
        "cell-1-0540",
        "cell-1-0570",
        "cell-1-0660",
        "cell-4-1050",
    ]


def test_a_last_day_before_the_first_is_refused_with_a_sentence(client: Client, tutor):
    page = client.post(PAGE, week((1, "0540"), to_date="2026-09-01")).content.decode()

    assert ("De laatste dag ligt voor de eerste." in page, stretches()) == (True, [])


def test_a_value_that_is_no_brush_is_refused(client: Client, tutor):
    response = client.post(PAGE, week() | {"cell-0-0540": "misschien"})

    assert (response.status_code, stretches()) == (200, [])


def test_a_file_is_read_at_once(client: Client, tutor):
    file = SimpleUploadedFile("rooster.ics", calendar(WEEKLY), content_type="text/calendar")

    page = client.post(CALENDAR, margins(file=file), follow=True).content.decode()

    assert "Je agenda is gelezen" in page
    assert stretches() == [(0, time(8), time(9, 30)), (0, time(12, 30), time(18))]


def test_an_address_is_kept_and_a_problem_is_shown(client: Client, tutor):
    page = client.post(CALENDAR, margins(address="webcal://a.voorbeeld.test/x.ics"), follow=True).content.decode()
    TutorCalendar.objects.update(problem="Dit adres antwoordt niet.", read_at="2026-09-07T08:00:00Z")
    later = client.get(PAGE).content.decode()
    client.post(reverse("tutor-forget-calendar"))

    assert ("Je agenda wordt nu gelezen" in page, "Dit adres antwoordt niet." in later) == (True, True)
    assert TutorCalendar.objects.get().address == ""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "één van de twee"),
        ({"address": "http://a.voorbeeld.test/"}, "begint met https://"),
        ({"address": "https://a.voorbeeld.test/", "days": []}, "Op welke dagen"),
        ({"address": "https://a.voorbeeld.test/", "latest": "07:00"}, "laatste uur na het eerste"),
        ({"address": "https://a.voorbeeld.test/", "travel_minutes": "900"}, "Minuten om te reizen"),
    ],
)
def test_what_is_missing_or_wrong_is_said(client: Client, tutor, more, sentence: str):
    response = client.post(CALENDAR, margins(**more))

    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert not TutorCalendar.objects.exclude(address="").exists()


@pytest.mark.parametrize("content", [b"<html>geen agenda</html>", b"BEGIN:VCALENDAR" + b"x" * 2_200_000])
def test_a_file_that_is_no_calendar_gives_a_sentence(client: Client, tutor, content: bytes):
    file = SimpleUploadedFile("x.ics", content)

    response = client.post(CALENDAR, margins(file=file))

    page = response.content.decode()
    assert (response.status_code, "geen agenda" in page or "te groot" in page) == (422, True)


def test_the_address_of_the_feed_is_made_once_and_renewed(client: Client, tutor):
    first, second = (client.get(reverse("tutor-feed")).context["address"] for _ in range(2))
    client.post(reverse("tutor-renew-feed"))
    third = client.get(reverse("tutor-feed")).context["address"]

    assert (first == second, first != third) == (True, True)
    assert client.get(first).status_code == 404
    assert client.get(third).status_code == 200
