import pytest
from django.test import Client
from django.urls import reverse

from tandem.scheduling.enums import PauseOutcome, SessionStatus, TeamStatus
from tandem.scheduling.models import Pause
from tests.factories.people import GuardianFactory, UserFactory, school_coordinator, teacher_of
from tests.factories.safeguarding import Worried, worried
from tests.factories.worlds import MONDAY

pytestmark = pytest.mark.django_db

WHO = {
    "tutor": lambda world: world.tutor,
    "family": lambda world: UserFactory(person=GuardianFactory(pupil=world.world.pupils[0]).person),
    "teacher": lambda world: teacher_of(world.world.school_class),
    "school coordinator": lambda world: school_coordinator(world.world.site.organisation),
    "coordinator": lambda world: world.colleague,
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Worried:
    found = worried()
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY.replace(hour=6))
    return found


@pytest.mark.parametrize("who", WHO)
def test_r_nev_13_anybody_of_a_match_lets_it_lie_still_in_one_step(client: Client, world: Worried, who: str):
    client.force_login(WHO[who](world))
    address = reverse("pause", args=[world.world.team.pk])

    offered = client.get(reverse("pause-choose")).content.decode()
    response = client.post(address)

    world.world.session.refresh_from_db()
    assert (address in offered, response.status_code) == (True, 302)
    assert world.world.session.status == SessionStatus.PAUSED
    assert Pause.objects.get().decider == world.receiver


def test_a_stranger_finds_no_match_to_pause(client: Client, world: Worried):
    stranger = worried()
    client.force_login(stranger.tutor)

    found = client.post(reverse("pause", args=[world.world.team.pk])).status_code

    assert (found, Pause.objects.count()) == (404, 0)


def test_strangers_sign_in_and_a_pause_is_posted(client: Client, world: Worried):
    address = reverse("pause", args=[world.world.team.pk])

    out = client.post(address).status_code
    client.force_login(world.tutor)

    assert (out, client.get(address).status_code) == (302, 405)


def test_a_family_reads_no_name_of_another_child(client: Client, world: Worried):
    client.force_login(WHO["family"](world))

    page = client.get(reverse("pause-choose")).content.decode()

    assert ("Noor Peeters" in page, "Bram" in page) == (True, False)


@pytest.mark.parametrize("who", ["tutor", "family", "teacher", "school coordinator"])
def test_who_asked_is_for_the_one_who_decides(client: Client, world: Worried, who: str):
    client.force_login(WHO["teacher"](world))
    client.post(reverse("pause", args=[world.world.team.pk]))
    asked = Pause.objects.get().raised_by.person.full_name
    client.force_login(world.receiver)
    decider = client.get(reverse("pauses")).content.decode()
    client.force_login(WHO[who](world))
    others = client.get(reverse("pause-choose")).content.decode()

    assert (f"Gevraagd door {asked}" in decider, "ligt stil" in others, asked in others) == (True, True, False)


def test_the_named_person_lets_it_go_on(client: Client, world: Worried):
    client.force_login(world.tutor)
    client.post(reverse("pause", args=[world.world.team.pk]))
    pause = Pause.objects.get()
    found = {}
    for name, user in {"tutor": world.tutor, "receiver": world.receiver}.items():
        client.force_login(user)
        found[name] = client.post(reverse("pause-resume", args=[pause.pk])).status_code

    world.world.session.refresh_from_db()
    pause.refresh_from_db()
    assert found == {"tutor": 403, "receiver": 302}
    assert (world.world.session.status, pause.outcome) == (SessionStatus.PLANNED, PauseOutcome.RESUMED)


def test_r_nev_15_it_ends_only_with_how_the_child_hears_it(client: Client, world: Worried):
    client.force_login(world.tutor)
    client.post(reverse("pause", args=[world.world.team.pk]))
    pause = Pause.objects.get()
    client.force_login(world.receiver)
    address = reverse("pause-end", args=[pause.pk])

    refused = client.post(address, {"note": "morgen"}).status_code
    world.world.team.refresh_from_db()
    still = world.world.team.status
    ended = client.post(address, {"step": "told", "note": "Juf Els, morgen.", "wait_again": "on"}).status_code

    world.world.team.refresh_from_db()
    assert (refused, still, ended) == (200, TeamStatus.PUBLISHED, 302)
    assert (world.world.team.status, world.world.team.closing_step) == (TeamStatus.ENDED, "told")


def test_somebody_else_who_is_named_elsewhere_decides_nothing_here(client: Client, world: Worried):
    client.force_login(world.tutor)
    client.post(reverse("pause", args=[world.world.team.pk]))
    client.force_login(worried().receiver)

    found = [
        client.post(reverse(name, args=[Pause.objects.get().pk])).status_code for name in ("pause-resume", "pause-end")
    ]

    assert found == [404, 404]
