"""S-17: visits at home, with somebody who knows where the tutor is, and a family that is free each time."""

from datetime import timedelta

import pytest

from tandem.core.isolation import acting_for
from tandem.core.models import OutboxMessage
from tandem.initiatives.actions.home import HomeNotPossible
from tandem.initiatives.models import HomeArrangement
from tandem.logbook.actions import home
from tandem.logbook.enums import ContactWay, FileKind
from tandem.logbook.models import FamilyContact, FileItem, HomeVisit
from tandem.logbook.queries.dosage import facts_of
from tandem.logbook.queries.family import next_times
from tandem.logbook.queries.home import watched_by
from tandem.people.enums import ConsentParty, ConsentPurpose
from tandem.people.models import Person
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories.home import HomeWorld, arrange, home_world
from tests.factories.people import (
    ConsentFactory,
    GuardianFactory,
    PersonFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)
from tests.factories.scheduling import TeamSlotFactory
from tests.factories.start import DAY
from tests.factories.worlds import tutor_with_account

pytestmark = pytest.mark.django_db


def warnings() -> list[str]:
    return [message.payload["person"] for message in OutboxMessage.objects.filter(kind=home.VISIT_NOT_LEFT)]


def test_s_17_a_tutor_who_has_not_checked_out_30_minutes_after_the_end_has_the_safety_contact_warned_once():
    at_home = home_world(weeks=1)
    session, tutor = at_home.first, at_home.world.user
    home.arrive(session=session, with_companion=True, by=tutor, at=session.starts_at)

    early = home.warn_of_late_visits(at=session.ends_at + timedelta(minutes=29))
    late = home.warn_of_late_visits(at=session.ends_at + timedelta(minutes=30))
    again = home.warn_of_late_visits(at=session.ends_at + timedelta(minutes=35))

    assert (session.ends_at - session.starts_at) == timedelta(minutes=90)
    assert (len(early), len(late), len(again)) == (0, 1, 0)
    assert warnings() == [str(at_home.contact.person_id)]
    at = session.ends_at + timedelta(minutes=40)
    (row,) = watched_by(at_home.contact.person_id, at=at)
    assert (row.stand, row.address, row.tutor) == ("late", "Kerkstraat 1, Gent", at_home.world.tutor.person)
    home.settle(visit=late[0], by=at_home.contact, at=at)
    (row,) = watched_by(at_home.contact.person_id, at=at)
    assert row.stand == "over"


def test_s_17_nobody_is_warned_of_a_tutor_who_checked_out():
    at_home = home_world(weeks=1)
    session, tutor = at_home.first, at_home.world.user
    home.arrive(session=session, with_companion=True, by=tutor, at=session.starts_at)
    home.leave(session=session, by=tutor, at=session.ends_at)

    home.warn_of_late_visits(at=session.ends_at + timedelta(minutes=30))

    assert warnings() == []


def test_s_17_a_tutor_who_never_said_they_were_there_is_looked_after_as_well():
    at_home = home_world(weeks=1)

    home.warn_of_late_visits(at=at_home.first.ends_at + timedelta(minutes=30))

    assert warnings() == [str(at_home.contact.person_id)]


def test_a_visit_whose_child_has_no_place_any_more_holds_no_other_warning_up():
    gone, late = home_world(weeks=1), home_world(weeks=1)
    gone.first.occupancy.filter(resource_id=gone.pupil.person_id).delete()

    home.warn_of_late_visits(at=late.first.ends_at + timedelta(minutes=30))

    assert warnings() == [str(late.contact.person_id)]


def test_s_17_a_parent_calls_next_weeks_visit_off_without_a_reason_and_no_absence_is_counted():
    at_home = home_world()
    first, second = at_home.sessions
    at = first.ends_at + timedelta(hours=1)

    visit = home.call_off(session=second, pupil=at_home.pupil, by=at_home.guardian, at=at)

    second.refresh_from_db()
    assert second.status == SessionStatus.CANCELLED
    assert {field.name for field in HomeVisit._meta.get_fields()} & {"reason", "absent", "count"} == set()
    assert (visit.called_off_at, OutboxMessage.objects.filter(kind="scheduling.session_cancelled").count()) == (at, 1)
    days = {"first": first.starts_at.date(), "last": second.starts_at.date(), "at": second.ends_at}
    found = facts_of(Team.objects.all(), **days).total()
    assert (found.sessions_planned, found.sessions_cancelled) == (2, 1)
    assert (found.times_planned, found.pupil_minutes_planned) == (1, 90)
    home.warn_of_late_visits(at=second.ends_at + timedelta(minutes=30))
    assert warnings() == []


def test_s_17_a_family_that_thinks_better_of_it_welcomes_the_visit_after_all():
    at_home = home_world()
    first, second = at_home.sessions
    at = first.ends_at + timedelta(hours=1)
    home.call_off(session=second, pupil=at_home.pupil, by=at_home.guardian, at=at)

    home.welcome_after_all(session=second, by=at_home.guardian, at=at)

    found = next_times([at_home.pupil], at=at)[at_home.pupil.pk]
    assert (found.session, found.at_home) == (second, True)
    with pytest.raises(home.VisitNotPossible):  # it goes on: there is nothing to take back
        home.welcome_after_all(session=second, by=at_home.guardian, at=at)


