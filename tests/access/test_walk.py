"""Every address × everybody × own and other organisation × every method, compared with what is declared."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tandem.core.permissions import Permission, Role
from tandem.initiatives.models import Study
from tandem.web.access import requires
from tests.access import declared
from tests.access.canaries import wrongly_read
from tests.access.walker import Undeclared, page_of, pages, sample, walk, walk_with_one_step
from tests.access.world import World, make_world

pytestmark = pytest.mark.django_db(databases=["default", "safeguarding"])

EVERYBODY = [declared.ANONYMOUS, *sorted(Role), "banned guardian", "nobody's role", "deputy of before"]


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[tuple[World, World]]:
    """Two worlds for all walks of this process: each request of a walk is undone, and so is each test."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic("safeguarding"):
        yield with_a_study(make_world("Alfa")), with_a_study(make_world("Beta"))
        transaction.set_rollback(True)
        transaction.set_rollback(True, "safeguarding")


def with_a_study(world: World) -> World:
    """Let the initiative be compared, so that the steps of a study are there to be taken."""
    Study.objects.create(initiative=world.named["initiative_id"], question="Helpt het?")
    return world


def test_every_page_declares_who_may_open_it_how_and_what_its_address_names():
    found = list(pages())

    assert len({page.name for page in found}) == len(found)


@pytest.mark.parametrize(
    "decorate",
    [
        lambda view: view,  # says nothing at all
        lambda view: requires(Permission.PLATFORM_MANAGE)(view),  # says who, but not by which method
    ],
)
def test_a_page_that_declares_too_little_fails(decorate: Callable):
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(Undeclared):
        page_of(path("nieuw/", decorate(view), name="new"))


def test_a_sample_of_addresses_answers_a_read_as_declared(worlds: tuple[World, World]):
    found = [walk(actor, *worlds, methods=["GET"], only=some) for actor, some in sample(EVERYBODY, worlds[0]).items()]

    assert [wrong for each in found for wrong in each.wrong] == []
    assert [
        wrong for actor, each in zip(EVERYBODY, found, strict=True) for wrong in wrongly_read(actor, *worlds, each.read)
    ] == []


@pytest.mark.whole
@pytest.mark.parametrize("actor", EVERYBODY)
def test_every_address_answers_every_method_as_declared(actor: str, worlds: tuple[World, World], record_property):
    began = time.monotonic()

    found = walk(actor, *worlds)

    record_property("walk", (found.asked, time.monotonic() - began))
    assert found.wrong == []
    assert wrongly_read(actor, *worlds, found.read) == []


@pytest.mark.whole
@pytest.mark.parametrize("actor", sorted(Role))
def test_after_one_step_only_what_needs_no_more_opens(actor: str, worlds: tuple[World, World], record_property):
    began = time.monotonic()

    found = walk_with_one_step(actor, worlds[0])

    record_property("walk", (found.asked, time.monotonic() - began))
    assert found.wrong == []
