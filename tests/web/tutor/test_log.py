"""Writing what became of a session, on a page and from a phone that sends it later."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tandem.logbook.enums import Outcome
from tandem.logbook.models import LogEntry
from tests.factories.worlds import World, class_world, pair_world

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def address(world: World) -> str:
    return reverse("tutor-log", args=[world.session.pk])


def typed(world: World, **changes: object) -> dict[str, object]:
    """Return what the form sends when nothing but the answers was tapped."""
    fields: dict[str, object] = {"sent_id": uuid.uuid4(), "minutes": 45}
    for pupil in world.pupils:
        fields |= {
            f"p-{pupil.pk}-attendance": "present",
            f"p-{pupil.pk}-mood": "well",
            f"p-{pupil.pk}-liked": "yes",
            f"p-{pupil.pk}-activity": "breuken",
        }
    return fields | changes


def test_the_form_is_filled_with_what_is_likely(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)

    form = client.get(address(world)).context["forms"]

    assert form.session.initial["minutes"] == 45
    assert [pupil.initial for pupil in form.pupils] == [
        {"attendance": "present", "activity": "rekenen", "goal": "breuken vergelijken"}
    ] * 2


def test_a_note_is_stored_and_thanked_for(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)

    page = client.post(address(world), typed(world), follow=True).content.decode()

    entry = LogEntry.objects.get()
    assert ("Bewaard. Dank je wel." in page, "Bekijken of aanpassen" in page) == (True, True)
    assert [(row.mood, row.liked, row.activity, row.minutes) for row in entry.pupils.all()] == [
        ("well", "yes", "breuken", 45)
    ] * 2


def test_sent_twice_by_a_phone_is_stored_once(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    fields = typed(world)

    answers = [client.post(address(world), fields, headers=JSON) for _ in range(2)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"next": "/tutor/"})] * 2
    assert LogEntry.objects.count() == 1


def test_what_follows_on_an_answer_never_heard_amends_it(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    first = typed(world)
    client.post(address(world), first, headers=JSON)

    answer = client.post(address(world), typed(world, minutes=30, follows=first["sent_id"]), headers=JSON)

    assert (answer.status_code, LogEntry.objects.get().minutes) == (200, 30)


def test_a_second_version_that_saw_nothing_of_the_first_is_refused_with_a_sentence(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    client.post(address(world), typed(world), headers=JSON)

    answer = client.post(address(world), typed(world, minutes=30), headers=JSON)

    assert (answer.status_code, answer.json()["sentence"]) == (
        409,
        "Noor P. vulde deze sessie al in: ze staat in het logboek.",
    )
    assert LogEntry.objects.get().minutes == 45


def test_without_javascript_the_page_says_it_too(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    client.post(address(world), typed(world))

    response = client.post(address(world), typed(world))

    assert (response.status_code, "vulde deze sessie al in" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("changes", [{"minutes": 0}, {"sent_id": "rommel"}, {"minutes": "x"}])
def test_nonsense_is_refused_with_a_sentence(client: Client, clock, changes):
    world = pair_world()
    client.force_login(world.user)

    answers = [client.post(address(world), typed(world, **changes), headers=headers) for headers in (JSON, {})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Kijk het na" in answers[0].json()["sentence"]
    assert LogEntry.objects.count() == 0


def test_nobody_there_is_in_vain(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    absent = {f"p-{pupil.pk}-attendance": "unannounced" for pupil in world.pupils}

    client.post(address(world), typed(world, **absent))

    entry = LogEntry.objects.get()
    assert (entry.outcome, {row.activity for row in entry.pupils.all()}) == (Outcome.IN_VAIN, {""})


def test_a_class_of_24_is_one_page_with_one_activity_for_all(client: Client, clock):
    world = class_world(pupils=24, students=3)
    client.force_login(world.user)
    fields = typed(world, activity="theaterlezen", goal="met gevoel lezen", minutes=60)
    fields["tutors"] = [world.tutor.pk]

    client.post(address(world), fields)

    entry = LogEntry.objects.get()
    assert {(row.activity, row.goal, row.minutes) for row in entry.pupils.all()} == {
        ("theaterlezen", "met gevoel lezen", 60)
    }
    assert (entry.pupils.count(), [row.tutor for row in entry.tutors.all()]) == (24, [world.tutor])


def test_the_form_shows_what_was_written_to_amend_it(client: Client, clock):
    world = pair_world()
    client.force_login(world.user)
    client.post(address(world), typed(world, minutes=40))

    forms = client.get(address(world)).context["forms"]
    client.post(address(world), typed(world, minutes=35, follows=forms.session.initial["follows"]))

    assert (forms.session.initial["minutes"], forms.pupils[0].initial["activity"]) == (40, "breuken")
    assert LogEntry.objects.get().minutes == 35


def test_a_class_form_costs_the_same_for_five_pupils_as_for_24(client: Client, clock, django_assert_max_num_queries):
    counts = []
    for pupils in (5, 24):
        world = class_world(pupils=pupils)
        client.force_login(world.user)
        client.get(address(world))
        with django_assert_max_num_queries(40) as found:
            client.get(address(world))
        counts.append(len(found))

    assert counts[0] == counts[1]
