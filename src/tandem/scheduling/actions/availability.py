"""When a tutor can: painted by hand, or taken from a calendar of which only free and busy are kept.

The latest of the two counts: painting puts the calendar aside, and a calendar replaces what was painted.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.core import audit, outbox
from tandem.people.models import Tutor, User
from tandem.scheduling.enums import AvailabilitySource
from tandem.scheduling.freebusy import Bounds, CalendarNotReadable, Stretch, busy_in, weekly_free
from tandem.scheduling.models import Availability, TutorCalendar

READ_CALENDAR = "scheduling.read_calendar"
WEEKS_AHEAD = 10
MOST_TRAVEL = 180
DAY = timedelta(days=1)


class AvailabilityNotPossible(Exception):
    """What a tutor gave cannot be kept; the sentence says why."""


@transaction.atomic
def paint_availability(
    *,
    tutor: Tutor,
    stretches: Collection[Stretch],
    from_date: date,
    by: User,
    at: datetime,
    to_date: date | None = None,
) -> None:
    """Replace when a tutor can, from one day to another; before and after it, what stood there stays."""
    _check_dates(from_date, to_date)
    _locked(tutor)
    _replace(tutor, stretches, from_date, to_date, AvailabilitySource.PAINTED)
    TutorCalendar.objects.filter(tutor=tutor).update(address="", problem="")
    _record("availability.painted", tutor, by=by, at=at, stretches=len(stretches))


@transaction.atomic
def keep_calendar(
    *, tutor: Tutor, address: str, bounds: Bounds, travel_minutes: int, by: User, at: datetime
) -> TutorCalendar:
    """Keep the address of a tutor's calendar, and have it read at once and again every night."""
    calendar = _keep_margins(tutor, bounds, travel_minutes)
    calendar.address = _secure(address)
    calendar.read_at, calendar.problem = None, ""
    calendar.full_clean(exclude=["tutor"])
    calendar.save()
    outbox.post(READ_CALENDAR, key=f"{READ_CALENDAR}:{calendar.pk}:{at.isoformat()}", at=at, calendar=calendar.pk)
    _record("calendar.given", tutor, by=by, at=at)
    return calendar


@transaction.atomic
def take_over_calendar(
    *,
    tutor: Tutor,
    content: bytes,
    bounds: Bounds,
    travel_minutes: int,
    from_date: date,
    by: User,
    at: datetime,
    to_date: date | None = None,
) -> int:
    """Take free and busy from a calendar file, for as long as its timetable holds; return the stretches found."""
    _check_dates(from_date, to_date)
    calendar = _keep_margins(tutor, bounds, travel_minutes)
    last = to_date or from_date + timedelta(weeks=WEEKS_AHEAD) - DAY
    free = _free_in(content, calendar, from_date, last)
    _replace(tutor, free, from_date, to_date, AvailabilitySource.CALENDAR)
    calendar.address, calendar.problem, calendar.read_at = "", "", at
    calendar.save()
    _record("calendar.taken_over", tutor, by=by, at=at, stretches=len(free))
    return len(free)


@transaction.atomic
def renew_from_calendar(*, calendar: TutorCalendar, content: bytes, at: datetime) -> None:
    """Take free and busy anew from what the tutor's address gave; the same free and busy changes nothing."""
    _locked(calendar.tutor)
    today = timezone.localdate(at)
    free = _free_in(content, calendar, today, today + timedelta(weeks=WEEKS_AHEAD) - DAY)
    if not _stands(calendar.tutor, free, today):
        _replace(calendar.tutor, free, today, None, AvailabilitySource.CALENDAR)
        _record("calendar.read", calendar.tutor, by=None, at=at, stretches=len(free))
    calendar.read_at, calendar.problem = at, ""
    calendar.save(update_fields=["read_at", "problem"])


@transaction.atomic
def note_calendar_problem(*, calendar: TutorCalendar, problem: str, at: datetime) -> None:
    """Remember why a tutor's calendar could not be read; what was known stays."""
    calendar.read_at, calendar.problem = at, problem[:300]
    calendar.save(update_fields=["read_at", "problem"])


@transaction.atomic
def forget_calendar(*, tutor: Tutor, by: User, at: datetime) -> None:
    """Stop reading a tutor's calendar; what is known stays until the tutor paints."""
    TutorCalendar.objects.filter(tutor=tutor).update(address="", problem="")
    _record("calendar.forgotten", tutor, by=by, at=at)


