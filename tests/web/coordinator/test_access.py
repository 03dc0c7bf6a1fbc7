"""The access ladder of every page of the coordinator: it works, and for a colleague; not for others."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tandem.core.permissions import Role
from tandem.initiatives.enums import EngagementForm
from tandem.initiatives.models import Application, Campaign, Enrolment
from tandem.web.coordinator.urls import urlpatterns
from tests.factories.initiatives import StudentGroupFactory
from tests.factories.people import OrganisationFactory, coordinator, member
from tests.factories.scheduling import ClosureFactory
from tests.factories.together import GrantFactory
from tests.factories.tutors import (
    ApplicationFactory,
    CampaignFactory,
    EngagementFactory,
    GatheringFactory,
    TutorSkillFactory,
)
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db

Arguments = Callable[[Programme], list[object]]


def called(world: Programme) -> Campaign:
    return CampaignFactory(initiative=world.initiative)


def answered(world: Programme) -> Application:
    return ApplicationFactory(campaign=called(world))


def paid(world: Programme) -> Enrolment:
    return EngagementFactory(enrolment=world.enrolment, form=EngagementForm.PAID).enrolment


OF_ONE: dict[str, Arguments] = {
    "coordinator-initiative": lambda p: [p.initiative.pk],
    "coordinator-initiative-edit": lambda p: [p.initiative.pk],
    "coordinator-sites": lambda p: [p.initiative.pk],
    "coordinator-site-contact": lambda p: [p.initiative.pk, p.site.pk],
    "coordinator-enrolments": lambda p: [p.initiative.pk],
    "coordinator-enrol": lambda p: [p.initiative.pk],
    "coordinator-enrolment": lambda p: [p.enrolment.pk],
    "coordinator-groups": lambda p: [p.initiative.pk],
    "coordinator-group-new": lambda p: [p.initiative.pk],
    "coordinator-group": lambda p: [StudentGroupFactory(initiative=p.initiative).pk],
    "coordinator-group-members": lambda p: [StudentGroupFactory(initiative=p.initiative).pk],
    "coordinator-requests": lambda p: [p.initiative.pk],
    "coordinator-request": lambda p: [p.request.pk],
    "coordinator-request-private": lambda p: [p.request.pk],
    "coordinator-request-helps": lambda p: [p.waiting.pk],
    "coordinator-recruiting": lambda p: [p.initiative.pk],
    "coordinator-plan": lambda p: [p.initiative.pk],
    "coordinator-run": lambda p: [p.run.pk],
    "coordinator-run-progress": lambda p: [p.run.pk],
    "coordinator-proposal": lambda p: [p.initiative.pk],
    "coordinator-proposal-unplaced": lambda p: [p.initiative.pk],
    "coordinator-publish": lambda p: [p.initiative.pk],
    "coordinator-publish-progress": lambda p: [p.initiative.pk],
    "coordinator-proposal-site": lambda p: [p.initiative.pk, p.site.pk],
    "coordinator-proposal-week": lambda p: [p.initiative.pk, p.site.pk],
    "coordinator-team": lambda p: [p.team.pk],
    "coordinator-team-move": lambda p: [p.team.pk],
    "coordinator-places": lambda p: [p.initiative.pk],
    "coordinator-funding": lambda p: [p.initiative.pk],
    "coordinator-funding-paper": lambda p: [p.initiative.pk],
    "coordinator-study": lambda p: [p.initiative.pk],
    "coordinator-campaigns": lambda p: [p.initiative.pk],
    "coordinator-campaign-new": lambda p: [p.initiative.pk],
    "coordinator-campaign": lambda p: [called(p).pk],
    "coordinator-campaign-edit": lambda p: [called(p).pk],
    "coordinator-campaign-poster": lambda p: [called(p).pk],
    "coordinator-campaign-application": lambda p: [answered(p).pk],
    "coordinator-training": lambda p: [p.initiative.pk],
    "coordinator-training-new": lambda p: [p.initiative.pk],
    "coordinator-training-rhythm": lambda p: [p.initiative.pk],
    "coordinator-training-attendance": lambda p: [GatheringFactory(initiative=p.initiative).pk],
    "coordinator-training-edit": lambda p: [GatheringFactory(initiative=p.initiative).pk],
    "coordinator-enrolment-engagement": lambda p: [p.enrolment.pk],
    "coordinator-recognition": lambda p: [p.initiative.pk],
    "coordinator-recognition-certificate": lambda p: [p.enrolment.pk],
    "coordinator-recognition-list": lambda p: [p.initiative.pk, 2026, "volunteer"],
    "coordinator-recognition-sheet": lambda p: [paid(p).pk, 2026, "be"],
}
OF_ALL: dict[str, list[object]] = {
    "coordinator-home": [],
    "coordinator-initiatives": [],
    "coordinator-form-choice": [],
    "coordinator-costs": [],
    "coordinator-costs-file": ["xlsx"],
    "coordinator-initiative-new": [],
    "coordinator-initiative-create": ["st010"],
    "coordinator-dosage": [],
    "coordinator-dosage-file": ["week", "xlsx"],
    "coordinator-hours": [],
    "coordinator-hours-file": [],
}
POSTED: dict[str, Arguments] = {
    "coordinator-enrolment-clearance": lambda p: [p.enrolment.pk],
    "coordinator-enrolment-clearance-withdraw": lambda p: [p.enrolment.pk, "check"],
    "coordinator-enrolment-halt": lambda p: [p.enrolment.pk],
    "coordinator-enrolment-lift-halt": lambda p: [p.enrolment.pk],
    "coordinator-request-priority": lambda p: [p.request.pk],
    "coordinator-request-withdraw": lambda p: [p.request.pk],
    "coordinator-run-stop": lambda p: [p.run.pk],
    "coordinator-run-cancel": lambda p: [p.run.pk],
    "coordinator-proposal-accept": lambda p: [p.initiative.pk, p.site.pk],
    "coordinator-team-accept": lambda p: [p.team.pk],
    "coordinator-team-veto": lambda p: [p.team.pk],
    "coordinator-team-lock": lambda p: [p.team.pk],
    "coordinator-team-unlock": lambda p: [p.team.pk],
    "coordinator-team-undo": lambda p: [p.team.pk],
    "coordinator-team-end": lambda p: [p.team.pk],
    "coordinator-funding-remove": lambda p: [p.initiative.pk, GrantFactory(initiative=p.initiative).pk],
    "coordinator-places-travel": lambda p: [p.initiative.pk],
    "coordinator-places-travel-remove": lambda p: [p.initiative.pk, uuid.uuid4()],
    "coordinator-places-closure": lambda p: [p.initiative.pk],
    "coordinator-study-classes": lambda p: [p.initiative.pk],
    "coordinator-study-consent": lambda p: [p.initiative.pk],
    "coordinator-study-wave": lambda p: [p.initiative.pk],
    "coordinator-study-settle": lambda p: [p.initiative.pk],
    "coordinator-study-drop": lambda p: [p.initiative.pk],
    "coordinator-campaign-invite": lambda p: [answered(p).pk],
    "coordinator-campaign-welcome": lambda p: [answered(p).pk],
    "coordinator-campaign-thank": lambda p: [answered(p).pk],
    "coordinator-campaign-remove": lambda p: [answered(p).pk],
    "coordinator-training-owner": lambda p: [p.initiative.pk],
    "coordinator-training-cancel": lambda p: [GatheringFactory(initiative=p.initiative).pk],
    "coordinator-enrolment-agreement": lambda p: [p.enrolment.pk],
    "coordinator-enrolment-skill": lambda p: [p.enrolment.pk],
    "coordinator-enrolment-skill-withdraw": lambda p: [
        p.enrolment.pk,
        TutorSkillFactory(tutor=p.enrolment.tutor).pk,
    ],
    "coordinator-places-closure-remove": lambda p: [p.initiative.pk, ClosureFactory(site=p.site).pk],
}
ELSEWHERE = {
    "coordinator-request-contract",
    "coordinator-request-contract-paper",
    "coordinator-request-home",
    "coordinator-hours-sheet",
}  # needs hours, or a family at home, first: see test_reports and test_home_visits


def test_every_page_is_on_a_ladder():
    named = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}

    assert named == OF_ONE.keys() | OF_ALL.keys() | POSTED.keys() | ELSEWHERE


@pytest.mark.parametrize("page", [*OF_ONE, *OF_ALL])
def test_page_works_for_the_coordinator_and_a_colleague(client: Client, page: str):
    world = programme()
    address = reverse(page, args=OF_ONE[page](world) if page in OF_ONE else OF_ALL[page])
    statuses = []
    for user in (world.user, coordinator(world.organiser)):
        client.force_login(user)
        statuses.append(client.get(address).status_code)

    assert statuses == [200, 200]


@pytest.mark.parametrize("page", OF_ONE)
def test_page_of_one_programme_is_not_there_for_another(client: Client, page: str):
    world = programme()
    client.force_login(coordinator(OrganisationFactory()))

    assert client.get(reverse(page, args=OF_ONE[page](world))).status_code == 404


@pytest.mark.parametrize("page", POSTED)
def test_decision_about_another_programme_is_not_there(client: Client, page: str):
    world = programme()
    client.force_login(coordinator(OrganisationFactory()))

    assert client.post(reverse(page, args=POSTED[page](world))).status_code == 404


@pytest.mark.parametrize("page", [*OF_ONE, *OF_ALL, *POSTED])
def test_page_is_refused_to_who_only_reads_a_class(client: Client, page: str):
    world = programme()
    arguments = OF_ALL[page] if page in OF_ALL else (OF_ONE | POSTED)[page](world)
    client.force_login(member(world.site.organisation, Role.TEACHER))
    method = client.post if page in POSTED else client.get

    assert method(reverse(page, args=arguments)).status_code == 403


@pytest.mark.parametrize("page", POSTED)
def test_decision_is_never_taken_by_opening_an_address(client: Client, page: str):
    world = programme()
    client.force_login(world.user)

    assert client.get(reverse(page, args=POSTED[page](world))).status_code == 405


@pytest.mark.parametrize(
    "page", ["coordinator-home", "coordinator-initiatives", "coordinator-dosage", "coordinator-hours"]
)
def test_page_that_only_shows_takes_no_post(client: Client, page: str):
    client.force_login(programme().user)

    assert client.post(reverse(page)).status_code == 405
