"""Initiatives somebody serves: who does what there, and for the final responsible how it stands."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.models import Initiative, Involvement
from tandem.people.models import User
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def with_role(initiative: Initiative, role: Role) -> User:
    user = UserFactory()
    membership = MembershipFactory(person=user.person, role=role)
    Involvement.objects.create(initiative=initiative, membership=membership, from_date=membership.from_date)
    return user


@pytest.mark.parametrize(
    ("role", "counted"), [(Role.FINAL_RESPONSIBLE, True), (Role.TRUST_PERSON, False), (Role.CLB_WORKER, False)]
)
def test_page_of_an_initiative_counts_for_its_final_responsible(client: Client, role: Role, counted: bool):
    request = RequestFactory(pupil__person__family_name="Zeldzaam")
    client.force_login(with_role(request.initiative, role))

    response = client.get(reverse("partner-initiative", args=[request.initiative.pk]))

    assert (response.status_code, response.context["capacity"] is not None) == (200, counted)
    assert "Zeldzaam" not in response.content.decode()


def test_initiative_without_a_part_in_it_is_not_there(client: Client):
    client.force_login(with_role(InitiativeFactory(), Role.TRUST_PERSON))

    assert client.get(reverse("partner-initiative", args=[InitiativeFactory().pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.FUNDER, Role.RESEARCHER])
def test_who_reads_no_person_finds_their_role_and_whom_to_ask(client: Client, role: Role):
    initiative = InitiativeFactory(name="Samen lezen")
    client.force_login(with_role(initiative, role))

    response = client.get("/", follow=True)

    assert response.redirect_chain == [(reverse("account_roles"), 302)]
    assert list(response.context["initiatives"]) == [initiative]
