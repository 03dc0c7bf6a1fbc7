"""A coordinator plans, decides about each proposal, publishes what may be published, and sees the minutes come in."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.logbook.actions import PupilNote, record_session
from tandem.people.models import Clearance
from tandem.scheduling.actions.proposals import answer_as_teacher
from tandem.scheduling.actions.runs import execute_run
from tandem.scheduling.enums import RunStatus, TeamStatus
from tandem.scheduling.models import PlanningRun, Session, Team
from tests.factories.people import PersonFactory, TutorFactory, UserFactory
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.scheduling.world import World, make_world
from tests.work import perform_work


@pytest.fixture
def world(transactional_db: None) -> World:
    """Return a class with four pupils who ask, and three tutors, of whom one has not been checked yet."""
    world = make_world(name="Studententutoring Gent")
    for given_name in ("Amina", "Bram", "Chloë", "Daan"):
        request = world.pupil()
        request.pupil.person.given_name = given_name
        request.pupil.person.save()
    for given_name, day, most in (("Noor", 0, 1), ("Otis", 2, 1), ("Parisa", 3, 2)):
        person = PersonFactory(given_name=given_name, family_name="Peeters")
        world.tutor(day, tutor=TutorFactory(person=person), sites=[world.site], max_sessions=most)
    Clearance.objects.filter(tutor=world.enrolments[2].tutor).delete()
    return world


def make_plan(page: Page) -> PlanningRun:
    """Ask for a plan, leave the page, let the background make it, and come back."""
    page.get_by_role("button", name="Planning maken").click()
    expect(page.get_by_text("U kunt deze bladzijde verlaten")).to_be_visible()
    run = PlanningRun.objects.get(status=RunStatus.QUEUED)

    execute_run(run.pk, now=timezone.now)

    expect(page.get_by_text("De planning is klaar")).to_be_visible()
    run.refresh_from_db()
    return run


def open_team(page: Page, name: str) -> None:
    page.get_by_role("link", name="Lijst", exact=True).click()
    page.get_by_role("link", name=re.compile(name)).first.click()


def test_coordinator_plans_decides_publishes_and_looks_back(page: Page, live_server: LiveServer, world: World):
    sign_in(page, world.coordinator, live_server.url)

    # The start page says what to do next: make a plan.
    page.goto("/coordinator/")
    expect(page.get_by_text("4 aanvragen hebben nog geen plek.")).to_be_visible()
    page.get_by_role("link", name="Planning maken").click()
    run = make_plan(page)
    assert (run.placed, run.requests) == (4, 4)
    screenshot(page, "journey-coordinator-run")
    expect_accessible_everywhere(page)

    # One school: how many have a place, what needs a decision, the week.
    page.get_by_role("link", name="Voorstel bekijken").click()
    page.get_by_role("link", name=world.site.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 van 4 hebben een plek")
    expect(page.get_by_text("4 beslissingen")).to_be_visible()
    screenshot(page, "journey-coordinator-school")
    expect_accessible_everywhere(page)

    # Veto one with a reason; it lets its pupil go.
    open_team(page, "Noor Peeters met")
    vetoed = Team.objects.get(pk=page.url.rstrip("/").split("/")[-1])
    page.get_by_text("Dit past niet").click()
    page.get_by_label("Waarom niet?").fill("Ze zijn buren en willen dat liever niet.")
    page.get_by_role("button", name="Afwijzen").click()
    expect(page.get_by_text("Afgewezen. De volgende planning houdt daar rekening mee.")).to_be_visible()
    vetoed.refresh_from_db()
    assert (vetoed.status, vetoed.decided_by) == (TeamStatus.VETOED, world.coordinator)

    # Move another by hand: what clashes is shown before it happens.
    page.get_by_role("link", name="Terug naar de school").click()
    open_team(page, "Otis Peeters met")
    moved = Team.objects.get(pk=page.url.rstrip("/").split("/")[-1])
    before = moved.slots.get()
    other_hour = "11:00" if before.starts.hour == 10 else "10:00"
    page.get_by_role("link", name="Veranderen").click()
    page.get_by_label("Begint om").fill("09:00")
    page.get_by_role("button", name="Kijk wat er botst").click()
    expect(page.get_by_text("Zo kan het niet")).to_be_visible()
    expect(page.get_by_text(re.compile("mag dan niet weg uit rekenen"))).to_be_visible()
    page.get_by_label("Begint om").fill(other_hour)
    page.get_by_role("button", name="Kijk wat er botst").click()
    screenshot(page, "journey-coordinator-move")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name=re.compile("^(Toch veranderen|Veranderen)$")).click()
    expect(page.get_by_text("Veranderd en vastgezet.")).to_be_visible()
    assert f"{moved.slots.get().starts:%H:%M}" == other_hour

    # Plan again around what stands fast.
    page.goto(reverse("coordinator-plan", args=[world.initiative.pk]))
    make_plan(page)
    moved.refresh_from_db()
    assert (moved.status, moved.locked, f"{moved.slots.get().starts:%H:%M}") == (TeamStatus.PROPOSED, True, other_hour)
    pair = {member.request_id for member in vetoed.members.all()}
    again = Team.objects.filter(enrolment=vetoed.enrolment, status=TeamStatus.PROPOSED, members__request__in=pair)
    assert not again.exists()

    # A named person decides about the rest of the school at once.
    page.get_by_role("link", name="Voorstel bekijken").click()
    page.get_by_role("link", name=world.site.name).click()
    page.get_by_text("Alles goedkeuren").click()
    page.get_by_role("button", name="Ja, goedkeuren").click()
    expect(page.get_by_text(re.compile("U keurde"))).to_be_visible()
    accepted = Team.objects.filter(initiative=world.initiative, status=TeamStatus.ACCEPTED)
    assert set(accepted.values_list("decided_by", flat=True)) == {world.coordinator.pk}

    # The teacher says yes; the tutor who was not checked still waits, and is not published.
    for team in accepted:
        for member in team.members.all():
            answer_as_teacher(member=member, agrees=True, by=world.teacher, at=timezone.now())
    unchecked = accepted.filter(enrolment=world.enrolments[2])
    waiting, ready = unchecked.count(), accepted.exclude(enrolment=world.enrolments[2]).count()
    assert waiting >= 1
    assert ready >= 1
    page.goto(reverse("coordinator-publish", args=[world.initiative.pk]))
    expect(page.get_by_text(re.compile("Uittreksel 596.2 van Parisa Peeters: nog niet gezien.")).first).to_be_visible()
    screenshot(page, "journey-coordinator-publish")
    expect_accessible_everywhere(page)
    page.get_by_role("button", name=re.compile("publiceren")).click()
    expect(page.get_by_text("U kunt deze bladzijde verlaten")).to_be_visible()
    expect_accessible_everywhere(page)
    perform_work()
    expect(page.get_by_text(re.compile(r"met samen \d+ sessies"))).to_be_visible()
    assert Team.objects.filter(initiative=world.initiative, status=TeamStatus.PUBLISHED).count() == ready
    assert unchecked.count() == waiting
    assert Session.objects.exclude(room__name="lokaal 1").count() == 0

    # A tutor logs the first session; the report shows its minutes.
    session = Session.objects.order_by("starts_at").first()
    pupil = session.team.members.get().request.pupil
    tutor = UserFactory(person=session.team.enrolment.tutor.person)
    notes = [PupilNote(pupil.pk, activity="breuken met pizza")]
    logged_at = session.ends_at + timedelta(minutes=5)
    record_session(session=session, sent_id=uuid.uuid4(), notes=notes, minutes=55, by=tutor, at=logged_at)
    page.goto(reverse("coordinator-dosage") + "?per=pupil")
    page.get_by_label("Van", exact=True).fill(f"{session.starts_at:%Y-%m-%d}")
    page.get_by_label("Tot en met").fill(f"{session.starts_at:%Y-%m-%d}")
    page.get_by_role("button", name="Tonen").click()
    row = page.get_by_role("row", name=re.compile(pupil.person.full_name)).last
    expect(row).to_contain_text("0:55")
    screenshot(page, "journey-coordinator-dosage")
    expect_accessible_everywhere(page)
