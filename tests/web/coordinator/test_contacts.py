import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.models import SiteContact
from tests.factories.people import SiteFactory, coordinator, member
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Programme:
    found = programme()
    found.initiative.sites.add(found.site)
    return found


def address(world: Programme) -> str:
    return reverse("coordinator-site-contact", args=[world.initiative.pk, world.site.pk])


def test_each_site_has_its_own_person_and_deputy(client: Client, world: Programme):
    care, colleague = member(world.site.organisation, Role.CARE_COORDINATOR), coordinator(world.organiser)
    client.force_login(world.user)

    client.post(address(world), {"contact": care.pk, "deputy": colleague.pk})
    named = list(SiteContact.objects.values_list("site", "contact", "deputy"))
    client.post(address(world), {"contact": "", "deputy": ""})

    assert named == [(world.site.pk, care.pk, colleague.pk)]
    assert SiteContact.objects.count() == 0


def test_nobody_stands_in_for_themselves_or_for_nobody(client: Client, world: Programme):
    care = member(world.site.organisation, Role.CARE_COORDINATOR)
    client.force_login(world.user)

    for given in ({"contact": care.pk, "deputy": care.pk}, {"contact": "", "deputy": care.pk}):
        assert "Kies iemand anders" in client.post(address(world), given).content.decode()

    assert SiteContact.objects.count() == 0


def test_who_works_elsewhere_is_not_named(client: Client, world: Programme):
    stranger = member(SiteFactory().organisation, Role.CARE_COORDINATOR)
    client.force_login(world.user)

    response = client.post(address(world), {"contact": stranger.pk})

    assert (response.status_code, SiteContact.objects.count()) == (200, 0)


def test_a_site_that_does_not_take_part_is_not_found(client: Client, world: Programme):
    client.force_login(world.user)

    found = client.get(reverse("coordinator-site-contact", args=[world.initiative.pk, SiteFactory().pk])).status_code

    assert found == 404
