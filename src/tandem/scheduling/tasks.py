"""Work in the background: making plans, reading calendars, closing what has ended."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tandem.core.isolation import Purpose, acting_for
from tandem.core.outbox import Handler
from tandem.core.work import Doer
from tandem.initiatives.actions.renewals import warn_of_renewals
from tandem.scheduling.actions.availability import READ_CALENDAR
from tandem.scheduling.actions.intake import TAKE_OVER, do_apply, forget_unfinished
from tandem.scheduling.actions.pauses import keep_in_step_with_the_gate
from tandem.scheduling.actions.publishing import PUBLISH, do_publish
from tandem.scheduling.actions.runs import RUN_ASKED, execute_run
from tandem.scheduling.actions.teams import close_ended_teams
from tandem.scheduling.calendar_tasks import read_all_calendars
from tandem.scheduling.calendar_tasks import read_calendar as read_one_calendar


@app.task(name="scheduling.plan_run", queue="planning")
def plan_run(run: str, by: str) -> None:
    """Make the plan of one run, for whoever asked for it."""
    with acting_for(UUID(by), on=timezone.localdate(), purpose=Purpose.PLAN, about=UUID(run)):
        execute_run(run, now=timezone.now)


@app.task(name="scheduling.read_calendar")
def read_calendar(calendar: str) -> None:
    """Read one tutor's calendar."""
    read_one_calendar(calendar, now=timezone.now)


@app.periodic(cron="20 3 * * *")
@app.task(name="scheduling.read_calendars", queueing_lock="scheduling.read_calendars")
def read_calendars(timestamp: int) -> None:
    """Read every calendar once a night."""
    read_all_calendars(now=timezone.now)


@app.periodic(cron="5 2 * * *")
@app.task(name="scheduling.close_teams", queueing_lock="scheduling.close_teams")
def close_teams(timestamp: int) -> None:
    """Close the teams whose last day has passed and whose goodbye is recorded."""
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.CLOSING):
        close_ended_teams(at=timezone.now())


@app.periodic(cron="35 2 * * *")
@app.task(name="scheduling.forget_imports", queueing_lock="scheduling.forget_imports")
def forget_imports(timestamp: int) -> None:
    """Throw away the lists nobody finished reading in."""
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.FORGETTING):
        forget_unfinished(at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="scheduling.keep_gate", queueing_lock="scheduling.keep_gate")
def keep_gate(timestamp: int) -> None:
    """Let teams lie still whose tutors' papers ran out, and go on once they are renewed."""
    at = timezone.now()
    on = timezone.localdate(at)
    with acting_for(None, on=on, purpose=Purpose.SAFETY):
        keep_in_step_with_the_gate(on=on, at=at)


@app.periodic(cron="15 5 * * *")
@app.task(name="initiatives.warn_of_renewals", queueing_lock="initiatives.warn_of_renewals")
def warn(timestamp: int) -> None:
    """Warn coordinators two months before a tutor's paper runs out."""
    at = timezone.now()
    on = timezone.localdate(at)
    with acting_for(None, on=on, purpose=Purpose.SAFETY):
        warn_of_renewals(on=on, at=at)


def _ask_for_plan(payload: Mapping[str, Any]) -> None:
    _defer_once("scheduling.plan_run", run=payload["run"], by=payload["by"])


def _ask_for_calendar(payload: Mapping[str, Any]) -> None:
    _defer_once("scheduling.read_calendar", calendar=payload["calendar"])


def _defer_once(name: str, **arguments: Any) -> None:
    # The outbox hands each message over once; the lock is for the day somebody posts the same wish twice.
    lock = f"{name}:{':'.join(str(value) for value in arguments.values())}"
    try:
        with transaction.atomic():
            app.configure_task(name, queueing_lock=lock).defer(**arguments)
    except AlreadyEnqueued:
        return


WORK: Mapping[str, Doer] = {PUBLISH: do_publish, TAKE_OVER: do_apply}
HANDLERS: Mapping[str, Handler] = {RUN_ASKED: _ask_for_plan, READ_CALENDAR: _ask_for_calendar}
