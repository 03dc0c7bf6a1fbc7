"""A pupil as the tutor knows them, and what a tutor does and does not do."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tandem.logbook.actions import file_requests
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.models import FileItem
from tandem.logbook.queries.file_reads import readings_of
from tandem.people.models import Clearance
from tandem.web.account.proof import FOR_EARLIER_NOTES
from tandem.web.account.sessions import CLOCK
from tests.factories.file import FamilyContactFactory, FileItemFactory, SelfPortraitFactory
from tests.factories.worlds import session_of
from tests.logbook.file_world import NOW, FileWorld, file_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def world() -> FileWorld:
    return file_world()


def at(world: FileWorld) -> str:
    return reverse("tutor-pupil", args=[world.pupil.pk])


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_tutor_reads_message_strengths_goals_level_in_words_agreements_and_the_next_time(
    client: Client, world: FileWorld
):
    for kind in FileKind:
        FileItemFactory(pupil=world.pupil, kind=kind, text=f"regel {kind.value}")
    session_of(world.team, starts_at=NOW.replace(day=12))
    client.force_login(world.tutor)

    text = text_of(client, at(world))

    told = [
        "De volgende keer: maandag 12 oktober",
        "regel message",
        "regel strength",
        "rekenen, groep 5 (leerjaar 3)",
        "regel goal",
        "regel agreement",
    ]
    assert sorted(told, key=text.find) == told
    assert [part for part in told if part not in text] == []


def test_after_a_day_of_signing_in_earlier_notes_ask_again_who_reads_and_the_log_does_not(
    client: Client, world: FileWorld
):
    client.force_login(world.tutor)
    session = client.session
    session[CLOCK] |= {"began": session[CLOCK]["began"] - FOR_EARLIER_NOTES.total_seconds()}
    session.save()
    log = reverse("tutor-log", args=[world.team.sessions.first().pk])

    file, page = client.get(at(world)), client.get(log)
    written = readings_of(world.pupil)

    assert (file.status_code, file.headers["Location"]) == (
        302,
        f"{reverse('account_prove')}?{urlencode({'next': at(world)})}",
    )
    assert list(written) == []
    assert page.status_code == 200


def test_the_family_sees_that_the_tutor_read(client: Client, world: FileWorld):
    client.force_login(world.tutor)
    client.get(at(world))

    assert [(reading.who, reading.purpose) for reading in readings_of(world.pupil)] == [
        (world.tutor.person.full_name, "werkt met de leerling")
    ]


def test_r_nev_09_a_tutor_reads_no_contact_with_home_no_hidden_line_and_no_other_child(
    client: Client, world: FileWorld
):
    FamilyContactFactory(pupil=world.pupil, went_well="kanarie gesprek")
    SelfPortraitFactory(pupil=world.pupil, text="kanarie portret")
    FileItemFactory(pupil=world.world.pupils[1], text="kanarie ander kind")
    hidden = world.says(world.teacher, text="kanarie verborgen")
    file_requests.hide_from_tutors(pupil=world.pupil, target=hidden, by=world.own, at=NOW)
    client.force_login(world.tutor)

    page = client.get(at(world)).content.decode()

    assert re.findall(r"kanarie [a-z ]+", page) == []
    assert world.world.pupils[1].person.given_name not in page
    assert world.pupil.person.family_name not in page


@pytest.mark.parametrize(("said_as", "voice"), [("tutor", Voice.TUTOR), ("pupil", Voice.PUPIL)])
def test_a_tutor_adds_what_they_saw_or_what_the_pupil_said(
    client: Client, world: FileWorld, said_as: str, voice: Voice
):
    client.force_login(world.tutor)

    client.post(at(world), {"kind": "strength", "text": "houdt vol", "said_as": said_as})

    item = FileItem.objects.get()
    said_by = world.pupil.person if voice == Voice.PUPIL else world.tutor.person
    assert (item.kind, item.text, item.said_as, item.said_by) == ("strength", "houdt vol", voice, said_by)


@pytest.mark.parametrize("data", [{"text": ""}, {"kind": "message"}, {"said_as": "school"}])
def test_what_is_not_a_tutors_to_write_is_refused(client: Client, world: FileWorld, data: dict[str, str]):
    client.force_login(world.tutor)

    response = client.post(at(world), {"kind": "strength", "text": "houdt vol", "said_as": "tutor"} | data)

    assert (response.status_code, FileItem.objects.count()) == (200, 0)


def test_a_goal_that_is_over_is_put_away_and_anothers_strength_is_not(client: Client, world: FileWorld):
    goal, strength = world.says(world.teacher, FileKind.GOAL), world.says(world.teacher)
    client.force_login(world.tutor)

    found = [
        client.post(reverse("tutor-pupil-put-away", args=[world.pupil.pk, item.pk])).status_code
        for item in (goal, strength)
    ]

    assert found == [302, 404]
    assert [(item.kind, item.put_away_at) for item in FileItem.objects.order_by("kind")] == [
        ("goal", NOW),
        ("strength", None),
    ]


@pytest.mark.parametrize("name", ["tutor-pupil", "tutor-pupil-put-away"])
def test_page_opens_to_the_own_tutor_and_to_nobody_else(client: Client, world: FileWorld, name: str):
    posted = name == "tutor-pupil-put-away"
    address = reverse(name, args=[world.pupil.pk, *([world.says(world.tutor).pk] if posted else [])])
    found = []
    for user in (world.other_tutor, world.teacher, world.coordinator, world.parent, world.own, world.tutor):
        client.force_login(user)
        found.append((client.post(address) if posted else client.get(address)).status_code)

    assert found == [404, 403, 403, 403, 403, 302 if posted else 200]


@pytest.mark.parametrize("name", ["tutor-pupil", "tutor-pupil-put-away", "tutor-role"])
def test_page_asks_strangers_to_sign_in_and_refuses_the_wrong_method(client: Client, world: FileWorld, name: str):
    args = {"tutor-role": [], "tutor-pupil": [world.pupil.pk]}.get(name, [world.pupil.pk, world.says(world.tutor).pk])
    address = reverse(name, args=args)
    stranger = client.get(address)
    client.force_login(world.tutor)
    wrong = client.get(address) if name == "tutor-pupil-put-away" else client.delete(address)

    assert (stranger.status_code, wrong.status_code) == (302, 405)


def test_r_nev_13_the_page_closes_when_a_check_lapses(client: Client, world: FileWorld):
    Clearance.objects.filter(tutor=world.world.tutor, kind="training").delete()
    client.force_login(world.tutor)

    assert client.get(at(world)).status_code == 404


def test_r_nev_09_the_role_says_what_is_whose_and_where_a_worry_goes(client: Client, world: FileWorld):
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-role")).content.decode()

    assert "Dossiers over zorg of gedrag lezen of bijhouden." in page
    assert "Dat is voor de zorgcoördinator of intern begeleider." in page
    assert reverse("tutor-worry") in page


@pytest.mark.parametrize("count", [1, 4])
def test_page_costs_the_same_for_any_number_of_lines(
    client: Client, world: FileWorld, count: int, django_assert_num_queries
):
    for kind in FileKind:
        for _ in range(count):
            FileItemFactory(pupil=world.pupil, kind=kind)
    client.force_login(world.tutor)
    client.get(at(world))

    with django_assert_num_queries(24):
        client.get(at(world))
