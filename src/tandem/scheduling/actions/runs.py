"""Asking for a plan, following it, and keeping what it found."""

from datetime import date, datetime

from django.db import transaction

from tandem.core import audit, outbox
from tandem.initiatives.models import Initiative
from tandem.people.models import User
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun

RUN_ASKED = "scheduling.run_asked"
BUSY = (RunStatus.QUEUED, RunStatus.RUNNING)


class RunNotPossible(Exception):
    """A plan is being made already, or there is nothing to plan."""


@transaction.atomic
def request_run(
    *,
    initiative: Initiative,
    from_date: date,
    seconds: int,
    by: User,
    at: datetime,
    replan_running: bool = False,
    seed: int = 0,
) -> PlanningRun:
    """Ask for a plan from a day on; for a new block, teams that run may change as well."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if initiative.runs.filter(status__in=BUSY).exists():
        raise RunNotPossible("busy")
    if not initiative.requests.filter(status__in=["waiting", "placed"]).exists():
        raise RunNotPossible("no_requests")
    run = PlanningRun(
        initiative=initiative,
        from_date=from_date,
        replans_running=replan_running,
        asked_by=by,
        asked_at=at,
        seconds_limit=seconds,
        seed=seed,
    )
    run.full_clean()
    run.save()
    audit.record("run.asked", target=run, by=by, at=at, organisation=initiative.organiser, seconds=seconds)
    outbox.post(RUN_ASKED, key=f"{RUN_ASKED}:{run.pk}", at=at, run=run.pk)
    return run


@transaction.atomic
def stop_run(*, run: PlanningRun, by: User, at: datetime) -> None:
    """End a run early and keep the best plan so far."""
    _wish(run, "stop_requested", "run.stopped", by, at)


@transaction.atomic
def cancel_run(*, run: PlanningRun, by: User, at: datetime) -> None:
    """End a run and keep nothing of it."""
    _wish(run, "cancel_requested", "run.cancelled", by, at)
    PlanningRun.objects.filter(pk=run.pk, status=RunStatus.QUEUED).update(status=RunStatus.CANCELLED, finished_at=at)


def _wish(run: PlanningRun, field: str, action: str, by: User, at: datetime) -> None:
    if not PlanningRun.objects.filter(pk=run.pk, status__in=BUSY).update(**{field: True}):
        raise RunNotPossible("ended")
    audit.record(action, target=run, by=by, at=at, organisation=run.initiative.organiser)
