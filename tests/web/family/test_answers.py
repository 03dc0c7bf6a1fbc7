import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentWay
from tandem.people.models import Consent, Guardian, User
from tandem.people.queries import family_has_agreed
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import GuardianFactory, TutorFactory, UserFactory, school_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian() -> Guardian:
    guardian = GuardianFactory(pupil__person__given_name="Noor")
    RequestFactory(pupil=guardian.pupil, initiative=InitiativeFactory(in_school_time=False, after_school=True))
    return guardian


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


def answer_at(guardian: Guardian, purpose: str = "after_school") -> str:
    return reverse("family-answer", args=[guardian.pupil.pk, purpose])


def own_at(guardian: Guardian) -> str:
    return reverse("family-own-answer", args=[guardian.pupil.pk])


def ledger() -> list[tuple[str, str, str]]:
    return list(Consent.objects.order_by("answered_at").values_list("party", "answer", "way"))


def test_parent_and_child_answer_each_in_a_step_of_their_own(client: Client, guardian, parent):
    client.force_login(parent)

    before = client.get("/family/").content.decode()
    client.post(answer_at(guardian), {"answer": "yes"})
    between = client.get("/family/").content.decode()
    agreed = [family_has_agreed(guardian.pupil, in_school_time=False, on=timezone.localdate())]
    client.post(own_at(guardian), {"answer": "yes"})
    agreed.append(family_has_agreed(guardian.pupil, in_school_time=False, on=timezone.localdate()))

    assert ledger() == [("guardian", "yes", "page"), ("pupil", "yes", "page")]
    assert agreed == [False, True]
    assert ["kiest zelf" in page for page in (before, between)] == [False, True]


def test_answers_carry_whose_word_it_is_and_which_words_they_read(client: Client, guardian, parent):
    client.force_login(parent)

    client.post(answer_at(guardian), {"answer": "later"})
    client.post(own_at(guardian), {"answer": "no"})

    mine, own = Consent.objects.order_by("answered_at")
    assert (mine.answered_by, mine.written_by) == (guardian.person, parent)
    assert (own.answered_by, own.party, own.written_by) == (guardian.pupil.person, ConsentParty.PUPIL, parent)
    assert (mine.text.language, mine.text.words.splitlines()[1]) == (
        "nl",
        "U en … beslissen dat samen. Pas als u allebei ja zegt, begint er iets.",
    )
    assert own.text.words.startswith("Wil jij na school samenwerken met een „tutor”?")
    assert "Noor" not in mine.text.words + own.text.words


def test_changing_ones_mind_takes_one_tap_on_the_same_page(client: Client, guardian, parent):
    client.force_login(parent)
    client.post(answer_at(guardian), {"answer": "yes"})

    page = client.get("/family/").content.decode()
    client.post(answer_at(guardian), {"answer": "no"})

    assert [f'name="answer" value="{answer}"' in page for answer in ConsentAnswer.values] == [True, True, True]
    assert ledger() == [("guardian", "yes", ConsentWay.PAGE), ("guardian", "no", ConsentWay.PAGE)]


def test_the_three_answers_weigh_the_same_on_the_page(client: Client, guardian, parent):
    client.force_login(parent)

    for address in ("/family/", own_at(guardian)):
        page = client.get(address).content.decode()
        answers = page[page.index("answer-buttons") :].split("</form>")[0]

        assert answers.count("button-secondary") == 3
        assert "button-primary" not in answers


@pytest.mark.parametrize("sent", [{}, {"answer": "misschien"}])
def test_what_is_no_answer_is_not_kept(client: Client, guardian, parent, sent):
    client.force_login(parent)

    client.post(answer_at(guardian), sent)
    client.post(own_at(guardian), sent)

    assert ledger() == []


@pytest.mark.parametrize("purpose", ["in_school_time", "iets"])
def test_what_is_not_asked_cannot_be_answered(client: Client, guardian, parent, purpose):
    client.force_login(parent)

    response = client.post(answer_at(guardian, purpose), {"answer": "yes"})

    assert (response.status_code, ledger()) == (404, [])


def test_only_the_childs_own_family_answers(client: Client, guardian):
    tutor = UserFactory()
    TutorFactory(person=tutor.person)
    other_parent = UserFactory(person=GuardianFactory(pupil=guardian.pupil).person)
    stranger = UserFactory(person=GuardianFactory().person)
    school = school_coordinator(guardian.pupil.organisation)

    statuses = []
    for user in (stranger, tutor, school, other_parent):
        client.force_login(user)
        statuses.append(
            (client.post(answer_at(guardian), {"answer": "yes"}).status_code, client.get(own_at(guardian)).status_code)
        )

    assert statuses == [(404, 404), (403, 403), (403, 403), (302, 200)]
    assert list(Consent.objects.values_list("answered_by", flat=True)) == [other_parent.person_id]


def test_who_is_not_signed_in_is_asked_to_do_so(client: Client, guardian):
    responses = [client.get("/family/"), client.post(answer_at(guardian)), client.get(own_at(guardian))]

    assert [(r.status_code, r.url.split("?")[0]) for r in responses] == [(302, "/family/in/")] * 3


def test_pages_refuse_the_wrong_method(client: Client, guardian, parent):
    client.force_login(parent)

    statuses = [client.post("/family/"), client.get(answer_at(guardian)), client.delete(own_at(guardian))]

    assert [response.status_code for response in statuses] == [405, 405, 405]
