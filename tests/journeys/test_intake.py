"""A coordinator reads a school's lists in: maps a renamed column, answers what is asked, and takes all over."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.people.enums import Stage
from tandem.people.models import Pupil
from tandem.scheduling.models import Import
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import OrganisationFactory, SchoolFactory, SiteFactory, coordinator
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.scheduling.intake.school import class_lists, table
from tests.shared_data import shared_data
from tests.work import perform_work

pytestmark = pytest.mark.django_db(transaction=True)


def take_over(page: Page) -> None:
    """Ask for it, and let the background do it while the page waits."""
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_text("Tandem neemt de lijst over")).to_be_visible()
    perform_work()


@pytest.fixture
def signed_in(page: Page, live_server: LiveServer) -> Page:
    organiser = OrganisationFactory(name="Samen Leren")
    site = SiteFactory(name="De Linde", organisation=SchoolFactory(name="Basisschool De Linde"), stage=Stage.PRIMARY_NL)
    InitiativeFactory(
        organiser=organiser,
        name="Studententutoring",
        sites=[site],
        starts_date=date(2025, 9, 1),
        ends_date=date(2027, 6, 30),
    )
    sign_in(page, coordinator(organiser), live_server.url)
    page.goto("/")
    page.get_by_role("link", name="Lijsten inlezen").first.click()
    # Without its scripts the page would ask for the files twice, which is another journey.
    page.wait_for_url("**/coordinator/intake/")
    page.wait_for_load_state("load")
    return page


def kept(folder: Path, files: dict[str, bytes]) -> list[Path]:
    paths = []
    for name, data in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths


def answer_everything(page: Page) -> None:
    """Answer round by round: all of one kind at once where that is offered, else the suggestion or the first choice."""
    for _round in range(6):
        section = page.locator("section", has=page.get_by_role("heading", name="Vragen", exact=True))
        if section.count() == 0:
            return
        for question in section.locator("fieldset[id^=question-]").all():
            if question.locator("input:checked").count() == 0:
                question.locator("input[type=radio]").first.check()
        for question in section.locator("div[id^=question-] select").all():
            if not question.input_value():
                question.select_option(index=1)
        section.get_by_role("button", name="Antwoorden bewaren").click()
    raise AssertionError("questions stay open")


def test_coordinator_maps_a_renamed_column(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    rows: list[list[object]] = [
        ["Llnr", "Deelnemer", "Groep"],
        [101, "Noor van den Berg", "groep 5"],
        [102, "Sem Bos", "groep 5"],
    ]
    page.get_by_label("Bestanden").set_input_files(kept(tmp_path, {"lijst.xlsx": table(*rows)}))
    expect_accessible_everywhere(page)
    screenshot(page, "intake-1-files")

    page.get_by_role("button", name="Bekijk de kolommen").click()
    expect(page.get_by_role("heading", name="Tandem leest 1 lijst")).to_be_visible()
    page.get_by_label("B: Deelnemer").select_option(label="naam, helemaal")
    expect_accessible_everywhere(page)
    screenshot(page, "intake-2-columns")
    page.get_by_role("button", name="Verder: nakijken").click()

    expect(page.get_by_text("Klaar om over te nemen")).to_be_visible()
    assert Pupil.objects.count() == 0
    take_over(page)

    expect(page.get_by_role("heading", name="Overgenomen", level=1)).to_be_visible()
    expect_accessible_everywhere(page)
    screenshot(page, "intake-4-done")
    assert sorted(str(pupil.person) for pupil in Pupil.objects.all()) == ["Noor van den Berg", "Sem Bos"]


def test_coordinator_answers_what_a_messy_list_asks(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    page.get_by_label("Bestanden").set_input_files(kept(tmp_path, {"groepslijsten.xlsx": class_lists()}))
    page.get_by_role("button", name="Bekijk de kolommen").click()
    page.get_by_role("button", name="Verder: nakijken").click()

    expect(page.get_by_text(re.compile("Nog .* vragen"))).to_be_visible()
    expect(page.get_by_role("button", name="Overnemen")).to_have_count(0)
    expect_accessible_everywhere(page)
    screenshot(page, "intake-3-check")
    answer_everything(page)
    take_over(page)

    expect(page.get_by_text("Alles staat erin")).to_be_visible()
    assert Pupil.objects.count() == 24


def test_coordinator_reads_a_hostile_file_as_a_sentence(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    page.get_by_label("Bestanden").set_input_files(kept(tmp_path, {"lijst.xlsx": b"kapot"}))

    page.get_by_role("button", name="Bekijk de kolommen").click()

    expect(page.get_by_text("lijst.xlsx: Dit bestand is beschadigd")).to_be_visible()


def test_coordinator_imports_a_primary_school(signed_in: Page, tmp_path: Path) -> None:
    page = signed_in
    files = shared_data("basisschool")
    page.get_by_label("Bestanden").set_input_files(kept(tmp_path, files))
    page.get_by_role("button", name="Bekijk de kolommen").click()
    expect(page.get_by_role("heading", name="Tandem leest 7 lijsten")).to_be_visible()
    screenshot(page, "intake-school-columns")
    page.get_by_role("button", name="Verder: nakijken").click()
    screenshot(page, "intake-school-check")

    answer_everything(page)
    screenshot(page, "intake-school-ready")
    take_over(page)

    expect(page.get_by_text("Alles staat erin")).to_be_visible()
    assert (Pupil.objects.count(), Import.objects.get().counts["requests"]["new"]) == (90, 26)
