"""A pupil's file as the school reads and keeps it, what families ask about it, and speaking with them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tandem.core import outbox
from tandem.logbook.actions import file_requests
from tandem.logbook.enums import FileKind, FileRequestKind, Voice
from tandem.logbook.models import FamilyContact, FileItem, FileRequest, OwnFileChoice
from tandem.logbook.queries.file_readers import may_read_own_file
from tandem.logbook.queries.file_reads import readings_of
from tandem.people.models import Guardian
from tandem.web.notices import HANDLERS
from tests.factories.file import FileItemFactory
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db


class Clock:
    now = NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def at(world: FileWorld, name: str = "school-file", *args: object) -> str:
    return reverse(name, args=[world.pupil.pk, *args])


def asked(world: FileWorld, kind: FileRequestKind = FileRequestKind.SHIELDING, wish: str = "is van mij") -> FileRequest:
    item = world.says(world.teacher, text="kan goed luisteren")
    return file_requests.ask(pupil=world.pupil, target=item, kind=kind, wish=wish, by=world.own, at=NOW)


def test_a_teacher_reads_strengths_first_and_the_family_sees_who_read(client: Client, world: FileWorld):
    for kind in FileKind:
        FileItemFactory(pupil=world.pupil, kind=kind, text=f"regel {kind.value}")
    client.force_login(world.teacher)

    page = client.get(at(world)).content.decode()

    told = ["regel strength", "regel goal", "regel agreement", "regel message"]
    assert sorted(told, key=page.find) == told
    assert [(reading.who, reading.purpose) for reading in readings_of(world.pupil)] == [
        (world.teacher.person.full_name, "werkt met de leerling")
    ]


def test_who_does_not_teach_the_pupil_says_what_for_and_is_asked_again_later(
    client: Client, world: FileWorld, clock: Clock
):
    world.says(world.teacher, text="tekent dieren")
    client.force_login(world.coordinator)

    before = client.get(at(world)).content.decode()
    client.post(at(world), {"purpose": "family_asked"})
    after = client.get(at(world)).content.decode()
    clock.now = NOW + timedelta(minutes=31)
    later = client.get(at(world)).content.decode()

    assert ["tekent dieren" in page for page in (before, after, later)] == [False, True, False]
    assert [(reading.who, reading.purpose) for reading in readings_of(world.pupil)] == [
        (world.coordinator.person.full_name, "de leerling of het gezin vroeg iets")
    ]


def test_ones_own_part_is_no_purpose_to_choose(client: Client, world: FileWorld):
    client.force_login(world.coordinator)

    response = client.post(at(world), {"purpose": "own_part"})

    assert (response.status_code, readings_of(world.pupil)) == (200, [])


@pytest.mark.parametrize("who", ["own", "pupil", "guardian"])
def test_a_teacher_adds_a_line_in_the_words_of_who_said_it(client: Client, world: FileWorld, who: str):
    guardian = Guardian.objects.get(pupil=world.pupil)
    client.force_login(world.teacher)
    key = str(guardian.pk) if who == "guardian" else who

    client.post(at(world, "school-file-add"), {"kind": "goal", "text": "klokkijken", "who": key})

    item = FileItem.objects.get()
    said = {
        "own": (Voice.SCHOOL, world.teacher.person),
        "pupil": (Voice.PUPIL, world.pupil.person),
        "guardian": (Voice.GUARDIAN, guardian.person),
    }
    assert (item.kind, item.text, (item.said_as, item.said_by)) == ("goal", "klokkijken", said[who])


def test_a_message_to_the_tutor_is_not_the_schools_to_write(client: Client, world: FileWorld):
    client.force_login(world.teacher)

    response = client.post(at(world, "school-file-add"), {"kind": "message", "text": "let op", "who": "own"})

    assert (response.status_code, FileItem.objects.count()) == (200, 0)


def test_a_teacher_puts_the_own_line_away_and_no_strength_of_another(client: Client, world: FileWorld):
    mine, theirs = world.says(world.teacher), world.says(world.own)
    client.force_login(world.teacher)

    for item in (mine, theirs):
        client.post(at(world, "school-file-put-away", item.pk))

    assert [item.put_away_at for item in FileItem.objects.filter(pk__in=[mine.pk])] == [NOW]
    assert [item.put_away_at for item in FileItem.objects.filter(pk__in=[theirs.pk])] == [None]


def test_r_nev_20_the_school_records_whether_a_pupil_reads_the_own_file_and_why(client: Client, world: FileWorld):
    client.force_login(world.teacher)

    client.post(at(world, "school-file-own"), {"own-is_open": "no", "own-reason": "eerst samen bekijken"})

    choice = OwnFileChoice.objects.get()
    page = client.get(at(world)).content.decode()
    assert (choice.is_open, choice.reason, choice.decided_by) == (False, "eerst samen bekijken", world.teacher)
    assert may_read_own_file(world.pupil, on=TODAY) is False
    assert "eerst samen bekijken" in page


def test_a_decision_without_why_is_not_one(client: Client, world: FileWorld):
    client.force_login(world.teacher)

    response = client.post(at(world, "school-file-own"), {"own-is_open": "no", "own-reason": ""})

    assert (response.status_code, OwnFileChoice.objects.count()) == (200, 0)


def test_r_nev_20_what_a_family_asks_stands_first_on_the_start_page_and_in_a_mail_without_a_name(
    client: Client, world: FileWorld
):
    world.coordinator.person.email = "coordinator@voorbeeld.test"
    world.coordinator.person.save()
    asked(world)
    client.force_login(world.coordinator)

    page = client.get(reverse("school-home")).content.decode()
    outbox.deliver(HANDLERS, at=NOW)

    [message] = mail.outbox
    assert "Een gezin vraagt iets over de map van een leerling." in page
    assert message.to == ["coordinator@voorbeeld.test"]
    assert "Antwoord ten laatste op 4 november 2026." in message.body
    assert [name for name in (world.pupil.person.given_name, "luisteren") if name in message.body] == []


@pytest.mark.parametrize(("granted", "said"), [("yes", True), ("no", False)])
def test_r_nev_20_a_request_is_answered_with_why(client: Client, world: FileWorld, granted: str, said: bool):
    request = asked(world)
    client.force_login(world.coordinator)

    listed = client.get(reverse("school-file-requests")).content.decode()
    shown = client.get(reverse("school-file-request", args=[request.pk])).content.decode()
    client.post(reverse("school-file-request", args=[request.pk]), {"granted": granted, "reason": "samen besproken"})

    request.refresh_from_db()
    assert (world.pupil.person.full_name in listed, "kan goed luisteren" in shown, "is van mij" in shown) == (
        True,
        True,
        True,
    )
    assert (request.granted, request.reason, request.answer_written_by) == (said, "samen besproken", world.coordinator)


def test_r_nev_20_a_correction_is_written_as_was_asked_or_better(client: Client, world: FileWorld):
    request = asked(world, FileRequestKind.CORRECTION, "luistert graag")
    client.force_login(world.coordinator)

    client.post(
        reverse("school-file-request", args=[request.pk]),
        {"granted": "yes", "reason": "klopt", "corrected": "luistert graag naar verhalen"},
    )

    assert FileItem.objects.get().text == "luistert graag naar verhalen"


def test_an_answer_without_why_is_not_one(client: Client, world: FileWorld):
    request = asked(world)
    client.force_login(world.coordinator)

    response = client.post(reverse("school-file-request", args=[request.pk]), {"granted": "yes", "reason": ""})

    request.refresh_from_db()
    assert (response.status_code, request.granted) == (200, None)


def test_r_nev_07_a_contact_begins_with_what_goes_well_and_cannot_do_without(client: Client, world: FileWorld):
    guardian = Guardian.objects.get(pupil=world.pupil)
    client.force_login(world.teacher)
    said = {"spoken_with": guardian.pk, "way": "phone", "on_date": "2026-10-02", "agreed": "we bellen weer"}

    page = client.get(at(world, "school-contact")).content.decode()
    refused = client.post(at(world, "school-contact"), said | {"went_well": " "})
    none = FamilyContact.objects.count()
    client.post(at(world, "school-contact"), said | {"went_well": "vertelt thuis over school"})

    labels = ["Wat gaat er goed?", "Met wie", "Waarover ging het nog?", "Wat is er afgesproken?"]
    contact = FamilyContact.objects.get()
    assert sorted(labels, key=page.find) == labels
    assert (refused.status_code, none) == (200, 0)
    assert (contact.went_well, contact.agreed, contact.spoken_with, contact.on_date) == (
        "vertelt thuis over school",
        "we bellen weer",
        guardian.person,
        date(2026, 10, 2),
    )


def test_a_contact_of_tomorrow_is_refused_in_words(client: Client, world: FileWorld):
    guardian = Guardian.objects.get(pupil=world.pupil)
    client.force_login(world.teacher)

    response = client.post(
        at(world, "school-contact"),
        {"spoken_with": guardian.pk, "way": "phone", "on_date": "2026-10-06", "went_well": "goed"},
    )

    assert "Een gesprek schrijft u op nadat het er was." in response.content.decode()


def test_with_a_parent_under_a_contact_ban_nobody_speaks(client: Client, world: FileWorld):
    Guardian.objects.filter(pupil=world.pupil).update(contact_ban=True)
    client.force_login(world.teacher)

    assert "Nog geen ouder of verzorger bekend" in client.get(at(world, "school-contact")).content.decode()


# Each page: its arguments, whether it is only posted to, and what a good post holds.
PAGES: dict[str, tuple[Callable[[FileWorld], list[object]], bool]] = {
    "school-file": (lambda world: [world.pupil.pk], False),
    "school-contact": (lambda world: [world.pupil.pk], False),
    "school-file-add": (lambda world: [world.pupil.pk], True),
    "school-file-own": (lambda world: [world.pupil.pk], True),
    "school-file-put-away": (lambda world: [world.pupil.pk, world.says(world.teacher).pk], True),
}
GOOD = {"kind": "goal", "text": "klokkijken", "who": "own", "own-is_open": "yes", "own-reason": "kan het aan"}


def statuses(client: Client, address: str, users: list[object], *, posted: bool) -> list[int]:
    found = []
    for user in users:
        client.force_login(user)
        found.append((client.post(address, GOOD) if posted else client.get(address)).status_code)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_to_the_pupils_own_school_and_to_nobody_else(client: Client, world: FileWorld, name: str):
    arguments, posted = PAGES[name]
    address = reverse(name, args=arguments(world))
    users = [world.other_teacher, world.tutor, world.parent, world.own, world.coordinator, world.teacher]

    found = statuses(client, address, users, posted=posted)

    works = 302 if posted else 200
    assert found == [404, 403, 403, 403, works, works]


def test_a_request_opens_to_who_was_named_and_to_nobody_else(client: Client, world: FileWorld):
    address = reverse("school-file-request", args=[asked(world).pk])
    users = [world.other_teacher, world.teacher, world.tutor, world.parent, world.own, world.coordinator]

    assert statuses(client, address, users, posted=False) == [404, 404, 403, 403, 403, 200]


@pytest.mark.parametrize("name", [*PAGES, "school-file-requests", "school-file-request"])
def test_page_asks_strangers_to_sign_in_and_refuses_the_wrong_method(client: Client, world: FileWorld, name: str):
    arguments, posted = PAGES.get(name, (lambda world: [], False))
    args = [asked(world).pk] if name == "school-file-request" else arguments(world)
    address = reverse(name, args=args)
    stranger = client.get(address)
    client.force_login(world.coordinator)
    wrong = client.get(address) if posted else client.delete(address)

    assert (stranger.status_code, wrong.status_code) == (302, 405)


@pytest.mark.parametrize("count", [1, 4])
def test_page_costs_the_same_for_any_number_of_lines(
    client: Client, world: FileWorld, count: int, django_assert_num_queries
):
    for kind in FileKind:
        for _ in range(count):
            FileItemFactory(pupil=world.pupil, kind=kind)
    client.force_login(world.teacher)
    client.get(at(world))

    with django_assert_num_queries(17):
        client.get(at(world))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_requests_costs_the_same_for_any_number(
    client: Client, world: FileWorld, count: int, django_assert_num_queries
):
    for _ in range(count):
        asked(world)
    client.force_login(world.coordinator)

    with django_assert_num_queries(4):
        client.get(reverse("school-file-requests"))
