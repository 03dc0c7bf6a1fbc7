from datetime import UTC, date, datetime

import pytest
from django.core import mail
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.core.models import OutboxMessage
from tandem.core.permissions import Role
from tandem.scheduling.actions.runs import request_run
from tandem.scheduling.actions.sessions import cancel_session
from tandem.scheduling.actions.teams import close_ended_teams, end_team
from tandem.scheduling.enums import ClosingStep, TeamStatus
from tandem.scheduling.models import Team
from tests.factories.people import GuardianFactory, PersonFactory, school_coordinator
from tests.factories.scheduling import SessionFactory
from tests.scheduling.world import MORNING, START, make_world

pytestmark = pytest.mark.django_db


def delivered() -> list[tuple[str, str]]:
    """Deliver until nothing waits; return to whom which sentence went."""
    while outbox.deliver(HANDLERS, at=datetime(2026, 9, 30, tzinfo=UTC)):
        pass
    return sorted((message.to[0], message.subject) for message in mail.outbox)


def test_asking_for_a_plan_becomes_a_job_once():
    world = make_world()
    world.pupil()
    run = request_run(initiative=world.initiative, from_date=START, seconds=2, by=world.coordinator, at=MORNING)

    delivered()
    delivered()

    assert list(ProcrastinateJob.objects.values_list("task_name", "args")) == [
        ("scheduling.plan_run", {"run": str(run.pk), "by": str(run.asked_by_id)})
    ]


def test_the_same_wish_twice_is_one_job():
    outbox.post("scheduling.read_calendar", key="one", at=MORNING, calendar="a")
    outbox.post("scheduling.read_calendar", key="two", at=MORNING, calendar="a")

    delivered()

    assert (ProcrastinateJob.objects.count(), OutboxMessage.objects.filter(sent_at__isnull=True).count()) == (1, 0)


def test_every_kind_of_message_has_a_handler():
    posted = {
        "scheduling.run_asked",
        "scheduling.read_calendar",
        "scheduling.timetable_published",
        "scheduling.session_cancelled",
        "scheduling.session_moved",
        "logbook.cannot_come",
        "logbook.comes_after_all",
        "web.note",
    }

    assert posted <= set(HANDLERS)


def test_everybody_hears_of_a_cancelled_session_once_and_no_mail_names_a_child():
    world = make_world()
    request, enrolment = world.pupil(), world.tutor()
    team = world.team(
        enrolment,
        request,
        status=TeamStatus.PUBLISHED,
        decided_by=world.coordinator,
        decided_at=MORNING,
        published_at=MORNING,
    )
    session = SessionFactory(team=team, starts_at=datetime(2026, 9, 8, 8, tzinfo=UTC))
    parent = GuardianFactory(pupil=request.pupil, person=PersonFactory(email="ouder@voorbeeld.test", language="en"))
    school = school_coordinator(world.school)
    enrolment.tutor.person.email = "tutor@voorbeeld.test"
    enrolment.tutor.person.save()

    cancel_session(session=session, by=world.coordinator, at=MORNING)
    found = delivered()

    assert [address for address, _ in found] == sorted(
        ["ouder@voorbeeld.test", "tutor@voorbeeld.test", world.teacher.email, school.email]
    )
    assert ("tutor@voorbeeld.test", "Tandem: De sessie van dinsdag 8 september om 10:00 gaat niet door.") in found
    text = "".join(message.subject + message.body for message in mail.outbox)
    names = [request.pupil.person.given_name, request.pupil.person.family_name, parent.person.given_name]
    assert [name for name in names if name in text] == []
    assert OutboxMessage.objects.filter(sent_at__isnull=True).count() == 0


def test_who_has_no_address_gets_no_mail():
    person = PersonFactory()
    outbox.post("scheduling.timetable_published", key="one", at=MORNING, role=Role.TUTOR, person=person.pk, teams=[])

    assert delivered() == []


def test_a_team_is_closed_after_its_last_day_once_its_goodbye_is_recorded():
    world = make_world()
    enrolment = world.tutor()
    decided = {"decided_by": world.coordinator, "decided_at": MORNING, "published_at": MORNING}
    ending = world.team(enrolment, world.pupil(), status=TeamStatus.PUBLISHED, **decided)
    end_team(team=ending, last_date=date(2026, 9, 20), step=ClosingStep.GOODBYE, by=world.coordinator, at=MORNING)
    silent = world.team(
        enrolment, world.pupil(), day=2, status=TeamStatus.PUBLISHED, to_date=date(2026, 9, 20), **decided
    )

    close_ended_teams(at=datetime(2026, 9, 30, tzinfo=UTC))

    assert {team.pk: team.status for team in Team.objects.all()} == {
        ending.pk: TeamStatus.ENDED,
        silent.pk: TeamStatus.PUBLISHED,
    }


def test_the_worker_knows_every_task():
    assert {
        "outbox.deliver",
        "jobs.retry_stalled",
        "limits.forget_old_tries",
        "scheduling.plan_run",
        "scheduling.read_calendar",
        "scheduling.read_calendars",
        "scheduling.close_teams",
    } <= set(app.tasks)
