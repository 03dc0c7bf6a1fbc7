"""A tutor who cannot come: everybody is free again, and it can be taken back."""

from datetime import timedelta

import pytest

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.logbook.actions import CannotComeNotPossible, cannot_come, come_after_all, record_session
from tandem.logbook.models import CannotCome
from tandem.logbook.queries.absences import tutors_away
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Team
from tests.factories.worlds import MONDAY, class_world, pair_world, session_of

BEFORE = MONDAY - timedelta(hours=2)


def taken(session):
    return session.occupancy.filter(cancelled=False).count()


@pytest.mark.django_db
def test_the_only_tutor_cancels_the_session_and_frees_everybody():
    world = pair_world()

    said = cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)

    world.session.refresh_from_db()
    assert (world.session.status, world.session.changed_at, taken(world.session)) == (
        SessionStatus.CANCELLED,
        BEFORE,
        0,
    )
    message = OutboxMessage.objects.get(kind="logbook.cannot_come")
    assert (message.due_at, message.payload) == (
        BEFORE,
        {"session": str(world.session.pk), "tutor": str(world.tutor.pk), "cancelled": True},
    )
    assert list(AuditEvent.objects.values_list("action", flat=True).order_by("id")) == [
        "session.cancelled",
        "session.cannot_come",
    ]
    assert list(tutors_away(Team.objects.all(), first=MONDAY.date(), last=MONDAY.date())) == [said]


@pytest.mark.django_db
def test_said_twice_is_told_once():
    world = pair_world()

    for _ in range(2):
        cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)

    assert CannotCome.objects.count() == 1
    assert sorted(OutboxMessage.objects.values_list("kind", flat=True)) == [
        "logbook.cannot_come",
        "scheduling.session_cancelled",
    ]


@pytest.mark.django_db
def test_taken_back_it_stands_again_and_is_told():
    world = pair_world()
    before = taken(world.session)
    cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)

    come_after_all(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)

    world.session.refresh_from_db()
    assert (world.session.status, taken(world.session)) == (SessionStatus.PLANNED, before)
    assert not CannotCome.objects.exists()
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) == {
        "logbook.cannot_come",
        "logbook.comes_after_all",
        "scheduling.session_cancelled",
    }


@pytest.mark.django_db
def test_it_cannot_be_taken_back_once_the_room_is_given_away():
    world, other = pair_world(), pair_world(names=("Cato",))
    cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)
    other.team.room = world.team.room
    session_of(other.team, starts_at=MONDAY + timedelta(hours=24))
    taken_room = world.session.occupancy.get(kind="room")
    other.session.occupancy.filter(kind="room").update(resource_id=taken_room.resource_id)

    with pytest.raises(CannotComeNotPossible, match="Intussen is het lokaal"):
        come_after_all(session=world.session, tutor=world.tutor, by=world.user, at=BEFORE)

    world.session.refresh_from_db()
    assert (world.session.status, CannotCome.objects.count()) == (SessionStatus.CANCELLED, 1)


@pytest.mark.django_db
def test_in_a_group_the_session_goes_on_until_nobody_is_left():
    world = class_world(pupils=2, students=2)
    first, second = world.team.enrolment.student_group.tutors.all()

    cannot_come(session=world.session, tutor=first, by=world.user, at=BEFORE)
    world.session.refresh_from_db()
    went_on = world.session.status
    cannot_come(session=world.session, tutor=second, by=world.user, at=BEFORE)
    world.session.refresh_from_db()

    assert (went_on, world.session.status) == (SessionStatus.PLANNED, SessionStatus.CANCELLED)


@pytest.mark.django_db
def test_it_is_too_late_after_the_session_or_once_it_is_logged():
    world, logged = pair_world(), pair_world(names=("Cato",))
    record_session(session=logged.session, sent_id=logged.session.pk, notes=[], by=logged.user, at=MONDAY)

    with pytest.raises(CannotComeNotPossible, match="al voorbij"):
        cannot_come(session=world.session, tutor=world.tutor, by=world.user, at=MONDAY + timedelta(hours=1))
    with pytest.raises(CannotComeNotPossible, match="al in het logboek"):
        cannot_come(session=logged.session, tutor=logged.tutor, by=logged.user, at=MONDAY)


@pytest.mark.django_db
def test_a_tutor_of_another_team_cannot_say_it():
    world, other = pair_world(), pair_world(names=("Cato",))

    with pytest.raises(CannotComeNotPossible, match="niet van jou"):
        cannot_come(session=world.session, tutor=other.tutor, by=other.user, at=BEFORE)
