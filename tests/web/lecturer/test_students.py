"""A lecturer's own students, in whose notes no pupil has a name."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.permissions import Role
from tandem.initiatives.models import Involvement
from tandem.people.models import User
from tests.factories.initiatives import EnrolmentFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.worlds import World, pair_world

pytestmark = pytest.mark.django_db


def lecturer_of(world: World) -> User:
    user = UserFactory()
    membership = MembershipFactory(person=user.person, organisation=OrganisationFactory(), role=Role.LECTURER)
    Involvement.objects.create(initiative=world.team.initiative, membership=membership, from_date=membership.from_date)
    world.team.enrolment.lecturer = user.person
    world.team.enrolment.save()
    return user


def logged(world: World, activity: str) -> None:
    entry = LogEntryFactory(session=world.session, written_by=world.user)
    TutorPresenceFactory(log_entry=entry, tutor=world.tutor)
    PupilEntryFactory(log_entry=entry, pupil=world.pupils[0], activity=activity)


def test_list_shows_own_students_only(client: Client):
    world = pair_world()
    EnrolmentFactory(initiative=world.team.initiative)
    client.force_login(lecturer_of(world))

    table = client.get(reverse("lecturer-home")).context["table"]

    assert list(table.rows) == [world.tutor]


def test_notes_are_read_without_the_names_of_pupils(client: Client):
    world = pair_world()
    logged(world, "Amina las samen met Bram, en amina lachte")
    client.force_login(lecturer_of(world))

    page = client.get(reverse("lecturer-student", args=[world.tutor.pk])).content.decode()

    assert ("amina" in page.lower(), "lachte" in page) == (False, True)


def test_student_of_another_lecturer_is_not_there(client: Client):
    world, other = pair_world(), pair_world()
    client.force_login(lecturer_of(world))

    assert client.get(reverse("lecturer-student", args=[other.tutor.pk])).status_code == 404


def test_when_the_role_in_the_initiative_is_over_nothing_is_left(client: Client):
    world = pair_world()
    lecturer = lecturer_of(world)
    Involvement.objects.update(to_date=timezone.localdate().replace(year=2026, month=9, day=1))
    client.force_login(lecturer)

    assert list(client.get(reverse("lecturer-home")).context["table"].rows) == []
