"""Asking for a plan, following it, and keeping what it found."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tandem import planning
from tandem.core import audit, outbox
from tandem.initiatives.models import Initiative
from tandem.people.models import User
from tandem.scheduling.actions.outcomes import store_result
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun
from tandem.scheduling.problems import Built, problem_for

RUN_ASKED = "scheduling.run_asked"
BUSY = (RunStatus.QUEUED, RunStatus.RUNNING)
WORKERS = 2
A_SECOND = timedelta(seconds=1)

log = logging.getLogger(__name__)


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
    outbox.post(RUN_ASKED, key=f"{RUN_ASKED}:{run.pk}", at=at, run=run.pk, by=by.pk)
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


def execute_run(run_id: UUID | str, *, now: Callable[[], datetime]) -> None:
    """Make the plan of a run and keep its proposals; no transaction is open while solving.

    Doing it again is harmless: what ended is left alone, and what was cut off begins anew.
    """
    run = _begin(run_id, now())
    if run is None:
        return
    try:
        built = problem_for(run.initiative, from_date=run.from_date, replan_running=run.replans_running)
        _keep_input(run, built)
        watch = _Watch(run.pk, now)
        result = planning.solve(
            built.problem,
            seconds=run.seconds_limit,
            seed=run.seed,
            workers=WORKERS,
            stop=watch.asked_to_stop,
            on_progress=watch.keep,
        )
        store_result(run=run, built=built, result=result, at=now())
    except Exception as error:
        PlanningRun.objects.filter(pk=run.pk).update(
            status=RunStatus.FAILED, finished_at=now(), failure=type(error).__name__
        )
        log.error("Planning run %s failed: %s", run.pk, type(error).__name__)
        raise


@transaction.atomic
def _begin(run_id: UUID | str, at: datetime) -> PlanningRun | None:
    row = PlanningRun.objects.select_for_update(of=["self"]).select_related("initiative__organiser").filter(pk=run_id)
    run = row.filter(status__in=BUSY).first()
    if run is None:
        return None
    if run.cancel_requested:
        run.status, run.finished_at = RunStatus.CANCELLED, at
    else:
        run.status, run.started_at = RunStatus.RUNNING, at
    run.save(update_fields=["status", "started_at", "finished_at"])
    return run if run.status == RunStatus.RUNNING else None


def _keep_input(run: PlanningRun, built: Built) -> None:
    run.problem, run.keys = planning.problem_to_dict(built.problem), built.keys
    run.requests = len(built.problem.requests)
    run.save(update_fields=["problem", "keys", "requests"])


class _Watch:
    """Keeps how far a run is, and hears what people ask of it: both at most once a second."""

    def __init__(self, run_id: UUID, now: Callable[[], datetime]) -> None:
        self._run, self._now = PlanningRun.objects.filter(pk=run_id), now
        self._kept_at = self._heard_at = now() - A_SECOND
        self._stop = False

    def keep(self, progress: planning.Progress) -> None:
        if self._now() - self._kept_at >= A_SECOND:
            self._kept_at = self._now()
            self._run.update(
                placed=progress.placed,
                objective=progress.objective,
                bound=progress.bound,
                seconds=round(progress.seconds, 1),
            )

    def asked_to_stop(self) -> bool:
        if not self._stop and self._now() - self._heard_at >= A_SECOND:
            self._heard_at = self._now()
            stop, cancel = self._run.values_list("stop_requested", "cancel_requested").get()
            self._stop = stop or cancel
        return self._stop
