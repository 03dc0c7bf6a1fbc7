import pytest

from tandem.scheduling.actions.batches import accept_all
from tandem.scheduling.actions.proposals import DecisionNotPossible
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team
from tests.scheduling.world import MORNING, make_world

pytestmark = pytest.mark.django_db


def test_all_are_accepted_by_who_decided():
    world = make_world()
    enrolment = world.tutor()
    teams = [world.team(enrolment, world.pupil(), day=day) for day in (1, 2)]

    accept_all(teams=teams, by=world.coordinator, at=MORNING)

    decided = Team.objects.order_by("pk").values_list("status", "decided_by")
    assert list(decided) == [(TeamStatus.ACCEPTED, world.coordinator.pk)] * 2


def test_none_is_accepted_when_one_was_decided_about_in_the_meantime():
    world = make_world()
    enrolment = world.tutor()
    teams = [world.team(enrolment, world.pupil(), day=day) for day in (1, 2)]
    accept_all(teams=teams[1:], by=world.coordinator, at=MORNING)

    with pytest.raises(DecisionNotPossible):
        accept_all(teams=teams, by=world.coordinator, at=MORNING)

    assert Team.objects.get(pk=teams[0].pk).status == TeamStatus.PROPOSED
