"""The pages of a visit at home, for the tutor, the family, the coordinator and who knows where the tutor is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.initiatives.models import HomeArrangement
from tandem.logbook.actions import home
from tandem.logbook.models import FileItem, HomeVisit
from tandem.people.models import User
from tandem.scheduling.enums import SessionStatus
from tests.factories.home import HomeWorld, companion_of, home_world
from tests.factories.people import GuardianFactory, UserFactory, coordinator, member
from tests.factories.worlds import tutor_with_account

pytestmark = pytest.mark.django_db


def under_way() -> HomeWorld:
    """Return a visit that began ten minutes ago, and one next week."""
    return home_world(starts_at=timezone.now() - timedelta(minutes=10))


def test_a_tutor_reads_where_to_be_and_says_when_they_come_and_go(client: Client):
    at_home = under_way()
    client.force_login(at_home.world.user)
    page = reverse("tutor-visit", args=[at_home.first.pk])

    today = client.get(reverse("tutor-home")).content.decode()
    before = client.get(page).content.decode()
    client.post(reverse("tutor-visit-arrive", args=[at_home.first.pk]), {"with_companion": "on"})
    there = client.get(page).content.decode()
    answers = {"went_well": "Ze las voor.", "together": "Samen gekeken."}
    after = client.post(reverse("tutor-visit-leave", args=[at_home.first.pk]), answers)

    assert page in today
    assert all(words in before for words in ("Kerkstraat 1, Gent", "de oma", "Samira", "kijken wat lukte", "Ik ben er"))
    assert "Ik ben weer weg" in there
    assert after["Location"] == reverse("tutor-log", args=[at_home.first.pk])
    made = HomeVisit.objects.get()
    assert (made.arrived_at is not None, made.left_at is not None) == (True, True)
    assert FileItem.objects.get().text == "Ze las voor."


def test_what_went_well_comes_before_the_part_with_the_parents(client: Client):
    at_home = under_way()
    client.force_login(at_home.world.user)
    client.post(reverse("tutor-visit-arrive", args=[at_home.first.pk]), {"with_companion": "on"})

    answer = client.post(reverse("tutor-visit-leave", args=[at_home.first.pk]), {"together": "Gepraat."})

    assert (answer.status_code, HomeVisit.objects.get().left_at) == (422, None)


def test_s_17_a_parent_declines_next_weeks_visit_in_one_tap_and_takes_it_back_in_another(client: Client):
    at_home = under_way()
    second = at_home.sessions[1]
    client.force_login(at_home.guardian)

    page = client.get(reverse("family-home")).content.decode()
    client.post(reverse("family-visit-off", args=[second.pk]))

    second.refresh_from_db()
    assert reverse("family-visit-off", args=[second.pk]) in page
    assert page.count("<textarea") == 0
    assert second.status == SessionStatus.CANCELLED
    again = client.get(reverse("family-home")).content.decode()
    assert reverse("family-visit-after-all", args=[second.pk]) in again
    client.post(reverse("family-visit-after-all", args=[second.pk]))
    second.refresh_from_db()
    assert second.status == SessionStatus.PLANNED


def test_s_17_the_safety_contact_gets_a_mail_without_a_name_and_says_when_all_is_well(client: Client):
    at_home = home_world(weeks=1, starts_at=timezone.now() - timedelta(minutes=125))
    contact = at_home.contact.person
    contact.email = "wacht@voorbeeld.test"
    contact.save()
    client.force_login(at_home.contact)

    home.warn_of_late_visits(at=timezone.now())
    outbox.deliver(HANDLERS, at=timezone.now())
    page = client.get(reverse("visits")).content.decode()
    client.post(reverse("visit-settle", args=[at_home.first.pk]))

    (sent,) = mail.outbox
    assert (sent.to, "Amina" in sent.body, reverse("visits") in sent.body) == (["wacht@voorbeeld.test"], False, True)
    assert "nog niet afgemeld" in page
    assert HomeVisit.objects.get().settled_by == at_home.contact


def test_a_coordinator_agrees_with_the_family_how_visits_go(client: Client):
    at_home = home_world(weeks=1, arranged=False)
    request = at_home.world.team.members.get().request
    companion, guardian = companion_of(at_home.pupil), at_home.pupil.guardians.get()
    client.force_login(at_home.contact)
    answers = {
        "agreed_with": guardian.person.pk,
        "agreed_date": "2026-09-01",
        "language": "Turks",
        "strengths": "Ze vertelt graag.",
        "purpose": "samen lezen",
        "together": "kijken wat lukte",
        "together_minutes": "15",
        "address": "Kerkstraat 1",
        "someone_home": "de oma",
        "first_with": companion.pk,
        "safety_contact": at_home.contact.person_id,
        "safety_phone": "0470 55 01 23",
    }

    answer = client.post(reverse("coordinator-request-home", args=[request.pk]), answers)

    kept = HomeArrangement.objects.get()
    assert answer["Location"] == reverse("coordinator-request", args=[request.pk])
    assert (kept.together_minutes, kept.first_with, kept.agreed_with) == (15, companion, guardian.person)
    assert reverse("coordinator-request-home", args=[request.pk]) in client.get(answer["Location"]).content.decode()


Who = Callable[[HomeWorld], User]
TUTOR: Who = lambda at_home: at_home.world.user  # noqa: E731 - a table of who
GUARDIAN: Who = lambda at_home: at_home.guardian  # noqa: E731 - idem
COORDINATOR: Who = lambda at_home: at_home.contact  # noqa: E731 - idem
COLLEAGUE: Who = lambda at_home: coordinator(at_home.world.team.initiative.organiser)  # noqa: E731 - idem
OTHER_TUTOR: Who = lambda at_home: tutor_with_account()[1]  # noqa: E731 - idem
OTHER_PARENT: Who = lambda at_home: UserFactory(person=GuardianFactory().person)  # noqa: E731 - idem
OTHER_OFFICE: Who = lambda at_home: coordinator(at_home.world.site.organisation)  # noqa: E731 - idem
TEACHER: Who = lambda at_home: member(at_home.world.site.organisation, Role.CARE_COORDINATOR)  # noqa: E731 - idem


def test_each_page_of_a_visit_is_for_those_it_is_about(client: Client):
    at_home = under_way()
    request = at_home.world.team.members.get().request
    home.arrive(session=at_home.first, with_companion=True, by=at_home.world.user, at=timezone.now())
    asked = {
        "tutor-visit": ("get", at_home.first.pk, (TUTOR, OTHER_TUTOR, GUARDIAN)),
        "tutor-visit-arrive": ("post", at_home.first.pk, (TUTOR, OTHER_TUTOR, GUARDIAN)),
        "tutor-visit-leave": ("post", at_home.first.pk, (TUTOR, OTHER_TUTOR, GUARDIAN)),
        "family-visit-off": ("post", at_home.sessions[1].pk, (GUARDIAN, OTHER_PARENT, TUTOR)),
        "family-visit-after-all": ("post", at_home.sessions[1].pk, (GUARDIAN, OTHER_PARENT, TUTOR)),
        "coordinator-request-home": ("get", request.pk, (COLLEAGUE, OTHER_OFFICE, TEACHER)),
        "visit-settle": ("post", at_home.first.pk, (COORDINATOR, COLLEAGUE, TEACHER)),
    }
    found = {}
    for page, (method, pk, people) in asked.items():
        for who in people:
            client.force_login(who(at_home))
            response = getattr(client, method)(reverse(page, args=[pk]))
            found.setdefault(page, []).append(response.status_code)

    assert found == {
        "tutor-visit": [200, 404, 403],
        "tutor-visit-arrive": [302, 404, 403],
        "tutor-visit-leave": [302, 404, 403],
        "family-visit-off": [302, 404, 403],
        "family-visit-after-all": [302, 404, 403],
        "coordinator-request-home": [200, 404, 403],
        "visit-settle": [302, 404, 403],
    }


def test_pages_that_change_something_are_not_read(client: Client):
    at_home = under_way()
    client.force_login(at_home.world.user)

    assert client.get(reverse("tutor-visit-arrive", args=[at_home.first.pk])).status_code == 405
