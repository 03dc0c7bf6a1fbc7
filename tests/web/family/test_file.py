"""The file as the family and the pupil have it: reading, adding, saying, asking, undoing."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tandem.logbook.actions import file_requests
from tandem.logbook.actions.file_reads import record_reading
from tandem.logbook.enums import FileKind, FileRequestKind, PortraitTopic, ReadPurpose, Voice
from tandem.logbook.models import FileItem, FileRequest, FileShield, FileView, FreshStart, SelfPortrait
from tandem.logbook.queries.file import items_for_school, items_for_tutors
from tests.factories.file import FamilyContactFactory, FileItemFactory, FreshStartFactory, SelfPortraitFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.logbook.file_world import NOW, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def at(world: FileWorld, who: str, name: str = "", *args: object) -> str:
    """Return an address of the file as the pupil ("own") or the parent comes there."""
    page = f"file-{name}" if name else "file"
    return (
        reverse(f"pupil-{page}", args=args) if who == "own" else reverse(f"family-{page}", args=[world.pupil.pk, *args])
    )


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


BOTH = pytest.mark.parametrize("who", ["own", "parent"])


@BOTH
def test_r_nev_20_pupil_and_parent_read_all_that_stands_in_the_file_strengths_first(
    client: Client, world: FileWorld, who: str
):
    for kind in FileKind:
        FileItemFactory(pupil=world.pupil, kind=kind, text=f"regel {kind.value}")
    PupilEntryFactory(
        log_entry=LogEntryFactory(session=world.world.session),
        pupil=world.pupil,
        success="las voor",
        activity="flitsen",
    )
    FamilyContactFactory(pupil=world.pupil, went_well="vertelt veel", talked_about="de fiets", agreed="bellen")
    SelfPortraitFactory(pupil=world.pupil, text="Tarifit")
    record_reading(pupil=world.pupil, purpose=ReadPurpose.REQUEST, by=world.coordinator, at=NOW)
    client.force_login(getattr(world, who))

    text = text_of(client, at(world, who))

    told = [
        "regel strength",
        "regel goal",
        "las voor",
        "flitsen",
        "regel agreement",
        "regel message",
        "Tarifit",
        "vertelt veel",
        "de fiets",
        "bellen",
        world.coordinator.person.full_name,
        "een verzoek over de map behandelen",
    ]
    assert sorted(told, key=text.find) == told
    assert [part for part in told if part not in text] == []


@BOTH
def test_an_empty_file_says_what_comes_there(client: Client, world: FileWorld, who: str):
    client.force_login(getattr(world, who))

    text = text_of(client, at(world, who))

    assert "Hier komt wat Amina kan, weet en graag doet." in text
    assert "Nog niemand van buiten het gezin." in text


@pytest.mark.parametrize(
    ("who", "said_as", "voice"),
    [("own", None, Voice.PUPIL), ("parent", "guardian", Voice.GUARDIAN), ("parent", "pupil", Voice.PUPIL)],
)
def test_somebody_adds_a_line(client: Client, world: FileWorld, who: str, said_as: str | None, voice: Voice):
    user = getattr(world, who)
    client.force_login(user)
    data = {"goal-text": "leren zwemmen"} | ({"goal-said_as": said_as} if said_as else {})

    response = client.post(at(world, who, "add", "goal"), data)

    item = FileItem.objects.get()
    person = world.pupil.person if voice == Voice.PUPIL else user.person
    assert response.url == at(world, who)
    assert (item.kind, item.text, item.said_as, item.said_by, item.written_by) == (
        "goal",
        "leren zwemmen",
        voice,
        person,
        user,
    )


def test_an_empty_line_is_said_to_be_empty(client: Client, world: FileWorld):
    client.force_login(world.parent)

    response = client.post(at(world, "parent", "add", "goal"), {"goal-text": "", "goal-said_as": "guardian"})

    assert (response.status_code, FileItem.objects.count()) == (200, 0)
    assert "Nog niet bewaard" in response.content.decode()


@BOTH
def test_r_nev_20_a_view_is_put_beside_a_line_and_taken_back(client: Client, world: FileWorld, who: str):
    item = world.says(world.teacher)
    client.force_login(getattr(world, who))

    client.post(at(world, who, "change", "item", item.pk, "view"), {"view-text": "alleen met stiften"})
    shown = text_of(client, at(world, who))
    client.post(at(world, who, "change", "view", FileView.objects.get().pk, "undo"))

    assert "alleen met stiften" in shown
    assert FileView.objects.count() == 0


@BOTH
def test_r_nev_20_a_line_is_hidden_from_tutors_and_shown_again(client: Client, world: FileWorld, who: str):
    item = world.says(world.teacher)
    client.force_login(getattr(world, who))

    client.post(at(world, who, "change", "item", item.pk, "hide"))
    hidden = list(items_for_tutors([world.pupil], [world.team.initiative], on=TODAY))
    text = text_of(client, at(world, who))
    client.post(at(world, who, "change", "shield", FileShield.objects.get().pk, "undo"))

    assert (hidden, "niet voor tutors" in text) == ([], True)
    assert list(items_for_tutors([world.pupil], [world.team.initiative], on=TODAY)) == [item]


@BOTH
@pytest.mark.parametrize(("kind", "wish"), [("correction", "kan goed tekenen"), ("shielding", "")])
def test_r_nev_20_a_correction_or_shielding_is_asked_of_somebody_with_a_name_and_taken_back(
    client: Client, world: FileWorld, who: str, kind: str, wish: str
):
    item = world.says(world.teacher)
    client.force_login(getattr(world, who))

    client.post(at(world, who, "change", "item", item.pk, kind), {f"{kind}-wish": wish})
    asked = FileRequest.objects.get()
    text = text_of(client, at(world, who))
    client.post(at(world, who, "change", "request", asked.pk, "undo"))

    asked.refresh_from_db()
    assert (asked.kind, asked.wish, asked.taken_back_at) == (kind, wish, NOW)
    assert f"{world.coordinator.person.full_name} antwoordt ten laatste op 4 november 2026." in text


def test_a_correction_without_words_is_not_asked(client: Client, world: FileWorld):
    item = world.says(world.teacher)
    client.force_login(world.parent)

    response = client.post(at(world, "parent", "change", "item", item.pk, "correction"), {"correction-wish": ""})

    assert (response.status_code, FileRequest.objects.count()) == (200, 0)


def test_what_is_asked_already_is_said_to_be(client: Client, world: FileWorld):
    item = world.says(world.teacher)
    client.force_login(world.parent)
    address = at(world, "parent", "change", "item", item.pk, "shielding")
    client.post(address, {"shielding-wish": ""})

    response = client.post(address, {"shielding-wish": ""}, follow=True)

    assert FileRequest.objects.count() == 1
    assert "Dat is al gevraagd" in response.content.decode()


def test_r_nev_20_the_answer_is_read_with_its_reason(client: Client, world: FileWorld):
    item = world.says(world.teacher)
    asked = file_requests.ask(pupil=world.pupil, target=item, kind=FileRequestKind.SHIELDING, by=world.parent, at=NOW)
    file_requests.answer(request=asked, granted=True, reason="dat is van Amina zelf", by=world.coordinator, at=NOW)
    client.force_login(world.parent)

    text = text_of(client, at(world, "parent"))

    assert "dat is van Amina zelf" in text
    assert "afgeschermd: alleen thuis" in text


@BOTH
def test_r_nev_20_the_shared_part_of_a_note_can_be_spoken_about_too(client: Client, world: FileWorld, who: str):
    entry = LogEntryFactory(session=world.world.session)
    PupilEntryFactory(log_entry=entry, pupil=world.pupil, success="las voor")
    client.force_login(getattr(world, who))

    page = text_of(client, at(world, who, "line", "note", entry.pk))
    client.post(at(world, who, "change", "note", entry.pk, "view"), {"view-text": "met hulp"})

    assert "las voor" in page
    assert FileView.objects.get().log_entry == entry


@BOTH
def test_one_puts_the_own_line_away_and_takes_it_back(client: Client, world: FileWorld, who: str):
    item = world.says(getattr(world, who))
    client.force_login(getattr(world, who))

    client.post(at(world, who, "change", "item", item.pk, "put-away"))
    away = list(items_for_school(world.teacher, world.pupil, on=TODAY))
    client.post(at(world, who, "change", "item", item.pk, "take-out"))

    assert (away, list(items_for_school(world.teacher, world.pupil, on=TODAY))) == ([], [item])


def test_anothers_line_is_not_put_away(client: Client, world: FileWorld):
    item = world.says(world.teacher)
    client.force_login(world.own)

    assert client.post(at(world, "own", "change", "item", item.pk, "put-away")).status_code == 404


@BOTH
def test_r_nev_19_a_line_of_before_counts_again_when_the_family_says_so(client: Client, world: FileWorld, who: str):
    item = FileItemFactory(pupil=world.pupil, said_at=datetime(2026, 5, 1, tzinfo=UTC))
    client.force_login(getattr(world, who))

    client.post(at(world, who, "change", "item", item.pk, "open"))
    opened = list(items_for_school(world.teacher, world.pupil, on=TODAY))
    client.post(at(world, who, "change", "item", item.pk, "close"))

    assert (opened, list(items_for_school(world.teacher, world.pupil, on=TODAY))) == ([item], [])


@BOTH
def test_r_nev_19_the_file_starts_fresh_and_that_is_undone(client: Client, world: FileWorld, who: str):
    client.force_login(getattr(world, who))

    client.post(at(world, who, "fresh", "start"))
    started = FreshStart.objects.filter(pupil=world.pupil, started_by=getattr(world, who).person).count()
    client.post(at(world, who, "fresh", "undo"))
    again = client.post(at(world, who, "fresh", "undo"), follow=True)

    assert (started, FreshStart.objects.count()) == (1, 0)
    assert "Er is geen nieuw begin om terug te nemen." in again.content.decode()


@BOTH
def test_r_nev_21_somebody_tells_about_themselves_to_whom_they_want(client: Client, world: FileWorld, who: str):
    client.force_login(getattr(world, who))
    told = {f"{topic.value}-text": "" for topic in PortraitTopic} | {
        f"{topic.value}-shown_to": "family" for topic in PortraitTopic
    }

    client.post(at(world, who, "self"), told | {"languages-text": "Tarifit", "languages-shown_to": "tutors"})

    assert [(row.topic, row.text, row.shown_to) for row in SelfPortrait.objects.all()] == [
        ("languages", "Tarifit", "tutors")
    ]


# Each address: its arguments, and whether it is only posted to.
PAGES: dict[str, tuple[Callable[[FileWorld], list[object]], bool]] = {
    "": (lambda world: [], False),
    "self": (lambda world: [], False),
    "line": (lambda world: ["item", world.says(world.teacher).pk], False),
    "add": (lambda world: ["strength"], True),
    "fresh": (lambda world: ["start"], True),
    "change": (lambda world: ["item", world.says(world.teacher).pk, "hide"], True),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_family_and_nobody_else(client: Client, world: FileWorld, name: str):
    arguments, posted = PAGES[name]
    address = at(world, "parent", name, *arguments(world))
    statuses = []
    for user in (world.parent, world.other_parent, world.own, world.teacher, world.tutor, world.coordinator):
        client.force_login(user)
        statuses.append(
            (
                client.post(address, {"strength-text": "tekent", "strength-said_as": "guardian"})
                if posted
                else client.get(address)
            ).status_code
        )

    # The pupil has the page under an address of their own; a teacher, tutor or coordinator has no part in this one.
    assert statuses == [302 if posted else 200, 404, 403, 403, 403, 403]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_ones_own_file_open_for_the_pupil_alone(client: Client, world: FileWorld, name: str):
    arguments, posted = PAGES[name]
    address = at(world, "own", name, *arguments(world))
    statuses = []
    for user in (world.own, world.parent, world.teacher, world.tutor):
        client.force_login(user)
        statuses.append(
            (client.post(address, {"strength-text": "tekent"}) if posted else client.get(address)).status_code
        )

    assert statuses == [302 if posted else 200, 403, 403, 403]


@pytest.mark.parametrize("name", PAGES)
def test_r_nev_20_a_young_pupil_does_not_read_the_own_file_yet(client: Client, world: FileWorld, name: str):
    arguments, posted = PAGES[name]
    address = at(world, "own", name, *arguments(world))
    world.pupil.birth_date = datetime(2018, 1, 1, tzinfo=UTC).date()
    world.pupil.save()
    client.force_login(world.own)

    response = client.post(address) if posted else client.get(address)

    assert response.status_code == (404 if name else 200)
    assert name or "Jouw map lees je samen met thuis" in response.content.decode()


@pytest.mark.parametrize("who", ["own", "parent"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_strangers_to_sign_in_and_refuse_the_wrong_method(
    client: Client, world: FileWorld, who: str, name: str
):
    arguments, posted = PAGES[name]
    address = at(world, who, name, *arguments(world))
    stranger = client.get(address)
    client.force_login(getattr(world, who))
    wrong = client.get(address) if posted else client.delete(address)

    door = reverse("account_login" if who == "own" else "family-enter")
    assert (stranger.status_code, stranger.url.split("?")[0], wrong.status_code) == (302, door, 405)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("line", ["item", "0b5c9a54-2b0e-4d0c-8a1c-0c1d9f0a0a0a"]),
        ("line", ["note", "0b5c9a54-2b0e-4d0c-8a1c-0c1d9f0a0a0a"]),
        ("line", ["score", "0b5c9a54-2b0e-4d0c-8a1c-0c1d9f0a0a0a"]),
    ],
)
def test_a_line_that_is_not_there_is_not_found(client: Client, world: FileWorld, name: str, args: list[str]):
    client.force_login(world.parent)

    assert client.get(at(world, "parent", name, *args)).status_code == 404


@pytest.mark.parametrize(("name", "args"), [("add", ["behaviour"]), ("fresh", ["stop"])])
def test_what_a_file_does_not_know_is_not_found(client: Client, world: FileWorld, name: str, args: list[str]):
    client.force_login(world.parent)

    assert client.post(at(world, "parent", name, *args)).status_code == 404


def test_a_line_of_another_child_is_not_found(client: Client, world: FileWorld):
    other = FileItemFactory(pupil=world.world.pupils[1])
    client.force_login(world.parent)

    statuses = [
        client.get(at(world, "parent", "line", "item", other.pk)).status_code,
        client.post(at(world, "parent", "change", "item", other.pk, "hide")).status_code,
    ]

    assert statuses == [404, 404]


@pytest.mark.parametrize("count", [1, 4])
def test_page_costs_the_same_for_any_number_of_lines(
    client: Client, world: FileWorld, count: int, django_assert_num_queries
):
    for kind in FileKind:
        for _ in range(count):
            FileItemFactory(pupil=world.pupil, kind=kind)
    for _ in range(count):
        FreshStartFactory(pupil=world.pupil, started_at=datetime(2026, 9, 2, tzinfo=UTC))
        record_reading(pupil=world.pupil, purpose=ReadPurpose.REQUEST, by=world.coordinator, at=NOW)
    client.force_login(world.parent)
    client.get(at(world, "parent"))

    with django_assert_num_queries(16):
        client.get(at(world, "parent"))
