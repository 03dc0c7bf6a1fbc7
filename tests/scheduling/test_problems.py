from dataclasses import replace
from datetime import date, time

import pytest

from tandem import planning
from tandem.scheduling.enums import TeamStatus, VetoKind, Wish
from tandem.scheduling.models import ClassWish
from tandem.scheduling.problems import problem_for
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import coordinator
from tests.factories.scheduling import PeriodFactory, PupilBusyFactory, RoomFactory
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


def built(world, **choices):
    return problem_for(world.initiative, from_date=START, **choices)


def open_slots(world):
    """Return when the only request may have a session: day, hour it begins, cost, what is missed."""
    problem = built(world).problem
    request = problem.requests[0]
    lessons = problem.lessons_of(request)
    return sorted(
        (slot.day, slot.start // 60, lessons.slots[slot.id], lessons.misses.get(slot.id, ()))
        for slot in problem.sites[0].slots
        if slot.id in lessons.slots and slot.id not in request.not_slots
    )


def test_nev_17_nobody_is_taken_out_of_a_protected_lesson():
    world = make_world()
    world.pupil()

    assert open_slots(world) == [
        (day, hour, 2, (subject,)) for day in range(5) for hour, subject in ((10, "muziek"), (11, "wereldoriëntatie"))
    ]


def test_nev_17_a_protected_lesson_is_recognised_however_it_is_written():
    world = make_world(protected_subjects=["Nederlands", "WI"])
    world.school_class.lessons.filter(subject="muziek").update(subject="NE")
    world.school_class.lessons.filter(subject="rekenen").update(subject="wiskunde")
    world.pupil()

    assert {slot[3] for slot in open_slots(world)} == {("wereldoriëntatie",)}


def test_nev_17_nobody_leaves_a_class_of_which_nothing_is_known():
    world = make_world()
    world.school_class.lessons.all().delete()
    world.pupil()

    assert open_slots(world) == []


def test_nev_17_a_lesson_missed_for_other_support_counts():
    world = make_world()
    request = world.pupil()
    other = InitiativeFactory(organiser=world.office, sites=[world.site])
    elsewhere = make_world()
    elsewhere.initiative, elsewhere.site = other, world.site
    team = elsewhere.team(
        elsewhere.tutor(),
        replace_initiative(request, other),
        day=1,
        hour=2,
        status=TeamStatus.PUBLISHED,
        decided_by=world.coordinator,
        decided_at=MORNING,
    )

    problem = built(world).problem

    assert team.status == TeamStatus.PUBLISHED
    assert problem.requests[0].miss_limits == {"muziek": 0, "wereldoriëntatie": 1}
    assert [s.day for s in problem.sites[0].slots if s.id in problem.requests[0].not_slots] == [1]


def replace_initiative(request, initiative):
    """Return another request of the same pupil, in another initiative."""
    return type(request).objects.create(
        initiative=initiative,
        pupil=request.pupil,
        site=request.site,
        subject="taal",
        level=request.level,
        asked_date=request.asked_date,
    )


def test_what_a_teacher_painted_closes_hours_or_makes_them_dear():
    world = make_world()
    world.pupil()
    for day in range(5):
        for starts, ends, wish in ((time(10), time(11), Wish.RATHER_NOT), (time(11), time(12), Wish.NEVER)):
            ClassWish.objects.create(school_class=world.school_class, day=day, starts=starts, ends=ends, wish=wish)

    assert open_slots(world) == [(day, 10, 8, ("muziek",)) for day in range(5)]


def test_after_school_is_only_for_initiatives_that_say_so_and_never_against_a_family():
    world = make_world()
    world.pupil()
    PeriodFactory(bell_schedule=world.bell, day=0, number=4, starts=time(15), ends=time(16), after_school=True)
    in_school = [slot for slot in open_slots(world) if slot[1] == 15]
    world.initiative.after_school = True
    world.initiative.save()

    both = [slot for slot in open_slots(world) if slot[1] == 15]

    assert (in_school, both) == ([], [(0, 15, 5, ())])


def test_a_pupil_who_is_elsewhere_is_not_asked_to_come():
    world = make_world()
    PupilBusyFactory(pupil=world.pupil().pupil, day=0, starts=time(10), ends=time(12))

    assert {slot[0] for slot in open_slots(world)} == {1, 2, 3, 4}


def test_ids_in_a_problem_name_nobody():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor()

    found = built(world)

    text = str(planning.problem_to_dict(found.problem))
    people = [request.pupil.person, enrolment.tutor.person]
    assert [name for person in people for name in (person.given_name, person.family_name) if name in text] == []
    assert found.keys["requests"] == {"r1": str(request.pk)}
    assert found.keys["tutors"] == {"t1": str(enrolment.pk)}


def test_priority_and_waiting_make_the_need_and_nothing_else():
    world = make_world()
    world.pupil(priority=1300, asked_date=date(2026, 8, 4))

    assert built(world).problem.requests[0].need == 1340


def test_availability_counts_from_its_day_until_its_day():
    world = make_world()
    world.pupil()
    tutor = world.tutor(0).tutor
    tutor.availability.update(from_date=date(2026, 10, 1))

    early = built(world).problem.tutors[0].available
    late = problem_for(world.initiative, from_date=date(2026, 10, 1)).problem.tutors[0].available

    assert (early, late) == ((), (planning.Window(0, 480, 1020),))


def test_rooms_taken_for_something_else_are_not_counted():
    world = make_world()
    world.pupil()
    room = RoomFactory(site=world.site, name="lokaal 2")
    room.busy.create(day=0, starts=time(10), ends=time(11))
    room.busy.create(day=0, starts=time(11), ends=time(12))

    problem = built(world).problem

    rooms = {(s.day, s.start // 60): problem.sites[0].rooms_in(s.id) for s in problem.sites[0].slots if s.day < 2}
    assert rooms == {(0, 9): 2, (0, 10): 1, (0, 11): 1, (1, 9): 2, (1, 10): 2, (1, 11): 2}


def test_a_tutor_whose_check_is_pending_may_stand_in_a_proposal():
    world = make_world()
    world.pupil()
    world.tutor().tutor.clearances.all().delete()

    assert len(built(world).problem.tutors) == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (VetoKind.PAIR, (["t1"], [], 0)),
        (VetoKind.TOGETHER, ([], ["r2"], 0)),
        (VetoKind.MOMENT, ([], [], 1)),
    ],
)
def test_a_veto_keeps_the_next_plan_from_exactly_what_it_is_about(kind, expected):
    world = make_world()
    first, second = world.pupil(group_max=2), world.pupil(group_max=2)
    world.team(
        world.tutor(),
        first,
        second,
        status=TeamStatus.VETOED,
        veto_kind=kind,
        veto_reason="past niet",
        decided_by=world.coordinator,
        decided_at=MORNING,
    )

    request = built(world).problem.request["r1"]

    assert (sorted(request.not_tutors), sorted(request.apart_from), len(request.not_slots)) == expected


def test_a_locked_team_is_pinned_and_possible_even_where_facts_have_changed():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor(max_sessions=0)
    world.team(enrolment, request, locked=True, day=1, hour=1)
    enrolment.tutor.availability.all().delete()
    request.not_tutors.add(enrolment.tutor)

    problem = built(world).problem

    group = problem.previous[0]
    solution = planning.Solution((planning.Group("g1", group.tutor, group.requests, group.slots),))
    assert group.pinned is True
    assert planning.check(problem, solution).violations == ()


def test_a_new_block_starts_from_the_teams_that_run():
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

    kept = built(world).problem.previous
    free = built(world, replan_running=True).problem.previous

    assert free == (replace(kept[0], pinned=False),)
    assert kept[0].pinned is True


def test_session_may_begin_inside_a_lesson_or_run_into_the_next():
    world = make_world(minutes=30)
    world.pupil()
    short = {(s.day, s.start, s.end) for s in built(world).problem.sites[0].slots if s.day == 0}
    world.initiative.minutes = 90
    world.initiative.save()
    long = {(s.day, s.start, s.end) for s in built(world).problem.sites[0].slots if s.day == 0}

    assert short == {(0, start, start + 30) for start in (540, 570, 600, 630, 660, 690)}
    assert long == {(0, 540, 630), (0, 600, 690)}


def test_minutes_for_fetching_lengthen_the_slot():
    world = make_world(minutes=50, fetch_minutes=10)
    world.pupil()

    problem = built(world).problem

    assert {slot.minutes for slot in problem.sites[0].slots} == {problem.requests[0].minutes} == {60}


def test_an_initiative_of_somebody_else_changes_nothing():
    world, other = make_world(), make_world()
    world.pupil()
    other.pupil()
    coordinator(other.office)

    assert len(built(world).problem.requests) == 1


def test_a_room_in_which_a_lesson_is_given_is_not_counted():
    world = make_world()
    world.pupil()
    world.school_class.lessons.filter(day=0, subject="muziek").update(room_name="Lokaal 1")

    problem = built(world).problem

    rooms = {(s.day, s.start // 60): problem.sites[0].rooms_in(s.id) for s in problem.sites[0].slots if s.day == 0}
    assert rooms == {(0, 9): 1, (0, 10): 0, (0, 11): 1}
