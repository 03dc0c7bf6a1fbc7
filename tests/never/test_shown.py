"""R-NEV-06, opened: no page of a family or a pupil shows a level, a backlog, a score, an indicator or a reason."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tandem.initiatives.enums import Priority
from tandem.logbook.enums import Liked, Mood
from tandem.logbook.queries import file_pages
from tandem.logbook.queries.family import GoodNews
from tandem.people.models import User
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import PupilFactory, TutorFactory
from tests.logbook.file_world import NOW, FileWorld, file_world
from tests.never.guards import guarded_by, without

pytestmark = pytest.mark.django_db

LEVEL, SPREAD = 4711, 4713
# As a number, and as the year of the ladder that it would be called.
CANARIES = (str(LEVEL), str(LEVEL - 8), str(SPREAD), "Kanarietutor", "Kanarieleerling", "moeizaam", "kan wachten")

SHOWN = {
    "family-home",
    "family-decisions",
    "family-reach",
    "family-file",
    "family-file-line",
    "family-file-self",
    "pupil-home",
    "pupil-guardians",
    "pupil-file",
    "pupil-file-line",
    "pupil-file-self",
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def with_canaries() -> FileWorld:
    """Return a world in which all that no family may read is there."""
    world = file_world()
    request = world.pupil.requests.get()
    request.level, request.priority = LEVEL, Priority.NORMAL
    request.save()
    request.not_tutors.add(TutorFactory(person__given_name="Kanarietutor"))
    request.apart_from.add(_other_request(world))
    initiative = request.initiative
    initiative.level_spread = SPREAD
    initiative.save()
    world.says(world.teacher, text="tekent dieren")
    entry = LogEntryFactory(session=world.world.session)
    PupilEntryFactory(log_entry=entry, pupil=world.pupil, success="las voor", mood=Mood.HARD, liked=Liked.NO)
    return world


def _other_request(world: FileWorld) -> object:
    other = world.pupil.requests.get()
    other.pk = None
    other.pupil = PupilFactory(person__given_name="Kanarieleerling")
    other.save(force_insert=True)
    return other


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or ""
        else:
            yield from names(pattern)


def opened(client: Client, world: FileWorld) -> dict[str, str]:
    """Open every address of families and pupils that can be read, and return what stands there by name."""
    line = world.pupil.file_items.get()
    known = {"pupil_id": world.pupil.pk, "what": "item", "pk": line.pk, "purpose": "in_school_time"}
    found = {}
    for name in sorted(set(names(get_resolver()))):
        audience = name.partition("-")[0]
        if audience not in ("family", "pupil"):
            continue
        user: User = world.parent if audience == "family" else world.own
        client.force_login(user)
        if (address := _address(name, known)) and (response := client.get(address)).status_code == 200:
            found[name] = response.content.decode()
    return found


def _address(name: str, known: dict[str, object]) -> str | None:
    for keys in ((), ("pupil_id",), ("what", "pk"), ("pupil_id", "what", "pk"), ("pupil_id", "purpose")):
        try:
            return reverse(name, kwargs={key: known[key] for key in keys})
        except NoReverseMatch:
            continue
    return None


def _news_with_a_level(pupils, **_):
    return {pupil.pk: [GoodNews(timezone.localdate(), f"niveau {_level(pupil)}", "")] for pupil in pupils}


def _line_with_a_level(item):
    return replace(LINE_OF_ITEM(item), text=f"niveau {_level(item.pupil)}")


def _level(pupil) -> int:
    return pupil.requests.get().level


LINE_OF_ITEM = file_pages._line_of_item


@guarded_by(
    without("tandem.web.family.home.good_news", _news_with_a_level),
    without("tandem.logbook.queries.file_pages._line_of_item", _line_with_a_level),
)
def test_r_nev_06_no_page_of_a_family_or_pupil_shows_what_they_may_not_read(client: Client):
    world = with_canaries()

    pages = opened(client, world)

    assert {name for name in SHOWN if name not in pages} == set()
    assert {name: [word for word in CANARIES if word in page] for name, page in pages.items()} == {
        name: [] for name in pages
    }
