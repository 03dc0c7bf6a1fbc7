"""What tutors did, as certificates, evidence and sheets of allowances need it: all from the log (R-NEV-25)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tandem.initiatives.enums import EngagementForm, Per
from tandem.initiatives.models import Engagement, Initiative
from tandem.initiatives.queries.engagements import engagement_on
from tandem.logbook.models import TutorPresence
from tandem.people.allowances import Allowance, allowance_of
from tandem.people.enums import Country, Region
from tandem.people.models import Tutor

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """What a tutor did on one day in one initiative and country, and what they receive for it."""

    tutor_id: UUID
    name: str
    day: date
    initiative: str
    country: Country
    minutes: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Done:
    """Sessions and minutes of one tutor in one initiative."""

    sessions: int
    minutes: int
    first: date | None
    last: date | None


def done_by(tutor: Tutor, initiative: Initiative) -> Done:
    """Return what a tutor did in an initiative, in vain included, as the log has it."""
    rows = [
        (timezone.localdate(starts_at), minutes)
        for starts_at, minutes in TutorPresence.objects.filter(
            tutor=tutor, log_entry__session__team__initiative=initiative
        )
        .order_by("log_entry__session__starts_at", "pk")
        .values_list("log_entry__session__starts_at", "log_entry__minutes")
    ]
    days = [day for day, _ in rows]
    return Done(len(rows), sum(minutes for _, minutes in rows), min(days, default=None), max(days, default=None))


def done_by_all(tutors: Collection[UUID], initiative: Initiative) -> dict[UUID, Done]:
    """Return what each of these tutors did in an initiative."""
    found: defaultdict[UUID, list[tuple[date, int]]] = defaultdict(list)
    rows = TutorPresence.objects.filter(tutor__in=tutors, log_entry__session__team__initiative=initiative)
    for tutor, starts_at, minutes in rows.order_by("log_entry__session__starts_at", "pk").values_list(
        "tutor", "log_entry__session__starts_at", "log_entry__minutes"
    ):
        found[tutor].append((timezone.localdate(starts_at), minutes))
    return {
        tutor: Done(
            len(found[tutor]),
            sum(minutes for _, minutes in found[tutor]),
            min((day for day, _ in found[tutor]), default=None),
            max((day for day, _ in found[tutor]), default=None),
        )
        for tutor in tutors
    }


def worked_days(initiatives: QuerySet[Initiative], *, year: int, form: EngagementForm) -> list[WorkedDay]:
    """Return the days on which tutors who take part in this way worked in a calendar year, by name and day."""
    engaged: defaultdict[tuple[UUID | None, UUID], list[Engagement]] = defaultdict(list)
    for row in Engagement.objects.filter(
        enrolment__initiative__in=initiatives.order_by().values("pk"), enrolment__tutor__isnull=False
    ).select_related("enrolment"):
        engaged[row.enrolment.tutor_id, row.enrolment.initiative_id].append(row)
    presences = (
        TutorPresence.objects.filter(
            tutor__in={tutor for tutor, _ in engaged},
            log_entry__session__team__initiative__in={initiative for _, initiative in engaged},
            log_entry__session__starts_at__year=year,
        )
        .select_related(
            "tutor__person", "log_entry__session__team__site__organisation", "log_entry__session__team__initiative"
        )
        .order_by("tutor__person__sort_name", "tutor__pk", "log_entry__session__starts_at", "pk")
    )
    found: dict[tuple[UUID, date, UUID, Country], list[TutorPresence]] = {}
    for presence in presences:
        team = presence.log_entry.session.team
        day = timezone.localdate(presence.log_entry.session.starts_at)
        key = (presence.tutor_id, day, team.initiative_id, Region(team.site.organisation.region).country)
        found.setdefault(key, []).append(presence)
    worked = []
    for key, rows in found.items():
        engagement = engagement_on(engaged.get((key[0], key[2]), ()), key[1])
        if engagement is not None and engagement.form == form:
            worked.append(_worked(key, rows, engagement))
    return worked


def _worked(key: tuple[UUID, date, UUID, Country], rows: list[TutorPresence], engagement: Engagement) -> WorkedDay:
    tutor, day, _, country = key
    minutes = sum(row.log_entry.minutes for row in rows)
    hourly = engagement.amount * minutes / 60
    amount = engagement.amount if engagement.per == Per.DAY else hourly.quantize(CENT, ROUND_HALF_UP)
    return WorkedDay(
        tutor_id=tutor,
        name=rows[0].tutor.person.full_name,
        day=day,
        initiative=rows[0].log_entry.session.team.initiative.name,
        country=country,
        minutes=minutes,
        amount=amount.quantize(CENT),
    )


@dataclass(frozen=True, slots=True)
class AllowanceYear:
    """One tutor's allowances of a calendar year in one country, beside the most the law allows.

    `allowance` is nothing when the figures of that year are not known: then nothing is said to be within the law.
    """

    tutor_id: UUID
    name: str
    country: Country
    days: tuple[WorkedDay, ...]
    allowance: Allowance | None

    @property
    def total(self) -> Decimal:
        return sum((day.amount for day in self.days), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        return self.allowance.year_most - self.total if self.allowance else None

    @property
    def over(self) -> tuple[str, ...]:
        """Return which of "day", "month" and "year" holds more than the law allows."""
        limits = self.allowance
        if limits is None:
            return ()
        per_day: defaultdict[date, Decimal] = defaultdict(Decimal)
        per_month: defaultdict[int, Decimal] = defaultdict(Decimal)
        for each in self.days:
            per_day[each.day] += each.amount
            per_month[each.day.month] += each.amount
        beyond = {
            "day": limits.day_most is not None and max(per_day.values(), default=Decimal(0)) > limits.day_most,
            "month": limits.month_most is not None and max(per_month.values(), default=Decimal(0)) > limits.month_most,
            "year": self.total > limits.year_most,
        }
        return tuple(name for name, is_over in beyond.items() if is_over)


def allowance_years(days: Iterable[WorkedDay], *, year: int) -> list[AllowanceYear]:
    """Return the allowances per tutor and country, by name."""
    found: dict[tuple[UUID, Country], list[WorkedDay]] = {}
    for each in days:
        found.setdefault((each.tutor_id, each.country), []).append(each)
    return [
        AllowanceYear(tutor, rows[0].name, country, tuple(rows), allowance_of(country, year=year))
        for (tutor, country), rows in found.items()
    ]
