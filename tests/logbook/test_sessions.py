"""What a tutor writes is stored once, apart for each pupil, and counts as what it was."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, models

from tandem.core.models import AuditEvent
from tandem.logbook import models as logbook
from tandem.logbook.actions import (
    AlreadyLogged,
    LogNotPossible,
    PupilNote,
    amend_session,
    cannot_come,
    record_session,
)
from tandem.logbook.enums import Attendance, Liked, Mood, Outcome
from tests.factories.worlds import MONDAY, class_world, pair_world, tutor_with_account

AFTER = MONDAY + timedelta(hours=1)


def written(entry):
    return [
        (row.pupil_id, row.attendance, row.activity, row.mood, row.success, row.liked, row.minutes)
        for row in entry.pupils.order_by("pupil__person__sort_name")
    ]


@pytest.mark.django_db
def test_each_pupil_of_a_pair_has_their_own_note():
    world = pair_world()
    amina, bram = world.pupils
    notes = [
        PupilNote(amina.pk, activity="breuken", mood=Mood.WELL, success="legde het zelf uit", liked=Liked.YES),
        PupilNote(bram.pk, Attendance.ANNOUNCED, activity="breuken", mood=Mood.HARD),
    ]

    entry = record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, by=world.user, at=AFTER)

    assert (entry.outcome, entry.minutes, [row.tutor for row in entry.tutors.all()]) == (
        Outcome.HELD,
        45,
        [world.tutor],
    )
    assert written(entry) == [
        (amina.pk, "present", "breuken", "well", "legde het zelf uit", "yes", 45),
        (bram.pk, "announced", "", "", "", "", 0),
    ]


@pytest.mark.django_db
def test_sent_twice_is_stored_once():
    world = pair_world()
    sent_id = uuid.uuid4()
    notes = [PupilNote(world.pupils[0].pk)]

    first = record_session(session=world.session, sent_id=sent_id, notes=notes, by=world.user, at=AFTER)
    second = record_session(session=world.session, sent_id=sent_id, notes=[], by=world.user, at=AFTER)

    assert first == second
    assert logbook.LogEntry.objects.count() == 1
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["session.recorded"]


@pytest.mark.django_db(transaction=True)
def test_sent_eight_times_at_once_is_stored_once():
    world = pair_world()
    sent_id = uuid.uuid4()
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]
    found = []

    def send() -> None:
        entry = record_session(session=world.session, sent_id=sent_id, notes=notes, by=world.user, at=AFTER)
        found.append(entry.pk)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [sent_id] * 8
    assert logbook.LogEntry.objects.count() == 1
    assert logbook.PupilEntry.objects.count() == 2


@pytest.mark.django_db
def test_a_second_note_about_one_session_is_refused_and_names_the_first_writer():
    world = class_world(pupils=2)
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]
    record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, by=world.user, at=AFTER)

    with pytest.raises(AlreadyLogged, match=r"Noor P\. vulde deze sessie al in"):
        record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, by=world.user, at=AFTER)


@pytest.mark.django_db
def test_nobody_there_means_in_vain_hours_without_dosage():
    world = pair_world()
    notes = [PupilNote(pupil.pk, Attendance.UNANNOUNCED) for pupil in world.pupils]

    entry = record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, by=world.user, at=AFTER)

    assert (entry.outcome, entry.minutes, entry.tutors.count()) == (Outcome.IN_VAIN, 45, 1)
    assert [row.minutes for row in entry.pupils.all()] == [0, 0]


@pytest.mark.django_db
def test_the_minutes_are_those_it_really_lasted():
    world = pair_world()

    entry = record_session(
        session=world.session,
        sent_id=uuid.uuid4(),
        notes=[PupilNote(world.pupils[0].pk), PupilNote(world.pupils[1].pk, minutes=20)],
        minutes=35,
        by=world.user,
        at=AFTER,
    )

    assert sorted(entry.pupils.values_list("minutes", flat=True)) == [20, 35]


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [0, 601])
def test_minutes_outside_a_day_are_refused(minutes):
    world = pair_world()

    with pytest.raises(LogNotPossible, match="van 1 tot 600 minuten"):
        record_session(session=world.session, sent_id=uuid.uuid4(), notes=[], minutes=minutes, by=world.user, at=AFTER)


@pytest.mark.django_db
def test_a_session_that_has_not_begun_is_refused():
    world = pair_world()

    with pytest.raises(LogNotPossible, match="nog niet begonnen"):
        record_session(
            session=world.session, sent_id=uuid.uuid4(), notes=[], by=world.user, at=MONDAY - timedelta(minutes=1)
        )


@pytest.mark.django_db
def test_a_pupil_of_another_team_is_refused():
    world, other = pair_world(), pair_world(names=("Cato",))

    with pytest.raises(LogNotPossible, match="wie er bij deze sessie hoort"):
        record_session(
            session=world.session,
            sent_id=uuid.uuid4(),
            notes=[PupilNote(other.pupils[0].pk)],
            by=world.user,
            at=AFTER,
        )


@pytest.mark.django_db
def test_a_receipt_of_another_session_is_refused():
    world, other = pair_world(), pair_world(names=("Cato",))
    sent_id = uuid.uuid4()
    record_session(session=world.session, sent_id=sent_id, notes=[], by=world.user, at=AFTER)

    with pytest.raises(LogNotPossible, match="hoort bij een andere sessie"):
        record_session(session=other.session, sent_id=sent_id, notes=[], by=other.user, at=AFTER)


@pytest.mark.django_db
def test_amending_replaces_what_was_written_and_says_what_it_was():
    world = pair_world()
    amina, bram = world.pupils
    entry = record_session(
        session=world.session, sent_id=uuid.uuid4(), notes=[PupilNote(amina.pk)], by=world.user, at=AFTER
    )

    sent_id = uuid.uuid4()
    notes = [PupilNote(amina.pk, activity="delen"), PupilNote(bram.pk, Attendance.ANNOUNCED)]
    for _ in range(2):
        amend_session(entry=entry, sent_id=sent_id, follows=entry.pk, notes=notes, minutes=40, by=world.user, at=AFTER)

    entry.refresh_from_db()
    assert (entry.minutes, entry.amended_at) == (40, AFTER)
    assert written(entry) == [
        (amina.pk, "present", "delen", "", "", "", 40),
        (bram.pk, "announced", "", "", "", "", 0),
    ]
    event = AuditEvent.objects.get(action="session.amended")
    assert (event.facts["before"], event.facts["minutes"]) == ({"outcome": "held", "minutes": 45}, 40)


@pytest.mark.django_db
def test_amending_is_for_two_weeks():
    world = pair_world()
    entry = record_session(session=world.session, sent_id=uuid.uuid4(), notes=[], by=world.user, at=AFTER)

    with pytest.raises(LogNotPossible, match="tot 14 dagen"):
        amend_session(
            entry=entry,
            sent_id=uuid.uuid4(),
            follows=entry.pk,
            notes=[],
            by=world.user,
            at=AFTER + timedelta(days=14, seconds=1),
        )


@pytest.mark.django_db
def test_amending_what_somebody_else_changed_meanwhile_is_refused():
    world = class_world(pupils=2)
    entry = record_session(session=world.session, sent_id=uuid.uuid4(), notes=[], by=world.user, at=AFTER)
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]
    amend_session(
        entry=entry, sent_id=uuid.uuid4(), follows=entry.pk, notes=notes, by=world.user, at=AFTER + timedelta(minutes=1)
    )

    with pytest.raises(AlreadyLogged):
        amend_session(entry=entry, sent_id=uuid.uuid4(), follows=entry.pk, notes=[], by=world.user, at=AFTER)

    assert entry.pupils.count() == 2


@pytest.mark.django_db
def test_a_class_of_24_is_one_entry_with_the_students_who_were_there():
    world = class_world(pupils=24, students=3)
    others = [tutor for tutor in world.team.enrolment.student_group.tutors.all() if tutor != world.tutor]
    cannot_come(session=world.session, tutor=others[0], by=world.user, at=MONDAY - timedelta(days=1))
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]

    entry = record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, by=world.user, at=AFTER)

    assert entry.pupils.count() == 24
    assert {row.tutor for row in entry.tutors.all()} == {world.tutor, others[1]}


@pytest.mark.django_db
def test_only_tutors_of_the_session_can_have_been_there():
    world = pair_world()
    stranger, _ = tutor_with_account()

    for tutors, sentence in ([stranger], "Alleen tutors van deze sessie"), ([], "Zeg wie van de tutors er was"):
        with pytest.raises(LogNotPossible, match=sentence):
            record_session(
                session=world.session, sent_id=uuid.uuid4(), notes=[], tutors=tutors, by=world.user, at=AFTER
            )


def test_r_nev_04_the_log_has_no_place_for_a_score_of_a_person():
    """R-NEV-04: nobody is held to account on a goal, so no row of the log can hold a number but minutes."""
    kept = {
        (model.__name__, field.name)
        for model in (
            logbook.LogEntry,
            logbook.PupilEntry,
            logbook.TutorPresence,
            logbook.TutorGrowth,
            logbook.PeerFeedback,
            logbook.Frame,
            logbook.CannotCome,
        )
        for field in model._meta.concrete_fields
        if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField | models.BooleanField)
    }

    assert kept == {("LogEntry", "minutes"), ("LogEntry", "programme_minutes"), ("PupilEntry", "minutes")}
