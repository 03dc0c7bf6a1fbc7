"""The access ladder of the start: it works for the coordinator and a colleague, is not there or refused for others."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.permissions import Role
from tandem.initiatives.actions import decisions, parts, start
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.people.models import User
from tandem.web.start.urls import urlpatterns
from tests.factories.people import OrganisationFactory, coordinator, member
from tests.factories.start import AT, DAY, ready_to_start

pytestmark = pytest.mark.django_db
Arguments = Callable[[Initiative, User], list[object]]


def _meeting(initiative: Initiative, by: User) -> object:
    return decisions.hold_consultation(initiative=initiative, held_date=DAY, groups=[], by=by, at=AT).pk


def _proposal(initiative: Initiative, by: User) -> object:
    return decisions.write_decision(initiative=initiative, subject="a", plain="b", by=by, at=AT).pk


def _instrument(initiative: Initiative, by: User) -> object:
    return start.add_instrument(initiative=initiative, name="notities", process=True, by=by, at=AT).pk


def _asked(initiative: Initiative, by: User) -> object:
    who = {"given_name": "A", "family_name": "B", "email": "a@b.test"}
    return parts.ask(initiative=initiative, part=StartPoint.TRAINING, by=by, at=timezone.now(), **who).pk


READ: dict[str, Arguments] = {
    "coordinator-start": lambda i, by: [i.pk],
    "coordinator-start-organisation": lambda i, by: [i.pk],
    "coordinator-start-part": lambda i, by: [i.pk, PartnerGroup.PARENTS],
    "coordinator-start-paper": lambda i, by: [i.pk, PartnerGroup.PARENTS],
    "coordinator-start-meetings": lambda i, by: [i.pk],
    "coordinator-start-minutes": lambda i, by: [i.pk, _meeting(i, by)],
    "coordinator-start-decisions": lambda i, by: [i.pk],
}
POSTED: dict[str, Arguments] = {
    "coordinator-start-activate": lambda i, by: [i.pk],
    "coordinator-start-take-over": lambda i, by: [i.pk],
    "coordinator-start-confirm-all": lambda i, by: [i.pk],
    "coordinator-start-confirm": lambda i, by: [i.pk, StartPoint.TRAINING],
    "coordinator-start-ask": lambda i, by: [i.pk, StartPoint.TRAINING],
    "coordinator-start-take-back": lambda i, by: [i.pk, _asked(i, by)],
    "coordinator-start-expectation-remove": lambda i, by: [i.pk, i.expectations.first().pk],
    "coordinator-start-instrument": lambda i, by: [i.pk],
    "coordinator-start-instrument-remove": lambda i, by: [i.pk, _instrument(i, by)],
    "coordinator-start-decide": lambda i, by: [i.pk, _proposal(i, by)],
    "coordinator-start-say": lambda i, by: [i.pk, _proposal(i, by)],
}


def test_every_page_is_on_a_ladder():
    assert {pattern.name for pattern in urlpatterns} == READ.keys() | POSTED.keys()


def test_pages_work_for_the_coordinator_and_a_colleague(client: Client):
    initiative, by = ready_to_start()
    statuses = {}
    for user in (by, coordinator(initiative.organiser)):
        client.force_login(user)
        for page, arguments in READ.items():
            statuses[page, user.pk] = client.get(reverse(page, args=arguments(initiative, by))).status_code

    assert set(statuses.values()) == {200}


def test_pages_of_one_programme_are_not_there_for_another(client: Client):
    initiative, by = ready_to_start()
    client.force_login(coordinator(OrganisationFactory()))

    read = {client.get(reverse(page, args=arguments(initiative, by))).status_code for page, arguments in READ.items()}
    posted = {
        client.post(reverse(page, args=arguments(initiative, by))).status_code for page, arguments in POSTED.items()
    }

    assert (read, posted) == ({404}, {404})


def test_pages_are_refused_to_who_only_reads_a_class(client: Client):
    initiative, by = ready_to_start()
    client.force_login(member(initiative.sites.first().organisation, Role.TEACHER))

    pages = {**READ, **POSTED}
    statuses = {client.post(reverse(page, args=made(initiative, by))).status_code for page, made in pages.items()}

    assert statuses == {403}


def test_nothing_changes_by_opening_an_address(client: Client):
    initiative, by = ready_to_start()
    client.force_login(by)

    statuses = {client.get(reverse(page, args=made(initiative, by))).status_code for page, made in POSTED.items()}

    assert statuses == {405}


def test_what_is_only_shown_takes_no_post(client: Client):
    initiative, by = ready_to_start()
    client.force_login(by)
    shown = ("coordinator-start", "coordinator-start-organisation", "coordinator-start-paper")

    statuses = {client.post(reverse(page, args=READ[page](initiative, by))).status_code for page in shown}

    assert statuses == {405}


@pytest.mark.parametrize("part", ["nonsense", "parent"])
def test_a_part_that_does_not_exist_is_not_there(client: Client, part: str):
    initiative, by = ready_to_start()
    client.force_login(by)

    assert client.get(reverse("coordinator-start-part", args=[initiative.pk, part])).status_code == 404
