"""A coordinator calls for tutors, and invites, welcomes or thanks who answers."""

import io
from datetime import UTC, datetime, timedelta

import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.config.tasks import HANDLERS
from tandem.core import outbox
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application, Campaign, Enrolment
from tandem.people.enums import TutorKind
from tests.factories.people import TutorFactory, UserFactory
from tests.factories.tutors import ApplicationFactory, CampaignFactory, WantedFactory
from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def world(client: Client, monkeypatch: pytest.MonkeyPatch) -> Programme:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = programme()
    client.force_login(world.user)
    return world


def call(world: Programme, **changed: object) -> dict[str, object]:
    return {
        "name": "Word tutor in Gent",
        "kinds": ["volunteer", "retired"],
        "words": "Elke week een uur met een leerling.",
        "words_en": "",
        "where": "Gent",
        "from_date": "2026-10-01",
        "to_date": "2026-12-01",
        "channels": "bibliotheek",
        "contact": world.user.pk,
        "wanted-TOTAL_FORMS": 2,
        "wanted-INITIAL_FORMS": 0,
        "wanted-0-subject": "taal",
        "wanted-0-number": 3,
        "wanted-0-site": world.site.pk,
        "wanted-1-subject": "",
        "wanted-1-number": "",
        "wanted-1-site": "",
    } | changed


def answered(world: Programme, **fields: object) -> Application:
    campaign = CampaignFactory(initiative=world.initiative, contact=world.user)
    return ApplicationFactory(campaign=campaign, **fields)


def act(client: Client, what: str, row: Application, **data: object) -> object:
    return client.post(reverse(f"coordinator-campaign-{what}", args=[row.pk]), data)


def test_a_call_is_made_with_how_many_are_wanted(client: Client, world: Programme):
    client.post(reverse("coordinator-campaign-new", args=[world.initiative.pk]), call(world))

    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.kinds, campaign.contact) == (
        "Word tutor in Gent",
        ["volunteer", "retired"],
        world.user,
    )
    assert [(row.site, row.subject, row.number) for row in campaign.wanted.all()] == [(world.site, "taal", 3)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kinds": ["student"]}, "Selecteer een geldige keuze"),
        ({"wanted-0-subject": ""}, "ten minste één vak"),
        ({"wanted-0-number": ""}, "Hoeveel tutors zoekt u hiervoor"),
        ({"words": "Help zwakke lezers."}, "wat een kind niet kan"),
        ({"where": "de linde, Gent"}, "Hier staat de naam van een school"),
        ({"to_date": "2026-09-01"}, "Dit ligt voor het begin"),
    ],
)
def test_a_call_that_cannot_be_is_refused_with_what_would(client: Client, world: Programme, changed: dict, said: str):
    page = client.post(reverse("coordinator-campaign-new", args=[world.initiative.pk]), call(world, **changed))

    assert (said in page.content.decode(), Campaign.objects.count()) == (True, 0)


def test_a_call_is_changed_and_keeps_its_address(client: Client, world: Programme):
    campaign = WantedFactory(campaign=CampaignFactory(initiative=world.initiative, contact=world.user)).campaign
    address = reverse("coordinator-campaign-edit", args=[campaign.pk])

    client.post(address, call(world, name="Kom erbij"))

    changed = Campaign.objects.get()
    assert (changed.name, changed.slug, changed.wanted.get().number) == ("Kom erbij", campaign.slug, 3)


def test_the_poster_has_the_call_the_number_and_the_address(client: Client, world: Programme):
    campaign = CampaignFactory(initiative=world.initiative, name="Word tutor", contact=world.user)
    WantedFactory(campaign=campaign, site=world.site, subject="taal", number=4)

    content = client.get(reverse("coordinator-campaign-poster", args=[campaign.pk])).content

    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert [part for part in ("Word tutor", "4 voor taal", f"/meedoen/{campaign.slug}/") if part not in text] == []


def test_somebody_is_invited_and_hears_when_and_where(client: Client, world: Programme):
    row = answered(world)

    act(client, "invite", row, talk_at="2026-10-08T16:00", talk_place="Stadhuis, lokaal 2")
    outbox.deliver(HANDLERS, at=NOW)

    row.refresh_from_db()
    assert row.status == ApplicationStatus.INVITED
    assert "donderdag 8 oktober om 16:00, Stadhuis, lokaal 2." in mail.outbox[-1].body


def test_nobody_is_invited_for_yesterday(client: Client, world: Programme):
    page = act(client, "invite", answered(world), talk_at="2026-10-04T16:00", talk_place="Stadhuis")

    assert "Dit moment is al voorbij" in page.content.decode()


def test_who_is_welcomed_becomes_a_tutor_and_the_offer_is_next(client: Client, world: Programme):
    row = answered(world, kind=TutorKind.RETIRED, subjects=["taal"])

    response = act(client, "welcome", row, talked_date="2026-10-02", reference_seen="on")

    enrolment = Enrolment.objects.get(tutor__person__email=row.email)
    assert response.url == reverse("coordinator-enrolment", args=[enrolment.pk])
    assert (enrolment.tutor.kind, enrolment.teaches) == (TutorKind.RETIRED, {"taal": [3, 8]})


def test_who_tutors_already_is_not_made_twice(client: Client, world: Programme):
    tutor = TutorFactory(person=UserFactory(email="al@voorbeeld.test").person)
    row = answered(world, email="al@voorbeeld.test")

    response = act(client, "welcome", row, talked_date="2026-10-02")

    row.refresh_from_db()
    assert (row.status, tutor.enrolments.count(), response.status_code) == (ApplicationStatus.NEW, 0, 302)


def test_who_is_thanked_hears_it_kindly_and_without_a_reason(client: Client, world: Programme):
    row = answered(world)

    act(client, "thank", row)
    outbox.deliver(HANDLERS, at=NOW)

    row.refresh_from_db()
    assert (row.status, mail.outbox[-1].subject) == (ApplicationStatus.THANKED, "Dank je wel")


def test_what_was_decided_is_not_decided_again(client: Client, world: Programme):
    row = answered(world)
    act(client, "thank", row)

    act(client, "welcome", row, talked_date="2026-10-02")

    row.refresh_from_db()
    assert (row.status, row.tutor) == (ApplicationStatus.THANKED, None)


def test_somebody_asks_to_be_forgotten(client: Client, world: Programme):
    row = answered(world)

    act(client, "remove", row)

    assert Application.objects.count() == 0


def test_who_did_not_confirm_is_not_on_the_list(client: Client, world: Programme):
    row = answered(world, status=ApplicationStatus.ASKED, confirmed_at=None)

    table = client.get(reverse("coordinator-campaign", args=[row.campaign_id])).context["table"]

    assert list(table.rows) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_calls_costs_the_same_for_any_number(
    client: Client, world: Programme, count: int, django_assert_num_queries
):
    for _ in range(count):
        answered(world)

    with django_assert_num_queries(6):
        client.get(reverse("coordinator-campaigns", args=[world.initiative.pk]))


def test_retired_teachers_are_counted_by_call(client: Client, world: Programme):
    row = answered(world, kind=TutorKind.RETIRED)
    act(client, "welcome", row, talked_date=(timezone.localdate() - timedelta(days=1)).isoformat())

    [campaign] = client.get(reverse("coordinator-campaigns", args=[world.initiative.pk])).context["campaigns"]

    assert (campaign.answered, campaign.new, campaign.welcomed) == (1, 0, 1)