def test_s_17_the_first_visit_is_made_together_with_whom_the_family_trusts():
    at_home = home_world()
    first, second = at_home.sessions
    tutor = at_home.world.user

    with pytest.raises(home.VisitNotPossible) as refused:
        home.arrive(session=first, with_companion=False, by=tutor, at=first.starts_at)

    assert "Samira" in str(refused.value)
    made = home.arrive(session=first, with_companion=True, by=tutor, at=first.starts_at)
    later = home.arrive(session=second, with_companion=False, by=tutor, at=second.starts_at)
    assert (made.accompanied_by.given_name, later.accompanied_by) == ("Samira", None)


def test_s_17_what_went_well_and_the_part_with_the_parents_stand_where_the_family_reads_them():
    at_home = home_world(weeks=1)
    session, tutor = at_home.first, at_home.world.user
    home.arrive(session=session, with_companion=True, by=tutor, at=session.starts_at)

    home.leave(
        session=session, went_well="Amina legde het uit.", together="Samen gelezen.", by=tutor, at=session.ends_at
    )

    item, contact = FileItem.objects.get(), FamilyContact.objects.get()
    assert (item.kind, item.text, item.said_by) == (FileKind.STRENGTH, "Amina legde het uit.", tutor.person)
    assert (contact.way, contact.went_well, contact.talked_about) == (
        ContactWay.VISIT,
        "Amina legde het uit.",
        "Samen gelezen.",
    )


def test_s_17_a_team_waits_until_it_is_agreed_with_the_family_how_visits_go_and_both_said_yes():
    at_home = home_world(weeks=1, arranged=False)
    initiative = at_home.world.team.initiative
    TeamSlotFactory(team=at_home.world.team, after_school=True)

    def waits() -> list[str]:
        team = in_full(Team.objects.all()).get()
        at_home_too = (WaitKind.HOME, WaitKind.FAMILY, WaitKind.PUPIL)
        return [wait.kind for wait in waiting_for(team, on=DAY) if wait.kind in at_home_too]

    found = [waits()]
    arrange(initiative, at_home.pupil, by=at_home.contact)
    found.append(waits())
    for party in (ConsentParty.GUARDIAN, ConsentParty.PUPIL):
        ConsentFactory(pupil=at_home.pupil, purpose=ConsentPurpose.AFTER_SCHOOL, party=party)
        found.append(waits())

    assert found == [
        [WaitKind.FAMILY, WaitKind.PUPIL, WaitKind.HOME],
        [WaitKind.FAMILY, WaitKind.PUPIL],
        [WaitKind.PUPIL],
        [],
    ]


def test_without_an_arrangement_with_the_family_nobody_comes():
    at_home = home_world(weeks=1, arranged=False)

    with pytest.raises(home.VisitNotPossible):
        home.arrive(session=at_home.first, with_companion=True, by=at_home.world.user, at=at_home.first.starts_at)


def test_where_a_family_lives_is_read_by_who_comes_there_who_knows_where_they_are_and_the_family():
    at_home = home_world(weeks=1)
    school = at_home.world.site.organisation
    companion = HomeArrangement.objects.get().first_with
    readers = {
        "tutor": at_home.world.user,
        "family": at_home.guardian,
        "safety contact": at_home.contact,
        "companion": companion.user,
        "teacher": teacher_of(at_home.world.school_class),
        "another of the school": school_coordinator(school),
        "another tutor": tutor_with_account()[1],
    }

    found = {}
    for who, user in readers.items():
        with acting_for(user, on=DAY):
            found[who] = HomeArrangement.objects.count()

    assert found == {
        "tutor": 1,
        "family": 1,
        "safety contact": 1,
        "companion": 1,
        "teacher": 0,
        "another of the school": 0,
        "another tutor": 0,
    }


def stranger(at_home: HomeWorld) -> Person:
    return PersonFactory()


def banned(at_home: HomeWorld) -> Person:
    return GuardianFactory(pupil=at_home.pupil, contact_ban=True).person


@pytest.mark.parametrize(
    ("name", "somebody"),
    [("agreed_with", stranger), ("agreed_with", banned), ("first_with", stranger), ("safety_contact", stranger)],
)
def test_only_somebody_at_home_agrees_and_only_who_is_known_looks_after(name: str, somebody):
    at_home = home_world(weeks=1, arranged=False)
    initiative = at_home.world.team.initiative

    with pytest.raises(HomeNotPossible) as refused:
        arrange(initiative, at_home.pupil, by=coordinator(initiative.organiser), **{name: somebody(at_home)})

    assert refused.value.args[0] in (name, "not_of_the_family")


def test_a_tutor_can_always_say_that_they_left_also_when_who_agreed_may_not_be_spoken_with_any_more():
    at_home = home_world(weeks=1)
    session, tutor = at_home.first, at_home.world.user
    home.arrive(session=session, with_companion=True, by=tutor, at=session.starts_at)
    at_home.pupil.guardians.update(contact_ban=True)

    visit = home.leave(session=session, went_well="Ze las voor.", together="kaarten", by=tutor, at=session.ends_at)

    assert (visit.left_at, FamilyContact.objects.count()) == (session.ends_at, 0)
    assert [item.kind for item in FileItem.objects.all()] == [FileKind.STRENGTH]


def test_the_message_goes_to_the_number_that_was_agreed():
    at_home = home_world(weeks=1)

    home.warn_of_late_visits(at=at_home.first.ends_at + timedelta(minutes=30))

    (message,) = OutboxMessage.objects.filter(kind=home.VISIT_NOT_LEFT)
    assert (message.payload["person"], message.payload["phone"]) == (str(at_home.contact.person_id), "0470 55 01 23")
