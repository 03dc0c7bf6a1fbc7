"""Free and busy from an iCalendar file: of each event only when it is, never what, where or with whom."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import recurring_ical_events
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from tandem.core.fetching import MOST_BYTES

MOST_EVENTS = 5_000
MOST_TURNS = 200_000  # steps of all recurrences together, so that a hostile file cannot keep a worker busy
TURNS_A_YEAR = {"YEARLY": 1, "MONTHLY": 12, "WEEKLY": 53, "DAILY": 366}
STEP = 5  # minutes
SHORTEST = 30  # minutes in which nobody can be tutored


class CalendarNotReadable(Exception):
    """The file gives no free and busy; the sentence says why and what helps."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A weekly stretch, in minutes since midnight; day 0 is Monday."""

    day: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """On which days and between which times somebody wants to tutor at all."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    earliest: int = 8 * 60
    latest: int = 18 * 60


def busy_in(content: bytes, *, first: date, last: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Return when the owner of a calendar is busy from one day to another, in order."""
    calendar = _parsed(content)
    _check_size(calendar, last)
    try:
        events = recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last + timedelta(days=1))
    except (ValueError, TypeError, OverflowError, KeyError, AttributeError) as error:
        raise CalendarNotReadable(
            _("Deze agenda is niet te lezen. Exporteer haar opnieuw als iCalendar (.ics).")
        ) from error
    return sorted({(_moment(_start(e), zone), _moment(_end(e), zone)) for e in events if _takes_time(e)})


def _parsed(content: bytes) -> Calendar:
    if len(content) > MOST_BYTES:
        raise CalendarNotReadable(_("Deze agenda is te groot om te lezen. Kies een agenda met alleen je rooster."))
    if b"BEGIN:VCALENDAR" not in content[:2000].upper():
        raise CalendarNotReadable(_("Dit is geen agenda. Kies een iCalendar-bestand (.ics) of het adres ervan."))
    try:
        return Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CalendarNotReadable(
            _("Deze agenda is niet te lezen. Exporteer haar opnieuw als iCalendar (.ics).")
        ) from error


def _check_size(calendar: Calendar, last: date) -> None:
    events = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS or sum(_turns(event, last) for event in events) > MOST_TURNS:
        raise CalendarNotReadable(_("In deze agenda staat te veel om te lezen. Kies een agenda met alleen je rooster."))


def _turns(event: Component, last: date) -> float:
    """Return about how many steps the recurrences of an event take; infinitely many where an hour is too long."""
    rules = event.get("RRULE", [])
    if not rules or "DTSTART" not in event:
        return 0
    years = max(1, last.year - _start(event).year + 1)
    return sum(years * _turns_a_year(rule) for rule in (rules if isinstance(rules, list) else [rules]))


def _turns_a_year(rule: dict[str, list[object]]) -> float:
    if {"BYSECOND", "BYMINUTE", "BYHOUR"} & {str(part).upper() for part in rule}:
        return math.inf
    parts = [len(value) for part, value in rule.items() if str(part).upper().startswith("BY")]
    return TURNS_A_YEAR.get(str(rule.get("FREQ", [""])[0]).upper(), math.inf) * math.prod(parts)


def _takes_time(event: Component) -> bool:
    """Tell whether an event makes its owner busy: not when it is cancelled, shown as free, or declined."""
    return (
        str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "")).upper() != "TRANSPARENT"
        and str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() != "FREE"
    )


def _start(event: Component) -> date:
    start: date = event.decoded("DTSTART")
    return start


def _end(event: Component) -> date:
    if "DTEND" in event:
        end: date = event.decoded("DTEND")
        return end
    start = _start(event)
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _moment(value: date, zone: ZoneInfo) -> datetime:
    """Return a moment in our zone: a whole day begins at midnight, a time without a zone is a time here."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), tzinfo=zone)
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def weekly_free(
    busy: Iterable[tuple[datetime, datetime]], *, first: date, last: date, bounds: Bounds, travel_minutes: int
) -> list[Stretch]:
    """Return the weekly stretches that are free: busy in two of the weeks or more counts as busy every week.

    What happens once, such as a visit to the dentist, takes nothing away from the other weeks. When the calendar tells
    of one week only, once is enough.
    """
    weeks = max(1, math.ceil(((last - first).days + 1) / 7))
    enough = min(2, weeks)
    taken: dict[tuple[int, int], set[date]] = {}
    for starts, ends in busy:
        for day, low, high in _per_day(starts, ends, travel_minutes):
            if first <= day <= last:
                for step in range(low // STEP, math.ceil(high / STEP)):
                    taken.setdefault((day.weekday(), step), set()).add(day)
    found = []
    for weekday in bounds.days:
        steps = range(bounds.earliest // STEP, bounds.latest // STEP)
        free = [step for step in steps if len(taken.get((weekday, step), ())) < enough]
        stretches = [Stretch(weekday, low * STEP, (high + 1) * STEP) for low, high in _runs(free)]
        found += [stretch for stretch in stretches if stretch.ends - stretch.starts >= SHORTEST]
    return found


def _per_day(starts: datetime, ends: datetime, travel_minutes: int) -> Iterator[tuple[date, int, int]]:
    """Yield the part of each day that is taken, with the margin for travelling, as clocks show it."""
    day = starts.date()
    while day <= ends.date():
        low = _minutes(starts) - travel_minutes if day == starts.date() else 0
        high = _minutes(ends) + travel_minutes if day == ends.date() else 24 * 60
        if high > low and not (day == ends.date() != starts.date() and _minutes(ends) == 0):
            yield day, max(0, low), min(24 * 60, high)
        day += timedelta(days=1)


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _runs(steps: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each unbroken row of steps."""
    if not steps:
        return
    breaks = [index for index, (a, b) in enumerate(pairwise(steps)) if b != a + 1]
    for low, high in pairwise([-1, *breaks, len(steps) - 1]):
        yield steps[low + 1], steps[high]
