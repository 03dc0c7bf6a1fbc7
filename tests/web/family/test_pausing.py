"""A family lets a duo or group lie still at once, on a page in its own language."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Pause
from tests.factories.people import GuardianFactory, UserFactory, teacher_of
from tests.factories.safeguarding import worried
from tests.factories.worlds import MONDAY

pytestmark = pytest.mark.django_db


def test_r_nev_13_a_family_lets_it_lie_still_in_its_own_language(client: Client, monkeypatch: pytest.MonkeyPatch):
    world = worried()
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY.replace(hour=6))
    parent = GuardianFactory(pupil=world.world.pupils[0], person__language="fr").person
    client.force_login(UserFactory(person=parent))
    address = reverse("family-pause-team", args=[world.world.team.pk])

    offered = client.get(reverse("family-pause")).content.decode()
    asked = client.get(address).status_code
    told = client.post(address, follow=True).content.decode()

    world.world.session.refresh_from_db()
    assert (address in offered, "Mettre en pause" in offered, asked) == (True, True, 405)
    assert world.world.session.status == SessionStatus.PAUSED
    assert Pause.objects.get().decider == world.receiver
    assert f"{world.receiver.person.full_name} vous appelle" in told
    assert address not in told


def test_a_family_pauses_what_is_its_own_and_others_do_not_come_here(client: Client):
    world = worried()
    address = reverse("family-pause-team", args=[world.world.team.pk])
    statuses = {}
    for who, person in {
        "stranger": GuardianFactory().person,
        "staff": teacher_of(world.world.school_class).person,
    }.items():
        client.force_login(person.user if hasattr(person, "user") else UserFactory(person=person))
        statuses[who] = client.post(address).status_code

    assert (statuses, Pause.objects.count()) == ({"stranger": 404, "staff": 403}, 0)