def _locked(tutor: Tutor) -> None:
    Tutor.objects.select_for_update().get(pk=tutor.pk)


def _check_dates(from_date: date, to_date: date | None) -> None:
    if to_date is not None and to_date < from_date:
        raise AvailabilityNotPossible(_("De laatste dag ligt voor de eerste."))


def _keep_margins(tutor: Tutor, bounds: Bounds, travel_minutes: int) -> TutorCalendar:
    if not bounds.days or bounds.latest <= bounds.earliest:
        raise AvailabilityNotPossible(_("Kies minstens één dag, en een laatste uur na het eerste."))
    if not 0 <= travel_minutes <= MOST_TRAVEL:
        raise AvailabilityNotPossible(_("Reken van 0 tot %(most)s minuten om te reizen.") % {"most": MOST_TRAVEL})
    _locked(tutor)
    calendar = TutorCalendar.objects.filter(tutor=tutor).first() or TutorCalendar(tutor=tutor)
    calendar.days = sorted(bounds.days)
    calendar.earliest, calendar.latest = _clock(bounds.earliest), _clock(bounds.latest)
    calendar.travel_minutes = travel_minutes
    return calendar


def _secure(address: str) -> str:
    """Return the https address behind what a calendar program gives, such as webcal://."""
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in ("https", "webcal", "webcals") or not parts.hostname:
        raise AvailabilityNotPossible(_("Geef het adres van je agenda, dat begint met https:// of webcal://."))
    return urlunsplit(parts._replace(scheme="https"))


def _free_in(content: bytes, calendar: TutorCalendar, first: date, last: date) -> list[Stretch]:
    zone = ZoneInfo(settings.TIME_ZONE)
    try:
        busy = busy_in(content, first=first, last=last, zone=zone)
    except CalendarNotReadable as error:
        raise AvailabilityNotPossible(str(error)) from error
    bounds = Bounds(tuple(calendar.days), _minutes(calendar.earliest), _minutes(calendar.latest))
    return weekly_free(busy, first=first, last=last, bounds=bounds, travel_minutes=calendar.travel_minutes)


def _stands(tutor: Tutor, free: Collection[Stretch], today: date) -> bool:
    rows = Availability.objects.filter(tutor=tutor).exclude(to_date__lt=today)
    known = {
        (row.source, row.to_date, row.from_date <= today, Stretch(row.day, _minutes(row.starts), _minutes(row.ends)))
        for row in rows
    }
    return known == {(AvailabilitySource.CALENDAR.value, None, True, stretch) for stretch in free}


def _replace(
    tutor: Tutor, stretches: Collection[Stretch], from_date: date, to_date: date | None, source: AvailabilitySource
) -> None:
    rows = Availability.objects.filter(tutor=tutor).exclude(to_date__lt=from_date)
    if to_date is not None:
        rows = rows.exclude(from_date__gt=to_date)
    for row in rows:
        _cut(row, from_date, to_date)
    Availability.objects.bulk_create(
        Availability(
            tutor=tutor,
            day=stretch.day,
            starts=_clock(stretch.starts),
            ends=_clock(stretch.ends),
            from_date=from_date,
            to_date=to_date,
            source=source,
        )
        for stretch in sorted(stretches)
    )


def _cut(row: Availability, from_date: date, to_date: date | None) -> None:
    """Keep only what a row says of the days before `from_date` and after `to_date`."""
    before = row.from_date < from_date
    after = to_date is not None and (row.to_date is None or row.to_date > to_date)
    if after and to_date is not None:
        Availability.objects.create(
            tutor=row.tutor,
            day=row.day,
            starts=row.starts,
            ends=row.ends,
            from_date=to_date + DAY,
            to_date=row.to_date,
            source=row.source,
        )
    if before:
        row.to_date = from_date - DAY
        row.save(update_fields=["to_date"])
    else:
        row.delete()


def _clock(minutes: int) -> time:
    """Return a time of day; the end of the day is its last minute, since a day has no 24:00."""
    return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else time(23, 59)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _record(action: str, tutor: Tutor, *, by: User | None, at: datetime, **facts: int) -> None:
    audit.record(action, target=tutor, by=by, at=at, organisation=tutor.organisation, **facts)
