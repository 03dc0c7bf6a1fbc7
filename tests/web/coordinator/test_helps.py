"""What would help somebody without a place, worked out from the last run."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.coordinator.worlds import Programme, programme

pytestmark = pytest.mark.django_db

SLOTS = [
    {"id": "a", "week": 0, "day": 0, "start": 540, "end": 600},
    {"id": "b", "week": 0, "day": 1, "start": 780, "end": 840},
]


def asked(request_id: str, **facts: object) -> dict[str, object]:
    base = {"id": request_id, "site": "S", "subject": "taal", "level": 5, "sessions": 1, "minutes": 45}
    return base | {"need": 1000, "slots": {"a": 0}} | facts


def full_tutor() -> Programme:
    """One tutor with one session a week, who has one pupil; another waits."""
    world = programme()
    run = world.run
    run.problem = {
        "format": "tandem.planning/1",
        "sites": [{"id": "S", "rooms": 1, "slots": SLOTS}],
        "tutors": [
            {"id": "t0", "sites": ["S"], "teaches": {"taal": [1, 9]}, "max_sessions": 1}
            | {"available": [{"day": 0, "start": 540, "end": 600}, {"day": 1, "start": 780, "end": 840}]}
        ],
        "requests": [asked("r9"), asked("r0", slots={"b": 0})],
    }
    run.keys = {"requests": {"r0": str(world.waiting.pk)}, "tutors": {"t0": str(world.enrolment.pk)}}
    run.solution = {
        "format": "tandem.planning/1",
        "groups": [{"id": "g1", "tutor": "t0", "requests": ["r9"], "slots": ["a"]}],
        "unplaced": {"r0": [{"kind": "full", "count": 1, "tutors": ["t0"]}]},
        "most_placed": 1,
    }
    run.save()
    return world


def test_a_full_tutor_who_comes_once_more_would_help(client: Client):
    world = full_tutor()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-request-helps", args=[world.waiting.pk])).content.decode()

    assert "Als Noor Peeters 1 keer per week meer kan komen." in page


def test_somebody_with_a_place_needs_no_change(client: Client):
    world = full_tutor()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-request-helps", args=[world.request.pk])).content.decode()

    assert "Geen kleine verandering gevonden" in page


def test_recruiting_names_the_site_the_half_day_and_how_many(client: Client):
    world = full_tutor()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-recruiting", args=[world.initiative.pk])).content.decode()

    assert "op De Linde, op dinsdagnamiddag: 1 leerling meer met een plek." in page


def test_run_says_how_many_any_plan_can_place(client: Client):
    world = full_tutor()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run", args=[world.run.pk])).content.decode()

    assert "Bewezen: geen planning kan meer aanvragen een plek geven dan deze 1." in page


def test_run_says_how_many_more_might_have_a_place(client: Client):
    world = full_tutor()
    world.run.solution["most_placed"] = 2
    world.run.save()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run", args=[world.run.pk])).content.decode()

    assert "Geen planning kan meer dan 2 aanvragen een plek geven; deze geeft er 1." in page
