from datetime import UTC, date, datetime, time, timedelta

import pytest

from tandem.core.models import AuditEvent, OutboxMessage
from tandem.initiatives.enums import FormKind, InitiativeStatus, RequestStatus
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, Region
from tandem.people.models import Consent
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import PublishingNotPossible, ask_to_publish, publish
from tandem.scheduling.actions.sessions import SessionChangeNotPossible, cancel_session, move_session
from tandem.scheduling.actions.teams import EndNotPossible, end_team
from tandem.scheduling.calendar import LOCAL
from tandem.scheduling.enums import ClosingStep, SessionStatus, Standing, SuspensionKind, TeamStatus
from tandem.scheduling.models import Occupancy, Session, Suspension, TeamSlot
from tandem.scheduling.queries.waits import WaitKind, waiting_for
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory, StudentGroupFactory
from tests.factories.people import ClassPlaceFactory, ConsentFactory, GuardianFactory, TutorFactory, cleared
from tests.factories.scheduling import ClosureFactory, RoomFactory, SessionFactory, TeamSlotFactory
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


def agreed(world, team):
    """Let the coordinator accept and every teacher agree."""
    for member in team.members.all():
        answer_as_teacher(member=member, agrees=True, by=world.teacher, at=MORNING)
    return accept(team=team, by=world.coordinator, at=MORNING)


def published(world, *, at=MORNING):
    return publish(initiative=world.initiative, by=world.coordinator, at=at)


def local_starts(team):
    return [s.starts_at.astimezone(LOCAL) for s in team.sessions.order_by("starts_at")]


def waits(team):
    return [wait.kind for wait in waiting_for(team, on=START)]


def test_publishing_makes_the_sessions_of_all_weeks_on_the_schools_clock():
    world = make_world()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1, hour=2))

    found = published(world)

    starts = local_starts(team)
    assert (found.sessions, len(starts)) == (38, 38)
    assert {(s.hour, s.minute, s.weekday()) for s in starts} == {(10, 0, 1)}
    # Both changes of summer time lie in between, so the moment in UTC differs.
    assert {s.astimezone(UTC).hour for s in starts} == {8, 9}


def test_publishing_skips_school_holidays_closures_and_days_somebody_is_away():
    world = make_world(ends_date=date(2026, 11, 24))
    enrolment = world.tutor()
    team = agreed(world, world.team(enrolment, world.pupil(), day=1, to_date=date(2026, 11, 24)))
    ClosureFactory(site=world.site, from_date=date(2026, 9, 15), to_date=date(2026, 9, 15))
    Suspension.objects.create(
        tutor=enrolment.tutor,
        kind=SuspensionKind.EXAM,
        from_date=date(2026, 10, 12),
        to_date=date(2026, 10, 23),
    )

    published(world)

    # The Flemish autumn holiday is the week of 2 November.
    assert [s.date() for s in local_starts(team)] == [date(2026, 9, day) for day in (1, 8, 22, 29)] + [
        date(2026, 10, 6),
        date(2026, 10, 27),
        date(2026, 11, 10),
        date(2026, 11, 17),
        date(2026, 11, 24),
    ]


def test_publishing_follows_the_holidays_of_the_region():
    world = make_world()
    world.school.region = Region.NL_NORTH
    world.school.save()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1))

    published(world)

    days = [s.date() for s in local_starts(team)]
    assert (date(2026, 10, 13) in days, date(2026, 11, 3) in days) == (False, True)


def test_holidays_do_not_advance_a_rotation():
    world = make_world()
    team = world.team(world.tutor(), world.pupil(), day=1, hour=2, to_date=date(2026, 11, 24))
    TeamSlotFactory(team=team, week=1, day=1, starts=time(11), ends=time(12))

    agreed(world, team)
    published(world)

    october = [(s.day, s.month, s.hour) for s in local_starts(team) if s.month in (10, 11)]
    assert october == [
        (6, 10, 11), (13, 10, 10), (20, 10, 11), (27, 10, 10), (10, 11, 11), (17, 11, 10), (24, 11, 11)
    ]  # fmt: skip


def test_what_waits_is_not_published_and_the_rest_is():
    world = make_world()
    RoomFactory(site=world.site, name="lokaal 2")
    ready = agreed(world, world.team(world.tutor(), world.pupil(), day=1))
    waiting = world.team(world.tutor(), world.pupil(), day=2)
    accept(team=waiting, by=world.coordinator, at=MORNING)

    found = published(world)

    assert list(found.teams) == [ready]
    assert {pk: [w.kind for w in kinds] for pk, kinds in found.waiting.items()} == {waiting.pk: [WaitKind.TEACHER]}
    assert waiting.sessions.count() == 0


