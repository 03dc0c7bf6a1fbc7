import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.enums import Priority
from tandem.people.models import Consent, Guardian, Pupil
from tandem.people.queries import family_has_agreed
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import ConsentFactory, GuardianFactory, PupilFactory
from tests.web.school.cast import Cast, pupil_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(cast: Cast) -> Pupil:
    pupil = pupil_in(cast, given_name="Noor", family_name="Aerts")
    RequestFactory(
        pupil=pupil,
        initiative=InitiativeFactory(in_school_time=True, after_school=True),
        priority=Priority.FIRST,
        subject="rekenen",
        goal="tafels automatiseren",
    )
    return pupil


@pytest.fixture
def guardian(pupil: Pupil) -> Guardian:
    return GuardianFactory(pupil=pupil, person__given_name="Amira", person__language="ar")


def page_of(pupil: Pupil) -> str:
    return reverse("school-pupil", args=[pupil.pk])


def write_down(client: Client, pupil: Pupil, speaker: object, **changed: str) -> int:
    sent = {
        "answered": "yes",
        "purpose": "after_school",
        "who": str(speaker),
        "answer": "yes",
        "way": "spoken",
        "evidence": "aan de telefoon, met tolk",
        "language": "nl",
    }
    return client.post(page_of(pupil), sent | changed).status_code


def test_list_shows_name_class_and_requests_and_nothing_against_a_child(client: Client, cast: Cast, pupil: Pupil):
    client.force_login(cast.coordinator)

    page = client.get("/school/pupils/").content.decode()

    rows = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<tbody") : page.index("</tbody>")])).strip()
    assert rows == "Noor Aerts 5A rekenen nog niets gezegd"


def test_list_sorts_and_searches(client: Client, cast: Cast, pupil: Pupil):
    pupil_in(cast, given_name="Sami", family_name="Zaki")
    client.force_login(cast.coordinator)

    addresses = ("?sort=name", "?sort=-name", "?sort=-requests", "?q=zaki", "?q=5a", "?q=niemand")
    found = [
        [row.person.given_name for row in client.get(f"/school/pupils/{address}").context["table"].page]
        for address in addresses
    ]

    assert found == [["Noor", "Sami"], ["Sami", "Noor"], ["Noor", "Sami"], ["Sami"], ["Noor", "Sami"], []]


def test_list_holds_the_own_pupils_only(client: Client, cast: Cast, pupil: Pupil):
    elsewhere = PupilFactory(organisation=pupil.organisation)

    found = {}
    for user in (cast.teacher, cast.colleague, cast.stranger, cast.coordinator):
        client.force_login(user)
        found[user] = {row.pk for row in client.get("/school/pupils/").context["table"].page}

    assert found == {
        cast.teacher: {pupil.pk},
        cast.colleague: set(),
        cast.stranger: set(),
        cast.coordinator: {pupil.pk, elsewhere.pk},
    }


def test_what_a_guardian_said_is_written_down_under_their_name(client, cast, pupil, guardian):
    client.force_login(cast.teacher)

    write_down(client, pupil, guardian.pk)

    consent = Consent.objects.get()
    assert (consent.answered_by, consent.written_by, consent.way, consent.evidence, consent.party) == (
        guardian.person,
        cast.teacher,
        "spoken",
        "aan de telefoon, met tolk",
        "guardian",
    )


def answers_kept() -> list[tuple[str, str, str]]:
    return list(Consent.objects.order_by("answered_at", "party").values_list("party", "answer", "way"))


def test_parent_and_child_say_yes_in_one_conversation_on_the_phone(client, cast, pupil, guardian):
    client.force_login(cast.coordinator)

    write_down(client, pupil, guardian.pk, way="phone", own_answer="yes", language="ar")

    own, mine = Consent.objects.order_by("-party")
    assert answers_kept() == [("guardian", "yes", "phone"), ("pupil", "yes", "phone")]
    assert (own.heard_with, own.answered_by, own.written_by) == (mine, pupil.person, cast.coordinator)
    assert {mine.text.language, own.text.language} == {"ar"}
    assert family_has_agreed(pupil, in_school_time=False, on=timezone.localdate())


