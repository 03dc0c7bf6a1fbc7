"""From one block to the next: a new team takes over from the one that ran, without breaking a bond silently."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tandem.core import audit
from tandem.initiatives.actions.requests import mark_placed
from tandem.initiatives.enums import RequestStatus
from tandem.people.models import User
from tandem.scheduling.enums import ClosingStep, Standing, TeamStatus
from tandem.scheduling.models import Team, TeamMember

ONE_DAY = timedelta(days=1)


@transaction.atomic
def hand_over(teams: Iterable[Team], *, by: User, at: datetime) -> None:
    """Let teams that ran with the same tutor stop the day before the new ones begin."""
    for team in teams:
        requests = [member.request_id for member in team.members.all()]
        before = (
            TeamMember.objects.filter(request__in=requests, standing=Standing.RUNNING)
            .filter(team__enrolment=team.enrolment_id, during__overlap=_days(team))
            .exclude(team=team)
            .select_related("team__initiative__organiser")
        )
        for member in before:
            _stop(member, team, by, at)


def set_running(team: Team, *, by: User, at: datetime) -> None:
    """Mark a team and its places as running."""
    if team.status == TeamStatus.PUBLISHED:
        return
    team.status, team.published_at = TeamStatus.PUBLISHED, at
    team.save(update_fields=["status", "published_at"])
    team.members.update(standing=Standing.RUNNING, during=_days(team))
    for member in team.members.all():
        if member.request.status != RequestStatus.PLACED:
            mark_placed(request=member.request, by=by, at=at)
    audit.record("team.published", target=team, by=by, at=at, organisation=team.initiative.organiser)


def _days(team: Team) -> DateRange:
    return DateRange(team.from_date, team.to_date, "[]")


def _stop(member: TeamMember, successor: Team, by: User, at: datetime) -> None:
    old, last = member.team, successor.from_date - ONE_DAY
    if last < old.from_date:  # it never began
        member.standing, member.during = Standing.PAST, None
    else:
        member.during = DateRange(old.from_date, last, "[]")
    member.save(update_fields=["standing", "during"])
    others = old.members.filter(standing=Standing.RUNNING).exclude(pk=member.pk)
    if others.filter(during__endswith__gt=last + ONE_DAY).exists():
        return
    old.to_date, old.closing_step = max(last, old.from_date), ClosingStep.CONTINUES
    if last < old.from_date:
        old.status = TeamStatus.ENDED
        old.sessions.filter(starts_at__gt=at).delete()
    old.save(update_fields=["to_date", "closing_step", "status"])
    audit.record("team.continues", target=old, by=by, at=at, organisation=old.initiative.organiser, team=successor.pk)
