import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tandem.initiatives.gate import cleared_tutors
from tandem.initiatives.models import Enrolment
from tandem.people.models import Clearance
from tests.factories.initiatives import EnrolmentFactory
from tests.factories.people import OrganisationFactory, TutorFactory, cleared, coordinator
from tests.web.coordinator.worlds import programme

pytestmark = pytest.mark.django_db


def offer(site: object, **changed: object) -> dict[str, object]:
    return {
        "teaches-TOTAL_FORMS": 2,
        "teaches-INITIAL_FORMS": 0,
        "teaches-0-subject": "rekenen",
        "teaches-0-lowest": 5,
        "teaches-0-highest": 8,
        "teaches-1-subject": "",
        "teaches-1-lowest": 3,
        "teaches-1-highest": 8,
        "sites": [site],
        "max_sessions": 3,
        "max_sessions_per_day": 2,
        "max_group": 2,
        "from_date": "2026-10-01",
        "to_date": "",
    } | changed


def test_tutor_we_know_is_enrolled_with_an_offer(client: Client):
    world = programme()
    tutor = TutorFactory(organisation=world.organiser)
    client.force_login(world.user)

    client.post(reverse("coordinator-enrol", args=[world.initiative.pk]), offer(world.site.pk) | {"tutor": tutor.pk})

    row = Enrolment.objects.get(tutor=tutor)
    assert (row.teaches, row.max_sessions, row.from_date, list(row.sites.all())) == (
        {"rekenen": [5, 8]},
        3,
        date(2026, 10, 1),
        [world.site],
    )


def test_tutor_of_strangers_cannot_be_enrolled(client: Client):
    world = programme()
    stranger = TutorFactory(organisation=OrganisationFactory())
    client.force_login(world.user)

    response = client.post(
        reverse("coordinator-enrol", args=[world.initiative.pk]), offer(world.site.pk) | {"tutor": stranger.pk}
    )

    assert (response.status_code, stranger.enrolments.count()) == (200, 0)


def test_offer_is_changed_and_one_without_a_subject_refused(client: Client):
    world = programme()
    client.force_login(world.user)
    address = reverse("coordinator-enrolment", args=[world.enrolment.pk])

    refused = client.post(address, offer(world.site.pk, **{"teaches-0-subject": ""}))
    changed = client.post(address, offer(world.site.pk, max_sessions=2))

    world.enrolment.refresh_from_db()
    assert "zonder vak kan niemand een plek krijgen" in refused.content.decode()
    assert (changed.status_code, world.enrolment.max_sessions) == (302, 2)


def test_years_in_the_wrong_order_are_refused(client: Client):
    world = programme()
    client.force_login(world.user)

    response = client.post(
        reverse("coordinator-enrolment", args=[world.enrolment.pk]), offer(world.site.pk, **{"teaches-0-lowest": 9})
    )

    assert "Dit ligt voor het begin." in response.content.decode()


def test_what_was_seen_is_recorded_with_its_date_and_lets_a_tutor_in(client: Client):
    world = programme()
    client.force_login(world.user)
    address = reverse("coordinator-enrolment-clearance", args=[world.enrolment.pk])

    for paper in ("extract_596_2", "training", "agreement"):
        client.post(address, {"paper": paper, "document_date": "2026-09-01", "seen_date": "2026-09-10"})

    assert list(cleared_tutors(on=date(2026, 10, 1))) == [world.enrolment.tutor]
    assert set(Clearance.objects.values_list("seen_by", flat=True)) == {world.user.pk}


def test_what_is_seen_tomorrow_is_not_recorded_today(client: Client):
    world = programme()
    client.force_login(world.user)

    response = client.post(
        reverse("coordinator-enrolment-clearance", args=[world.enrolment.pk]),
        {"paper": "extract_596_2", "document_date": "2026-09-01", "seen_date": "2099-01-01"},
    )

    assert Clearance.objects.count() == 0
    assert "deze dag is nog niet geweest" in response.content.decode()


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ({"paper": "extract_596_2", "document_date": "2026-07-01"}, "Dit papier is te oud"),
        ({"paper": "extract_596_2"}, "welke datum op het papier staat"),
        ({"paper": "minor_be"}, "achttiende verjaardag"),
        ({"paper": "vog_60", "document_date": "2026-09-01"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_paper_that_does_not_count_is_refused_with_what_would(client: Client, paper: dict, said: str):
    world = programme()
    client.force_login(world.user)

    response = client.post(
        reverse("coordinator-enrolment-clearance", args=[world.enrolment.pk]), {"seen_date": "2026-09-10", **paper}
    )

    assert Clearance.objects.count() == 0
    assert said in response.content.decode()


def test_a_paper_is_never_handed_over(client: Client):
    world = programme()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-enrolment", args=[world.enrolment.pk])).content.decode()

    assert 'type="file"' not in page
    assert "multipart" not in page


def test_r_nev_13_what_was_seen_is_taken_back_in_one_step(client: Client):
    world = programme()
    cleared(world.enrolment.tutor)
    client.force_login(world.user)

    client.post(reverse("coordinator-enrolment-clearance-withdraw", args=[world.enrolment.pk, "extract_596_2"]))

    assert list(cleared_tutors(on=date(2026, 10, 1))) == []


def test_r_nev_13_a_tutor_is_stopped_in_one_step_and_goes_on_in_one(client: Client):
    world = programme()
    cleared(world.enrolment.tutor)
    client.force_login(world.user)

    client.post(reverse("coordinator-enrolment-halt", args=[world.enrolment.pk]))
    stopped = list(cleared_tutors(on=date(2026, 10, 1)))
    page = client.get(reverse("coordinator-enrolment", args=[world.enrolment.pk])).content.decode()
    client.post(reverse("coordinator-enrolment-lift-halt", args=[world.enrolment.pk]))

    assert stopped == []
    assert "Staat stil" in page
    assert list(cleared_tutors(on=date(2026, 10, 1))) == [world.enrolment.tutor]


def test_list_is_handed_over_as_excel(client: Client):
    world = programme()
    client.force_login(world.user)

    response = client.get(reverse("coordinator-enrolments", args=[world.initiative.pk]) + "?export=xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows] == [
        ["Naam", "Van", "Kan helpen met"],
        ["Noor Peeters", "Samen Leren Gent", "rekenen (groep 1–8) en taal (groep 1–8)"],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_tutors(client: Client, count: int, django_assert_num_queries):
    world = programme()
    world.initiative.teams.all().delete()
    world.enrolment.delete()
    for _ in range(count):
        EnrolmentFactory(initiative=world.initiative, tutor=cleared(TutorFactory()), sites=[world.site])
    client.force_login(coordinator(world.organiser))

    with django_assert_num_queries(16):
        client.get(reverse("coordinator-enrolments", args=[world.initiative.pk]))