@pytest.mark.parametrize("way", ["phone", "spoken", "paper"])
def test_r_nev_01_no_staff_page_writes_down_a_childs_yes_alone(client, cast, pupil, guardian, way):
    client.force_login(cast.coordinator)

    status = write_down(client, pupil, "pupil", way=way)

    assert (status, answers_kept()) == (200, [])


@pytest.mark.parametrize("answer", ["no", "later"])
def test_a_childs_no_is_written_down_whenever_it_says_so(client, cast, pupil, answer):
    client.force_login(cast.teacher)

    write_down(client, pupil, "pupil", answer=answer)

    assert answers_kept() == [("pupil", answer, "spoken")]


def test_what_was_heard_says_where(client, cast, pupil, guardian):
    client.force_login(cast.teacher)

    status = write_down(client, pupil, guardian.pk, evidence=" ")

    assert (status, answers_kept()) == (200, [])


@pytest.mark.parametrize(
    "changed",
    [{"way": "page"}, {"way": "enrolment"}, {"answer": ""}, {"who": ""}, {"purpose": "in_school_time", "who": "pupil"}],
)
def test_r_nev_02_what_is_no_answer_of_their_own_is_not_written_down(client, cast, pupil, guardian, changed):
    client.force_login(cast.coordinator)

    status = write_down(client, pupil, guardian.pk, **changed)

    assert (status, Consent.objects.count()) == (200, 0)


def test_guardian_of_another_child_is_nobody_here(client, cast, pupil, guardian):
    client.force_login(cast.coordinator)

    status = write_down(client, pupil, GuardianFactory().pk)

    assert (status, Consent.objects.count()) == (200, 0)


def test_coordinator_whose_own_child_it_is_answers_at_home(client, cast, pupil):
    own = GuardianFactory(pupil=pupil, person=cast.coordinator.person)
    client.force_login(cast.coordinator)

    response = client.post(
        page_of(pupil),
        {
            "answered": "y",
            "purpose": "after_school",
            "who": str(own.pk),
            "answer": "yes",
            "way": "spoken",
            "evidence": "thuis",
            "language": "nl",
        },
    )

    assert Consent.objects.count() == 0
    assert "kan alleen de persoon zelf geven" in response.content.decode()


def test_r_nev_29_page_says_when_paper_alone_is_not_enough(client, cast, pupil, guardian):
    client.force_login(cast.teacher)

    page = client.get(page_of(pupil)).content.decode()

    assert "Een brief alleen is niet genoeg." in page
    assert "U en Noor beslissen dat samen." in page
    assert "تقرّرون ذلك معًا أنتم وNoor." in page


def test_r_nev_01_a_no_is_shown_so_that_nobody_asks_again(client, cast, pupil, guardian):
    ConsentFactory(pupil=pupil, purpose="after_school", answer="no", answered_by=guardian.person)
    client.force_login(cast.coordinator)

    page = client.get("/school/pupils/").content.decode()
    own = client.get(page_of(pupil)).content.decode()

    rows = page[page.index("<tbody") : page.index("</tbody>")]
    assert "nee" in rows
    assert re.findall(r"tone-(?:warning|danger)|badge", rows) == []
    assert "Wie nee zei, vragen we het niet opnieuw." in own


def test_guardian_is_added_with_their_own_language(client, cast, pupil):
    client.force_login(cast.coordinator)
    sent = {"guardian-given_name": "Amira", "guardian-family_name": "Haddad", "guardian-language": "ar"}

    client.post(page_of(pupil), sent | {"guardian": "yes"})

    assert list(pupil.guardians.values_list("person__given_name", "person__language")) == [("Amira", "ar")]


def test_pupil_without_requests_is_asked_nothing(client, cast):
    pupil = pupil_in(cast)
    client.force_login(cast.coordinator)

    page = client.get(page_of(pupil)).content.decode()

    assert "Er is voor deze leerling niets te vragen." in page
    assert 'name="answered"' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_pupils(client, cast, count, django_assert_num_queries):
    for _ in range(count):
        pupil = pupil_in(cast)
        RequestFactory(pupil=pupil)
        ConsentFactory(pupil=pupil)
    client.force_login(cast.coordinator)
    client.get("/school/pupils/")

    with django_assert_num_queries(10):
        client.get("/school/pupils/")
