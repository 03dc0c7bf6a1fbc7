"""Who leads a group, or tutors where mastery is asked, first has it: in the plan and at publishing (S-05, S-14)."""

import pytest

from tandem.initiatives.enums import FormKind, SkillKind
from tandem.initiatives.models import Enrolment
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.problems import problem_for
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories.scheduling import TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.tutors import TutorSkillFactory, can_lead_groups
from tests.scheduling.world import START, World, make_world

pytestmark = pytest.mark.django_db


def planned_with(world: World) -> list[tuple[int, tuple[str, ...]]]:
    """Return of each tutor in the problem how many pupils at once, and which subjects."""
    tutors = problem_for(world.initiative, from_date=START).problem.tutors
    return [(tutor.max_group, tuple(sorted(tutor.teaches))) for tutor in tutors]


def accepted(world: World, enrolment: Enrolment, *, pupils: int) -> Team:
    team = TeamFactory(
        initiative=world.initiative,
        site=world.site,
        enrolment=enrolment,
        status=TeamStatus.ACCEPTED,
        decided_by=world.coordinator,
        decided_at="2026-09-01T08:00Z",
    )
    for _ in range(pupils):
        TeamMemberFactory(team=team, request=world.pupil(group_max=6))
    TeamSlotFactory(team=team)
    return in_full(Team.objects.filter(pk=team.pk)).get()


def awaited(world: World, enrolment: Enrolment, *, pupils: int) -> list[SkillKind | None]:
    found = waiting_for(accepted(world, enrolment, pupils=pupils), on=START)
    return [wait.skill for wait in found if wait.kind == WaitKind.SKILL]


def test_s_05_the_plan_gives_an_untrained_tutor_two_pupils_at_most_and_a_trained_one_a_group():
    world = make_world(form=FormKind.SMALL_GROUPS, group_max=5)
    world.pupil(group_max=5)
    world.tutor(max_group=5)
    can_lead_groups(world.tutor(max_group=5).tutor)

    assert sorted(size for size, _ in planned_with(world)) == [2, 5]


def test_s_05_a_group_of_two_is_published_and_one_of_four_waits_for_group_management():
    world = make_world(form=FormKind.SMALL_GROUPS, group_max=5)
    tutor, trained = world.tutor(max_group=5), world.tutor(max_group=5)
    can_lead_groups(trained.tutor)

    found = [awaited(world, tutor, pupils=2), awaited(world, tutor, pupils=4), awaited(world, trained, pupils=4)]

    assert found == [[], [SkillKind.GROUPS], []]


def test_s_14_without_confirmed_mastery_a_tutor_is_planned_for_nothing():
    world = make_world(form=FormKind.BLENDED)
    world.pupil()
    world.tutor(teaches={"rekenen": [1, 8], "taal": [1, 8]})
    known = world.tutor(teaches={"rekenen": [1, 8], "taal": [1, 8]})
    TutorSkillFactory(tutor=known.tutor, kind=SkillKind.MASTERY, subject="rekenen")

    assert sorted(teaches for _, teaches in planned_with(world)) == [(), ("rekenen",)]


def test_s_14_a_pair_waits_until_mastery_of_its_subject_is_confirmed():
    world = make_world(form=FormKind.BLENDED)
    enrolment = world.tutor()
    before = awaited(world, enrolment, pupils=1)

    TutorSkillFactory(tutor=enrolment.tutor, kind=SkillKind.MASTERY, subject="rekenen")

    assert (before, awaited(world, enrolment, pupils=1)) == ([SkillKind.MASTERY], [])


def test_other_forms_ask_no_mastery():
    world = make_world()

    assert awaited(world, world.tutor(), pupils=1) == []
