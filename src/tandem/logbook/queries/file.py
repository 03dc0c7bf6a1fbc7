"""The lines of pupils' files, starting from who reads: the family all of them, others what they need to know.

A file starts anew each school year, and when the family says so. What was said before is closed to everybody but the
family, until they open it (R-NEV-19). What is shielded, or is asked to be, is not shown (R-NEV-20).
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import TypeVar

from django.db.models import DateTimeField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Initiative, Request
from tandem.logbook.enums import Attendance, FileRequestKind, PortraitTopic, Reach, ShownTo
from tandem.logbook.models import (
    FamilyContact,
    FileItem,
    FileRequest,
    FileShield,
    FileView,
    FreshStart,
    PupilEntry,
    SelfPortrait,
)
from tandem.people.models import ClassPlace, Pupil, User
from tandem.people.queries import school_year_of

WAITING = Q(granted__isnull=True, taken_back_at__isnull=True)
IN_USE = Q(put_away_at__isnull=True, is_open=True)
FOR_TUTORS = Q(is_hidden=False, is_shielded=False)
YEAR_STARTS = (8, 1)
Row = TypeVar("Row", FileItem, PupilEntry)


def start_of_year(on: date) -> datetime:
    """Return when the school year of a day began: what was said before is last year's."""
    return timezone.make_aware(datetime.combine(date(school_year_of(on), *YEAR_STARTS), time.min))


def items_of(pupils: Iterable[Pupil | uuid.UUID], *, on: date) -> QuerySet[FileItem]:
    """Return the lines of these pupils' files, newest first, with whether each is open, hidden or shielded."""
    line = {"item": OuterRef("pk")}
    items = _with_start(FileItem.objects.filter(pupil__in=list(pupils)), on)
    return (
        items.annotate(
            is_open=Q(said_at__gte=F("start")) | Q(opened_at__isnull=False, opened_at__gte=F("start")),
            is_hidden=_hidden_from_tutors(line),
            is_shielded=_shielded(line),
        )
        .select_related("said_by", "pupil")
        .order_by("-said_at", "pk")
    )


def items_for_school(user: User, pupil: Pupil, *, on: date) -> QuerySet[FileItem]:
    """Return what those who teach a pupil read: what is open, and shielded only to who decided that."""
    return items_of([pupil], on=on).filter(IN_USE).exclude(_shielded_from(user, "item"))


def items_for_tutors(
    pupils: Iterable[Pupil | uuid.UUID], initiatives: Collection[Initiative | uuid.UUID], *, on: date
) -> QuerySet[FileItem]:
    """Return what a tutor reads of each pupil: strengths, goals, agreements and messages of this trajectory only."""
    return items_of(pupils, on=on).filter(
        Q(said_at__gte=_start_of_trajectory(initiatives)) | Q(opened_at__isnull=False), IN_USE, FOR_TUTORS
    )


def notes_of(pupil: Pupil, *, on: date) -> QuerySet[PupilEntry]:
    """Return the shared part of a pupil's session notes, what was done and what succeeded, newest first."""
    line = {"log_entry": OuterRef("log_entry"), "pupil": OuterRef("pupil")}
    entries = PupilEntry.objects.filter(pupil=pupil, attendance=Attendance.PRESENT)
    return (
        _with_start(entries.exclude(success="", activity=""), on)
        .annotate(is_hidden=_hidden_from_tutors(line), is_shielded=_shielded(line))
        .select_related("log_entry__session__team", "pupil__person")
        .prefetch_related("log_entry__tutors__tutor__person")
        .order_by("-log_entry__session__starts_at", "pk")
    )


def notes_for_school(user: User, pupil: Pupil, *, on: date) -> QuerySet[PupilEntry]:
    since = notes_of(pupil, on=on).filter(log_entry__session__starts_at__gte=F("start"))
    return since.exclude(_shielded_from(user, "log_entry"))


def notes_for_tutors(
    pupil: Pupil, initiatives: Collection[Initiative | uuid.UUID], *, on: date
) -> QuerySet[PupilEntry]:
    return notes_of(pupil, on=on).filter(
        FOR_TUTORS,
        log_entry__session__team__initiative__in=initiatives,
        log_entry__session__starts_at__gte=F("start"),
    )


