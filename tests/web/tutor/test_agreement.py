"""A tutor says yes to the text of their own way of taking part, and sees what they learned."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.initiatives.agreement_texts import TEXTS
from tandem.initiatives.enums import AgreementWay, EngagementForm, GatheringKind
from tandem.initiatives.gate import missing_of
from tandem.people.enums import ClearanceKind, TutorKind
from tests.factories.logbook import LogEntryFactory, TutorPresenceFactory
from tests.factories.tutors import GatheringFactory
from tests.factories.worlds import World, pair_world
from tests.web.tutor.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client: Client, clock: Clock) -> World:
    world = pair_world()
    world.tutor.clearances.filter(kind=ClearanceKind.AGREEMENT).delete()
    world.tutor.kind = TutorKind.VOLUNTEER
    world.tutor.save()
    client.force_login(world.user)
    return world


def says_yes(client: Client, **changed: str) -> object:
    return client.post(reverse("tutor-agreement"), {"form": "volunteer", "version": "2026-1"} | changed)


def missing(world: World) -> list[str]:
    found = missing_of([world.tutor.pk], on=timezone.localdate())[world.tutor.pk]
    return [each.kind for each in found]


def test_a_volunteer_reads_the_words_for_volunteers_and_says_yes(client: Client, world: World):
    page = client.get(reverse("tutor-agreement")).content.decode()
    before = missing(world)

    says_yes(client)

    row = world.tutor.agreements.get()
    assert "Ik doe dit vrijwillig en onbetaald." in page
    assert (row.form, row.version, row.way, row.agreed_at) == (
        EngagementForm.VOLUNTEER,
        "2026-1",
        AgreementWay.PAGE,
        timezone.now(),
    )
    assert (before, missing(world)) == ([ClearanceKind.AGREEMENT], [])


def test_the_digest_keeps_what_the_words_were(client: Client, world: World):
    says_yes(client)

    [text] = [text for text in TEXTS if text.form == EngagementForm.VOLUNTEER]
    assert world.tutor.agreements.get().digest == text.digest


@pytest.mark.parametrize("changed", [{"version": "2020-1"}, {"form": "paid"}])
def test_no_yes_to_other_words_than_those_that_hold(client: Client, world: World, changed: dict[str, str]):
    says_yes(client, **changed)

    assert (world.tutor.agreements.count(), missing(world)) == (0, [ClearanceKind.AGREEMENT])


def test_saying_yes_twice_is_one_yes(client: Client, world: World):
    says_yes(client)
    says_yes(client)

    assert world.tutor.agreements.count() == 1


def test_what_is_still_to_follow_and_what_comes_stand_together(client: Client, world: World, clock: Clock):
    GatheringFactory(
        initiative=world.team.initiative,
        kind=GatheringKind.INTERVISION,
        strand="",
        layer="",
        title="Samen terugkijken",
        starts_at=clock.now + timedelta(days=2),
    )

    page = client.get(reverse("tutor-training")).content.decode()

    wanted = ("Nog te volgen: een vorming over houding, didactisch", "Samen terugkijken", "na je eerste ingevulde")
    assert [part for part in wanted if part not in page] == []


def test_the_certificate_comes_with_the_first_session(client: Client, world: World):
    address = reverse("tutor-certificate", args=[world.team.initiative.pk])
    before = client.get(address).status_code
    TutorPresenceFactory(log_entry=LogEntryFactory(session=world.session), tutor=world.tutor)

    after = client.get(address)

    text = pypdf.PdfReader(io.BytesIO(after.content)).pages[0].extract_text()
    assert (before, after.status_code, "Noor Peeters" in text, "1 sessie" in text) == (404, 200, True, True)


def test_the_certificate_of_an_initiative_of_others_is_not_there(client: Client, world: World):
    other = pair_world(starts_at=timezone.now() + timedelta(days=3))

    assert client.get(reverse("tutor-certificate", args=[other.team.initiative.pk])).status_code == 404
