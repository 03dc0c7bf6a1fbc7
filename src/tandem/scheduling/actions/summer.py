"""Planning the days of a summer school: what a group does, and who stands in it (S-23)."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Enrolment
from tandem.people.models import User
from tandem.scheduling.enums import BlockKind
from tandem.scheduling.models import DayBlock, DayStaff, Team
from tandem.scheduling.queries.summer import RUNS, days_of, staff_of
from tandem.scheduling.staffing import student_alone


class DayNotPossible(Exception):
    """The group has no such day, somebody stands elsewhere then, or a student would stand there without a teacher."""

    def __init__(self, why: str, day: date | None = None) -> None:
        self.day = day
        super().__init__(why)


@transaction.atomic
def add_block(
    *,
    team: Team,
    kind: BlockKind,
    starts: time,
    ends: time,
    what: str,
    given_by: Enrolment | None = None,
    by: User,
    at: datetime,
) -> DayBlock:
    """Plan a part of each day of a group; two parts do not overlap."""
    team = _running(team)
    if team.day_blocks.filter(starts__lt=ends, ends__gt=starts).exists():
        raise DayNotPossible("overlap")
    if given_by is not None and given_by.initiative_id != team.initiative_id:
        raise DayNotPossible("elsewhere")
    block = DayBlock(team=team, kind=kind, starts=starts, ends=ends, what=what.strip(), given_by=given_by)
    block.full_clean()
    block.save()
    _record("day_block.added", team, by, at, kind=kind)
    return block


@transaction.atomic
def remove_block(*, block: DayBlock, by: User, at: datetime) -> None:
    """Take a part out of the days of a group."""
    team = block.team
    block.delete()
    _record("day_block.removed", team, by, at)


@transaction.atomic
def add_staff(*, team: Team, enrolment: Enrolment, days: Collection[date], by: User, at: datetime) -> None:
    """Let somebody stand in a group on these days; a student only where an experienced teacher is."""
    team = _running(team)
    if enrolment.initiative_id != team.initiative_id or enrolment.tutor_id is None:
        raise DayNotPossible("elsewhere")
    for day in _own_days(team, days):
        if enrolment.pk != team.enrolment_id and _elsewhere(team, enrolment, day):
            raise DayNotPossible("taken", day)
        DayStaff.objects.update_or_create(team=team, day_date=day, enrolment=enrolment, defaults={"is_there": True})
        _refuse_student_alone(team, day)
    _record("day_staff.added", team, by, at, enrolment=enrolment.pk, days=sorted(days))


@transaction.atomic
def remove_staff(*, team: Team, enrolment: Enrolment, days: Collection[date], by: User, at: datetime) -> None:
    """Say that somebody, or the group's own teacher, is not there on these days; no student stays there alone."""
    team = _running(team)
    for day in _own_days(team, days):
        if enrolment.pk == team.enrolment_id:
            DayStaff.objects.update_or_create(
                team=team, day_date=day, enrolment=enrolment, defaults={"is_there": False}
            )
        else:
            DayStaff.objects.filter(team=team, day_date=day, enrolment=enrolment).delete()
        _refuse_student_alone(team, day)
    _record("day_staff.removed", team, by, at, enrolment=enrolment.pk, days=sorted(days))


def _refuse_student_alone(team: Team, day: date) -> None:
    rows = list(team.day_staff.filter(day_date=day).select_related("enrolment__tutor"))
    lead_is_away = any(row.enrolment_id == team.enrolment_id and not row.is_there for row in rows)
    there = [row.enrolment for row in rows if row.is_there and row.enrolment_id != team.enrolment_id]
    known = staff_of([*there, *([] if lead_is_away else [team.enrolment])])
    if student_alone(known.values()):
        raise DayNotPossible("student_alone", day)


def _own_days(team: Team, days: Collection[date]) -> list[date]:
    own = set(days_of([team]).get(team.pk, []))
    if not days or not set(days) <= own:
        raise DayNotPossible("no_such_day")
    return sorted(days)


def _elsewhere(team: Team, enrolment: Enrolment, day: date) -> bool:
    """Whether somebody leads another group, or stands in one, on a day."""
    beside = DayStaff.objects.filter(enrolment__tutor=enrolment.tutor_id, day_date=day, is_there=True)
    leads = Team.objects.filter(enrolment__tutor=enrolment.tutor_id, status__in=RUNS, sessions__starts_at__date=day)
    return beside.exclude(team=team).exists() or leads.exclude(pk=team.pk).exists()


def _running(team: Team) -> Team:
    row = (
        Team.objects.select_for_update(of=["self"])
        .select_related("initiative__organiser", "enrolment__tutor")
        .get(pk=team.pk)
    )
    if row.status not in RUNS or not row.initiative.in_holidays:
        raise DayNotPossible("not_running")
    return row


def _record(action: str, team: Team, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=team, by=by, at=at, organisation=team.initiative.organiser, **facts)