def test_nev_14_a_proposal_nobody_decided_on_is_not_published():
    world = make_world()
    team = world.team(world.tutor(), world.pupil())
    for member in team.members.all():
        answer_as_teacher(member=member, agrees=True, by=world.teacher, at=MORNING)

    found = published(world)

    assert (found.teams, waits(team), Session.objects.count()) == ((), [WaitKind.DECISION], 0)


def test_nev_13_no_session_before_check_training_and_agreement_are_recorded():
    world = make_world()
    enrolment = world.tutor()
    enrolment.tutor.clearances.filter(kind="check").delete()
    team = agreed(world, world.team(enrolment, world.pupil()))

    found = published(world)

    assert (found.teams, waits(team), Session.objects.count()) == ((), [WaitKind.CLEARANCE], 0)


def test_nev_01_after_school_parent_and_pupil_say_yes_themselves():
    world = make_world()
    request = world.pupil()
    team = world.team(world.tutor(), request)
    team.slots.update(after_school=True)
    team = accept(team=team, by=world.coordinator, at=MORNING)
    steps = [waits(team)]
    for party in ConsentParty:
        ConsentFactory(pupil=request.pupil, purpose=ConsentPurpose.AFTER_SCHOOL, party=party)
        steps.append(waits(team))

    assert steps == [[WaitKind.FAMILY, WaitKind.PUPIL], [WaitKind.PUPIL], []]


def test_a_later_no_of_a_family_outranks_an_earlier_yes():
    world = make_world()
    request = world.pupil()
    team = agreed(world, world.team(world.tutor(), request))
    yes = ConsentFactory(pupil=request.pupil)
    ConsentFactory(pupil=request.pupil, answer=ConsentAnswer.NO, answered_at=yes.answered_at + timedelta(days=1))

    assert waits(team) == [WaitKind.FAMILY]
    assert Consent.objects.count() == 2


def test_publishing_twice_changes_nothing_and_tells_nobody_twice():
    world = make_world()
    request = world.pupil()
    GuardianFactory(pupil=request.pupil)
    agreed(world, world.team(world.tutor(), request))
    published(world)
    before = set(Session.objects.values_list("pk", flat=True)), OutboxMessage.objects.count()

    published(world, at=MORNING + timedelta(hours=1))

    assert (set(Session.objects.values_list("pk", flat=True)), OutboxMessage.objects.count()) == before
    roles = OutboxMessage.objects.filter(kind="scheduling.timetable_published").values_list("payload__role", flat=True)
    assert sorted(roles) == ["guardian", "teacher", "tutor"]


def test_publishing_marks_what_runs():
    world = make_world()
    request = world.pupil()
    team = agreed(world, world.team(world.tutor(), request))

    published(world)

    team.refresh_from_db()
    request.refresh_from_db()
    member = team.members.get()
    assert (team.status, team.published_at, team.room.name) == (TeamStatus.PUBLISHED, MORNING, "lokaal 1")
    assert (request.status, member.standing) == (RequestStatus.PLACED, Standing.RUNNING)
    assert (member.during.lower, member.during.upper) == (team.from_date, team.to_date + timedelta(days=1))


def test_publishing_again_after_a_change_keeps_what_was_held_and_makes_the_rest_anew():
    world = make_world()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1))
    published(world)
    later = datetime(2026, 10, 1, 12, tzinfo=UTC)
    held = set(team.sessions.filter(starts_at__lt=later).values_list("pk", flat=True))
    TeamSlot.objects.filter(team=team).update(day=2)

    published(world, at=later)

    starts = local_starts(team)
    assert held == set(team.sessions.filter(starts_at__lt=later).values_list("pk", flat=True))
    assert {s.weekday() for s in starts if s > later} == {2}
    told = OutboxMessage.objects.filter(kind="scheduling.timetable_published", payload__role="tutor")
    assert told.count() == 2


