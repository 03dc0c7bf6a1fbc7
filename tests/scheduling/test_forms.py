"""The forms of tutoring as their sources describe them, from asking to running."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from tandem.initiatives.catalogue import TEMPLATES, Aspect, Deviation
from tandem.initiatives.catalogue.template import start_of
from tandem.initiatives.enums import FormKind
from tandem.initiatives.queries import deviations_of
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import Published, publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Occupancy, PlanningRun, Team
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory, StudentGroupFactory
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolFactory,
    SiteFactory,
    TutorFactory,
    cleared,
    teacher_of,
)
from tests.factories.scheduling import (
    AvailabilityFactory,
)
from tests.scheduling.world import MORNING, START, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def planned(world: World, seconds: int) -> PlanningRun:
    run = request_run(initiative=world.initiative, from_date=START, seconds=seconds, by=world.coordinator, at=MORNING)
    execute_run(run.pk, now=timezone.now)
    run.refresh_from_db()
    return run


def published(world: World) -> Published:
    for team in world.initiative.teams.filter(status=TeamStatus.PROPOSED):
        for member in team.members.all():
            answer_as_teacher(member=member, agrees=True, by=world.teacher, at=MORNING)
        accept(team=team, by=world.coordinator, at=MORNING)
    return publish(initiative=world.initiative, by=world.coordinator, at=MORNING)


def test_nev_26_hdt_twice_a_week_is_shown_as_a_deviation_and_saved():
    initiative = InitiativeFactory(
        form=FormKind.HDT,
        **start_of(TEMPLATES[FormKind.HDT]) | {"sessions_per_week": 2},
        starts_date=START,
        ends_date=date(2027, 6, 30),
    )

    assert deviations_of(initiative) == [Deviation(Aspect.FREQUENCY, 2, 3)]


def test_moz_a_class_of_24_and_22_students_meet_twenty_times_in_twenty_pairs_and_a_quartet():
    world = make_world(form=FormKind.MOZ, sessions_per_week=1, group_max=1, level_spread=0)
    ClassPlaceFactory.create_batch(24, school_class=world.school_class)
    group = StudentGroupFactory(initiative=world.initiative)
    group.tutors.set([cleared(TutorFactory()) for _ in range(22)])
    AvailabilityFactory(tutor=None, student_group=group, day=3, starts=time(10), ends=time(12))
    EnrolmentFactory(initiative=world.initiative, tutor=None, student_group=group, teaches={})
    RequestFactory(
        initiative=world.initiative,
        pupil=None,
        school_class=world.school_class,
        site=world.site,
        sessions_per_week=1,
    )

    planned(world, 5)
    Team.objects.update(to_date=twentieth_thursday())
    found = published(world)

    team = Team.objects.get()
    partners = defaultdict(set)
    for row in team.pairs.all():
        partners[row.pupil_id].add(row.tutor_id)
    pupils = [place.pupil.person_id for place in world.school_class.places.all()]
    assert found.sessions == 20
    assert Occupancy.objects.filter(resource_id__in=pupils).count() == 480
    assert Counter(len(tutors) for tutors in partners.values()) == {1: 20, 2: 4}
    assert len({tutor for tutors in partners.values() if len(tutors) == 2 for tutor in tutors}) == 2


def twentieth_thursday() -> date:
    """Return the day of the twentieth Thursday with school: the autumn, Christmas and carnival weeks are free."""
    return date(2026, 9, 3) + timedelta(weeks=19 + 3)


def test_st010_one_tutor_keeps_three_pairs_twice_a_week():
    world = make_world(minutes=60, sessions_per_week=2, group_max=2)
    teacher_of(world.school_class)
    SiteFactory(organisation=SchoolFactory())
    for _ in range(6):
        world.pupil(sessions_per_week=2, group_max=2)
    world.tutor(max_sessions=6, max_sessions_per_day=2)

    run = planned(world, 10)
    found = published(world)

    assert (run.placed, len(found.teams)) == (6, 3)
    assert {team.members.count() for team in found.teams} == {2}
