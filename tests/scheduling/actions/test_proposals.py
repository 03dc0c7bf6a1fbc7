from datetime import time

import pytest
from django.db import IntegrityError, transaction

from tandem.core.models import AuditEvent
from tandem.scheduling.actions.proposals import (
    DecisionNotPossible,
    MoveNotPossible,
    accept,
    answer_as_teacher,
    lock,
    move,
    undo,
    unlock,
    veto,
)
from tandem.scheduling.clash import ClashKind, Moment
from tandem.scheduling.enums import Standing, TeamStatus, VetoKind
from tandem.scheduling.models import Team
from tests.scheduling.world import MORNING, make_world

pytestmark = pytest.mark.django_db


def proposed(world=None):
    world = world or make_world()
    return world, world.team(world.tutor(), world.pupil())


def test_accepting_names_who_decided_and_when():
    world, team = proposed()

    accept(team=team, by=world.coordinator, at=MORNING)

    team.refresh_from_db()
    assert (team.status, team.decided_by, team.decided_at) == (TeamStatus.ACCEPTED, world.coordinator, MORNING)
    assert AuditEvent.objects.filter(action="team.accepted", by_id=world.coordinator.pk).count() == 1


def test_nev_14_the_database_refuses_a_team_nobody_decided_on():
    _, team = proposed()

    with pytest.raises(IntegrityError, match="team_published_was_decided"), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(status=TeamStatus.PUBLISHED)


def test_a_veto_needs_a_reason():
    world, team = proposed()

    with pytest.raises(DecisionNotPossible):
        veto(team=team, reason=" ", by=world.coordinator, at=MORNING)


def test_a_veto_frees_the_places_and_can_be_undone():
    world, team = proposed()
    veto(team=team, kind=VetoKind.MOMENT, reason="dan is er zwemmen", by=world.coordinator, at=MORNING)
    after = team.members.get().standing

    undone = undo(team=team, by=world.coordinator, at=MORNING)

    assert (after, team.members.get().standing) == (Standing.PAST, Standing.PROPOSED)
    assert (undone.status, undone.decided_by, undone.veto_reason) == (TeamStatus.PROPOSED, None, "")


def test_a_veto_is_not_undone_once_the_pupil_has_another_place():
    world, team = proposed()
    veto(team=team, reason="past niet", by=world.coordinator, at=MORNING)
    world.team(world.tutor(), world.requests[0])

    with pytest.raises(DecisionNotPossible, match="placed_elsewhere"):
        undo(team=team, by=world.coordinator, at=MORNING)


def test_what_was_decided_is_not_decided_again():
    world, team = proposed()
    accept(team=team, by=world.coordinator, at=MORNING)

    with pytest.raises(DecisionNotPossible, match="accepted"):
        accept(team=team, by=world.coordinator, at=MORNING)


def test_locking_and_unlocking():
    world, team = proposed()

    states = [lock(team=team, by=world.coordinator, at=MORNING).locked]
    states.append(unlock(team=team, by=world.coordinator, at=MORNING).locked)

    assert states == [True, False]


def test_moving_changes_the_week_locks_and_asks_the_teacher_again():
    world, team = proposed()
    answer_as_teacher(member=team.members.get(), agrees=True, by=world.teacher, at=MORNING)

    moved = move(team=team, moments=[Moment(3, time(11), time(12))], by=world.coordinator, at=MORNING)

    slots = [(slot.day, slot.starts, slot.misses, slot.after_school) for slot in moved.slots.all()]
    assert slots == [(3, time(11), ["wereldoriëntatie"], False)]
    assert (moved.locked, moved.members.get().teacher_agrees) == (True, None)


def test_moving_onto_a_protected_lesson_is_refused_and_changes_nothing():
    world, team = proposed()

    with pytest.raises(MoveNotPossible) as refused:
        move(team=team, moments=[Moment(3, time(9), time(10))], by=world.coordinator, at=MORNING)

    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.PROTECTED]
    assert [slot.day for slot in team.slots.all()] == [1]


def test_moving_despite_what_people_may_decide_is_recorded():
    world = make_world()
    team = world.team(world.tutor(1), world.pupil())

    move(team=team, moments=[Moment(3, time(10), time(11))], by=world.coordinator, at=MORNING)

    facts = AuditEvent.objects.get(action="team.moved").facts
    assert facts == {"despite": ["tutor_unavailable"], "other_tutor": False}


def test_another_tutor_takes_a_team_over_despite_what_that_one_did_not_offer():
    world, team = proposed()
    other = world.tutor(1, teaches={"taal": [1, 12]}, max_group=0)

    moved = move(team=team, moments=[Moment(1, time(10), time(11))], enrolment=other, by=world.coordinator, at=MORNING)

    facts = AuditEvent.objects.get(action="team.moved").facts
    assert facts == {"despite": ["not_taught", "too_many"], "other_tutor": True}
    assert (moved.enrolment, moved.locked) == (other, True)


def test_a_tutor_who_was_refused_in_private_is_not_given():
    world, team = proposed()
    other = world.tutor()
    team.members.get().request.not_tutors.add(other.tutor)

    with pytest.raises(MoveNotPossible) as refused:
        move(team=team, moments=[Moment(1, time(10), time(11))], enrolment=other, by=world.coordinator, at=MORNING)

    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.REFUSED]
    team.refresh_from_db()
    assert team.enrolment != other


def test_a_tutor_of_another_initiative_is_not_given():
    world, team = proposed()
    stranger = make_world().tutor()

    with pytest.raises(DecisionNotPossible):
        move(team=team, moments=[Moment(1, time(10), time(11))], enrolment=stranger, by=world.coordinator, at=MORNING)


def test_a_teachers_answer_names_who_and_when():
    world, team = proposed()

    member = answer_as_teacher(
        member=team.members.get(), agrees=False, note="liever op vrijdag", by=world.teacher, at=MORNING
    )

    assert (member.teacher_agrees, member.teacher_by, member.teacher_note) == (
        False,
        world.teacher,
        "liever op vrijdag",
    )
