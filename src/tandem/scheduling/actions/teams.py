"""Ending a team with a goodbye (R-NEV-15)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tandem.core import audit
from tandem.initiatives.actions.requests import mark_ended, mark_waiting
from tandem.people.models import User
from tandem.scheduling.calendar import LOCAL
from tandem.scheduling.enums import ClosingStep, Standing, TeamStatus
from tandem.scheduling.models import Team


class EndNotPossible(Exception):
    """A team is not ended without a closing step, or it does not run."""


@transaction.atomic
def end_team(
    *,
    team: Team,
    last_date: date,
    step: ClosingStep,
    by: User,
    at: datetime,
    note: str = "",
    wait_again: bool = False,
) -> Team:
    """Let a running team end on a day, with how it says goodbye; its pupils are done, or wait for a new place."""
    team = Team.objects.select_for_update(of=["self"]).select_related("initiative__organiser").get(pk=team.pk)
    if team.status != TeamStatus.PUBLISHED:
        raise EndNotPossible(team.status)
    if step not in ClosingStep.values:
        raise EndNotPossible("step")
    team.to_date = max(team.from_date, min(last_date, team.to_date))
    team.closing_step, team.closing_note = step, note.strip()
    if team.to_date <= at.date():
        team.status = TeamStatus.ENDED
    team.full_clean()
    team.save()
    for member in team.members.filter(standing=Standing.RUNNING).select_related("request__initiative__organiser"):
        member.during = DateRange(team.from_date, team.to_date, "[]")
        if team.status == TeamStatus.ENDED:
            member.standing = Standing.PAST
        member.save(update_fields=["during", "standing"])
        (mark_waiting if wait_again else mark_ended)(request=member.request, by=by, at=at)
    team.sessions.filter(starts_at__gt=at, starts_at__date__gt=team.to_date).delete()
    audit.record(
        "team.closed", target=team, by=by, at=at, organisation=team.initiative.organiser, step=step, last=team.to_date
    )
    return team


@transaction.atomic
def close_ended_teams(*, at: datetime) -> int:
    """Close the teams whose last day has passed and whose goodbye is recorded; return how many."""
    over = Team.objects.select_for_update(of=["self"]).filter(
        status=TeamStatus.PUBLISHED, to_date__lt=at.astimezone(LOCAL).date()
    )
    teams = list(over.exclude(closing_step="").select_related("initiative__organiser").order_by("pk"))
    for team in teams:
        team.status = TeamStatus.ENDED
        team.save(update_fields=["status"])
        team.members.update(standing=Standing.PAST)
        audit.record("team.ended", target=team, by=None, at=at, organisation=team.initiative.organiser)
    return len(teams)
