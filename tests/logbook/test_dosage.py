"""Planned, held and attended are three different things."""

import uuid
from datetime import date, timedelta

import pytest

from tandem.logbook.actions import PupilNote, cannot_come, record_session
from tandem.logbook.enums import Attendance
from tandem.logbook.queries.dosage import Dosage, facts_of
from tandem.logbook.queries.hours import HourLine, TutorHours, hours_of, hours_per_tutor
from tandem.scheduling.models import Occupancy, Team
from tests.factories.worlds import MONDAY, class_world, pair_world, session_of

SEPTEMBER = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}
END = MONDAY + timedelta(days=20)


@pytest.fixture
def month():
    """Four sessions of a pair: held with one absent, in vain, cancelled, and never logged."""
    world = pair_world()
    amina, bram = world.pupils
    in_vain, cancelled, _forgotten = (
        session_of(world.team, starts_at=MONDAY + timedelta(days=days)) for days in (1, 7, 8)
    )
    record_session(
        session=world.session,
        sent_id=uuid.uuid4(),
        notes=[PupilNote(amina.pk), PupilNote(bram.pk, Attendance.ANNOUNCED)],
        minutes=35,
        by=world.user,
        at=END,
    )
    absent = [PupilNote(pupil.pk, Attendance.UNANNOUNCED) for pupil in world.pupils]
    record_session(session=in_vain, sent_id=uuid.uuid4(), notes=absent, by=world.user, at=END)
    cannot_come(session=cancelled, tutor=world.tutor, by=world.user, at=MONDAY)
    return world


@pytest.mark.django_db
def test_dosage_of_a_team(month):
    facts = facts_of(Team.objects.all(), **SEPTEMBER, at=END)

    assert facts.per_team() == [
        Dosage(
            key=month.team.pk,
            sessions_planned=4,
            sessions_cancelled=1,
            sessions_held=1,
            sessions_in_vain=1,
            sessions_open=1,
            minutes_planned=180,
            minutes_held=35,
            pupil_minutes_planned=360,
            pupil_minutes_attended=35,
            times_planned=8,
            times_attended=1,
        )
    ]
    assert [dosage.key for dosage in facts.per_site()] == [month.site.pk]
    assert (facts.total().minutes_held, facts.total().sessions_planned) == (35, 4)


@pytest.mark.django_db
def test_dosage_of_each_pupil_and_week(month):
    amina, bram = month.pupils

    facts = facts_of(Team.objects.all(), **SEPTEMBER, at=END)

    assert [
        (row.key, row.times_planned, row.times_attended, row.pupil_minutes_attended) for row in facts.per_pupil()
    ] == [
        (amina.pk, 4, 1, 35),
        (bram.pk, 4, 0, 0),
    ]
    assert [(row.key, row.sessions_planned, row.sessions_held, row.sessions_open) for row in facts.per_week()] == [
        (date(2026, 9, 7), 2, 1, 0),
        (date(2026, 9, 14), 2, 0, 1),
    ]


@pytest.mark.django_db
def test_who_was_there_counts_after_their_place_was_taken_back(month):
    Occupancy.objects.filter(resource_id=month.pupils[0].person_id).delete()

    facts = facts_of(Team.objects.all(), **SEPTEMBER, at=END)

    assert [(row.key, row.times_planned, row.pupil_minutes_attended) for row in facts.per_pupil()] == [
        (month.pupils[0].pk, 1, 35),
        (month.pupils[1].pk, 4, 0),
    ]


@pytest.mark.django_db
def test_a_class_that_lasted_45_of_60_minutes_counts_45():
    world = class_world(pupils=24, students=2)
    notes = [PupilNote(pupil.pk) for pupil in world.pupils]

    record_session(session=world.session, sent_id=uuid.uuid4(), notes=notes, minutes=45, by=world.user, at=END)

    total = facts_of(Team.objects.all(), **SEPTEMBER, at=END).total()
    assert (total.times_attended, total.pupil_minutes_planned, total.pupil_minutes_attended) == (24, 24 * 60, 24 * 45)


@pytest.mark.django_db
def test_dosage_costs_the_same_for_any_number_of_sessions(django_assert_num_queries):
    world = class_world(pupils=3, students=2)
    for days in range(1, 5):
        session_of(world.team, starts_at=MONDAY + timedelta(days=days))

    for last in (date(2026, 9, 7), date(2026, 9, 30)):
        with django_assert_num_queries(5):
            facts_of(Team.objects.all(), first=date(2026, 9, 1), last=last, at=END).per_pupil()


@pytest.mark.django_db
def test_r_nev_25_hours_follow_from_the_log(month):
    """R-NEV-25: the school enters nothing; what was in vain is hours, what was cancelled is none."""
    lines = hours_of(month.tutor, **SEPTEMBER)

    assert lines == [
        HourLine(MONDAY, "De Linde", month.team.initiative.name, "rekenen", 35, False),
        HourLine(MONDAY + timedelta(days=1), "De Linde", month.team.initiative.name, "rekenen", 45, True),
    ]
    assert hours_per_tutor(Team.objects.all(), **SEPTEMBER) == [
        TutorHours(month.tutor.pk, "Noor Peeters", month.tutor.number, 2, 80)
    ]


@pytest.mark.django_db
def test_fifty_four_hours_after_nine_weeks_of_three_pairs_twice_a_week():
    """R-ROT-2.1b: the hour sheet stands without any entry by the school."""
    world = pair_world()
    for week in range(9):
        for slot in range(6):
            starts_at = MONDAY + timedelta(weeks=week, days=slot % 2, hours=3 + 2 * (slot // 2))
            session = session_of(world.team, starts_at=starts_at, minutes=60)
            record_session(
                session=session,
                sent_id=uuid.uuid4(),
                notes=[PupilNote(pupil.pk) for pupil in world.pupils],
                by=world.user,
                at=MONDAY + timedelta(weeks=10),
            )

    [hours] = hours_per_tutor(Team.objects.all(), first=date(2026, 9, 1), last=date(2026, 12, 1))

    assert (hours.sessions, hours.minutes) == (54, 54 * 60)
