import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import OrganisationFactory, coordinator, member, school_coordinator
from tests.factories.worlds import World, pair_world, session_of

pytestmark = pytest.mark.django_db
PERIOD = {"from_date": "2026-09-01", "to_date": "2026-09-30"}


def logged_world() -> tuple[World, User]:
    """Return a pair with a session held of 40 minutes, at which one of two was, and one session still to come."""
    world = pair_world()
    world.team.initiative.sites.add(world.site)
    entry = LogEntryFactory(session=world.session, minutes=40)
    TutorPresenceFactory(log_entry=entry, tutor=world.tutor)
    PupilEntryFactory(log_entry=entry, pupil=world.pupils[0], minutes=40)
    PupilEntryFactory(log_entry=entry, pupil=world.pupils[1], attendance="announced", minutes=0)
    session_of(world.team, starts_at=datetime(2026, 9, 14, 7, tzinfo=UTC))
    return world, coordinator(world.team.initiative.organiser)


def shown(client: Client, per: str, **more: object) -> list[tuple[str, list[str]]]:
    response = client.get(reverse("coordinator-dosage"), PERIOD | {"per": per} | more)
    return response.context["rows"]


def test_dosage_is_planned_held_and_attended_for_each_pupil(client: Client):
    _, user = logged_world()
    client.force_login(user)

    assert shown(client, "pupil") == [
        ("Amina animA", ["2", "1", "0", "1", "1", "1:30", "0:40", "0:40"]),
        ("Bram marB", ["2", "1", "0", "1", "0", "1:30", "0:40", "0:00"]),
    ]


@pytest.mark.parametrize(
    ("per", "label"),
    [
        ("site", "De Linde"),
        ("team", "Noor Peeters met Amina animA, Bram marB, rekenen"),
    ],
)
def test_dosage_is_added_up_for_each_site_and_team(client: Client, per: str, label: str):
    _, user = logged_world()
    client.force_login(user)

    assert shown(client, per) == [(label, ["2", "1", "0", "1", "1:30", "0:40", "3:00", "0:40"])]


def test_dosage_follows_the_weeks(client: Client):
    _, user = logged_world()
    client.force_login(user)

    assert [label for label, _ in shown(client, "week")] == [
        "week 37, 7 sep 2026",
        "week 38, 14 sep 2026",
    ]


def test_dosage_is_of_the_chosen_days_initiative_and_site(client: Client):
    world, user = logged_world()
    client.force_login(user)

    assert shown(client, "site", to_date="2026-09-08")[0][1][:2] == ["1", "1"]
    assert shown(client, "site", initiative=world.team.initiative_id, site=world.site.pk)[0][0] == "De Linde"
    assert shown(client, "site", from_date="2026-10-01", to_date="2026-10-02") == []


def test_nev_05_sites_stand_by_name_and_not_by_minutes(client: Client):
    world, user = logged_world()
    other = pair_world(names=("Cem",))
    other.site.name = "Ankerplaats"
    other.site.save()
    other.team.initiative.organiser = world.team.initiative.organiser
    other.team.initiative.save()
    client.force_login(user)

    assert [label for label, _ in shown(client, "site")] == ["Ankerplaats", "De Linde"]


def test_dosage_of_a_school_is_seen_by_that_school_only(client: Client):
    world, _ = logged_world()
    client.force_login(school_coordinator(world.site.organisation))
    own = shown(client, "site")
    client.force_login(coordinator(OrganisationFactory()))

    assert ([label for label, _ in own], shown(client, "site")) == (["De Linde"], [])


def test_excel_holds_the_same_minutes_as_numbers(client: Client):
    _, user = logged_world()
    client.force_login(user)

    response = client.get(reverse("coordinator-dosage-file", args=["pupil", "xlsx"]), PERIOD)

    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    headings = next(row for row in rows if row[0] == "Leerling")
    amina = next(row for row in rows if row[0] == "Amina animA")
    found = dict(zip(headings, amina, strict=True))
    assert (found["gepland"], found["was erbij"]) == (2.0, 1.0)
    assert found["aanwezig, uren"].total_seconds() == 40 * 60


def test_paper_holds_the_same_minutes(client: Client):
    _, user = logged_world()
    client.force_login(user)

    response = client.get(reverse("coordinator-dosage-file", args=["site", "pdf"]), PERIOD)

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert all(said in text for said in ("Dosering per vestiging", "De Linde", "1:30", "0:40"))


@pytest.mark.parametrize("address", ["reports/dosage/pupil.csv", "reports/dosage/everything.xlsx"])
def test_file_of_another_kind_is_not_there(client: Client, address: str):
    _, user = logged_world()
    client.force_login(user)

    assert client.get(f"/coordinator/{address}").status_code == 404


def test_report_of_days_in_the_wrong_order_says_so(client: Client):
    _, user = logged_world()
    client.force_login(user)

    page = client.get(reverse("coordinator-dosage"), {"from_date": "2026-09-30", "to_date": "2026-09-01"})

    assert "Dit ligt voor het begin." in page.content.decode()


def test_hours_follow_from_the_log(client: Client):
    _, user = logged_world()
    client.force_login(user)

    rows = client.get(reverse("coordinator-hours"), PERIOD).context["rows"]

    assert [(row.name, row.sessions, said) for row, said in rows] == [("Noor Peeters", 1, "40 min")]


def test_sheet_to_sign_holds_the_hours_of_these_initiatives_only(client: Client):
    world, user = logged_world()
    elsewhere = pair_world(starts_at=datetime(2026, 9, 9, 7, tzinfo=UTC), names=("Cem",))
    entry = LogEntryFactory(session=elsewhere.session, minutes=45)
    TutorPresenceFactory(log_entry=entry, tutor=world.tutor)
    client.force_login(user)

    response = client.get(reverse("coordinator-hours-sheet", args=[world.tutor.pk]), PERIOD)

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert all(said in text for said in ("Noor Peeters", "maandag 7 sep", "Handtekening tutor", "0:40"))
    assert "woensdag 9" not in text


def test_hours_are_handed_over_as_excel(client: Client):
    _, user = logged_world()
    client.force_login(user)

    response = client.get(reverse("coordinator-hours-file"), PERIOD)

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert book.sheet_names == ["Per tutor", "Per sessie"]
    assert any(row[0] == "Noor Peeters" for row in book.get_sheet_by_index(0).to_python())


@pytest.mark.parametrize("role", [Role.PROGRAMME_COORDINATOR, Role.TEACHER])
def test_sheet_of_a_tutor_is_not_for_strangers_or_teachers(client: Client, role: Role):
    world, _ = logged_world()
    client.force_login(member(OrganisationFactory(), role))

    status = client.get(reverse("coordinator-hours-sheet", args=[world.tutor.pk]), PERIOD).status_code

    assert status == {Role.PROGRAMME_COORDINATOR: 404, Role.TEACHER: 403}[role]


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_any_number_of_sessions(client: Client, count: int, django_assert_num_queries):
    world, user = logged_world()
    for day in range(count):
        session_of(world.team, starts_at=datetime(2026, 9, 21 + day, 7, tzinfo=UTC))
    client.force_login(user)

    with django_assert_num_queries(12):
        client.get(reverse("coordinator-dosage"), PERIOD | {"per": "pupil"})


def test_period_is_that_of_four_weeks_when_none_is_chosen(client: Client):
    _, user = logged_world()
    client.force_login(user)

    form = client.get(reverse("coordinator-dosage")).context["form"]

    assert (form.cleaned_data["to_date"] - form.cleaned_data["from_date"]).days == 28
    assert form.cleaned_data["to_date"] >= date(2026, 1, 1)
