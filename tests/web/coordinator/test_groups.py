import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.models import Enrolment, StudentGroup
from tests.factories.initiatives import InitiativeFactory, StudentGroupFactory
from tests.factories.people import TutorFactory
from tests.web.coordinator.test_enrolments import offer
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db


def class_programme() -> Programme:
    """Return a programme whose initiative brings groups of students to classes."""
    world = programme()
    world.initiative = InitiativeFactory(organiser=world.organiser, form="moz", sites=[world.site])
    return world


def test_group_is_made_of_students_we_know_and_then_offers(client: Client):
    world = class_programme()
    students = [TutorFactory(organisation=world.organiser) for _ in range(3)]
    client.force_login(world.user)

    made = client.post(
        reverse("coordinator-group-new", args=[world.initiative.pk]),
        {"name": "Lerarenopleiding 2B", "tutors": [student.pk for student in students]},
    )
    group = StudentGroup.objects.get()
    client.post(made.url, offer(world.site.pk))

    assert made.url == reverse("coordinator-group", args=[group.pk])
    assert set(group.tutors.all()) == set(students)
    assert Enrolment.objects.get(student_group=group).teaches == {"rekenen": [5, 8]}


def test_name_of_a_group_is_taken_once(client: Client):
    world = class_programme()
    StudentGroupFactory(initiative=world.initiative, name="2B")
    client.force_login(world.user)

    response = client.post(reverse("coordinator-group-new", args=[world.initiative.pk]), {"name": "2B"})

    assert "Deze naam bestaat al. Kies een andere." in response.content.decode()


def test_r_nev_06_name_of_a_group_marks_nobody(client: Client):
    world = class_programme()
    client.force_login(world.user)

    response = client.post(reverse("coordinator-group-new", args=[world.initiative.pk]), {"name": "Zwakke lezers"})

    assert "Dit zegt wat een kind niet kan." in response.content.decode()
    assert StudentGroup.objects.count() == 0


def test_students_of_a_group_are_changed(client: Client):
    world = class_programme()
    group = StudentGroupFactory(initiative=world.initiative)
    group.tutors.add(world.enrolment.tutor)
    student = TutorFactory(organisation=world.organiser)
    client.force_login(world.user)

    client.post(reverse("coordinator-group-members", args=[group.pk]), {"tutors": [student.pk]})

    assert list(group.tutors.all()) == [student]


def test_groups_have_a_tab_only_where_classes_are_visited(client: Client):
    world = programme()
    visiting = class_programme()
    client.force_login(world.user)
    alone = client.get(reverse("coordinator-enrolments", args=[world.initiative.pk])).context["tabs_under"]
    client.force_login(visiting.user)
    together = client.get(reverse("coordinator-enrolments", args=[visiting.initiative.pk])).context["tabs_under"]

    assert ("Groepen" in {str(tab.label) for tab in alone}, "Groepen" in {str(tab.label) for tab in together}) == (
        False,
        True,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_groups(client: Client, count: int, django_assert_num_queries):
    world = class_programme()
    for _ in range(count):
        StudentGroupFactory(initiative=world.initiative).tutors.add(TutorFactory())
    client.force_login(world.user)

    with django_assert_num_queries(7):
        client.get(reverse("coordinator-groups", args=[world.initiative.pk]))
