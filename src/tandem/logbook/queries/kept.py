"""What an initiative can show of what really happened: its notes, and whether its rhythm was kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from tandem.initiatives.models import Initiative
from tandem.logbook.enums import Outcome
from tandem.logbook.models import LogEntry
from tandem.scheduling.models import Session


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many sessions were to be over by now, how many were held, and when the last one was."""

    planned: int
    held: int
    last_date: date | None


def notes_between(initiative: Initiative, *, first: date, last: date) -> QuerySet[LogEntry]:
    """Return what tutors of an initiative noted of the sessions of a period, by time."""
    return LogEntry.objects.filter(
        session__team__initiative=initiative,
        session__starts_at__date__gte=first,
        session__starts_at__date__lte=last,
    ).order_by("session__starts_at", "pk")


def rhythm_of(initiative: Initiative, *, at: datetime) -> Rhythm:
    """Return whether sessions that stood in the plan took place; one that was cancelled stood there too."""
    planned = Session.objects.filter(team__initiative=initiative, ends_at__lte=at)
    held = planned.filter(log_entry__outcome=Outcome.HELD)
    last = held.aggregate(last=Max("starts_at"))["last"]
    return Rhythm(planned.count(), held.count(), localdate(last) if last else None)
