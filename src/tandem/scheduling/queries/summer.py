"""The days of a summer school: groups, who stands in them, and how many days of pupils that makes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tandem.initiatives.catalogue import FORMS
from tandem.initiatives.catalogue.form import Family
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Enrolment, Initiative
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.initiatives.queries.training import skills_of
from tandem.people.enums import TutorKind
from tandem.people.models import User
from tandem.scheduling.enums import SessionStatus, TeamStatus
from tandem.scheduling.models import DayBlock, DayStaff, Session, Team
from tandem.scheduling.queries.teams import in_full
from tandem.scheduling.staffing import Staff, without_teacher

SUMMER_FORMS = tuple(kind for kind, form in FORMS.items() if form.family == Family.SUMMER)
HALF_DAYS = (FormKind.SUMMER_HALF, FormKind.SUMMER_SPECIAL_HALF)
RUNS = (TeamStatus.PUBLISHED, TeamStatus.ENDED)


def summer_schools_of(user: User, *, year: int, on: date) -> QuerySet[Initiative]:
    """Return the summer schools of a year that somebody coordinates, by name."""
    managed = initiatives_managed_by(user, on=on).filter(form__in=SUMMER_FORMS, starts_date__year=year)
    return managed.order_by("name", "pk")


def summer_groups(initiatives: Iterable[Initiative]) -> QuerySet[Team]:
    """Return the groups of summer schools that run, by initiative, site and teacher."""
    found = Team.objects.filter(initiative__in=list(initiatives), status__in=RUNS)
    return in_full(found).order_by("initiative__name", "site__name", "enrolment__tutor__person__sort_name", "pk")


def days_of(teams: Iterable[Team]) -> dict[UUID, list[date]]:
    """Return for each group its days, those that do not take place left out."""
    found: defaultdict[UUID, list[date]] = defaultdict(list)
    rows = Session.objects.filter(team__in=list(teams), status=SessionStatus.PLANNED).order_by("starts_at", "pk")
    for team, starts_at in rows.values_list("team", "starts_at"):
        found[team].append(localdate(starts_at))
    return dict(found)


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A day of a group, with who stands in it."""

    day: date
    lead: Enrolment
    lead_is_there: bool
    others: tuple[Enrolment, ...]
    staff: tuple[Staff, ...]

    @property
    def lacks_teacher(self) -> bool:
        return without_teacher(self.staff)


def group_days(team: Team) -> list[GroupDay]:
    """Return each day of a group with its staff, in order."""
    days = days_of([team]).get(team.pk, [])
    rows = list(
        team.day_staff.select_related("enrolment__tutor__person").order_by("enrolment__tutor__person__sort_name", "pk")
    )
    staff = staff_of([team.enrolment, *(row.enrolment for row in rows)])
    by_day: defaultdict[date, list[DayStaff]] = defaultdict(list)
    for row in rows:
        by_day[row.day_date].append(row)
    return [_group_day(team, day, by_day[day], staff) for day in days]


def _group_day(team: Team, day: date, rows: Iterable[DayStaff], staff: Mapping[UUID, Staff]) -> GroupDay:
    rows = list(rows)
    away = {row.enrolment_id for row in rows if not row.is_there}
    others = tuple(row.enrolment for row in rows if row.is_there and row.enrolment_id != team.enrolment_id)
    there = [] if team.enrolment_id in away else [team.enrolment]
    present = tuple(staff[each.pk] for each in (*there, *others))
    return GroupDay(day, team.enrolment, team.enrolment_id not in away, others, present)


def staff_of(enrolments: Iterable[Enrolment]) -> dict[UUID, Staff]:
    """Return of each of these whether they are a student, and whether an experienced teacher."""
    rows = {row.pk: row for row in enrolments if row.tutor is not None}
    skills = skills_of({row.tutor.pk for row in rows.values() if row.tutor is not None})
    return {
        pk: Staff(pk, TutorKind(row.tutor.kind).is_student, skills[row.tutor.pk].experienced)
        for pk, row in rows.items()
        if row.tutor is not None
    }


def may_stand_in(team: Team) -> QuerySet[Enrolment]:
    """Return who takes part in the initiative of a group and is not its own teacher, by name."""
    return (
        team.initiative.enrolments.filter(tutor__isnull=False)
        .exclude(pk=team.enrolment_id)
        .select_related("tutor__person")
        .order_by("tutor__person__sort_name", "pk")
    )


def blocks_of(team: Team) -> QuerySet[DayBlock]:
    """Return what a group does on each of its days, in order."""
    return team.day_blocks.select_related("given_by__tutor__person").order_by("starts", "ends", "pk")
