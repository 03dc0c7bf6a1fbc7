from datetime import time

import pytest

from tandem.scheduling.clash import Clash, ClashKind, Moment
from tandem.scheduling.enums import TeamStatus, Wish
from tandem.scheduling.models import ClassWish, TravelTime
from tandem.scheduling.queries.clashes import Missed, clashes_of, missed_at
from tests.factories.initiatives import EnrolmentFactory
from tests.factories.scheduling import PeriodFactory, PupilBusyFactory, RoomFactory
from tests.scheduling.world import make_world

pytestmark = pytest.mark.django_db
MUSIC = Moment(3, time(10), time(11))
ARITHMETIC = Moment(3, time(9), time(10))


def test_a_free_moment_has_no_clash():
    world = make_world()
    team = world.team(world.tutor(), world.pupil())

    assert clashes_of(team, [MUSIC]) == []
    assert missed_at(team, [MUSIC]) == [Missed(("muziek",), False)]


def test_a_protected_lesson_blocks_with_its_name():
    world = make_world()
    request = world.pupil()
    team = world.team(world.tutor(), request)

    assert clashes_of(team, [ARITHMETIC]) == [
        Clash(ClashKind.PROTECTED, ARITHMETIC, request.pupil.person.full_name, "rekenen")
    ]


def test_what_a_teacher_painted_blocks_or_warns():
    world = make_world()
    team = world.team(world.tutor(), world.pupil())
    wish = ClassWish.objects.create(
        school_class=world.school_class, day=3, starts=time(10), ends=time(11), wish=Wish.RATHER_NOT
    )
    warned = [(clash.kind, clash.blocks) for clash in clashes_of(team, [MUSIC])]
    wish.wish = Wish.NEVER
    wish.save()

    blocked = [(clash.kind, clash.blocks) for clash in clashes_of(team, [MUSIC])]

    assert (warned, blocked) == ([(ClashKind.RATHER_NOT, False)], [(ClashKind.PROTECTED, True)])


def test_a_tutor_in_another_team_blocks():
    world = make_world()
    RoomFactory(site=world.site, name="lokaal 2")
    enrolment = world.tutor()
    world.team(enrolment, world.pupil(), day=3, hour=2)
    team = world.team(enrolment, world.pupil())

    assert [clash.kind for clash in clashes_of(team, [MUSIC])] == [ClashKind.TUTOR_ELSEWHERE]


def test_a_tutor_needs_time_to_travel_between_sites():
    world, other = make_world(), make_world()
    enrolment = world.tutor()
    there = EnrolmentFactory(initiative=other.initiative, tutor=enrolment.tutor)
    other.team(there, other.pupil(), day=3, hour=3)
    team = world.team(enrolment, world.pupil())
    unknown = [clash.what for clash in clashes_of(team, [MUSIC]) if clash.kind == ClashKind.TRAVEL]
    travel = TravelTime.objects.create(a=world.site, b=other.site, minutes=10)
    known = [clash.what for clash in clashes_of(team, [MUSIC]) if clash.kind == ClashKind.TRAVEL]
    travel.minutes = 0
    travel.save()

    assert (unknown, known, clashes_of(team, [MUSIC])) == ([""], ["10"], [])


def test_a_pupil_elsewhere_blocks():
    world = make_world()
    request = world.pupil()
    team = world.team(world.tutor(), request)
    PupilBusyFactory(pupil=request.pupil, day=3, starts=time(10, 30), ends=time(10, 45))

    assert clashes_of(team, [MUSIC]) == [Clash(ClashKind.PUPIL_ELSEWHERE, MUSIC, request.pupil.person.full_name)]


def test_no_free_room_blocks():
    world = make_world()
    world.team(world.tutor(), world.pupil(), day=3, hour=2)
    team = world.team(world.tutor(), world.pupil())

    assert [clash.kind for clash in clashes_of(team, [MUSIC])] == [ClashKind.NO_ROOM]


def test_a_tutor_who_did_not_say_to_be_free_and_is_full_is_for_people_to_decide():
    world = make_world()
    enrolment = world.tutor(1, max_sessions=1)
    RoomFactory(site=world.site, name="lokaal 2")
    world.team(enrolment, world.pupil(), day=1, hour=2)
    team = world.team(enrolment, world.pupil())

    assert [(clash.kind, clash.blocks) for clash in clashes_of(team, [MUSIC])] == [
        (ClashKind.TUTOR_FULL, False),
        (ClashKind.TUTOR_UNAVAILABLE, False),
    ]


def test_the_same_lesson_twice_and_too_many_sessions_are_said():
    world = make_world()
    request = world.pupil()
    team = world.team(world.tutor(), request)

    found = clashes_of(team, [MUSIC, Moment(4, time(10), time(11))])

    assert found == [
        Clash(ClashKind.MISSED_TOO_OFTEN, who=request.pupil.person.full_name, what="muziek"),
        Clash(ClashKind.TOO_FEW),
    ]


def test_two_sessions_on_a_day_block_and_a_short_one_is_said():
    world = make_world()
    team = world.team(world.tutor(), world.pupil(sessions_per_week=2))

    kinds = {clash.kind for clash in clashes_of(team, [MUSIC, Moment(3, time(11), time(11, 30))])}

    assert kinds == {ClashKind.TWICE_A_DAY, ClashKind.TOO_SHORT}


def test_after_school_blocks_where_the_initiative_is_in_school_time_only():
    world = make_world()
    PeriodFactory(bell_schedule=world.bell, day=3, number=4, starts=time(15), ends=time(16), after_school=True)
    team = world.team(world.tutor(), world.pupil())
    late = Moment(3, time(15), time(16))
    before = [clash.kind for clash in clashes_of(team, [late])]
    world.initiative.after_school = True
    world.initiative.save()

    team = type(team).objects.get(pk=team.pk)

    assert (before, clashes_of(team, [late]), missed_at(team, [late])) == (
        [ClashKind.PROTECTED],
        [],
        [Missed((), True)],
    )


def test_a_vetoed_team_is_in_nobodys_way():
    world = make_world()
    enrolment = world.tutor()
    world.team(
        enrolment,
        world.pupil(),
        day=3,
        hour=2,
        status=TeamStatus.VETOED,
        veto_kind="pair",
        veto_reason="past niet",
    )
    team = world.team(enrolment, world.pupil())

    assert clashes_of(team, [MUSIC]) == []
