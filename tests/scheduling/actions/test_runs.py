from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection

from tandem import planning
from tandem.core.models import AuditEvent, OutboxMessage
from tandem.initiatives.enums import FormKind
from tandem.scheduling.actions.proposals import accept, lock, veto
from tandem.scheduling.actions.runs import RunNotPossible, cancel_run, execute_run, request_run, stop_run
from tandem.scheduling.enums import RunStatus, TeamStatus, VetoKind
from tandem.scheduling.models import PlanningRun, Team
from tandem.scheduling.queries.explanations import UnplacedKind, Why, unplaced
from tests.factories.initiatives import EnrolmentFactory, RequestFactory, StudentGroupFactory
from tests.factories.people import TutorFactory
from tests.factories.scheduling import AvailabilityFactory, RoomFactory
from tests.scheduling.world import MORNING, START, World, make_world

pytestmark = pytest.mark.django_db


def asked(world: World, *, from_date: date = START, **choices: object) -> PlanningRun:
    return request_run(
        initiative=world.initiative, from_date=from_date, seconds=2, by=world.coordinator, at=MORNING, **choices
    )


def planned(world: World, **choices: object) -> PlanningRun:
    run = asked(world, **choices)
    execute_run(run.pk, now=lambda: MORNING)
    run.refresh_from_db()
    return run


def facts(team: Team) -> tuple:
    """Return what a team is: tutor, requests, and when."""
    slots = tuple((slot.day, slot.starts) for slot in team.slots.order_by("day"))
    return team.enrolment_id, frozenset(team.members.values_list("request", flat=True)), slots


def test_a_run_proposes_valid_teams_and_decides_nothing():
    world = make_world()
    for _ in range(3):
        world.pupil()
    world.tutor(0, 1)

    run = planned(world)

    teams = list(world.initiative.teams.all())
    problem = planning.problem_from_dict(run.problem)
    verdict = planning.check(problem, planning.solution_from_dict(run.solution))
    assert (run.status, run.placed, run.requests, len(teams)) == (RunStatus.DONE, 3, 3, 3)
    assert (verdict.violations, verdict.objective) == ((), run.objective)
    assert {team.status for team in teams} == {TeamStatus.PROPOSED}
    assert {(team.decided_by, team.from_date, team.to_date) for team in teams} == {
        (None, START, world.initiative.ends_date)
    }


def test_proposals_say_which_lessons_are_missed():
    world = make_world()
    world.pupil()
    world.tutor(0, starts=time(10), ends=time(11))

    planned(world)

    slot = Team.objects.get().slots.get()
    assert (slot.day, slot.starts, slot.ends, slot.misses) == (0, time(10), time(11), ["muziek"])


def test_planning_again_replaces_what_nobody_decided_and_keeps_the_rest():
    world = make_world()
    for _ in range(3):
        world.pupil()
    world.tutor()
    planned(world)
    first, second, third = Team.objects.order_by("pk")
    kept = [accept(team=first, by=world.coordinator, at=MORNING), lock(team=second, by=world.coordinator, at=MORNING)]
    before = [facts(team) for team in kept]

    planned(world)

    assert [facts(Team.objects.get(pk=team.pk)) for team in kept] == before
    assert (Team.objects.filter(pk=third.pk).exists(), Team.objects.count()) == (False, 3)


def test_a_vetoed_pair_is_not_proposed_again():
    world = make_world()
    world.pupil()
    world.tutor()
    planned(world)
    team = Team.objects.get()
    veto(team=team, kind=VetoKind.PAIR, reason="kennen elkaar", by=world.coordinator, at=MORNING)

    run = planned(world)

    assert (run.placed, world.initiative.teams.filter(status=TeamStatus.PROPOSED).count()) == (0, 0)


def test_what_is_decided_while_the_planner_is_busy_stays():
    world = make_world()
    world.pupil()
    world.tutor()
    planned(world)
    team = Team.objects.get()
    before = facts(team)

    def now() -> datetime:
        team.refresh_from_db()
        if team.status == TeamStatus.PROPOSED and PlanningRun.objects.filter(status=RunStatus.RUNNING).exists():
            accept(team=team, by=world.coordinator, at=MORNING)
        return MORNING

    run = asked(world)
    execute_run(run.pk, now=now)

    assert [facts(team) for team in Team.objects.all()] == [before]


def test_one_run_at_a_time():
    world = make_world()
    world.pupil()
    asked(world)

    with pytest.raises(RunNotPossible, match="busy"):
        asked(world)


def test_nothing_to_plan_is_said():
    with pytest.raises(RunNotPossible, match="no_requests"):
        asked(make_world())


def test_asking_puts_the_work_in_the_outbox():
    world = make_world()
    world.pupil()

    run = asked(world)

    assert list(OutboxMessage.objects.values_list("kind", "payload__run")) == [("scheduling.run_asked", str(run.pk))]


def test_a_run_stopped_early_keeps_the_best_plan_so_far():
    world = make_world()
    world.pupil()
    world.tutor()
    run = asked(world)
    stop_run(run=run, by=world.coordinator, at=MORNING)

    execute_run(run.pk, now=lambda: MORNING)

    run.refresh_from_db()
    assert (run.status, run.placed) == (RunStatus.DONE, Team.objects.count())


def test_a_cancelled_run_leaves_nothing():
    world = make_world()
    world.pupil()
    world.tutor()
    run = asked(world)
    moments = iter([MORNING])

    def now() -> datetime:
        # Cancelled while it runs: after it began, before it is done.
        if next(moments, None) is None and not PlanningRun.objects.get().cancel_requested:
            cancel_run(run=run, by=world.coordinator, at=MORNING)
        return MORNING

    execute_run(run.pk, now=now)

    run.refresh_from_db()
    assert (run.status, Team.objects.count()) == (RunStatus.CANCELLED, 0)


