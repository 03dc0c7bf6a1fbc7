"""What a tutor knows of a session, and what never."""

from datetime import date, timedelta

import pytest

from tandem.logbook.actions import PupilNote, cannot_come, record_session, set_frame
from tandem.logbook.queries.boards import LastNote, State, cards_between, next_card, not_yet_logged, today_of
from tandem.logbook.queries.told import NOTHING, Told
from tandem.people.models import Clearance
from tandem.scheduling.enums import ClosingStep, TeamStatus
from tandem.scheduling.models import TeamPair
from tests.factories.file import FileItemFactory, FileShieldFactory
from tests.factories.people import PupilFactory, teacher_of
from tests.factories.worlds import MONDAY, class_world, pair_world, session_of

MORNING = MONDAY - timedelta(hours=1)


def seen(user, at=MORNING):
    return [
        (card.session.pk, card.state, [(line.name, line.class_name, line.goal) for line in card.pupils])
        for card in today_of(user, at=at)
    ]


@pytest.mark.django_db
def test_today_shows_first_names_with_initial_class_and_goal():
    world = pair_world()

    assert seen(world.user) == [
        (
            world.session.pk,
            State.AHEAD,
            [("Amina a.", "5A", "breuken vergelijken"), ("Bram m.", "5A", "breuken vergelijken")],
        )
    ]


@pytest.mark.django_db
def test_namesakes_are_told_apart():
    world = pair_world()
    for pupil, family_name in zip(world.pupils, ("Smit", "Smeets"), strict=True):
        pupil.person.given_name, pupil.person.family_name = "Sam", family_name
        pupil.person.save(update_fields=["given_name", "family_name"])

    [card] = today_of(world.user, at=MORNING)

    assert [line.name for line in card.pupils] == ["Sam Smeets", "Sam Smit"]


@pytest.mark.django_db
def test_today_shows_the_topic_of_the_class_and_the_last_note_of_each():
    world = pair_world()
    amina = world.pupils[0]
    later = session_of(world.team, starts_at=MONDAY + timedelta(days=2))
    notes = [PupilNote(amina.pk, activity="pizza verdelen", goal="kwarten", success="legde het uit")]
    record_session(session=world.session, sent_id=later.pk, notes=notes, by=world.user, at=MONDAY)
    set_frame(
        school_class=world.school_class,
        week=date(2026, 9, 7),
        topic="breuken",
        by=teacher_of(world.school_class),
        at=MONDAY,
    )

    [card] = today_of(world.user, at=later.starts_at)

    assert [(topic.class_name, topic.topic) for topic in card.topics] == [("5A", "breuken")]
    assert [line.last for line in card.pupils] == [
        LastNote(date(2026, 9, 7), "pizza verdelen", "kwarten", "legde het uit"),
        None,
    ]
    assert [line.goal for line in card.pupils] == ["kwarten", "breuken vergelijken"]


@pytest.mark.django_db
def test_r_nev_13_a_tutor_without_a_standing_check_sees_no_child():
    """R-NEV-13: no contact before screening, training and agreement are recorded, nor after one has lapsed."""
    world = pair_world()
    Clearance.objects.filter(tutor=world.tutor, kind="check").update(valid_until=date(2026, 9, 6))

    assert today_of(world.user, at=MORNING) == []
    assert next_card(world.user, at=MORNING - timedelta(days=3)) is not None
    assert not_yet_logged(world.user, at=MONDAY + timedelta(days=1)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("status", [TeamStatus.PROPOSED, TeamStatus.ACCEPTED, TeamStatus.ENDED])
def test_a_tutor_sees_only_teams_that_run(status):
    world = pair_world()
    world.team.status, world.team.closing_step = status, ClosingStep.GOODBYE
    world.team.save(update_fields=["status", "closing_step"])

    assert today_of(world.user, at=MORNING) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "expected"), [(0, 0), (1, 1), (14, 1), (15, 0)])
def test_the_last_session_of_a_team_that_ended_can_be_logged_for_two_weeks(days: int, expected: int):
    world = pair_world()
    world.team.status, world.team.closing_step = TeamStatus.ENDED, ClosingStep.GOODBYE
    world.team.save(update_fields=["status", "closing_step"])

    assert len(not_yet_logged(world.user, at=MONDAY + timedelta(days=days, hours=2))) == expected


