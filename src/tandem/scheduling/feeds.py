"""Calendar feeds (RFC 5545) of a tutor or a site: where to be and when, and no child's name.

Times are written in UTC, so that they are right on both sides of a change to or from summer time.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tandem.initiatives.gate import cleared_tutors
from tandem.initiatives.models import Enrolment, Gathering, StudentGroup
from tandem.initiatives.queries.training import gatherings_of
from tandem.people.models import Tutor
from tandem.scheduling.enums import SessionStatus, TeamStatus
from tandem.scheduling.models import FeedAddress, Session

LOOK_BACK = timedelta(weeks=8)
FORMAT = 2  # to be raised when the text of a feed changes, so that calendars read it again

PROPOSED = "proposed"  # a moment of a plan that nobody decided about yet
STATUSES = {SessionStatus.CANCELLED.value: "CANCELLED", SessionStatus.PAUSED.value: "CANCELLED", PROPOSED: "TENTATIVE"}

Row = tuple[object, ...]
FIELDS = (
    "pk",
    "starts_at",
    "ends_at",
    "status",
    "changed_at",
    "team__subject",
    "team__site__organisation__name",
    "team__site__name",
    "team__site__address",
    "team__site__pick_up",
    "room__name",
    "team__enrolment__tutor__person__given_name",
    "team__enrolment__student_group__name",
)
# A training, an intervision or a moment to look back has words of its own for what and where.
OF_GATHERING = ("pk", "starts_at", "ends_at", "status", "changed_at", "summary", "place")


def feed_at(token: str) -> FeedAddress | None:
    """Return the feed with this secret address, unless the address was renewed."""
    return FeedAddress.objects.select_related("tutor__person", "site__organisation").filter(token=token).first()


def rows_of(feed: FeedAddress, *, at: datetime) -> list[Row]:
    """Return what the feed tells, from eight weeks ago on, also cancelled: sessions of running teams, gatherings."""
    first = timezone.localdate(at - LOOK_BACK)
    sessions = _sessions(feed, at).filter(starts_at__date__gte=first)
    rows: list[Row] = list(sessions.order_by("starts_at", "pk").values_list(*FIELDS))
    if feed.tutor is None:
        return rows
    # Training comes before the check is seen, so whoever takes part is expected here.
    gatherings = gatherings_of(feed.tutor).filter(starts_at__date__gte=first)
    return rows + [_row(gathering) for gathering in gatherings]


def _row(gathering: Gathering) -> Row:
    status = SessionStatus.CANCELLED.value if gathering.cancelled_at else ""
    summary = f"{gathering.get_kind_display().capitalize()}: {gathering.title}"
    return (
        gathering.pk,
        gathering.starts_at,
        gathering.ends_at,
        status,
        gathering.changed_at,
        summary,
        gathering.place,
    )


def _sessions(feed: FeedAddress, at: datetime) -> QuerySet[Session]:
    published = Session.objects.filter(team__status=TeamStatus.PUBLISHED)
    if feed.site_id:
        return published.filter(team__site=feed.site_id)
    # A tutor whose check has lapsed is expected nowhere (R-NEV-13).
    tutors = cleared_tutors(on=timezone.localdate(at)).filter(feed=feed)
    return published.filter(team__enrolment__in=_enrolments(tutors))


def _enrolments(tutors: QuerySet[Tutor]) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(
        Q(tutor__in=tutors) | Q(student_group__in=StudentGroup.objects.filter(tutors__in=tutors))
    )


def etag_of(feed: FeedAddress, rows: list[Row]) -> str:
    """Return a name for exactly this content, without writing the calendar."""
    facts = repr((FORMAT, _name(feed), rows)).encode()
    return f'"{hashlib.sha256(facts).hexdigest()[:32]}"'


def calendar_of(feed: FeedAddress, rows: list[Row]) -> bytes:
    """Write the feed as an iCalendar file."""
    named = (dict(zip(FIELDS if len(row) == len(FIELDS) else OF_GATHERING, row, strict=True)) for row in rows)
    return write_calendar(_name(feed), named, of_site=bool(feed.site_id))


def write_calendar(name: str, rows: Iterable[Mapping[str, Any]], *, of_site: bool) -> bytes:
    """Write rows with the names in FIELDS as an iCalendar file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//tandem-tutoring//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for row in rows:
        calendar.add_component(_event(row, of_site=of_site))
    text: bytes = calendar.to_ical()
    return text


def _name(feed: FeedAddress) -> str:
    owner = feed.tutor.person.given_name if feed.tutor else feed.site
    return _("Tandem, %(owner)s") % {"owner": owner}


def _event(row: Mapping[str, Any], *, of_site: bool) -> Event:
    event = Event()
    changed = row["changed_at"].astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{row['pk']}@tandem")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    # The number must rise with each change, or a calendar keeps the old version.
    event.add("sequence", int(changed.timestamp()) - 1_700_000_000)
    event.add("dtstart", row["starts_at"].astimezone(UTC))
    event.add("dtend", row["ends_at"].astimezone(UTC))
    event.add("summary", _summary(row, of_site=of_site))
    event.add("location", row["place"] if "place" in row else _place(row))
    if row.get("team__site__pick_up"):
        event.add("description", _("Ophalen: %(place)s") % {"place": row["team__site__pick_up"]})
    event.add("status", STATUSES.get(row["status"], "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if STATUSES.get(row["status"]) == "CANCELLED" else "OPAQUE")
    return event


def _summary(row: Mapping[str, Any], *, of_site: bool) -> str:
    if "summary" in row:
        text = str(row["summary"])
        cancelled = STATUSES.get(row["status"]) == "CANCELLED"
        return _("Gaat niet door: %(what)s") % {"what": text} if cancelled else text
    who = row["team__enrolment__tutor__person__given_name"] or row["team__enrolment__student_group__name"]
    text = (
        _("Tutoring %(subject)s met %(who)s") % {"subject": row["team__subject"], "who": who}
        if of_site
        else _("Tutoring %(subject)s") % {"subject": row["team__subject"]}
    )
    return _("Gaat niet door: %(what)s") % {"what": text} if STATUSES.get(row["status"]) == "CANCELLED" else text


def _place(row: Mapping[str, Any]) -> str:
    parts = (
        row["room__name"],
        row["team__site__name"],
        row["team__site__organisation__name"],
        row["team__site__address"],
    )
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))
