"""Long work somebody asks for and may walk away from: done once, in the background, with what came of it kept."""

import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from tandem.core.audit import Actor
from tandem.core.isolation import acting_for
from tandem.core.models import Work, WorkStatus

Outcome = Mapping[str, Any]
Doer = Callable[[Work, datetime], Outcome]

TASK = "core.work"
OPEN = (WorkStatus.WAITING, WorkStatus.BUSY)

log = logging.getLogger(__name__)


class WorkRefused(Exception):
    """It cannot be done as things stand now; the reason is a word the page has a sentence for."""


@transaction.atomic
def ask(kind: str, *, target: models.Model, by: Actor, at: datetime) -> Work:
    """Ask for work on a row; while it waits or is being done, asking again gives that same work."""
    work, is_new = Work.objects.get_or_create(
        kind=kind,
        target_id=target.pk,
        status__in=OPEN,
        defaults={"status": WorkStatus.WAITING, "by_id": by.pk, "asked_at": at},
    )
    if is_new:
        app.configure_task(TASK).defer(work=str(work.pk))  # a row of the same transaction
    return work


def latest(kind: str, *, target: models.Model) -> Work | None:
    return Work.objects.filter(kind=kind, target_id=target.pk).order_by("-asked_at", "pk").first()


def perform(work_id: uuid.UUID | str, doers: Mapping[str, Doer], *, now: Callable[[], datetime]) -> None:
    """Do a piece of work: what it changes and that it is done are kept together, or neither is.

    Doing it again is harmless: what ended is left alone, and what was cut off begins anew.
    """
    if not Work.objects.filter(pk=work_id, status__in=OPEN).update(status=WorkStatus.BUSY):
        return
    try:
        with transaction.atomic():
            work = Work.objects.select_for_update().get(pk=work_id)
            if work.status == WorkStatus.BUSY:
                with acting_for(work.by_id, on=localdate(now())):
                    outcome = doers[work.kind](work, now())
                _end(work_id, WorkStatus.DONE, outcome, now())
    except WorkRefused as error:
        _end(work_id, WorkStatus.REFUSED, {"why": str(error)}, now())
    except Exception as error:
        _end(work_id, WorkStatus.FAILED, {"error": type(error).__name__}, now())
        log.error("Work %s failed: %s", work_id, type(error).__name__)
        raise


def _end(work_id: uuid.UUID | str, status: WorkStatus, outcome: Outcome, at: datetime) -> None:
    Work.objects.filter(pk=work_id).update(status=status, outcome=outcome, finished_at=at)
