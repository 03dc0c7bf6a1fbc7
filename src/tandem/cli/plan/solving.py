"""One run of the planner, followed from this process."""

import threading
import uuid
from typing import Protocol

import click
from django.db import connection
from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.plan.reading import Intake
from tandem.scheduling.actions.runs import RunNotPossible, execute_run, request_run
from tandem.scheduling.models import PlanningRun


class Follower(Protocol):
    def progress(self, *, seconds: float, limit: int, placed: int, requests: int, bound: float | None) -> None: ...


def make_plan(intake: Intake, *, seconds: int, tell: Follower) -> PlanningRun:
    """Plan what was read, telling how far it is once a second."""
    try:
        run = request_run(
            initiative=intake.initiative, from_date=intake.first, seconds=seconds, by=intake.by, at=timezone.now()
        )
    except RunNotPossible:
        raise click.ClickException("Er staan geen aanvragen in de lijsten: er is niets te plannen.") from None
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(run.pk, ended, tell), daemon=True)
    watch.start()
    try:
        execute_run(run.pk, now=timezone.now)
    finally:
        ended.set()
        watch.join()
    run.refresh_from_db()
    _tell(run, tell)
    return run


def _watch(run_id: uuid.UUID, ended: threading.Event, tell: Follower) -> None:
    try:
        while not ended.wait(1):
            _tell(PlanningRun.objects.get(pk=run_id), tell)
    finally:
        connection.close()


def _tell(run: PlanningRun, tell: Follower) -> None:
    tell.progress(
        seconds=run.seconds, limit=run.seconds_limit, placed=run.placed, requests=run.requests, bound=run.bound
    )