def test_what_was_changed_by_hand_stays_so_when_publishing_again():
    world = make_world()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1))
    published(world)
    first, second = team.sessions.order_by("starts_at")[:2]
    cancel_session(session=first, by=world.coordinator, at=MORNING)
    moved_to = second.starts_at + timedelta(days=1)
    move_session(
        session=second, starts_at=moved_to, ends_at=moved_to + timedelta(hours=1), by=world.coordinator, at=MORNING
    )

    published(world, at=MORNING + timedelta(hours=1))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.starts_at, team.sessions.count()) == (SessionStatus.CANCELLED, moved_to, 38)


def test_each_team_keeps_one_room_and_no_room_holds_two():
    world = make_world()
    RoomFactory(site=world.site, name="lokaal 2")
    teams = [agreed(world, world.team(world.tutor(), world.pupil(), day=1)) for _ in range(2)]
    alone = agreed(world, world.team(world.tutor(), world.pupil(), day=2))

    found = published(world)

    rooms = {team.pk: {session.room.name for session in team.sessions.all()} for team in [*teams, alone]}
    assert sorted(len(names) for names in rooms.values()) == [1, 1, 1]
    assert rooms[teams[0].pk] != rooms[teams[1].pk]
    assert found.changing_room == ()


def test_a_team_without_a_free_room_is_not_published():
    world = make_world()
    teams = [agreed(world, world.team(world.tutor(), world.pupil(), day=1)) for _ in range(2)]

    found = published(world)

    assert (len(found.teams), len(found.without_room)) == (1, 1)
    assert {*found.teams, *found.without_room} == set(teams)


def test_a_team_that_cannot_keep_one_room_is_said_to_change():
    world = make_world()
    other = RoomFactory(site=world.site, name="lokaal 2")
    team = world.team(world.tutor(), world.pupil(), day=1)
    TeamSlotFactory(team=team, day=2, starts=time(10), ends=time(11))
    world.site.rooms.get(name="lokaal 1").busy.create(day=1, starts=time(10), ends=time(11))
    other.busy.create(day=2, starts=time(10), ends=time(11))

    agreed(world, team)
    found = published(world)

    assert found.changing_room == (team,)
    assert {s.starts_at.astimezone(LOCAL).weekday(): s.room.name for s in team.sessions.select_related("room")} == {
        1: "lokaal 2",
        2: "lokaal 1",
    }


def test_a_team_whose_tutor_is_taken_elsewhere_is_named_with_what_is_in_the_way():
    world, other = make_world(), make_world()
    enrolment = world.tutor()
    agreed(world, world.team(enrolment, world.pupil(), day=1, hour=2))
    published(world)
    there = EnrolmentFactory(initiative=other.initiative, tutor=enrolment.tutor)
    team = agreed(other, other.team(there, other.pupil(), day=1, hour=2))

    found = published(other)

    team.refresh_from_db()
    assert (found.teams, team.status, team.sessions.count()) == ((), TeamStatus.ACCEPTED, 0)
    assert {booked.resource_id for booked in found.clashing[team.pk]} == {enrolment.tutor.person_id}


def test_an_older_pupil_is_not_tutored_while_tutoring():
    world = make_world()
    RoomFactory(site=world.site, name="lokaal 2")
    request = world.pupil()
    peer = EnrolmentFactory(initiative=world.initiative, tutor=cleared(TutorFactory(person=request.pupil.person)))
    agreed(world, world.team(world.tutor(), request, day=1, hour=2))
    agreed(world, world.team(peer, world.pupil(), day=1, hour=2))

    found = published(world)

    assert (len(found.teams), len(found.clashing)) == (1, 1)


def test_a_new_block_takes_over_from_the_team_that_ran():
    world = make_world()
    enrolment, request = world.tutor(), world.pupil()
    old = agreed(world, world.team(enrolment, request, day=1))
    published(world)
    block = date(2027, 2, 1)
    new = agreed(world, world.team(enrolment, request, day=2, from_date=block))

    published(world)

    old.refresh_from_db()
    assert (old.to_date, old.closing_step) == (date(2027, 1, 31), ClosingStep.CONTINUES)
    assert max(local_starts(old)).date() < block <= min(local_starts(new)).date()


def test_nev_15_a_pupil_gets_another_tutor_only_after_a_goodbye():
    world = make_world()
    request = world.pupil()
    old = agreed(world, world.team(world.tutor(), request, day=1))
    published(world)
    block = date(2027, 2, 1)
    new = agreed(world, world.team(world.tutor(), request, day=2, from_date=block))
    before = waits(new)
    old.refresh_from_db()
    end_team(
        team=old,
        last_date=date(2027, 1, 29),
        step=ClosingStep.HANDOVER,
        by=world.coordinator,
        at=MORNING,
        wait_again=True,
    )

    found = published(world)

    assert (before, waits(new), new in found.teams) == ([WaitKind.GOODBYE], [], True)


