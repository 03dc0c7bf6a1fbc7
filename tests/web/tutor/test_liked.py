"""S-24: whether a child liked coming is one tap for each session, and shown per group, never per volunteer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import FormKind
from tests.factories.people import coordinator
from tests.factories.worlds import MONDAY, pair_world

pytestmark = pytest.mark.django_db


def test_s_24_liked_coming_is_one_tap_per_session_and_shown_per_group_never_per_volunteer(client: Client, clock):
    world = pair_world()
    initiative = world.team.initiative
    initiative.form = FormKind.HOMEWORK
    initiative.save()
    clock.at(MONDAY + timedelta(hours=2))
    client.force_login(world.user)
    amina, bram = world.pupils
    taps = {"sent_id": uuid4(), "minutes": 45}
    taps |= {f"p-{pupil.pk}-attendance": "present" for pupil in world.pupils}

    client.post(
        reverse("tutor-log", args=[world.session.pk]), taps | {f"p-{amina.pk}-liked": "yes", f"p-{bram.pk}-liked": "no"}
    )

    client.force_login(coordinator(initiative.organiser))
    asked = {"per": "team", "from_date": "2026-09-01", "to_date": "2026-09-30"}
    report = client.get(reverse("coordinator-dosage"), asked)
    assert report.context["liked"] == [("Amina animA en Bram marB, rekenen", "1 × ja, leuk, 1 × niet zo")]
    assert "liked" not in {column.label for column in report.context["columns"]}
    hours = client.get(reverse("coordinator-hours"), asked).content.decode()
    assert "ja, leuk" not in hours
