from datetime import timedelta

import pytest

from tandem.initiatives.enums import RequestStatus
from tandem.scheduling.enums import RunStatus, Standing
from tandem.scheduling.models import PlanningRun
from tandem.scheduling.queries.progress import Stand, requests_proposed, stands_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.scheduling import PlanningRunFactory
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


def test_everything_is_counted_for_each_initiative_apart():
    world = make_world()
    world.team(world.tutor(), world.pupil())
    world.pupil()
    empty = InitiativeFactory()

    stands = stands_of([world.initiative, empty], on=START)

    assert stands == {
        world.initiative.pk: Stand(sites=1, requests=2, enrolments=1, undecided=1, to_plan=1),
        empty.pk: Stand(),
    }


def test_request_is_planned_again_only_when_it_came_or_was_refused_after_the_last_plan():
    world = make_world()
    request = world.pupil()
    run = PlanningRunFactory(initiative=world.initiative, status=RunStatus.DONE, asked_at=MORNING)
    looked_at = stands_of([world.initiative], on=START)[world.initiative.pk].to_plan
    team = world.team(
        world.tutor(),
        request,
        status="vetoed",
        veto_kind="pair",
        veto_reason="kennen elkaar",
        decided_by=world.coordinator,
        decided_at=run.asked_at + timedelta(hours=1),
    )
    team.members.update(standing=Standing.PAST)

    assert (looked_at, stands_of([world.initiative], on=START)[world.initiative.pk].to_plan) == (0, 1)


def test_busy_run_is_named():
    world = make_world()
    run = PlanningRunFactory(initiative=world.initiative, status=RunStatus.RUNNING)

    assert stands_of([world.initiative], on=START)[world.initiative.pk].busy_run == run.pk
    assert PlanningRun.objects.count() == 1


def test_requests_in_a_proposal_are_told_from_those_without():
    world = make_world()
    proposed, without = world.pupil(), world.pupil(status=RequestStatus.WAITING)
    world.team(world.tutor(), proposed)

    assert requests_proposed([proposed, without]) == [proposed.pk]
