"""The page of the contract with a family: only where the form asks one."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import FamilyContract
from tests.factories.contracts import agree_with_family
from tests.factories.people import GuardianFactory, OrganisationFactory, UserFactory, coordinator, member
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db
PAGES = ("coordinator-request-contract", "coordinator-request-contract-paper")


@pytest.fixture
def world() -> Programme:
    world = programme()
    world.initiative.form = FormKind.HOMEWORK
    world.initiative.save()
    return world


def test_both_columns_are_kept_and_the_family_reads_them(client: Client, world: Programme):
    guardian = GuardianFactory(pupil=world.request.pupil)
    client.force_login(world.user)
    answers = {
        "said_by": guardian.person.pk,
        "family_expects": "Dat iemand luistert.",
        "others_expect": "Dat Amina graag komt.",
        "is_spoken": "on",
        "language": "Turks",
        "said_date": "2026-09-01",
    }

    client.post(reverse("coordinator-request-contract", args=[world.request.pk]), answers)

    kept = FamilyContract.objects.get()
    client.force_login(UserFactory(person=guardian.person))
    page = client.get(reverse("family-decisions")).content.decode()
    assert (kept.is_spoken, kept.language, kept.written_by) == (True, "Turks", world.user)
    assert all(words in page for words in ("Dat iemand luistert.", "Dat Amina graag komt."))


def test_one_column_is_not_enough(client: Client, world: Programme):
    guardian = GuardianFactory(pupil=world.request.pupil)
    client.force_login(world.user)
    answers = {"said_by": guardian.person.pk, "family_expects": "Luisteren.", "language": "Turks"}

    client.post(reverse("coordinator-request-contract", args=[world.request.pk]), answers)

    assert not FamilyContract.objects.exists()


def test_somebody_with_a_contact_ban_does_not_speak_for_the_family(client: Client, world: Programme):
    GuardianFactory(pupil=world.request.pupil, contact_ban=True)
    client.force_login(world.user)

    form = client.get(reverse("coordinator-request-contract", args=[world.request.pk])).context["form"]

    assert list(form.fields["said_by"].queryset) == []


@pytest.mark.parametrize("made", [True, False])
def test_the_contract_is_a_paper_before_and_after_it_is_made(client: Client, world: Programme, made: bool):
    if made:
        agree_with_family(world.initiative, world.request.pupil, by=world.user)
    client.force_login(world.user)

    response = client.get(reverse("coordinator-request-contract-paper", args=[world.request.pk]))

    assert response.content[:5] == b"%PDF-"


def test_where_the_form_asks_no_contract_there_is_no_such_page(client: Client):
    world = programme()
    client.force_login(world.user)

    assert {client.get(reverse(page, args=[world.request.pk])).status_code for page in PAGES} == {404}


def test_the_page_works_for_a_colleague_and_is_not_there_or_refused_for_others(client: Client, world: Programme):
    statuses = {}
    for who, user in {
        "colleague": coordinator(world.organiser),
        "stranger": coordinator(OrganisationFactory()),
        "reader": member(world.site.organisation, Role.TEACHER),
    }.items():
        client.force_login(user)
        statuses[who] = [client.get(reverse(page, args=[world.request.pk])).status_code for page in PAGES]

    assert statuses == {"colleague": [200, 200], "stranger": [404, 404], "reader": [403, 403]}


def test_the_paper_is_only_read(client: Client, world: Programme):
    client.force_login(world.user)

    assert client.post(reverse("coordinator-request-contract-paper", args=[world.request.pk])).status_code == 405
