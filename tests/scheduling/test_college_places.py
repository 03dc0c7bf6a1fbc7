"""A college sets its own ceiling: above it requests wait and are never assigned (R-NEV-12)."""

from datetime import time

import pytest

from tandem import planning
from tandem.initiatives.actions import colleges
from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request, ReservedSlot
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import Organisation, User
from tandem.scheduling.actions.proposals import DecisionNotPossible, MoveNotPossible, accept, answer_as_teacher, move
from tandem.scheduling.actions.publishing import publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.clash import ClashKind, Moment
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import PlanningRun, Team
from tandem.scheduling.problems import problem_for
from tandem.scheduling.queries.college_places import waiting_for_a_college
from tandem.scheduling.queries.explanations import UnplacedKind, Why, unplaced
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories.people import OrganisationFactory, TutorFactory, UserFactory
from tests.never.guards import guarded_by, without
from tests.scheduling.world import HOURS, MORNING, START, World, make_world

pytestmark = pytest.mark.django_db


def college(name: str = "Hogeschool Noord") -> Organisation:
    return OrganisationFactory(name=name, kind=OrganisationKind.HIGHER_EDUCATION)


def student(world: World, of: Organisation, *days: int, kind: TutorKind = TutorKind.STUDENT) -> Enrolment:
    return world.tutor(*days, tutor=TutorFactory(organisation=of, kind=kind))


def ceiling(world: World, of: Organisation, places: int | None, *, everywhere: bool = False) -> User:
    by = UserFactory()
    site = None if everywhere else world.site
    colleges.set_places(initiative=world.initiative, college=of, site=site, places=places, by=by, at=MORNING)
    return by


def planned(initiative: Initiative, by: User) -> PlanningRun:
    run = request_run(initiative=initiative, from_date=START, seconds=2, by=by, at=MORNING)
    execute_run(run.pk, now=lambda: MORNING)
    run.refresh_from_db()
    return run


def placed(world: World) -> set:
    return {pk for team in world.initiative.teams.all() for pk in team.members.values_list("request", flat=True)}


@guarded_by(without("tandem.scheduling.problems.build.keep_under_ceilings", lambda draft, facts: None))
def test_r_nev_12_above_the_ceiling_of_a_college_nobody_is_planned():
    world = make_world()
    noord = college()
    student(world, noord)
    requests = [world.pupil() for _ in range(4)]
    ceiling(world, noord, 2)

    run = planned(world.initiative, world.coordinator)

    left = [row for row in requests if row.pk not in placed(world)]
    assert len(placed(world)) == 2
    assert waiting_for_a_college(world.initiative) == {row.pk for row in left}
    assert {(row.request, row.reasons) for row in unplaced(run)} == {
        (row, (Why(UnplacedKind.COLLEGE_FULL),)) for row in left
    }


def test_r_nev_12_a_request_above_the_ceiling_is_taken_and_waits():
    world = make_world()
    noord = college()
    student(world, noord)
    ceiling(world, noord, 0)

    request = world.pupil()

    assert Request.objects.get(pk=request.pk).status == RequestStatus.WAITING
    assert waiting_for_a_college(world.initiative) == {request.pk}


def test_the_schools_own_word_comes_first_then_who_waits_longest():
    world = make_world()
    noord = college()
    student(world, noord)
    later = world.pupil(asked_date=START)
    world.pupil(asked_date=START.replace(month=8))
    world.pupil(asked_date=START, priority=Priority.SOON)
    ceiling(world, noord, 2)

    assert waiting_for_a_college(world.initiative) == {later.pk}


def test_a_ceiling_for_all_of_an_initiative_counts_over_its_schools():
    world = make_world()
    noord = college()
    student(world, noord)
    for _ in range(3):
        world.pupil()
    ceiling(world, noord, 1, everywhere=True)

    planned(world.initiative, world.coordinator)

    assert len(placed(world)) == 1


def test_somebody_who_comes_from_no_college_still_helps_who_is_above_the_ceiling():
    world = make_world()
    noord = college()
    student(world, noord)
    world.tutor(tutor=TutorFactory(organisation=world.office, kind=TutorKind.VOLUNTEER))
    for _ in range(3):
        world.pupil()
    ceiling(world, noord, 1)

    planned(world.initiative, world.coordinator)

    assert (len(placed(world)), waiting_for_a_college(world.initiative)) == (3, set())
    assert world.initiative.teams.filter(enrolment__tutor__organisation=noord).count() <= 1


def test_a_college_that_says_no_to_a_school_sends_nobody_there():
    world = make_world()
    noord = college()
    student(world, noord)
    world.pupil()
    colleges.check_policy(
        initiative=world.initiative,
        college=noord,
        site=world.site,
        agrees=False,
        reason="Geen beleid.",
        by=UserFactory(),
        at=MORNING,
    )

    planned(world.initiative, world.coordinator)

    assert placed(world) == set()


def decided(world: World, enrolment: Enrolment, *, day: int) -> Team:
    team = world.team(enrolment, world.pupil(), day=day)
    for member in team.members.all():
        answer_as_teacher(member=member, agrees=True, by=world.teacher, at=MORNING)
    return accept(team=team, by=world.coordinator, at=MORNING)