@pytest.mark.django_db
def test_in_a_class_a_student_reads_notes_of_their_own_pupils_only():
    world = class_world(pupils=3, students=2)
    TeamPair.objects.create(team=world.team, tutor=world.tutor, pupil=world.pupils[1])

    [card] = today_of(world.user, at=MORNING)

    assert [(line.pupil_id, line.goal) for line in card.mine] == [(world.pupils[1].pk, "samen lezen")]
    assert {line.goal for line in card.pupils if not line.mine} == {""}
    assert len(card.pupils) == 3


@pytest.mark.django_db
def test_a_pupil_the_session_is_not_planned_with_is_not_expected():
    world = pair_world()
    world.session.occupancy.filter(resource_id=world.pupils[0].person_id).delete()

    [card] = today_of(world.user, at=MORNING)

    assert [line.pupil_id for line in card.pupils] == [world.pupils[1].pk]


@pytest.mark.django_db
def test_an_older_pupil_who_tutors_is_no_tutee_of_the_session():
    world = pair_world()
    PupilFactory(person=world.tutor.person)

    [card] = today_of(world.user, at=MORNING)

    assert [line.pupil_id for line in card.pupils] == [pupil.pk for pupil in world.pupils]


@pytest.mark.django_db
def test_a_session_moves_from_ahead_to_logged():
    world = pair_world()
    states = [today_of(world.user, at=MONDAY + timedelta(minutes=minutes))[0].state for minutes in (-1, 10, 45)]

    record_session(session=world.session, sent_id=world.session.pk, notes=[], by=world.user, at=MONDAY)
    states.append(today_of(world.user, at=MONDAY)[0].state)

    assert states == [State.AHEAD, State.NOW, State.TO_LOG, State.LOGGED]


@pytest.mark.django_db
def test_what_was_not_logged_stays_until_it_is():
    world = pair_world()
    away = session_of(world.team, starts_at=MONDAY + timedelta(days=1))
    cannot_come(session=away, tutor=world.tutor, by=world.user, at=MONDAY)
    on_wednesday = MONDAY + timedelta(days=2)

    open_before = not_yet_logged(world.user, at=on_wednesday)
    record_session(session=world.session, sent_id=away.pk, notes=[], by=world.user, at=on_wednesday)

    assert open_before == [world.session]
    assert not_yet_logged(world.user, at=on_wednesday) == []


@pytest.mark.django_db
def test_a_week_costs_the_same_for_one_session_as_for_five(django_assert_num_queries):
    world = pair_world()
    for days in range(1, 5):
        session_of(world.team, starts_at=MONDAY + timedelta(days=days))

    for last in (date(2026, 9, 7), date(2026, 9, 11)):
        with django_assert_num_queries(18):
            list(cards_between(world.user, first=date(2026, 9, 7), last=last, at=MORNING))


@pytest.mark.django_db
def test_today_shows_strengths_goals_and_the_message_from_the_file():
    world = pair_world()
    amina = world.pupils[0]
    for kind, texts in {"strength": "tekent", "goal": "durven lezen", "message": "is vroeg moe"}.items():
        FileItemFactory(pupil=amina, kind=kind, text=texts)
    FileItemFactory(pupil=PupilFactory(), text="van een ander")

    [card] = today_of(world.user, at=MORNING)

    assert [(line.told, line.goals) for line in card.pupils] == [
        (Told(("tekent",), ("durven lezen",), ("is vroeg moe",)), ("durven lezen",)),
        (NOTHING, ("breuken vergelijken",)),
    ]


@pytest.mark.django_db
def test_r_nev_20_today_leaves_out_the_note_a_family_hid_from_tutors():
    world = pair_world()
    amina, bram = world.pupils
    session_of(world.team, starts_at=MONDAY + timedelta(days=2))
    notes = [PupilNote(pupil.pk, activity="pizza verdelen") for pupil in world.pupils]
    entry = record_session(session=world.session, sent_id=amina.pk, notes=notes, by=world.user, at=MONDAY)
    FileShieldFactory(pupil=amina, item=None, log_entry=entry)

    [card] = today_of(world.user, at=MONDAY + timedelta(days=2))

    assert [(line.pupil_id, line.last is None) for line in card.pupils] == [(amina.pk, True), (bram.pk, False)]
