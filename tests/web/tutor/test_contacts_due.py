"""A tutor sees with whose family a conversation is still to come, where the form asks one every week."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import ParentContact
from tandem.logbook.enums import ContactWay
from tandem.logbook.models import FamilyContact
from tandem.logbook.queries.contacts_due import contacts_due
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import in_full
from tests.factories.people import GuardianFactory, UserFactory
from tests.factories.worlds import MONDAY, World, pair_world

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 9, 9)


def asking(contact: ParentContact) -> World:
    world = pair_world()
    world.team.initiative.parent_contact = contact
    world.team.initiative.save()
    return world


def spoken(world: World, on: date) -> None:
    FamilyContact.objects.create(
        pupil=world.pupils[0],
        spoken_with=GuardianFactory(pupil=world.pupils[0]).person,
        on_date=on,
        way=ContactWay.PHONE,
        went_well="Zelf de klok gelezen.",
        written_by=UserFactory(),
        written_at=MONDAY,
    )


@pytest.mark.parametrize(
    ("contact", "spoken_on", "due"),
    [
        (ParentContact.WEEK, date(2026, 9, 7), ["Bram"]),
        (ParentContact.WEEK, date(2026, 9, 6), ["Amina", "Bram"]),
        (ParentContact.FORTNIGHT, date(2026, 8, 31), ["Bram"]),
        (ParentContact.MONTH, date(2026, 9, 1), ["Bram"]),
        (ParentContact.MONTH, date(2026, 8, 31), ["Amina", "Bram"]),
        (ParentContact.PERIOD, date(2026, 8, 31), []),
    ],
)
def test_who_was_not_spoken_with_yet_in_the_rhythm_of_the_form(contact: ParentContact, spoken_on: date, due: list[str]):
    world = asking(contact)
    spoken(world, spoken_on)

    found = contacts_due(in_full(Team.objects.all()), on=WEDNESDAY)

    assert [row.pupil.person.given_name for row in found] == due


def test_a_tutor_reads_it_by_first_name_on_the_page_of_today(client: Client, clock):
    world = asking(ParentContact.WEEK)
    clock.at(MONDAY)
    client.force_login(world.user)

    page = client.get(reverse("tutor-home")).content.decode()

    assert "Gesprek met thuis" in page
    assert "Met de ouders of verzorgers van 2 leerlingen is nog niet gesproken." in page


def test_where_the_form_asks_no_rhythm_nothing_is_said(client: Client, clock):
    world = asking(ParentContact.PERIOD)
    clock.at(MONDAY)
    client.force_login(world.user)

    assert "Gesprek met thuis" not in client.get(reverse("tutor-home")).content.decode()
