"""Doing what was asked for in the background, as the worker would."""

from django.utils import timezone

from tandem.config.tasks import WORK
from tandem.core import work
from tandem.core.models import Work


def perform_work() -> None:
    """Do all work that waits."""
    for waiting in Work.objects.filter(status__in=work.OPEN).order_by("asked_at", "pk"):
        work.perform(waiting.pk, WORK, now=timezone.now)
