"""A volunteer comes in by the public form, an intern by placement; both agree, learn, and get their papers."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.initiatives.enums import EngagementForm, GatheringKind, Layer, Strand, Topic
from tandem.initiatives.models import Application, Enrolment, Gathering, Initiative, Involvement
from tandem.people.enums import ClearanceKind, TutorKind
from tandem.people.models import User
from tests.factories.logbook import LogEntryFactory, TutorPresenceFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.factories.scheduling import PublishedTeamFactory
from tests.factories.tutors import (
    ApplicationFactory,
    CampaignFactory,
    EngagementFactory,
    GatheringFactory,
    PlacementFactory,
    WantedFactory,
)
from tests.factories.worlds import session_of
from tests.journeys.browser import expect_accessible_everywhere, screenshot, sign_in
from tests.web.coordinator.worlds import Programme, programme


@pytest.fixture
def world(transactional_db: None) -> Programme:
    return programme()


def look(page: Page, name: str) -> None:
    screenshot(page, name)
    expect_accessible_everywhere(page)


def taught(initiative: Initiative) -> list[Gathering]:
    began = timezone.now() - timedelta(days=9)
    lines = (
        (Strand.RELATIONAL, Layer.ATTITUDES, [Topic.BOND, Topic.DIVERSITY], "Open kijken"),
        (Strand.DIDACTIC, Layer.SKILLS, [Topic.SUBJECT], "Zo leggen we het uit"),
        (Strand.PEDAGOGICAL, Layer.SKILLS, [], "Aanmoedigen en laten proberen"),
    )
    return [
        GatheringFactory(
            initiative=initiative,
            title=title,
            strand=strand,
            layer=layer,
            topics=topics,
            coaching_minutes=50,
            starts_at=began + timedelta(days=number),
            place="aula",
            given_by="An Wouters",
        )
        for number, (strand, layer, topics, title) in enumerate(lines)
    ]


def test_a_volunteer_comes_in_by_the_public_form(page: Page, live_server: LiveServer, world: Programme):
    campaign = CampaignFactory(
        initiative=world.initiative,
        name="Word tutor in Gent",
        words="Je werkt elke week een uur met een leerling.\nJe krijgt vorming, en een vaste plek op school.",
        contact=world.user,
    )
    WantedFactory(campaign=campaign, site=world.site, subject="taal", number=4)
    page.goto(reverse("join", args=[campaign.slug]))
    look(page, "join")
    page.get_by_label("Voornaam").fill("Hilde")
    page.get_by_label("Achternaam").fill("Maes")
    page.get_by_label("E-mailadres").fill("hilde@voorbeeld.test")
    page.get_by_label("gepensioneerde").check()
    page.get_by_label("taal", exact=True).check()
    page.get_by_label("Iets over jezelf").fill("Ik gaf veertig jaar les.")
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    look(page, "join-sent")
    outbox.deliver(HANDLERS, at=timezone.now())
    [link] = re.findall(r"https?://[^/]+(\S+)", mail.outbox[-1].body)
    page.goto(link)
    look(page, "join-confirm")
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    page.get_by_role("heading", name="Bedankt, je bent aangemeld").wait_for()
    look(page, "join-confirmed")
    _welcomed(page, live_server, world)


def _welcomed(page: Page, live_server: LiveServer, world: Programme) -> None:
    application = Application.objects.get()
    sign_in(page, world.user, live_server.url)
    page.goto(reverse("coordinator-campaigns", args=[world.initiative.pk]))
    look(page, "coordinator-campaigns")
    page.get_by_role("link", name="Word tutor in Gent").click()
    look(page, "coordinator-campaign")
    page.get_by_role("link", name="Hilde Maes").click()
    look(page, "coordinator-campaign-application")
    page.get_by_role("button", name="Verwelkomen").click()
    page.get_by_role("heading", name="Aanbod").wait_for()
    enrolment = Enrolment.objects.get(tutor__person__email=application.email)
    assert (enrolment.tutor.kind, enrolment.engagements.get().form) == (TutorKind.RETIRED, EngagementForm.VOLUNTEER)
    _trained(page, world, enrolment)
    _agrees(page, live_server, enrolment)


def _trained(page: Page, world: Programme, enrolment: Enrolment) -> None:
    for gathering in taught(world.initiative):
        page.goto(reverse("coordinator-training-attendance", args=[gathering.pk]))
        if gathering.layer == Layer.ATTITUDES:
            look(page, "coordinator-training-attendance")
        page.get_by_role("group", name="Hilde Maes").get_by_label("was er", exact=True).check()
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_role("heading", name="Vorming", exact=True).first.wait_for()
    look(page, "coordinator-training")
    assert list(enrolment.tutor.clearances.values_list("kind", flat=True)) == [ClearanceKind.TRAINING]


def _agrees(page: Page, live_server: LiveServer, enrolment: Enrolment) -> None:
    sign_in(page, enrolment.tutor.person.user, live_server.url)
    page.goto(reverse("tutor-agreement"))
    look(page, "tutor-agreement")
    page.get_by_role("button", name="Ik ga akkoord").click()
    page.get_by_text("Je ging akkoord").wait_for()
    page.goto(reverse("tutor-training"))
    look(page, "tutor-training")
    kinds = set(enrolment.tutor.clearances.values_list("kind", flat=True))
    assert kinds == {ClearanceKind.TRAINING, ClearanceKind.AGREEMENT}


def lecturer_in(world: Programme) -> User:
    user = UserFactory()
    membership = MembershipFactory(person=user.person, organisation=world.organiser, role=Role.LECTURER)
    Involvement.objects.create(initiative=world.initiative, membership=membership, from_date=membership.from_date)
    return user


def test_an_intern_comes_in_by_placement(page: Page, live_server: LiveServer, world: Programme):
    lecturer = lecturer_in(world)
    today = timezone.localdate()
    sign_in(page, lecturer, live_server.url)
    page.goto(reverse("lecturer-placements"))
    look(page, "lecturer-placements-empty")
    page.get_by_role("link", name="Student plaatsen").click()
    look(page, "lecturer-place")
    page.get_by_label("Waar?").select_option(label=world.initiative.name)
    page.get_by_label("Voornaam").fill("Otis")
    page.get_by_label("Achternaam").fill("Janssens")
    page.get_by_label("E-mailadres").fill("otis@voorbeeld.test")
    page.get_by_label("Opleiding of vak").fill("Sociaal werk")
    page.get_by_label("Studiepunten").fill("3")
    page.get_by_label("Tot en met").fill((today + timedelta(weeks=11)).isoformat())
    page.get_by_label("Kan helpen met").fill("taal")
    page.get_by_role("button", name="Plaatsen").click()
    page.get_by_text("Deze stage duurt hoogstens drie maanden").wait_for()
    look(page, "lecturer-placement")
    page.get_by_label("een opvolger, met overlap").check()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Bewaard.").wait_for()
    page.goto(reverse("lecturer-placements"))
    look(page, "lecturer-placements")
    enrolment = Enrolment.objects.get(tutor__person__email="otis@voorbeeld.test")
    assert (enrolment.tutor.kind, enrolment.lecturer, Application.objects.count()) == (
        TutorKind.STUDENT,
        lecturer.person,
        0,
    )


def test_hours_become_papers(page: Page, live_server: LiveServer, world: Programme):
    tutor = world.enrolment.tutor
    tutor.kind = TutorKind.VOLUNTEER
    tutor.save()
    EngagementFactory(enrolment=world.enrolment, amount=Decimal("45.00"))
    team = PublishedTeamFactory(initiative=world.initiative, site=world.site, enrolment=world.enrolment)
    session = session_of(team, starts_at=timezone.now() - timedelta(days=1))
    TutorPresenceFactory(log_entry=LogEntryFactory(session=session, minutes=50), tutor=tutor)
    sign_in(page, world.user, live_server.url)

    page.goto(reverse("coordinator-recognition", args=[world.initiative.pk]))
    look(page, "coordinator-recognition")
    page.goto(reverse("coordinator-recognition", args=[world.initiative.pk]) + "?jaar=2031")
    unknown = page.get_by_text("nog niet bekend in Tandem").count()
    page.goto(reverse("coordinator-enrolment-engagement", args=[world.enrolment.pk]))
    look(page, "coordinator-enrolment-engagement")

    assert unknown == 1


def test_the_other_pages_are_accessible(page: Page, live_server: LiveServer, world: Programme):
    sign_in(page, world.user, live_server.url)
    initiative = world.initiative
    GatheringFactory(
        initiative=initiative,
        kind=GatheringKind.INTERVISION,
        strand="",
        layer="",
        starts_at=timezone.now() + timedelta(days=3),
    )
    PlacementFactory(enrolment=world.enrolment)
    closed = CampaignFactory(initiative=initiative, to_date="2020-02-01")
    ApplicationFactory(
        campaign=closed, status="invited", talk_at=timezone.now(), decided_by=world.user, decided_at=timezone.now()
    )
    addresses = {
        "coordinator-campaign-new": reverse("coordinator-campaign-new", args=[initiative.pk]),
        "coordinator-training-new": reverse("coordinator-training-new", args=[initiative.pk]),
        "coordinator-training-rhythm": reverse("coordinator-training-rhythm", args=[initiative.pk]),
        "coordinator-training-coming": reverse("coordinator-training", args=[initiative.pk]),
        "join-closed": reverse("join", args=[closed.slug]),
        "join-late": reverse("join-confirm", args=["x:y"]),
    }

    for name, address in addresses.items():
        page.goto(address)
        look(page, name)
