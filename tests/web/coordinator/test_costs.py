"""What a form costs, as somebody fills it in: with the numbers of the sources, the hidden costs included."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tandem.initiatives.catalogue.costs import CARD
from tandem.initiatives.enums import FormKind
from tests.factories.people import OrganisationFactory, SchoolFactory, coordinator, school_coordinator

pytestmark = pytest.mark.django_db
ADDRESS = reverse("coordinator-costs")
HDT = {
    "form": "hdt",
    "pupils": "60",
    "group": "2",
    "times_per_week": "5",
    "minutes": "50",
    "weeks": "38",
    "tutors": "6",
}


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(coordinator(OrganisationFactory()))
    return client


def totals(page: object) -> list[tuple[int, int]]:
    return [(outcome.cost.total, outcome.cost.per_pupil) for outcome in page.context["outcomes"]]


def test_s_03_reach_shows_both_ways_its_source_can_be_read(signed_in: Client):
    page = signed_in.get(ADDRESS, {"form": "reach"})

    assert totals(page) == [(14_400, 720), (5_400, 270)]
    text = page.content.decode()
    assert "op meer dan één manier gelezen" in text
    assert "€ 14.400" in text


def test_s_02_hdt_shows_both_points_of_the_card(signed_in: Client):
    page = signed_in.get(ADDRESS, HDT)

    assert totals(page) == [(150_000, 2_500), (300_000, 5_000)]


def test_hidden_costs_are_added_and_named(signed_in: Client):
    hidden = {"hour": "40", "replacement_hours": "10", "coordination_hours": "2", "room_hour": "1"}

    page = signed_in.get(ADDRESS, HDT | hidden)

    cost = page.context["outcomes"][1].cost
    rooms = 30 * 5 * 50 * 38 // 60
    assert (cost.hidden, cost.total) == (12 * 38 * 40 + rooms, 300_000 + 12 * 38 * 40 + rooms)
    assert "Vervanging, uren" in page.content.decode()


def test_s_05_a_larger_group_costs_less_for_each_pupil(signed_in: Client):
    asked = HDT | {"form": "small_groups", "pupils": "12", "group": "4", "times_per_week": "3", "tutor_hour": "20"}

    page = signed_in.get(ADDRESS, asked)

    three = [row.each[page.context["times"].index(3)] for row in page.context["sizes"]]
    assert three == sorted(three, reverse=True)
    assert three[0] == 6 * three[5]


@pytest.mark.parametrize("form", FormKind)
def test_every_form_begins_with_what_its_sources_say_and_invents_no_amount(signed_in: Client, form: FormKind):
    page = signed_in.get(ADDRESS, {"form": form.value})

    sources = {line.source for outcome in page.context["outcomes"] for line in outcome.cost.lines}
    assert page.context["form"].errors == {}
    named = form in (FormKind.HDT, FormKind.REACH, FormKind.REACH_COMPREHENSION)
    assert sources == ({CARD} if named else set())


def test_an_amount_somebody_changed_is_no_longer_the_sources(signed_in: Client):
    asked = signed_in.get(ADDRESS, {"form": "reach"}).context["query"].replace("training=3000", "training=2000")

    page = signed_in.get(f"{ADDRESS}?{asked}")

    assert {line.source for outcome in page.context["outcomes"] for line in outcome.cost.lines} == {""}


def test_the_same_calculation_is_handed_over_as_excel_and_on_paper(signed_in: Client):
    asked = signed_in.get(ADDRESS, {"form": "reach"}).context["query"]

    book = CalamineWorkbook.from_filelike(
        BytesIO(signed_in.get(f"{reverse('coordinator-costs-file', args=['xlsx'])}?{asked}").content)
    )
    paper = signed_in.get(f"{reverse('coordinator-costs-file', args=['pdf'])}?{asked}")

    sums = [
        row[3]
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        if row and row[0] == "Samen"
    ]
    assert sums == [14_400, 5_400]
    assert paper.content.startswith(b"%PDF")


def test_what_cannot_be_is_said_beside_its_field_and_has_no_file(signed_in: Client):
    page = signed_in.get(ADDRESS, HDT | {"pupils": "0"})

    assert list(page.context["form"].errors) == ["pupils"]
    assert signed_in.get(reverse("coordinator-costs-file", args=["pdf"]), HDT | {"pupils": "0"}).status_code == 404
    assert signed_in.get(reverse("coordinator-costs-file", args=["doc"]), HDT).status_code == 404


def test_a_school_may_look_as_well(client: Client):
    client.force_login(school_coordinator(SchoolFactory()))

    assert client.get(ADDRESS, {"form": "reach"}).status_code == 200
