"""Parents and carers as a school keeps them: who decides, who is told, who may have no contact."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.people.models import Guardian
from tests.factories.people import ClassPlaceFactory, GuardianFactory, SchoolFactory, UserFactory, school_coordinator
from tests.web.school.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian(cast: Cast) -> Guardian:
    return GuardianFactory(pupil=ClassPlaceFactory(school_class=cast.school_class).pupil)


def test_list_shows_the_guardians_of_the_own_school(client: Client, cast: Cast, guardian: Guardian):
    GuardianFactory()
    client.force_login(cast.coordinator)

    table = client.get(reverse("school-guardians")).context["table"]

    assert list(table.rows) == [guardian]


def test_a_ban_closes_the_family_page_at_once(client: Client, cast: Cast, guardian: Guardian):
    parent = Client()
    parent.force_login(UserFactory(person=guardian.person))
    before = parent.get(reverse("family-home")).status_code
    client.force_login(cast.coordinator)

    client.post(reverse("school-guardian", args=[guardian.pk]), {"has_authority": "on", "contact_ban": "on"})

    assert (before, parent.get(reverse("family-home")).status_code) == (200, 403)


def test_a_teacher_reads_the_names_at_home_but_not_how_they_are_reached(client: Client, cast: Cast, guardian: Guardian):
    guardian.person.phone = "+32 499 00 11 22"
    guardian.person.save()
    pages = []
    for user in (cast.teacher, cast.coordinator):
        client.force_login(user)
        pages.append(client.get(reverse("school-pupil", args=[guardian.pupil_id])).content.decode())

    assert [guardian.person.full_name in page for page in pages] == [True, True]
    assert ["+32 499 00 11 22" in page for page in pages] == [False, True]


def test_guardians_are_for_who_runs_the_school(client: Client, cast: Cast, guardian: Guardian):
    statuses = []
    for user in (cast.stranger, cast.teacher, cast.tutor, school_coordinator(SchoolFactory()), cast.coordinator):
        client.force_login(user)
        statuses.append(client.get(reverse("school-guardian", args=[guardian.pk])).status_code)

    assert statuses == [404, 403, 403, 404, 200]