def test_nev_15_no_team_ends_without_a_step():
    world = make_world()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1))
    published(world)

    with pytest.raises(EndNotPossible):
        end_team(team=team, last_date=date(2026, 12, 1), step="", by=world.coordinator, at=MORNING)

    assert max(local_starts(team)).date() > date(2027, 6, 1)


def test_a_class_is_visited_as_a_whole():
    world = make_world(form=FormKind.MOZ)
    ClassPlaceFactory.create_batch(3, school_class=world.school_class)
    group = StudentGroupFactory(initiative=world.initiative)
    group.tutors.set([cleared(TutorFactory()) for _ in range(2)])
    enrolment = EnrolmentFactory(initiative=world.initiative, tutor=None, student_group=group)
    request = RequestFactory(initiative=world.initiative, pupil=None, school_class=world.school_class, site=world.site)
    team = agreed(world, world.team(enrolment, request, day=3, to_date=date(2026, 9, 20)))

    found = published(world)

    assert (found.sessions, Occupancy.objects.count(), team.sessions.first().room) == (3, 15, None)


def test_one_familys_no_keeps_only_their_child_out_of_a_visited_class():
    world = make_world(form=FormKind.MOZ)
    stays, goes = ClassPlaceFactory.create_batch(2, school_class=world.school_class)
    ConsentFactory(pupil=stays.pupil, answer=ConsentAnswer.NO)
    group = StudentGroupFactory(initiative=world.initiative)
    group.tutors.set([cleared(TutorFactory())])
    enrolment = EnrolmentFactory(initiative=world.initiative, tutor=None, student_group=group)
    request = RequestFactory(initiative=world.initiative, pupil=None, school_class=world.school_class, site=world.site)
    agreed(world, world.team(enrolment, request, day=3, to_date=date(2026, 9, 13)))

    found = published(world)

    people = set(Occupancy.objects.values_list("resource_id", flat=True))
    assert found.sessions > 0
    assert people == {goes.pupil.person_id, *group.tutors.values_list("person", flat=True)}


def test_sessions_beyond_the_known_holidays_are_said_so():
    world = make_world(starts_date=date(2030, 8, 26), ends_date=date(2031, 1, 31))
    world.school.region = Region.NL_SOUTH
    world.school.save()
    agreed(world, world.team(world.tutor(), world.pupil(), from_date=date(2030, 8, 26), to_date=date(2031, 1, 31)))

    assert published(world).holidays_unknown_after == date(2030, 8, 31)


def test_cancelling_frees_everybody_and_tells_once():
    world = make_world()
    team = agreed(world, world.team(world.tutor(), world.pupil(), day=1))
    published(world)
    session = team.sessions.order_by("starts_at").first()

    cancel_session(session=session, by=world.coordinator, at=MORNING)

    with pytest.raises(SessionChangeNotPossible):
        cancel_session(session=session, by=world.coordinator, at=MORNING)
    assert set(session.occupancy.values_list("cancelled", flat=True)) == {True}
    assert OutboxMessage.objects.filter(kind="scheduling.session_cancelled").count() == 1


def test_publishing_is_recorded_with_who_did_it():
    world = make_world()
    agreed(world, world.team(world.tutor(), world.pupil()))

    published(world)

    event = AuditEvent.objects.get(action="initiative.published")
    assert (event.by_id, event.target_id, event.facts) == (
        world.coordinator.pk,
        world.initiative.pk,
        {"teams": 1, "sessions": 38},
    )
    assert InitiativeFactory._meta.model.objects.count() == 1
    assert SessionFactory._meta.model.objects.count() == 38


@pytest.mark.parametrize("status", [InitiativeStatus.PREPARING, InitiativeStatus.ENDED])
def test_nothing_is_published_of_an_initiative_that_does_not_run(status):
    world = make_world(status=status)
    agreed(world, world.team(world.tutor(), world.pupil()))

    with pytest.raises(PublishingNotPossible):
        published(world)
    with pytest.raises(PublishingNotPossible):
        ask_to_publish(initiative=world.initiative, by=world.coordinator, at=MORNING)

    assert not Session.objects.exists()
