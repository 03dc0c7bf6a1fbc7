"""Reading tutors' calendars in the background: when an address was given, and every night."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from tandem.core.fetching import Fetcher, FetchNotPossible
from tandem.core.isolation import Purpose, acting_for
from tandem.scheduling.actions.availability import (
    AvailabilityNotPossible,
    note_calendar_problem,
    renew_from_calendar,
)
from tandem.scheduling.queries.availability import calendars_to_read


def read_calendar(pk: UUID | str, *, now: Callable[[], datetime], fetcher: Fetcher | None = None) -> None:
    """Read one tutor's calendar; what goes wrong is kept for the tutor to see. No transaction is open meanwhile."""
    with acting_for(None, on=localdate(now()), purpose=Purpose.CALENDAR, about=UUID(str(pk))):
        _read(pk, now, fetcher)


def _read(pk: UUID | str, now: Callable[[], datetime], fetcher: Fetcher | None) -> None:
    calendar = calendars_to_read().filter(pk=pk).first()
    if calendar is None:
        return
    try:
        content = (fetcher or Fetcher()).fetch(calendar.address)
        renew_from_calendar(calendar=calendar, content=content, at=now())
    except (FetchNotPossible, AvailabilityNotPossible) as problem:
        note_calendar_problem(calendar=calendar, problem=str(problem), at=now())


def read_all_calendars(*, now: Callable[[], datetime], fetcher: Fetcher | None = None) -> int:
    """Read every calendar with an address; return how many."""
    with acting_for(None, on=localdate(now()), purpose=Purpose.CALENDAR):
        calendars = list(calendars_to_read().values_list("pk", flat=True))
    for pk in calendars:
        read_calendar(pk, now=now, fetcher=fetcher)
    return len(calendars)
