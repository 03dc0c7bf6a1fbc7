import io
from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tandem.core.models import AuditEvent
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import RoomBusy, Session, Team, TeamMember
from tests.factories.initiatives import EnrolmentFactory, RequestFactory
from tests.factories.people import PersonFactory, PupilFactory, SiteFactory, TutorFactory, cleared
from tests.web.coordinator.worlds import ASKED_AT, Programme, busy_programme, programme, proposed_team
from tests.work import perform_work

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def of_site(client: Client, world: Programme, **query: str) -> str:
    client.force_login(world.user)
    address = reverse("coordinator-proposal-site", args=[world.initiative.pk, world.site.pk])
    return client.get(address, query).content.decode()


def agreed(world: Programme) -> None:
    """Let nothing stand between the proposed team and being published but the decision."""
    cleared(world.enrolment.tutor)
    TeamMember.objects.update(teacher_agrees=True, teacher_by=world.user, teacher_at=NOW)


def test_school_begins_with_how_many_have_a_place_and_what_needs_a_decision(client: Client):
    page = of_site(client, programme())

    assert "1 van 2 heeft een plek" in page
    assert all(said in page for said in ("1 beslissing", "1 tutor nakijken", "1 keer een ja van de leerkracht"))


@pytest.mark.parametrize("shown", ["week", "tutors", "pupils", "list", "nonsense"])
def test_school_is_seen_as_weeks_and_as_a_list(client: Client, shown: str):
    page = of_site(client, programme(), show=shown)

    assert all(said in page for said in ("Amina Yilmaz", "Noor Peeters", "9:00"))


def test_week_of_a_pupil_says_what_this_pupil_waits_for(client: Client):
    world = busy_programme(NOW)

    page = of_site(client, world, show="pupils")

    bas = page[page.index("<h2>Bas Coppens</h2>") : page.index("<h2>Elif Demir</h2>")]
    assert "Het ja van de leerkracht, voor Bas Coppens." in bas
    assert "voor Aïcha El Amrani" not in bas


def test_week_on_paper_is_marked_as_a_proposal(client: Client):
    world = programme()
    client.force_login(world.user)

    response = client.get(reverse("coordinator-proposal-week", args=[world.initiative.pk, world.site.pk]))

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert all(said in text for said in ("Week van De Linde", "Amina Yilmaz", "9:00", "Dit is een voorstel"))


def test_nev_05_schools_stand_by_name_and_not_by_how_many_have_a_place(client: Client):
    world = programme()
    world.initiative.sites.add(SiteFactory(name="Zonnebloem", organisation=world.site.organisation))
    world.initiative.sites.add(SiteFactory(name="Ankerplaats", organisation=world.site.organisation))
    client.force_login(world.user)

    boards = client.get(reverse("coordinator-proposal", args=[world.initiative.pk])).context["boards"]

    assert [board.site.name for board in boards] == ["Ankerplaats", "De Linde", "Zonnebloem"]


def test_nev_14_all_of_a_school_is_accepted_under_a_name(client: Client):
    world = busy_programme(NOW)
    client.force_login(world.user)

    client.post(reverse("coordinator-proposal-accept", args=[world.initiative.pk, world.site.pk]))

    decided = Team.objects.filter(site=world.site, status=TeamStatus.ACCEPTED)
    events = AuditEvent.objects.filter(action="team.accepted")
    assert set(decided.values_list("decided_by", flat=True)) == {world.user.pk}
    assert (events.count(), set(events.values_list("by_id", flat=True))) == (3, {world.user.pk})


def test_accepting_a_school_leaves_the_others_alone(client: Client):
    world = programme()
    other = SiteFactory(organisation=world.site.organisation)
    world.initiative.sites.add(other)
    client.force_login(world.user)

    client.post(reverse("coordinator-proposal-accept", args=[world.initiative.pk, other.pk]))

    world.team.refresh_from_db()
    assert world.team.status == TeamStatus.PROPOSED


def test_who_has_no_place_sees_why_and_what_would_help(client: Client):
    world = busy_programme(NOW)
    client.force_login(world.user)

    page = client.get(reverse("coordinator-proposal-unplaced", args=[world.initiative.pk])).content.decode()

    assert "Een tutor die wel kan, past niet voor deze leerling." in page
    assert "Het gaat om wereldoriëntatie." in page
    assert "Aïcha El Amrani" not in page


def test_site_that_is_no_address_is_not_there(client: Client):
    world = programme()
    client.force_login(world.user)

    address = reverse("coordinator-proposal-unplaced", args=[world.initiative.pk])
    assert client.get(address, {"site": "nergens"}).status_code == 404


def test_site_of_another_initiative_is_not_there(client: Client):
    world = programme()
    client.force_login(world.user)

    address = reverse("coordinator-proposal-site", args=[world.initiative.pk, SiteFactory().pk])
    assert client.get(address).status_code == 404


def test_what_waits_is_not_published_and_the_rest_is(client: Client):
    world = programme()
    agreed(world)
    other = proposed_team(
        world.initiative,
        world.site,
        EnrolmentFactory(initiative=world.initiative, tutor=TutorFactory()),
        RequestFactory(
            initiative=world.initiative, site=world.site, pupil=PupilFactory(person=PersonFactory(given_name="Cem"))
        ),
        day=1,
    )
    Team.objects.update(status=TeamStatus.ACCEPTED, decided_by=world.user, decided_at=ASKED_AT)
    client.force_login(world.user)
    address = reverse("coordinator-publish", args=[world.initiative.pk])
    before = client.get(address).context

    asked = client.post(address, follow=True).content.decode()
    perform_work()
    page = client.get(address).content.decode()

    assert "Tandem maakt de sessies van het hele jaar" in asked
    world.team.refresh_from_db()
    other.refresh_from_db()
    assert ([len(before[name]) for name in ("ready", "waiting", "undecided", "running")]) == [1, 1, 0, 0]
    assert (world.team.status, other.status) == (TeamStatus.PUBLISHED, TeamStatus.ACCEPTED)
    assert world.team.sessions.count() > 20
    assert f"1 duo of groepje loopt, met samen {world.team.sessions.count()} sessies." in page


def test_nothing_is_published_without_a_decision(client: Client):
    world = programme()
    agreed(world)
    client.force_login(world.user)

    client.post(reverse("coordinator-publish", args=[world.initiative.pk]))
    perform_work()

    assert Session.objects.count() == 0


def test_team_without_a_free_room_is_said_to_wait_for_one(client: Client):
    world = programme()
    agreed(world)
    Team.objects.update(status=TeamStatus.ACCEPTED, decided_by=world.user, decided_at=ASKED_AT)
    RoomBusy.objects.create(room=world.site.rooms.get(), day=0, starts=time(8), ends=time(12))
    client.force_login(world.user)

    address = reverse("coordinator-publish", args=[world.initiative.pk])
    client.post(address)
    perform_work()
    page = client.get(address).content.decode()

    assert "geen lokaal vrij, dus nog niet gepubliceerd" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("shown", ["week", "pupils", "list"])
def test_school_costs_the_same_for_any_number_of_teams(
    client: Client, count: int, shown: str, django_assert_num_queries
):
    world = programme()
    for day in range(count):
        request = RequestFactory(initiative=world.initiative, site=world.site)
        proposed_team(world.initiative, world.site, world.enrolment, request, day=day + 1)
    client.force_login(world.user)
    address = reverse("coordinator-proposal-site", args=[world.initiative.pk, world.site.pk])

    with django_assert_num_queries(24):
        client.get(address, {"show": shown})
