from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.models import Initiative
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun, Team
from tandem.web.coordinator import steps
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.people import OrganisationFactory, PupilFactory, SiteFactory, TutorFactory, coordinator
from tests.web.coordinator.worlds import busy_programme, programme

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def step_of(initiative: Initiative) -> str | None:
    found = steps.next_steps([initiative], on=timezone.localdate()).get(initiative.pk)
    return found.label if found else None


def test_without_an_initiative_the_next_thing_is_to_make_one(client: Client):
    client.force_login(coordinator(OrganisationFactory()))

    page = client.get(reverse("coordinator-home")).content.decode()

    assert "Maak uw eerste initiatief." in page
    assert reverse("coordinator-initiative-new") in page


def test_steps_follow_the_road_from_a_site_to_a_plan():
    initiative = InitiativeFactory()
    said = [step_of(initiative)]
    site = SiteFactory()
    initiative.sites.add(site)
    said.append(step_of(initiative))
    RequestFactory(initiative=initiative, site=site)
    EnrolmentFactory(initiative=initiative)
    said.append(step_of(initiative))

    assert said == ["Vestigingen kiezen", "Lijst inlezen", "Planning maken"]


def test_proposal_asks_for_a_decision_and_then_nothing_while_it_waits():
    world = programme()
    proposed = step_of(world.initiative)
    Team.objects.update(status="accepted", decided_by=world.user, decided_at=NOW)

    assert (proposed, step_of(world.initiative)) == ("Beslissen", None)


def test_what_waits_for_nothing_is_to_be_published():
    world = busy_programme(NOW)
    world.initiative.teams.filter(status="proposed").delete()

    assert step_of(world.initiative) == "Publiceren"


def test_run_that_is_busy_can_be_followed():
    world = programme()
    PlanningRun.objects.update(status=RunStatus.RUNNING)

    assert step_of(world.initiative) == "Meekijken"


def test_refused_team_asks_for_a_new_plan_until_one_was_made():
    world = programme()
    later = world.run.asked_at + timedelta(days=1)
    world.team.members.update(standing="past")
    Team.objects.update(
        status="vetoed", veto_kind="pair", veto_reason="kennen elkaar", decided_by=world.user, decided_at=later
    )
    before = step_of(world.initiative)
    PlanningRun.objects.update(asked_at=later + timedelta(hours=1))

    assert (before, step_of(world.initiative)) == ("Planning maken", None)


def test_today_names_who_is_away_and_which_children_wait(client: Client):
    world = busy_programme(timezone.now())
    client.force_login(world.user)

    page = client.get(reverse("coordinator-home")).content.decode()

    assert "Parisa Ahmadi" in page
    assert "Wachten dan: Gülsüm Aydın en Finn De Smet." in page


def test_today_says_what_would_help_who_waits_longest(client: Client):
    world = programme()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-home")).content.decode()

    assert "Een sessie meer per week, of nog een tutor." in page
    assert "Een beslissing over het voorstel dat er ligt." in page


@pytest.mark.parametrize("count", [1, 3])
def test_today_costs_the_same_for_any_number_of_initiatives_and_requests(
    client: Client, count: int, django_assert_num_queries
):
    organiser = OrganisationFactory()
    site = SiteFactory()
    for _ in range(count):
        initiative = InitiativeFactory(organiser=organiser, sites=[site])
        EnrolmentFactory(initiative=initiative, tutor=TutorFactory(organisation=organiser))
    for _ in range(count):
        RequestFactory(initiative=initiative, site=site, pupil=PupilFactory(organisation=site.organisation))
    client.force_login(coordinator(organiser))

    with django_assert_num_queries(21):
        client.get(reverse("coordinator-home"))
