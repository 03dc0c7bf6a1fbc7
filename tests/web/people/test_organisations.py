"""Organisations, for who runs the platform; partners, also for who coordinates a programme."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.people.enums import OrganisationKind
from tandem.people.models import Organisation
from tests.factories.people import OrganisationFactory, coordinator, member

pytestmark = pytest.mark.django_db

BUURTHUIS = {"name": "Buurthuis De Brug", "kind": "neighbourhood", "region": "be_flanders"}


def test_the_platform_adds_an_organisation_and_goes_on_to_its_first_coordinator(client: Client):
    client.force_login(member(OrganisationFactory(), Role.PLATFORM_ADMIN))

    response = client.post(reverse("people-organisation-new"), BUURTHUIS)

    added = Organisation.objects.get(name="Buurthuis De Brug")
    assert response.url == f"{reverse('people-give')}?organisation={added.pk}"


def test_a_programme_adds_a_partner(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    client.post(reverse("people-organisation-new"), BUURTHUIS)

    assert Organisation.objects.filter(kind=OrganisationKind.NEIGHBOURHOOD).count() == 1


def test_one_name_of_a_kind_is_one_organisation(client: Client):
    OrganisationFactory(name="buurthuis de brug", kind=OrganisationKind.NEIGHBOURHOOD)
    client.force_login(member(OrganisationFactory(), Role.PLATFORM_ADMIN))

    response = client.post(reverse("people-organisation-new"), BUURTHUIS)

    assert (response.status_code, Organisation.objects.filter(kind=OrganisationKind.NEIGHBOURHOOD).count()) == (200, 1)


def test_an_organisation_is_not_part_of_what_is_part_of_it(client: Client):
    board = OrganisationFactory(name="Bestuur", kind=OrganisationKind.SCHOOL_BOARD)
    part = OrganisationFactory(name="Deel", part_of=board)
    client.force_login(member(OrganisationFactory(), Role.PLATFORM_ADMIN))

    client.post(
        reverse("people-organisation", args=[board.pk]),
        {"name": "Bestuur", "kind": board.kind, "region": board.region, "part_of": part.pk},
    )

    assert Organisation.objects.get(pk=board.pk).part_of is None
