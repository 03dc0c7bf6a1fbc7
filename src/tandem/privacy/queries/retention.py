"""What has been kept long enough, by the published periods and what a programme made shorter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.core.audit import READ
from tandem.core.models import AuditEvent, KnownDevice, OutboxMessage
from tandem.core.permissions import Role
from tandem.initiatives.enums import ApplicationStatus, RequestStatus
from tandem.initiatives.models import Application, HomeArrangement, Initiative, PeerOffer, Request
from tandem.logbook.models import (
    FamilyContact,
    FileItem,
    FileRequest,
    FileView,
    FreshStart,
    HomeVisit,
    LogEntry,
    OwnFileChoice,
    PeerFeedback,
    PupilEntry,
    SelfPortrait,
    TutorGrowth,
)
from tandem.people.models import ClassPlace, ClassTeacher, Guardian, Membership, Organisation, Person, Pupil, Tutor
from tandem.people.queries.places import current, school_year_of
from tandem.privacy.models import Erased, ShorterPeriod
from tandem.privacy.register import Period
from tandem.privacy.retention import AHEAD, PERIODS, SHORTENED


@dataclass(frozen=True, slots=True)
class Clock:
    """From when on something has been kept long enough, at one moment."""

    at: datetime
    shorter: Mapping[tuple[object, Period], timedelta]

    def length(self, period: Period, organiser: object = None) -> timedelta:
        published = PERIODS[period]
        assert published is not None
        return min(published, self.shorter.get((organiser, period), published))

    def moment(self, period: Period) -> datetime:
        return self.at - self.length(period)

    def day(self, period: Period, organiser: object = None) -> date:
        return timezone.localdate(self.at) - self.length(period, organiser)

    def ended(self, period: Period) -> QuerySet[Initiative]:
        """Return the initiatives that ended this long ago, each by the period of its own programme."""
        own = [organiser for organiser, kind in self.shorter if kind == period]
        long_ago = Q(ends_date__lt=self.day(period)) & ~Q(organiser__in=own)
        for organiser in own:
            long_ago |= Q(organiser=organiser, ends_date__lt=self.day(period, organiser))
        return Initiative.objects.filter(long_ago)


def clock_at(at: datetime) -> Clock:
    """Return the periods as they are at a moment, with what programmes made shorter."""
    rows = ShorterPeriod.objects.filter(period__in=SHORTENED)
    return Clock(at, {(row.organisation_id, Period(row.period)): timedelta(days=row.days) for row in rows})


def waiting_too_long(clock: Clock) -> QuerySet[Request]:
    """Requests of pupils who never began, once the initiative is over."""
    return Request.objects.filter(
        initiative__in=clock.ended(Period.WAITING), status__in=[RequestStatus.WAITING, RequestStatus.WITHDRAWN]
    ).exclude(team_places__team__sessions__log_entry__isnull=False)


def offers_too_old(clock: Clock) -> QuerySet[PeerOffer]:
    """Which pupils wanted to help others, once the initiative is over."""
    return PeerOffer.objects.filter(call__initiative__in=clock.ended(Period.WAITING))


def applications_too_old(clock: Clock) -> QuerySet[Application]:
    """Who applied to tutor: those who were thanked, and the rest once the initiative is over."""
    thanked = Q(status=ApplicationStatus.THANKED, decided_at__lt=clock.moment(Period.WAITING))
    return Application.objects.filter(thanked | Q(campaign__initiative__in=clock.ended(Period.WAITING)))


def notes_too_old(clock: Clock) -> QuerySet[PupilEntry]:
    """Entries of the log with anything but attendance in them."""
    return PupilEntry.objects.filter(
        log_entry__session__team__initiative__in=clock.ended(Period.NOTES),
    ).exclude(activity="", goal="", success="", mood="", liked="")


def words_of_peers_too_old(clock: Clock) -> tuple[QuerySet[TutorGrowth], QuerySet[PeerFeedback]]:
    """What pupils who help learned, and what pairs that take turns said to each other."""
    ended = clock.ended(Period.NOTES)
    return (
        TutorGrowth.objects.filter(log_entry__session__team__initiative__in=ended),
        PeerFeedback.objects.filter(session__team__initiative__in=ended),
    )


def file_too_old(clock: Clock, model: type[Model], moment: str) -> QuerySet[Model]:
    """Parts of pupils' files from a school year that ended long enough ago."""
    last = date(school_year_of(clock.day(Period.NOTES)), 8, 1)
    return model._default_manager.filter(**{f"{moment}__date__lt": last})


