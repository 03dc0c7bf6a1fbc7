import io
import logging

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tandem.config import tasks
from tandem.core.models import AuditEvent, OutboxMessage
from tandem.people.enums import Region
from tandem.people.models import Clearance
from tandem.safeguarding.queries import opened, received_by
from tests.factories.people import school_coordinator, teacher_of
from tests.factories.safeguarding import WORDS, Worried, worried

pytestmark = pytest.mark.django_db

SENDERS = {"tutor-worry": lambda world: world.tutor, "school-worry": lambda world: teacher_of(world.world.school_class)}


@pytest.fixture
def world() -> Worried:
    return worried()


def words_of(world: Worried, user=None) -> list[str]:
    user = user or world.receiver
    return [opened(row, user).text for row in received_by(user)]


def filled_in(world: Worried, **other: str) -> dict[str, str]:
    return {"place": world.place.key, "about": "pupil", "pupil": "", "text": WORDS, **other}


@pytest.mark.parametrize("name", SENDERS)
def test_the_page_opens_with_whom_to_call_now(client: Client, world: Worried, name: str):
    client.force_login(SENDERS[name](world))

    page = client.get(reverse(name)).content.decode().split("<main")[1]

    places = [page.index(text) for text in ("tel:112", "tel:1712", "<textarea")]
    assert places == sorted(places)
    assert "0800-2000" not in page


def test_in_the_netherlands_it_is_veilig_thuis(client: Client):
    world = worried(region=Region.NL_SOUTH)
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-worry")).content.decode()

    assert ("tel:08002000" in page, "tel:1712" in page) == (True, False)


@pytest.mark.parametrize("name", SENDERS)
def test_what_is_sent_reaches_the_person_named_alone(client: Client, world: Worried, name: str):
    client.force_login(SENDERS[name](world))

    response = client.post(reverse(name), filled_in(world, pupil=str(world.world.pupils[0].pk)))

    assert (response.status_code, response.url) == (302, reverse(name) + "#verstuurd")
    assert words_of(world) == [f"[Amina animA]\n{WORDS}"]
    assert [received_by(user) for user in (world.deputy, world.colleague)] == [[], []]


def test_who_it_is_about_is_passed_by(client: Client, world: Worried):
    client.force_login(world.tutor)

    client.post(reverse("tutor-worry"), filled_in(world, about=str(world.receiver.person.pk)))

    assert (received_by(world.receiver), words_of(world, world.deputy)) == ([], [f"[Greet Claes]\n{WORDS}"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", "x" * 4001), ("place", "elders"), ("about", "00000000-0000-0000-0000-000000000000")],
)
def test_what_is_not_right_is_not_sent(client: Client, world: Worried, field: str, value: str):
    client.force_login(world.tutor)

    response = client.post(reverse("tutor-worry"), filled_in(world, **{field: value}))

    assert response.status_code == 200
    assert received_by(world.receiver) == []


def test_when_nobody_is_left_the_page_says_to_call(client: Client, world: Worried):
    initiative = world.place.initiative
    initiative.concern_deputy = None
    initiative.save()
    client.force_login(world.tutor)

    page = client.post(reverse("tutor-worry"), filled_in(world, about=str(world.receiver.person.pk))).content.decode()

    assert "niemand anders aangeduid" in page


def test_without_a_name_there_is_no_form(client: Client, world: Worried):
    initiative = world.place.initiative
    initiative.concern_contact = initiative.concern_deputy = None
    initiative.save()
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-worry")).content.decode().split("<main")[1].split("</main>")[0]

    assert ("<textarea" in page, "nog geen naam" in page, "tel:112" in page) == (False, True, True)


def test_also_a_tutor_whose_check_ran_out_may_worry(client: Client, world: Worried):
    Clearance.objects.all().delete()
    world.place.initiative.sites.add(world.place.site)
    client.force_login(world.tutor)

    page = client.get(reverse("tutor-worry")).content.decode()
    client.post(reverse("tutor-worry"), filled_in(world))

    assert [pupil for pupil in world.world.pupils if pupil.person.given_name in page] == []
    assert words_of(world) == [WORDS]


def test_the_sender_sees_the_receipt_and_not_the_words(client: Client, world: Worried):
    client.force_login(world.tutor)
    client.post(reverse("tutor-worry"), filled_in(world))
    before = client.get(reverse("tutor-worry")).content.decode()
    [row] = received_by(world.receiver)
    client.force_login(world.receiver)
    client.post(reverse("signal-read", args=[row.signal.pk]))
    client.force_login(world.tutor)

    after = client.get(reverse("tutor-worry"))

    page = after.content.decode()
    assert ("nog niet gelezen" in before, "gelezen door Greet Claes op" in page) == (True, True)
    assert WORDS not in before + page
    assert "no-store" in after["Cache-Control"]


def test_a_school_coordinator_may_worry_too(client: Client, world: Worried):
    client.force_login(school_coordinator(world.world.site.organisation))

    client.post(reverse("school-worry"), filled_in(world))

    assert words_of(world) == [WORDS]


@pytest.mark.parametrize(("name", "other"), [("tutor-worry", "school-worry"), ("school-worry", "tutor-worry")])
def test_others_are_refused_and_strangers_asked_to_sign_in(client: Client, world: Worried, name: str, other: str):
    stranger = client.get(reverse(name))
    client.force_login(SENDERS[other](world))

    assert (stranger.status_code, client.get(reverse(name)).status_code, client.put(reverse(name)).status_code) == (
        302,
        403,
        403,
    )


def test_a_canary_in_a_signal_is_in_no_log_no_mail_no_trail_and_no_outbox(client: Client, world: Worried):
    canary = "KANARIE-51b2"
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    client.force_login(world.tutor)

    client.post(reverse("tutor-worry"), filled_in(world, text=f"{canary} onder de tafel"))
    client.post(reverse("tutor-worry"), filled_in(world, text=f"{canary} " * 1000))  # too long: refused
    tasks.watch_signals(timestamp=0)
    [row] = received_by(world.receiver)
    client.force_login(world.receiver)
    client.post(reverse("signal-read", args=[row.signal.pk]))
    client.post(reverse("signal-step", args=[row.signal.pk]), {"kind": "noted", "note": f"{canary} gebeld"})
    tasks.watch_signals(timestamp=0)
    logging.getLogger().removeHandler(handler)

    assert words_of(world) == [f"{canary} onder de tafel"]
    assert [message.to for message in mail.outbox][:1] == [[world.receiver.email]]
    mails = "".join(f"{message.subject}{message.body}" for message in mail.outbox)
    trail = "".join(str(event.facts) for event in AuditEvent.objects.all())
    outbox = "".join(str(message.payload) for message in OutboxMessage.objects.all())
    assert [text for text in (mails, trail, outbox, log.getvalue()) if canary in text] == []
    for word in ("zorg", "signaal", "Noor", "Amina"):
        assert word not in mails
