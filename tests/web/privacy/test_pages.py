"""Access, erasing and the register: for who answers, nobody else; nothing happens before the second step."""

import io
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.core import audit
from tandem.people.models import Person, Pupil, User
from tandem.privacy.models import Erased
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import (
    GuardianFactory,
    OrganisationFactory,
    SchoolClassFactory,
    UserFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)
from tests.factories.scheduling import PublishedTeamFactory, SessionFactory, TeamFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

PAGES = ["privacy-people", "privacy-soon", "privacy-register", "privacy-register-paper", "privacy-annex-paper"]


@pytest.fixture
def pupil() -> Pupil:
    request = RequestFactory(goal="breuken", level=7, pupil__person__given_name="Amina")
    PupilEntryFactory(
        log_entry=LogEntryFactory(session=SessionFactory(team=TeamFactory(status="ended", closing_step="goodbye"))),
        pupil=request.pupil,
        success="legde het uit",
    )
    return request.pupil


@pytest.fixture
def answers(pupil: Pupil) -> User:
    return coordinator(pupil.requests.get().initiative.organiser)


def addresses(pupil: Pupil) -> list[str]:
    person = pupil.person_id
    return [
        reverse("privacy-person", args=[person]),
        reverse("privacy-everything", args=[person, "json"]),
        reverse("privacy-everything", args=[person, "pdf"]),
        reverse("privacy-erase", args=[person]),
    ]


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_who_answers_and_for_nobody_else(client, answers, name):
    client.force_login(answers)
    works = client.get(reverse(name)).status_code
    client.force_login(teacher_of(SchoolClassFactory()))
    reader = client.get(reverse(name)).status_code
    stranger = Client().get(reverse(name)).status_code

    assert (works, reader, stranger) == (200, 403, 302)


def test_who_answers_sees_only_their_own_people(client, pupil, answers):
    seen = {}
    for label, user in {
        "programme": answers,
        "school": school_coordinator(pupil.organisation),
        "other programme": coordinator(OrganisationFactory()),
        "other school": school_coordinator(RequestFactory().pupil.organisation),
        "teacher": teacher_of(SchoolClassFactory()),
    }.items():
        client.force_login(user)
        seen[label] = {client.get(address).status_code for address in addresses(pupil)}

    assert seen == {
        "programme": {200},
        "school": {200},
        "other programme": {404},
        "other school": {404},
        "teacher": {403},
    }


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_takes_another_method(client, pupil, answers, method):
    client.force_login(answers)

    assert {getattr(client, method)(address).status_code for address in addresses(pupil)} == {405}


def test_taking_along_somebodys_data_is_recorded_and_the_file_holds_them(client, pupil, answers):
    client.force_login(answers)

    response = client.get(reverse("privacy-everything", args=[pupil.person_id, "json"]))

    content = json.loads(response.content)
    parts = {part["table"]: part["rows"] for part in content["parts"]}
    assert (content["format"], parts["people.Person"][0]["given_name"]) == ("tandem.person/1", "Amina")
    assert (parts["initiatives.Request"][0]["goal"], parts["initiatives.Request"][0]["level"]) == ("breuken", 7)
    assert parts["logbook.PupilEntry"][0]["success"] == "legde het uit"
    assert response["Cache-Control"] == "private, no-store"
    [read] = audit.reads_of(pupil.person_id)
    assert (read.by_id, read.facts["what"]) == (answers.pk, "everything")


def test_a_file_of_another_kind_is_not_found(client, pupil, answers):
    client.force_login(answers)

    assert client.get(reverse("privacy-everything", args=[pupil.person_id, "exe"])).status_code == 404


def test_erasing_takes_two_steps(client, pupil, answers):
    client.force_login(answers)
    address = reverse("privacy-erase", args=[pupil.person_id])

    first = client.get(address).content.decode()
    unsure = client.post(address, {})
    before = Person.objects.get(pk=pupil.person_id).given_name
    done = client.post(address, {"sure": "on"})

    assert "Hoe het ging met één leerling in één sessie" in first
    assert "Aanwezigheid voor de subsidie, zonder naam; de notities gaan weg." in first
    assert (unsure.status_code, before) == (200, "Amina")
    assert (done.status_code, done.url) == (302, reverse("privacy-people"))
    person = Person.objects.get(pk=pupil.person_id)
    assert (person.full_name, Erased.objects.get().person_id) == ("(gewist)", person.pk)
    assert client.get(address).status_code == 404


def test_somebody_whose_tutoring_goes_on_is_not_erased(client, pupil, answers):
    team = PublishedTeamFactory(to_date=date(2100, 6, 30))
    TeamMemberFactory(team=team, request=pupil.requests.get())
    client.force_login(answers)
    address = reverse("privacy-erase", args=[pupil.person_id])

    page = client.get(address).content.decode()
    client.post(address, {"sure": "on"})

    assert "Rond die eerst af" in page
    assert (Person.objects.get(pk=pupil.person_id).given_name, Erased.objects.count()) == ("Amina", 0)


def test_a_parent_who_is_here_for_this_child_alone_is_erased_along(client, pupil, answers):
    alone, also = GuardianFactory(pupil=pupil).person, GuardianFactory(pupil=pupil).person
    GuardianFactory(person=also)
    client.force_login(answers)

    client.post(reverse("privacy-erase", args=[pupil.person_id]), {"sure": "on"})

    erased = set(Erased.objects.values_list("person_id", flat=True))
    assert erased == {pupil.person_id, alone.pk}


def test_at_home_they_take_along_what_is_kept_of_their_own_child(client, pupil):
    guardian = GuardianFactory(pupil=pupil)
    address = reverse("family-everything", args=[pupil.pk, "json"])
    client.force_login(UserFactory(person=guardian.person))
    works = client.get(address)
    client.force_login(UserFactory(person=GuardianFactory().person))
    neighbour = client.get(address)

    parts = {part["table"]: part for part in json.loads(works.content)["parts"]}
    assert parts["initiatives.Request"]["rows"][0]["goal"] == "breuken"
    assert {"level", "priority"} & set(parts["initiatives.Request"]["rows"][0]) == set()
    assert neighbour.status_code == 404


def test_the_register_and_the_annex_are_papers_that_name_what_is_sealed(client, answers):
    client.force_login(answers)

    texts = []
    for name in ("privacy-register-paper", "privacy-annex-paper"):
        pages = PdfReader(io.BytesIO(client.get(reverse(name)).content)).pages
        texts.append(" ".join(page.extract_text() for page in pages).replace("\n", " "))

    assert "Verwerkingsregister van Tandem" in texts[0]
    assert "succeservaring" in texts[0]
    assert "Privacybijlage bij de verwerkersovereenkomst" in texts[1]
    assert "versleuteld met een sleutel van die leerling alleen" in texts[1]


def test_a_coordinator_sees_what_goes_soon_of_the_own_programme(client, answers):
    InitiativeFactory(organiser__name="Van een ander")
    client.force_login(answers)

    page = client.get(reverse("privacy-soon")).content.decode()

    assert "Aanvragen van wie niet begon: 0" in page
    assert "Van een ander" not in page
    assert "5 jaar" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_people(client, answers, count, django_assert_max_num_queries):
    for _ in range(count):
        RequestFactory(initiative__organiser=answers.person.memberships.get().organisation)
    client.force_login(answers)

    with django_assert_max_num_queries(12):
        client.get(reverse("privacy-people"))
