"""A tutor's hours: on the page, on paper and in Excel the same."""

import io
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from tandem.logbook.actions import PupilNote, record_session
from tandem.logbook.enums import Attendance
from tests.factories.worlds import MONDAY, World, pair_world, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def world(client: Client) -> World:
    """One session held, one in vain."""
    world = pair_world()
    in_vain = session_of(world.team, starts_at=MONDAY + timedelta(days=1))
    absent = [PupilNote(pupil.pk, Attendance.UNANNOUNCED) for pupil in world.pupils]
    held = [PupilNote(pupil.pk) for pupil in world.pupils]
    at = MONDAY + timedelta(days=2)
    record_session(session=world.session, sent_id=world.session.pk, notes=held, minutes=50, by=world.user, at=at)
    record_session(session=in_vain, sent_id=in_vain.pk, notes=absent, by=world.user, at=at)
    client.force_login(world.user)
    return world


def test_the_page_adds_up_what_was_held_and_in_vain(client: Client, world: World):
    page = client.get(reverse("tutor-hours"), {"maand": "2026-09"}).content.decode()

    assert [text for text in ("1:35", "voor niets gekomen", "De Linde") if text not in page] == []


def test_the_paper_has_the_total_and_a_line_to_sign(client: Client, world: World):
    response = client.get(reverse("tutor-hours-pdf", args=[2026, 9]))

    text = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert [part for part in ("Noor Peeters", "1:35", "Voor het programma", "De Linde") if part not in text] == []


def test_the_workbook_has_the_minutes(client: Client, world: World):
    response = client.get(reverse("tutor-hours-excel", args=[2026, 9]))

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = [row for row in book.active.iter_rows(values_only=True) if isinstance(row[-1], int | float)]
    assert [(row[2], row[-1]) for row in rows] == [("De Linde", 50), ("De Linde", 45)]


def test_another_month_is_empty_and_says_why(client: Client, world: World):
    page = client.get(reverse("tutor-hours"), {"maand": "2026-10"}).content.decode()

    assert "Nog geen uren in deze maand" in page


@pytest.mark.parametrize(("month", "status"), [("2026-13", 404), ("0-1", 404), ("rommel", 200), ("", 200)])
def test_a_month_that_is_none_is_not_found_or_this_month(client: Client, world: World, month: str, status: int):
    assert client.get(reverse("tutor-hours"), {"maand": month}).status_code == status