def attendance_too_old(clock: Clock) -> QuerySet[LogEntry]:
    """Sessions in the log of initiatives that need not be accounted for any more."""
    return LogEntry.objects.filter(session__team__initiative__in=clock.ended(Period.ATTENDANCE))


def reads_too_old(clock: Clock) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(action=READ, at__lt=clock.moment(Period.READS))


def trail_too_old(clock: Clock) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(at__lt=clock.moment(Period.TRAIL)).exclude(action__in=[READ, "audit.erased"])


def messages_too_old(clock: Clock) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(sent_at__lt=clock.moment(Period.MESSAGES))


def devices_too_old(clock: Clock) -> QuerySet[KnownDevice]:
    return KnownDevice.objects.filter(last_at__lt=clock.moment(Period.SIGN_IN))


def people_gone(clock: Clock) -> QuerySet[Person]:
    """Return who has not taken part in anything, nor signed in, for long enough, and was not erased yet."""
    day = clock.day(Period.ACCOUNT)
    ended = clock.ended(Period.ACCOUNT)
    going_on = Initiative.objects.exclude(pk__in=ended.values("pk"))
    year = school_year_of(day)
    pupils = Pupil.objects.filter(
        Q(requests__initiative__in=going_on)
        | Q(pk__in=ClassPlace.objects.filter(school_class__school_year__gte=year).values("pupil"))
    )
    tutors = Tutor.objects.filter(Q(enrolments__initiative__in=going_on) | Q(student_groups__initiative__in=going_on))
    member = Membership.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
    teacher = ClassTeacher.objects.filter(school_class__school_year__gte=year)
    parents = Guardian.objects.filter(pupil__in=pupils.values("pk"))
    here: list[Any] = [rows.values("person") for rows in (pupils, tutors, member, teacher, parents)]
    new = Q(added_at__gte=clock.moment(Period.ACCOUNT))
    found = Person.objects.exclude(new).exclude(pk__in=Erased.objects.values("person_id")).order_by("pk")
    for rows in here:
        found = found.exclude(pk__in=rows)
    return found.exclude(user__last_login__gte=clock.moment(Period.ACCOUNT)).exclude(
        user__joined_at__gte=clock.moment(Period.ACCOUNT)
    )


FILE: tuple[tuple[type[Model], str], ...] = (
    (FileView, "said_at"),
    (FileRequest, "asked_at"),
    (FileItem, "said_at"),
    (OwnFileChoice, "decided_at"),
    (FamilyContact, "written_at"),
    (SelfPortrait, "told_at"),
    (FreshStart, "started_at"),
    (HomeVisit, "changed_at"),
    (HomeArrangement, "written_at"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What goes within a month, of one programme."""

    what: str
    period: Period
    count: int


def coordinators_of_programme(organisation: Organisation, *, on: date) -> list[Person]:
    """Return who coordinates the programmes of an organisation on a day, by name."""
    members = Membership.objects.filter(current(on), organisation=organisation, role=Role.PROGRAMME_COORDINATOR)
    return list(Person.objects.filter(pk__in=members.values("person")).order_by("sort_name", "pk"))


def report_for(organisation: Organisation, *, at: datetime) -> list[Line]:
    """Return what of this programme will have been kept long enough a month from now."""
    clock = clock_at(at + AHEAD)
    requests = Request.objects.filter(initiative__organiser=organisation)
    mine = Q(pupil__requests__in=requests) | Q(tutor__enrolments__initiative__organiser=organisation)
    entries = Q(log_entry__session__team__initiative__organiser=organisation)
    found = [
        (_("aanvragen van wie niet begon"), Period.WAITING, requests & waiting_too_long(clock)),
        (_("notities bij sessies (de aanwezigheid blijft)"), Period.NOTES, notes_too_old(clock).filter(entries)),
        (
            _("sessies met aanwezigheid"),
            Period.ATTENDANCE,
            attendance_too_old(clock).filter(session__team__initiative__organiser=organisation),
        ),
        (_("mensen die niet meer meedoen"), Period.ACCOUNT, people_gone(clock).filter(mine).distinct()),
    ]
    return [Line(what, period, rows.count()) for what, period, rows in found]
