from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import ROLES, Permission, Role
from tandem.people.enums import Region
from tandem.people.models import DayOff, WorkingWeek
from tandem.safeguarding.models import Signal
from tandem.safeguarding.queries import received_by
from tests.factories.people import UserFactory, member, teacher_of
from tests.factories.safeguarding import WORDS, Worried, worried

pytestmark = pytest.mark.django_db

LISTS = ["signals", "signal-days", "pauses"]
OF_ONE = {"signal": "get", "signal-read": "post", "signal-step": "post", "signal-close": "post"}
POSTED = ["signal-days-set", "signal-days-off"]


@pytest.fixture
def world() -> Worried:
    return worried()


@pytest.fixture
def signal(world: Worried) -> Signal:
    return world.send()


def status(client: Client, name: str, *arguments: object) -> int:
    method: Callable = client.post if OF_ONE.get(name) == "post" else client.get
    return method(reverse(name, args=arguments)).status_code


@pytest.mark.parametrize("name", OF_ONE)
def test_each_page_is_for_the_receiver_alone(client: Client, world: Worried, signal: Signal, name: str):
    found = {}
    for who in ("receiver", "deputy", "colleague", "tutor"):
        client.force_login(getattr(world, who))
        found[who] = status(client, name, signal.pk)

    works = 200 if name in ("signal", "signal-step") else 302
    assert found == {"receiver": works, "deputy": 404, "colleague": 404, "tutor": 403}


@pytest.mark.parametrize("name", [*LISTS, *OF_ONE, *POSTED])
def test_strangers_are_asked_to_sign_in(client: Client, signal: Signal, name: str):
    arguments = [signal.pk] if name in OF_ONE else []

    assert client.get(reverse(name, args=arguments)).status_code == 302


@pytest.mark.parametrize("name", [*(name for name, method in OF_ONE.items() if method == "post"), *POSTED])
def test_what_changes_something_is_posted(client: Client, world: Worried, signal: Signal, name: str):
    client.force_login(world.receiver)
    arguments = [signal.pk] if name in OF_ONE else []

    assert client.get(reverse(name, args=arguments)).status_code == 405


@pytest.mark.parametrize("name", LISTS)
def test_pages_to_read_take_no_post(client: Client, world: Worried, name: str):
    client.force_login(world.receiver)

    assert (client.get(reverse(name)).status_code, client.post(reverse(name)).status_code) == (200, 405)


def test_the_words_show_only_after_it_was_opened(client: Client, world: Worried, signal: Signal):
    client.force_login(world.receiver)
    address = reverse("signal", args=[signal.pk])

    before = client.get(address).content.decode()
    client.post(reverse("signal-read", args=[signal.pk]))
    after = client.get(address)

    assert (WORDS in before, WORDS in after.content.decode()) == (False, True)
    assert "no-store" in after["Cache-Control"]


def test_nobody_else_sees_that_there_is_one(client: Client, world: Worried):
    pages = {}
    for moment in ("before", "after"):
        for user in (world.colleague, world.deputy):
            client.force_login(user)
            pages[moment, user.pk] = client.get(reverse("signals")).context["rows"]
            home = client.get(reverse("coordinator-home")).content.decode()
            pages[moment, "menu", user.pk] = home.count("/signals/")
        if moment == "before":
            world.send()

    for key in [key for key in pages if key[0] == "before"]:
        assert pages[key] == pages[("after", *key[1:])]


@pytest.mark.parametrize(
    ("region", "offered"),
    [
        (Region.BE_FLANDERS, ["noted", "school", "clb", "emergency"]),
        (Region.NL_NORTH, ["noted", "school", "veilig_thuis", "emergency"]),
    ],
)
def test_it_is_handed_over_as_the_country_does(client: Client, region: Region, offered: list[str]):
    world = worried(region=region)
    signal = world.send()
    client.force_login(world.receiver)
    client.post(reverse("signal-read", args=[signal.pk]))

    form = client.get(reverse("signal", args=[signal.pk])).context["form"]

    assert [value for value, _label in form.fields["kind"].choices] == offered
    assert set(form.fields) == {"kind", "note"}


def test_steps_are_kept_and_closing_ends_them(client: Client, world: Worried, signal: Signal):
    client.force_login(world.receiver)
    client.post(reverse("signal-read", args=[signal.pk]))
    client.post(reverse("signal-step", args=[signal.pk]), {"kind": "clb", "note": "Mevrouw De Wit belt terug."})
    client.post(reverse("signal-close", args=[signal.pk]))
    refused = client.post(reverse("signal-step", args=[signal.pk]), {"kind": "noted"}, follow=True)

    page = client.get(reverse("signal", args=[signal.pk])).content.decode()
    [row] = received_by(world.receiver)
    assert ("Mevrouw De Wit belt terug." in page, row.signal.closed_at is not None) == (True, True)
    assert "al afgerond" in refused.content.decode()


def test_days_off_are_ones_own(client: Client, world: Worried):
    client.force_login(world.receiver)

    client.post(reverse("signal-days-set"), {"days": ["0", "1", "5"]})
    client.post(reverse("signal-days-off"), {"from_date": "2099-10-01", "to_date": "2099-10-05"})
    wrong = client.post(reverse("signal-days-off"), {"from_date": "2099-10-05", "to_date": "2099-10-01"})
    [day_off] = DayOff.objects.all()
    client.force_login(world.deputy)
    stranger = client.post(reverse("signal-days-off-remove", args=[day_off.pk])).status_code
    client.force_login(world.receiver)
    own = client.post(reverse("signal-days-off-remove", args=[day_off.pk])).status_code

    assert list(WorkingWeek.objects.values_list("person", "days")) == [(world.receiver.person_id, [0, 1, 5])]
    assert (day_off.from_date, wrong.status_code) == (date(2099, 10, 1), 200)
    assert (stranger, own, DayOff.objects.count()) == (404, 302, 0)


def test_r_nev_09_a_tutor_opens_no_page_of_those_who_care(client: Client, world: Worried, signal: Signal):
    """R-NEV-09: a tutor signals to a person named, and cannot open what becomes of it."""
    client.force_login(world.tutor)

    closed = {name: status(client, name, *([signal.pk] if name in OF_ONE else [])) for name in [*LISTS, *OF_ONE]}

    assert closed == dict.fromkeys(closed, 403)
    assert Permission.SIGNAL_RECEIVE not in ROLES[Role.TUTOR]


@pytest.mark.parametrize("role", [Role.FUNDER, Role.RESEARCHER, Role.PLATFORM_ADMIN])
def test_who_works_with_nobodys_child_is_refused(client: Client, world: Worried, role: Role):
    client.force_login(member(world.place.initiative.organiser, role))

    assert client.get(reverse("signals")).status_code == 403


def test_a_list_costs_the_same_for_one_as_for_three(client: Client, world: Worried, django_assert_max_num_queries):
    client.force_login(world.receiver)
    counts = []
    for _ in range(2):
        world.send()
        with django_assert_max_num_queries(12) as found:
            client.get(reverse("signals"))
        counts.append(len(found))

    assert counts[0] == counts[1]
    assert teacher_of(world.world.school_class) != UserFactory()