def test_a_run_cancelled_before_it_began_never_begins():
    world = make_world()
    world.pupil()
    run = asked(world)
    cancel_run(run=run, by=world.coordinator, at=MORNING)

    execute_run(run.pk, now=lambda: MORNING)

    run.refresh_from_db()
    assert (run.status, run.problem) == (RunStatus.CANCELLED, {})


def test_doing_a_run_again_changes_nothing():
    world = make_world()
    world.pupil()
    world.tutor()
    run = planned(world)
    before = list(Team.objects.values_list("pk", flat=True))

    execute_run(run.pk, now=lambda: MORNING)

    assert list(Team.objects.values_list("pk", flat=True)) == before


def test_a_run_that_was_cut_off_begins_anew():
    world = make_world()
    world.pupil()
    world.tutor()
    run = asked(world)
    PlanningRun.objects.update(status=RunStatus.RUNNING, started_at=MORNING)

    execute_run(run.pk, now=lambda: MORNING + timedelta(minutes=5))

    run.refresh_from_db()
    assert (run.status, Team.objects.count()) == (RunStatus.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_solving():
    world = make_world()
    for _ in range(4):
        world.pupil()
    world.tutor()
    run = asked(world)
    inside = []

    def now() -> datetime:
        inside.append(connection.in_atomic_block)
        return MORNING + timedelta(seconds=2 * len(inside))

    execute_run(run.pk, now=now)

    assert (set(inside), AuditEvent.objects.filter(action="run.done").count()) == ({False}, 1)


def test_a_refusal_of_a_person_never_shows():
    world = make_world()
    request = world.pupil()
    request.not_tutors.add(world.tutor().tutor)

    run = planned(world)

    assert [(row.request, row.reasons) for row in unplaced(run)] == [(request, (Why(UnplacedKind.NOT_THIS_PUPIL),))]


def test_a_class_that_opened_no_hour_is_said_so():
    world = make_world(protected_subjects=["rekenen", "muziek", "wereldoriëntatie"])
    request = world.pupil()
    world.tutor()

    run = planned(world)

    assert [(row.request, row.reasons) for row in unplaced(run)] == [(request, (Why(UnplacedKind.NO_OPEN_HOURS),))]


def test_a_team_lasts_as_long_as_its_tutor_said_to_be_free():
    world = make_world()
    world.pupil()
    world.tutor().tutor.availability.update(to_date=date(2027, 1, 29))

    planned(world)

    assert Team.objects.get().to_date == date(2027, 1, 29)


def test_a_new_block_starts_from_the_teams_that_run():
    world = make_world()
    RoomFactory(site=world.site, name="lokaal 2")
    request, enrolment = world.pupil(), world.tutor(1, starts=time(10), ends=time(11))
    world.tutor(1, starts=time(10), ends=time(11))
    enrolment.tutor.availability.update(to_date=date(2027, 1, 29))
    AvailabilityFactory(
        tutor=enrolment.tutor, day=4, starts=time(10), ends=time(11), from_date=date(2027, 2, 1), to_date=None
    )
    old = world.team(
        enrolment,
        request,
        status=TeamStatus.PUBLISHED,
        to_date=date(2027, 1, 29),
        decided_by=world.coordinator,
        decided_at=MORNING,
        published_at=MORNING,
    )

    planned(world, from_date=date(2027, 2, 1), replan_running=True)

    new = Team.objects.exclude(pk=old.pk).get()
    assert facts(new) == (enrolment.pk, frozenset([request.pk]), ((4, time(10)),))
    assert (new.from_date, new.status) == (date(2027, 2, 1), TeamStatus.PROPOSED)


def test_a_team_that_goes_on_unchanged_is_not_proposed_anew():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor()
    world.team(
        enrolment,
        request,
        status=TeamStatus.PUBLISHED,
        decided_by=world.coordinator,
        decided_at=MORNING,
        published_at=MORNING,
    )

    planned(world, from_date=date(2027, 2, 1), replan_running=True)

    assert Team.objects.count() == 1


def test_hdt_plans_pairs_every_day_and_never_the_same_lesson_twice():
    world = make_world(form=FormKind.HDT, group_min=2, sessions_per_week=5, protected_subjects=["rekenen"])
    subjects = ["muziek", "gym", "verkeer", "tekenen", "techniek"]
    for day, subject in enumerate(subjects):
        world.school_class.lessons.filter(day=day, subject="muziek").update(subject=subject)
    for _ in range(2):
        world.pupil(group_max=2, sessions_per_week=5)
    world.tutor()

    run = planned(world)

    team = Team.objects.get()
    missed = [label for slot in team.slots.all() for label in slot.misses]
    assert (run.placed, team.members.count(), team.slots.count()) == (2, 2, 5)
    assert len(missed) == len(set(missed)) == 5


def test_a_moz_group_visits_a_class_when_all_of_it_can():
    world = make_world(form=FormKind.MOZ, sessions_per_week=1, group_max=1, level_spread=0)
    world.site.rooms.all().delete()
    group = StudentGroupFactory(initiative=world.initiative)
    first, second = TutorFactory(), TutorFactory()
    group.tutors.set([first, second])
    for tutor, starts in ((first, time(9)), (second, time(11))):
        AvailabilityFactory(tutor=tutor, day=2, starts=starts, ends=time(13))
    EnrolmentFactory(initiative=world.initiative, tutor=None, student_group=group, teaches={})
    request = RequestFactory(
        initiative=world.initiative,
        pupil=None,
        school_class=world.school_class,
        site=world.site,
        sessions_per_week=1,
    )

    planned(world)

    team = Team.objects.get()
    assert facts(team)[1:] == (frozenset([request.pk]), ((2, time(11)),))
