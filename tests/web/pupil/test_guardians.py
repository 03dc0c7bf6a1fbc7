"""From 18 a pupil says who at home still sees along; until then the parents do."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tandem.people.queries import children_of
from tests.logbook.file_world import NOW, THIRTEEN, TODAY, FileWorld, file_world

pytestmark = pytest.mark.django_db

EIGHTEEN = date(2008, 10, 5)
PAGE = "/pupil/guardians/"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def world() -> FileWorld:
    world = file_world()
    born(world, EIGHTEEN)
    return world


def born(world: FileWorld, on: date) -> None:
    world.pupil.birth_date = on
    world.pupil.save()


def test_an_adult_pupil_lets_the_parents_see_along_and_takes_it_back(client: Client, world: FileWorld):
    client.force_login(world.own)

    seen = [children_of(world.parent, on=TODAY).count()]
    for word in ("yes", "no"):
        client.post(PAGE, {word: word})
        seen.append(children_of(world.parent, on=TODAY).count())

    assert seen == [0, 1, 0]


def test_the_file_of_an_adult_leads_to_the_choice(client: Client, world: FileWorld):
    client.force_login(world.own)

    linked = []
    for day in (EIGHTEEN, THIRTEEN):
        born(world, day)
        linked.append(PAGE in client.get(reverse("pupil-file")).content.decode())

    assert linked == [True, False]


def test_under_eighteen_the_parents_keep_seeing_along(client: Client, world: FileWorld):
    born(world, THIRTEEN)
    client.force_login(world.own)

    said = client.post(PAGE, {"no": "no"}, follow=True).content.decode()

    assert "Vanaf je achttiende kies je dit zelf." in said
    assert children_of(world.parent, on=TODAY).count() == 1


def test_the_choice_is_the_pupils_alone(client: Client, world: FileWorld):
    opened = []
    for user in (world.own, world.parent, world.tutor):
        client.force_login(user)
        opened.append(client.get(PAGE).status_code)
    client.force_login(world.own)

    assert opened == [200, 403, 403]
    assert client.put(PAGE).status_code == 405