@guarded_by(without("tandem.scheduling.queries.waits.passing_a_ceiling", lambda teams: set()))
def test_r_nev_12_a_decision_from_before_a_lowered_ceiling_is_not_published():
    world = make_world()
    noord = college()
    enrolment = student(world, noord)
    first, second = decided(world, enrolment, day=0), decided(world, enrolment, day=1)
    Team.objects.filter(pk=second.pk).update(decided_at=MORNING.replace(hour=6))
    ceiling(world, noord, 1)

    publish(initiative=world.initiative, by=world.coordinator, at=MORNING)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (TeamStatus.PUBLISHED, TeamStatus.ACCEPTED)
    assert [wait.kind for wait in waiting_for(second, on=START)] == [WaitKind.COLLEGE]


@guarded_by(without("tandem.scheduling.actions.proposals.passing_a_ceiling", lambda teams: set()))
def test_r_nev_12_a_proposal_above_the_ceiling_cannot_be_accepted():
    world = make_world()
    noord = college()
    team = world.team(student(world, noord), world.pupil())
    ceiling(world, noord, 0)

    with pytest.raises(DecisionNotPossible, match="college_full"):
        accept(team=team, by=world.coordinator, at=MORNING)

    assert Team.objects.get(pk=team.pk).status == TeamStatus.PROPOSED


@guarded_by(without("tandem.scheduling.queries.offer_clashes.has_room", lambda team, enrolment: True))
def test_r_nev_12_no_team_is_moved_to_a_student_of_a_college_that_is_full():
    world = make_world()
    noord = college()
    team = world.team(world.tutor(), world.pupil())
    other = student(world, noord)
    ceiling(world, noord, 0)
    _, starts, ends = HOURS[1]

    with pytest.raises(MoveNotPossible) as refused:
        move(team=team, moments=[Moment(1, starts, ends)], enrolment=other, by=world.coordinator, at=MORNING)

    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.COLLEGE_FULL]


def test_whoever_has_a_place_keeps_it_when_a_college_lowers_its_ceiling():
    world = make_world()
    noord = college()
    team = decided(world, student(world, noord), day=0)
    publish(initiative=world.initiative, by=world.coordinator, at=MORNING)
    waiting = world.pupil()
    ceiling(world, noord, 0)

    planned(world.initiative, world.coordinator)

    team.refresh_from_db()
    assert (team.status, waiting.pk in placed(world)) == (TeamStatus.PUBLISHED, False)


def test_a_college_takes_its_ceiling_away():
    world = make_world()
    noord = college()
    student(world, noord)
    world.pupil()
    ceiling(world, noord, 0)
    ceiling(world, noord, None)

    assert waiting_for_a_college(world.initiative) == set()


def test_who_is_no_college_sets_no_ceiling():
    world = make_world()

    with pytest.raises(colleges.PlacesNotPossible, match="no_college"):
        ceiling(world, world.office, 3)


def reserved(world: World, of: Organisation, **other: object) -> ReservedSlot:
    fields = {"site": None, "day": 1, "starts": time(10), "ends": time(12), "from_date": START, "to_date": None}
    return colleges.reserve_slot(
        initiative=world.initiative, college=of, by=UserFactory(), at=MORNING, **(fields | other)
    )


def windows(world: World) -> list[tuple[planning.Window, ...]]:
    """Return when each tutor can, the most first."""
    tutors = problem_for(world.initiative, from_date=START).problem.tutors
    return sorted((tutor.available for tutor in tutors), key=len, reverse=True)


def without_hours(world: World, of: Organisation, kind: TutorKind = TutorKind.STUDENT) -> Enrolment:
    enrolment = student(world, of, kind=kind)
    enrolment.tutor.availability.all().delete()
    return enrolment


def test_a_moment_a_college_keeps_free_counts_for_students_of_its_own_programme():
    world = make_world()
    world.pupil()
    noord = college()
    without_hours(world, noord)
    without_hours(world, noord, TutorKind.STUDENT_OUTSIDE)
    without_hours(world, college("Hogeschool Zuid"))
    reserved(world, noord)

    assert windows(world) == [(planning.Window(1, 600, 720),), (), ()]


def test_a_moment_for_one_school_counts_for_who_comes_to_that_school_alone():
    world = make_world()
    world.pupil()
    noord = college()
    here, everywhere = without_hours(world, noord), without_hours(world, noord)
    other = make_world().site
    world.initiative.sites.add(other)
    here.sites.set([world.site])
    everywhere.sites.set([world.site, other])
    reserved(world, noord, site=world.site)

    assert windows(world) == [(planning.Window(1, 600, 720),), ()]


@pytest.mark.parametrize("other", [{"ends": time(10)}, {"ends": time(9)}, {"to_date": START.replace(month=8)}])
def test_a_moment_that_cannot_be_is_refused(other: dict):
    world = make_world()

    with pytest.raises(colleges.SlotNotPossible):
        reserved(world, college(), **other)


def test_a_moment_is_kept_free_once():
    world = make_world()
    noord = college()
    reserved(world, noord)

    with pytest.raises(colleges.SlotNotPossible):
        reserved(world, noord)
