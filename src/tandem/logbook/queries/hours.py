"""Hours of tutors, as they follow from the log; the school enters nothing (R-NEV-25)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from tandem.logbook.enums import Outcome
from tandem.logbook.models import TutorPresence
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor
from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class HourLine:
    """One session a tutor came to, held or in vain."""

    starts_at: datetime
    site: str
    initiative: str
    subject: str
    minutes: int
    in_vain: bool

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


@dataclass(frozen=True, slots=True)
class TutorHours:
    """What one tutor did in a period."""

    tutor_id: uuid.UUID
    name: str
    number: str
    sessions: int
    minutes: int
    is_student: bool = True  # student tutoring in the Vlor's sense is counted apart


def hours_of(tutor: Tutor, *, first: date, last: date, teams: QuerySet[Team] | None = None) -> list[HourLine]:
    """Return the sessions a tutor came to from one day to another, by start; with `teams`, only those of these."""
    presences = (
        TutorPresence.objects.filter(
            tutor=tutor, log_entry__session__starts_at__date__gte=first, log_entry__session__starts_at__date__lte=last
        )
        .select_related("log_entry__session__team__site__organisation", "log_entry__session__team__initiative")
        .order_by("log_entry__session__starts_at", "pk")
    )
    if teams is not None:
        presences = presences.filter(log_entry__session__team__in=teams.order_by().values("pk"))
    return [_line(presence) for presence in presences]


def _line(presence: TutorPresence) -> HourLine:
    entry = presence.log_entry
    team = entry.session.team
    return HourLine(
        starts_at=entry.session.starts_at,
        site=team.site.name,
        initiative=team.initiative.name,
        subject=team.subject,
        minutes=entry.minutes,
        in_vain=entry.outcome == Outcome.IN_VAIN,
    )


def total_minutes(lines: Sequence[HourLine]) -> int:
    return sum(line.minutes for line in lines)


def hours_per_tutor(teams: QuerySet[Team], *, first: date, last: date) -> list[TutorHours]:
    """Return what each tutor of these teams did from one day to another, by name."""
    rows = (
        TutorPresence.objects.filter(
            log_entry__session__team__in=teams.order_by(),
            log_entry__session__starts_at__date__gte=first,
            log_entry__session__starts_at__date__lte=last,
        )
        .values("tutor_id")
        .annotate(sessions=Count("pk"), minutes=Sum("log_entry__minutes"))
    )
    found = {row["tutor_id"]: row for row in rows.order_by("tutor_id")}
    tutors = Tutor.objects.filter(pk__in=found).select_related("person").order_by("person__sort_name", "pk")
    return [
        TutorHours(
            tutor.pk,
            tutor.person.full_name,
            tutor.number,
            found[tutor.pk]["sessions"],
            found[tutor.pk]["minutes"],
            TutorKind(tutor.kind).is_student,
        )
        for tutor in tutors
    ]


def tutors_with_hours(teams: QuerySet[Team]) -> QuerySet[Tutor]:
    """Return who came to a session of these teams, by name."""
    return (
        Tutor.objects.filter(presences__log_entry__session__team__in=teams.order_by().values("pk"))
        .select_related("person", "organisation")
        .distinct()
        .order_by("person__sort_name", "pk")
    )
