from datetime import UTC, date, datetime

import pytest

from tandem.people.models import Clearance
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.queries.teams import (
    members_for_teacher,
    proposal,
    pupils_of,
    sessions_between,
    sessions_visible_to,
    teams_decided_by,
    teams_of_tutor,
    teams_visible_to,
)
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolClassFactory,
    SiteFactory,
    UserFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)
from tests.factories.scheduling import SessionFactory
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A school with a running team, a proposed team and a vetoed one; and a second school with the same."""
    found = make_world()
    found.running = found.team(
        found.tutor(),
        found.pupil(),
        day=1,
        status=TeamStatus.PUBLISHED,
        decided_by=found.coordinator,
        decided_at=MORNING,
        published_at=MORNING,
    )
    found.proposed = found.team(found.enrolments[0], found.pupil(), day=2)
    found.vetoed = found.team(
        found.enrolments[0],
        found.pupil(),
        day=3,
        status=TeamStatus.VETOED,
        veto_kind="pair",
        veto_reason="past niet",
        decided_by=found.coordinator,
        decided_at=MORNING,
    )
    other = make_world()
    other.team(other.tutor(), other.pupil())
    found.other = other
    return found


def seen(user):
    return set(teams_visible_to(user, on=START))


def test_a_coordinator_sees_the_teams_of_own_initiatives(world):
    assert seen(world.coordinator) == {world.running, world.proposed, world.vetoed}
    assert set(teams_decided_by(world.coordinator, on=START)) == seen(world.coordinator)


def test_a_school_coordinator_sees_the_teams_at_own_sites_and_decides_none(world):
    user = school_coordinator(world.school)

    assert seen(user) == {world.running, world.proposed, world.vetoed}
    assert list(teams_decided_by(user, on=START)) == []


def test_a_teacher_sees_only_teams_with_pupils_of_own_classes_that_are_not_vetoed(world):
    colleague = teacher_of(SchoolClassFactory(site=world.site))

    assert (seen(world.teacher), seen(colleague)) == ({world.running, world.proposed}, set())


def test_a_tutor_sees_only_own_teams_that_are_published(world):
    user = UserFactory(person=world.enrolments[0].tutor.person)

    assert (seen(user), set(teams_of_tutor(user, on=START))) == ({world.running}, {world.running})


def test_nev_13_a_tutor_without_a_standing_check_sees_no_child(world):
    user = UserFactory(person=world.enrolments[0].tutor.person)
    Clearance.objects.filter(tutor=world.enrolments[0].tutor, kind="check").update(valid_until=date(2026, 8, 31))

    assert seen(user) == set()


def test_strangers_and_other_coordinators_see_nothing_of_it(world):
    stranger, elsewhere = UserFactory(), coordinator(world.other.office)

    assert seen(stranger) == set()
    assert {world.running, world.proposed, world.vetoed} & seen(elsewhere) == set()


def test_a_proposal_shows_what_is_open_and_what_runs(world):
    assert list(proposal(world.initiative)) == [world.running, world.proposed] or list(proposal(world.initiative)) == [
        world.proposed,
        world.running,
    ]


def test_members_for_a_teacher_are_the_own_pupils_by_name(world):
    names = [member.request.pupil.person.sort_name for member in members_for_teacher(world.teacher, on=START)]

    assert (len(names), names) == (2, sorted(names))


def test_sessions_follow_who_may_see_the_team(world):
    first = SessionFactory(team=world.running, starts_at=datetime(2026, 9, 7, 7, tzinfo=UTC))
    SessionFactory(team=world.running, starts_at=datetime(2026, 9, 14, 7, tzinfo=UTC))
    SessionFactory()
    mine = sessions_visible_to(world.teacher, on=START)

    week = sessions_between(mine, datetime(2026, 9, 7, tzinfo=UTC), datetime(2026, 9, 12, tzinfo=UTC))

    assert (mine.count(), list(week)) == (2, [first])


def test_pupils_who_left_a_class_are_not_visited():
    world = make_world(form="moz")
    stays, leaves = ClassPlaceFactory.create_batch(2, school_class=world.school_class)
    leaves.to_date = date(2026, 9, 30)
    leaves.save()
    request = world.pupil()
    request.pupil, request.school_class = None, world.school_class
    request.save()
    ClassPlaceFactory(school_class=SchoolClassFactory(site=SiteFactory()))
    team = world.team(world.tutor(), request)

    assert stays.pupil in pupils_of(team, on=date(2026, 10, 1))
    assert leaves.pupil not in pupils_of(team, on=date(2026, 10, 1))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_teams(count, django_assert_num_queries):
    world = make_world()
    enrolment = world.tutor()
    for day in range(count):
        world.team(enrolment, world.pupil(), day=day)

    with django_assert_num_queries(4):
        [(team.site.name, [m.request.pupil.person for m in team.members.all()], list(team.slots.all()))
         for team in teams_visible_to(world.coordinator, on=START)]  # fmt: skip
