"""Who may open which page about a school in an initiative: each page, each step of the ladder."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.together.expectations import Whose
from tandem.web.together.urls import urlpatterns
from tests.factories.together import (
    ActorshipChangeFactory,
    JustificationFactory,
    PlanNeedFactory,
    PlanStepFactory,
    SchoolProjectFactory,
)
from tests.web.together.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


def none(cast: Cast) -> list[object]:
    return []


def material(cast: Cast) -> list[object]:
    ActorshipChangeFactory(initiative=cast.initiative, task="material")
    return ["material"]


def step(cast: Cast) -> list[object]:
    return [PlanStepFactory(initiative=cast.initiative, site=cast.site).pk]


def need(cast: Cast) -> list[object]:
    return [PlanNeedFactory(initiative=cast.initiative, site=cast.site, whose=Whose.SCHOOL).pk]


More = Callable[[Cast], list[object]]
READ, PLAN = {"head", "reader", "programme", "college_coordinator"}, {"tutor"}
PARTNERS = {"head", "programme", "college_coordinator", "tutor"}
SCHOOL, PROGRAMME, COLLEGE = {"head"}, {"programme"}, {"college_coordinator"}
# Of each page: what its address names besides, whether it is only posted to, and who may open it.
PAGES: dict[str, tuple[More, bool, set[str]]] = {
    "together-school": (none, False, READ),
    "together-justification": (none, False, READ),
    "together-justification-write": (none, False, SCHOOL),
    "together-justification-take-over": (none, True, SCHOOL),
    "together-justification-confirm": (none, True, SCHOOL),
    "together-justification-check": (none, True, COLLEGE),
    "together-justification-paper": (none, False, READ),
    "together-readiness": (none, False, READ),
    "together-readiness-answer": (none, False, SCHOOL),
    "together-project-add": (none, True, SCHOOL),
    "together-project-end": (lambda cast: [SchoolProjectFactory(site=cast.site).pk], True, SCHOOL),
    "together-staff-limit": (none, True, SCHOOL),
    "together-staff-time": (none, True, PROGRAMME),
    "together-readiness-paper": (none, False, READ),
    "together-expectations": (none, False, READ),
    "together-expectations-answer": (none, False, SCHOOL | PROGRAMME),
    "together-expectations-paper": (none, False, READ),
    "together-actorship": (none, False, READ | PLAN),
    "together-actorship-change": (material, False, PROGRAMME),
    "together-actorship-usual": (material, True, PROGRAMME),
    "together-actorship-paper": (none, False, READ | PLAN),
    "together-plan": (none, False, READ | PLAN),
    "together-plan-begin": (none, True, PARTNERS),
    "together-plan-add": (none, True, PARTNERS),
    "together-need-add": (none, True, PARTNERS),
    "together-need-remove": (need, True, SCHOOL),
    "together-plan-step": (step, False, PARTNERS),
    "together-plan-done": (step, True, PARTNERS),
    "together-plan-remove": (step, True, PARTNERS),
    "together-plan-paper": (none, False, READ | PLAN),
}
LISTS = {"together", "coordinator-schools"}
EVERYBODY = ("head", "reader", "programme", "college_coordinator", "tutor")


def test_every_page_is_on_a_ladder():
    assert {pattern.name for pattern in urlpatterns} == PAGES.keys() | LISTS


def status(client: Client, cast: Cast, who: str, name: str, more: list[object]) -> int:
    client.force_login(getattr(cast, who))
    ask = client.post if PAGES[name][1] else client.get
    return ask(cast.at(name, *more)).status_code


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_to_whom_it_is_for(client: Client, name: str):
    more, _, opens_to = PAGES[name]
    cast = make_cast()
    JustificationFactory(initiative=cast.initiative, site=cast.site)

    opened = {who for who in opens_to if status(client, cast, who, name, more(cast)) in (200, 302, 422)}

    assert opened == opens_to


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_open_to_others(client: Client, name: str):
    more, _, opens_to = PAGES[name]
    cast = make_cast()
    arguments = more(cast)

    refused = {who: status(client, cast, who, name, arguments) for who in (*EVERYBODY, "nobody") if who not in opens_to}

    assert set(refused.values()) <= {403, 404}
    assert (refused["nobody"], status(client, cast, "stranger", name, arguments)) == (403, 404)


@pytest.mark.parametrize("name", PAGES)
def test_page_refuses_the_wrong_method(client: Client, name: str):
    more, posted, opens_to = PAGES[name]
    cast = make_cast()
    address = cast.at(name, *more(cast))
    client.force_login(getattr(cast, min(opens_to)))

    assert (client.get(address) if posted else client.delete(address)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_who_is_not_signed_in_to_do_so(client: Client, name: str):
    cast = make_cast()

    response = client.get(cast.at(name, *PAGES[name][0](cast)))

    assert (response.status_code, response.url.split("?")[0]) == (302, "/account/login/")


def test_list_shows_everybody_their_own_schools(client: Client):
    cast = make_cast()
    shown = {}
    for who in (*EVERYBODY, "stranger"):
        client.force_login(getattr(cast, who))
        shown[who] = "De Linde" in client.get(reverse("together")).content.decode()

    assert shown == {**dict.fromkeys(EVERYBODY, True), "stranger": False}


def test_a_coordinator_sees_the_schools_of_an_initiative(client: Client):
    cast = make_cast()
    statuses = []
    for who in ("programme", "stranger", "head"):
        client.force_login(getattr(cast, who))
        statuses.append(client.get(reverse("coordinator-schools", args=[cast.initiative.pk])).status_code)

    assert statuses == [200, 404, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_schools(client: Client, count: int, django_assert_num_queries):
    cast = make_cast()
    for _ in range(count - 1):
        cast.initiative.sites.add(cast.site.organisation.sites.create(name=f"Vestiging {_}"))
    client.force_login(cast.programme)
    client.get(reverse("together"))

    with django_assert_num_queries(12):
        client.get(reverse("together"))
