import pytest
from django.test import Client
from django.urls import reverse

from tandem.core.models import OutboxMessage
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun
from tests.factories.initiatives import InitiativeFactory
from tests.web.coordinator.worlds import Programme, finished_run, programme

pytestmark = pytest.mark.django_db


def ask(client: Client, world: Programme, **changed: object) -> str:
    client.force_login(world.user)
    answers = {"from_date": "2026-11-23", "seconds": 30} | changed
    return client.post(reverse("coordinator-plan", args=[world.initiative.pk]), answers, follow=True).content.decode()


def busy(world: Programme, **fields: object) -> PlanningRun:
    world.run.status = RunStatus.RUNNING
    for name, value in fields.items():
        setattr(world.run, name, value)
    world.run.save()
    return world.run


def test_plan_is_asked_for_with_a_day_and_a_time_to_think(client: Client):
    world = programme()

    page = ask(client, world, replans_running="on")

    run = PlanningRun.objects.get(status=RunStatus.QUEUED)
    assert (str(run.from_date), run.seconds_limit, run.replans_running, run.asked_by) == (
        "2026-11-23",
        30,
        True,
        world.user,
    )
    assert OutboxMessage.objects.filter(kind="scheduling.run_asked").count() == 1
    assert "U kunt deze bladzijde verlaten: het zoeken gaat door." in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"from_date": "2031-01-01"}, "Kies een dag binnen het initiatief."), ({"seconds": 7}, "Selecteer een geldige")],
)
def test_day_outside_the_initiative_is_refused(client: Client, changed: dict[str, object], said: str):
    world = programme()

    page = ask(client, world, **changed)

    assert said in page
    assert not PlanningRun.objects.filter(status=RunStatus.QUEUED).exists()


def test_second_plan_waits_for_the_first(client: Client):
    world = programme()
    busy(world)

    assert "Er wordt al een planning gemaakt." in ask(client, world)


def test_plan_without_requests_says_what_is_needed(client: Client):
    world = programme()
    world.initiative = InitiativeFactory(organiser=world.organiser)

    assert "Er zijn nog geen aanvragen." in ask(client, world)


def test_progress_tells_the_best_so_far_and_asks_itself_again(client: Client):
    world = programme()
    run = busy(world, placed=405, requests=500, objective=97_000, bound=100_000, seconds=12, seconds_limit=30)
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run-progress", args=[run.pk])).content.decode()

    assert "405 van 500 hebben een plek" in page
    assert "dit plan haalt ten minste 97,0 % van de score die hoogstens kan" in page
    assert f'hx-get="{reverse("coordinator-run-progress", args=[run.pk])}"' in page


def test_progress_of_what_has_ended_asks_no_more(client: Client):
    world = programme()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run-progress", args=[world.run.pk])).content.decode()

    assert "hx-get" not in page
    assert "De planning is klaar" in page


def test_run_is_stopped_early_and_keeps_its_best(client: Client):
    world = programme()
    run = busy(world)
    client.force_login(world.user)

    client.post(reverse("coordinator-run-stop", args=[run.pk]))

    run.refresh_from_db()
    assert (run.stop_requested, run.cancel_requested) == (True, False)


def test_run_is_cancelled(client: Client):
    world = programme()
    run = busy(world)
    client.force_login(world.user)

    response = client.post(reverse("coordinator-run-cancel", args=[run.pk]))

    run.refresh_from_db()
    assert (run.cancel_requested, response.url) == (True, reverse("coordinator-plan", args=[world.initiative.pk]))


@pytest.mark.parametrize("page", ["coordinator-run-stop", "coordinator-run-cancel"])
def test_run_that_has_ended_is_not_stopped_again(client: Client, page: str):
    world = programme()
    client.force_login(world.user)

    response = client.post(reverse(page, args=[world.run.pk]), follow=True)

    assert "Deze planning was al klaar." in response.content.decode()


def test_kept_run_shows_its_score_by_term_and_its_seconds(client: Client):
    world = programme()
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run", args=[world.run.pk])).content.decode()

    assert all(said in page for said in ("Leerlingen met een plek", "1000", "Gemiste lessen", "-20", "4 seconden"))


def test_a_run_shows_where_the_initiative_deviates_from_its_form_and_why(client: Client):
    world = programme()
    world.initiative.sessions_per_week, world.initiative.minutes = 1, 20
    world.initiative.deviation_reason = "De bus rijdt maar één keer."
    world.initiative.save()
    client.force_login(world.user)

    pages = [
        client.get(reverse(name, args=[pk])).content.decode()
        for name, pk in (("coordinator-run", world.run.pk), ("coordinator-plan", world.initiative.pk))
    ]

    said = ("20 minuten in plaats van ten minste", "De bus rijdt maar één keer.")
    assert [all(text in page for text in said) for page in pages] == [True, True]


def test_run_that_failed_says_that_nothing_changed(client: Client):
    world = programme()
    busy(world, status=RunStatus.FAILED, failure="MemoryError")
    client.force_login(world.user)

    page = client.get(reverse("coordinator-run", args=[world.run.pk])).content.decode()

    assert "De planning is mislukt" in page
    assert "MemoryError" in page


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_for_any_number_of_runs(client: Client, count: int, django_assert_num_queries):
    world = programme()
    for _ in range(count):
        finished_run(world.initiative)
    client.force_login(world.user)

    with django_assert_num_queries(7):
        client.get(reverse("coordinator-plan", args=[world.initiative.pk]))