def notes_shown_to_tutors(entries: QuerySet[PupilEntry], *, on: date) -> QuerySet[PupilEntry]:
    """Leave out of these lines what the family hid from tutors, and what is from before the file started anew."""
    line = {"log_entry": OuterRef("log_entry"), "pupil": OuterRef("pupil")}
    return (
        _with_start(entries, on)
        .filter(log_entry__session__starts_at__gte=F("start"))
        .exclude(_hidden_from_tutors(line))
        .exclude(_shielded(line))
    )


def portraits_of(pupil: Pupil, *, shown_to: Collection[ShownTo] = tuple(ShownTo)) -> list[SelfPortrait]:
    """Return what a pupil told about themselves, as far as they want it read, in the order it may be told."""
    topics = [topic.value for topic in PortraitTopic]
    rows = SelfPortrait.objects.filter(pupil=pupil, shown_to__in=shown_to).select_related("told_by")
    return sorted(rows, key=lambda row: topics.index(row.topic))


def views_of(pupil: Pupil) -> QuerySet[FileView]:
    return FileView.objects.filter(pupil=pupil).select_related("said_by").order_by("said_at", "pk")


def requests_of(pupil: Pupil) -> QuerySet[FileRequest]:
    """Return what was asked about a pupil's file, newest first."""
    return (
        FileRequest.objects.filter(pupil=pupil, taken_back_at__isnull=True)
        .select_related("item", "log_entry__session", "asked_by", "answered_by")
        .order_by("-asked_at", "pk")
    )


def shields_of(pupil: Pupil) -> QuerySet[FileShield]:
    """Return what hides lines of a pupil's file now."""
    return FileShield.objects.filter(pupil=pupil, lifted_at__isnull=True).order_by("decided_at", "pk")


def contacts_with(pupil: Pupil) -> QuerySet[FamilyContact]:
    """Return the contacts with a pupil's family, newest first."""
    return (
        FamilyContact.objects.filter(pupil=pupil)
        .select_related("spoken_with", "written_by__person")
        .order_by("-on_date", "-written_at", "pk")
    )


def _with_start(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    """Tell of each line when its pupil's file last started anew."""
    fresh = FreshStart.objects.filter(pupil=OuterRef("pupil")).order_by("-started_at").values("started_at")[:1]
    year = Value(start_of_year(on), DateTimeField())
    return rows.annotate(start=Greatest(Coalesce(Subquery(fresh), year), year))


def _hidden_from_tutors(line: dict[str, OuterRef]) -> Exists | Q:
    """Hidden by the family, or asked to be shielded and not yet answered."""
    hidden = FileShield.objects.filter(**line, reach=Reach.TUTORS, lifted_at__isnull=True)
    asked = FileRequest.objects.filter(WAITING, **line, kind=FileRequestKind.SHIELDING)
    return Q(Exists(hidden)) | Q(Exists(asked))


def _shielded(line: dict[str, OuterRef]) -> Exists:
    return Exists(FileShield.objects.filter(**line, reach=Reach.EVERYBODY, lifted_at__isnull=True))


def _shielded_from(user: User, target: str) -> Exists:
    """Shielded from somebody who did not decide it."""
    line = {"item": OuterRef("pk")} if target == "item" else {target: OuterRef(target), "pupil": OuterRef("pupil")}
    shields = FileShield.objects.filter(**line, reach=Reach.EVERYBODY, lifted_at__isnull=True)
    return Exists(shields.exclude(decided_by=user))


def _start_of_trajectory(initiatives: Collection[Initiative | uuid.UUID]) -> Coalesce:
    """When a line's pupil, or the class of the pupil, was first asked for in these initiatives."""
    asked = Request.objects.filter(
        initiative__in=list(initiatives), status__in=[RequestStatus.WAITING, RequestStatus.PLACED]
    )
    classes = ClassPlace.objects.filter(pupil=OuterRef(OuterRef("pupil"))).values("school_class")
    own = asked.filter(Q(pupil=OuterRef("pupil")) | Q(school_class__in=classes)).order_by()
    first = own.annotate(none=Value(0)).values("none").annotate(first=Min("asked_date")).values("first")
    return Coalesce(Subquery(first, output_field=DateTimeField()), F("start"))
