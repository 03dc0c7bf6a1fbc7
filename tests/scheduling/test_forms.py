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
    SchoolClassFactory,
    SchoolFactory,
    SiteFactory,
    TutorFactory,
    cleared,
    teacher_of,
)
from tests.factories.scheduling import (
    AvailabilityFactory,
    BellScheduleFactory,
    LessonFactory,
    PeriodFactory,
    RoomFactory,
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


def hdt_school() -> World:
    """Make a school of three classes with five hours a day, each with its own order of ten subjects."""
    template = TEMPLATES[FormKind.HDT]
    world = make_world(form=FormKind.HDT)
    world.site.rooms.all().delete()
    world.bell.delete()
    world.school_class.lessons.all().delete()
    bell = BellScheduleFactory(site=world.site, name="vijf uren")
    starts = [time(8, 30), time(9, 20), time(10, 30), time(11, 20), time(13)]
    hours = [(a, time((a.hour * 60 + a.minute + 50) // 60, (a.minute + 50) % 60)) for a in starts]
    for day in range(5):
        for number, (begin, end) in enumerate(hours, start=1):
            PeriodFactory(bell_schedule=bell, day=day, number=number, starts=begin, ends=end)
    other = [f"vak {n}" for n in range(20)]
    for k in range(3):
        school_class = SchoolClassFactory(site=world.site)
        for day in range(5):
            for number, (begin, end) in enumerate(hours):
                # One hour of the core a day, at another moment in each class; nothing else comes back in a week.
                subject = "rekenen" if number == (day + k) % 5 else other[(day * 5 + number) % 20]
                LessonFactory(school_class=school_class, day=day, starts=begin, ends=end, subject=subject)
        for _ in range(20):
            place = ClassPlaceFactory(school_class=school_class)
            RequestFactory(
                initiative=world.initiative, site=world.site, pupil=place.pupil, sessions_per_week=5, group_max=2
            )
    for field in ("minutes", "group_min", "group_max", "level_spread", "sessions_per_week", "fetch_minutes"):
        setattr(world.initiative, field, getattr(template, field))
    world.initiative.save()
    return world


def test_hdt_sixty_pupils_are_thirty_pairs_every_day_with_one_room_and_one_tutor():
    world = hdt_school()
    RoomFactory.create_batch(8, site=world.site)
    for _ in range(8):
        world.tutor(starts=time(8), ends=time(14), max_sessions=25, max_sessions_per_day=5)

    run = planned(world, 18)
    found = published(world)

    teams = list(Team.objects.prefetch_related("members", "slots"))
    sessions = Counter(team.enrolment_id for team in teams for _ in team.slots.all())
    assert (run.placed, len(teams), sum(sessions.values())) == (60, 30, 150)
    assert max(sessions.values()) <= 25
    assert {(team.members.count(), team.slots.count()) for team in teams} == {(2, 5)}
    assert {team.room is not None for team in Team.objects.filter(status=TeamStatus.PUBLISHED)} == {True}
    assert not any("rekenen" in slot.misses for team in teams for slot in team.slots.all())
    assert (len(found.teams), found.changing_room) == (30, ())


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
