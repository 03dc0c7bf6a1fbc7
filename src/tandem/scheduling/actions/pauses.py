"""Letting a match lie still at once, and what a named person then decides: it goes on, or it ends with a goodbye."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tandem.core import audit, outbox
from tandem.core.isolation import following
from tandem.people.models import Tutor, User
from tandem.scheduling.actions.teams import end_team
from tandem.scheduling.calendar import LOCAL
from tandem.scheduling.enums import ClosingStep, PauseKind, PauseOutcome, SessionStatus, TeamStatus
from tandem.scheduling.models import Pause, Team
from tandem.scheduling.queries.pauses import decider_of, teams_without_a_cleared_tutor, waiting_for_the_gate

TEAM_PAUSED = "scheduling.team_paused"
TEAM_RESUMED = "scheduling.team_resumed"
PAUSE_TO_DECIDE = "scheduling.pause_to_decide"


class PauseNotPossible(Exception):
    """The team does not run, the pause was decided already, or nobody says how it ends."""


@following("team")
@transaction.atomic
def raise_concern(*, team: Team, by: User, at: datetime) -> Pause:
    """Let a match lie still the moment anybody of it asks, without a reason; asking twice changes nothing."""
    team = _locked(team)
    if team.status != TeamStatus.PUBLISHED:
        raise PauseNotPossible(team.status)
    open_already = team.pauses.filter(kind=PauseKind.CONCERN, decided_at__isnull=True).first()
    if open_already is not None:
        return open_already
    decider = decider_of(team, raised_by=by, on=at.astimezone(LOCAL).date())
    pause = Pause.objects.create(team=team, kind=PauseKind.CONCERN, paused_at=at, raised_by=by, decider=decider)
    _hold(team, at)
    _record("team.paused", pause, by, at)
    _tell(TEAM_PAUSED, pause, at)
    if decider is not None:
        outbox.post(PAUSE_TO_DECIDE, key=f"{PAUSE_TO_DECIDE}:{pause.pk}", at=at, person=decider.person_id)
    return pause


@following("pause", "team_id")
@transaction.atomic
def resume(*, pause: Pause, by: User, at: datetime) -> Pause:
    """Decide that a match goes on as it was."""
    pause = _open(pause)
    _decide(pause, PauseOutcome.RESUMED, by, at)
    _release(pause.team, at)
    _tell(TEAM_RESUMED, pause, at)
    return pause


@following("pause", "team_id")
@transaction.atomic
def end_paused(*, pause: Pause, step: ClosingStep, note: str = "", wait_again: bool, by: User, at: datetime) -> Pause:
    """Decide that a match ends, with how the child hears it (R-NEV-15)."""
    pause = _open(pause)
    _decide(pause, PauseOutcome.ENDED, by, at)
    day = at.astimezone(LOCAL).date()
    end_team(team=pause.team, last_date=day, step=step, note=note, wait_again=wait_again, by=by, at=at)
    pause.team.sessions.filter(status=SessionStatus.PAUSED).update(status=SessionStatus.CANCELLED, changed_at=at)
    pause.team.pauses.filter(decided_at__isnull=True, kind=PauseKind.GATE).update(
        outcome=PauseOutcome.ENDED, decided_at=at
    )
    return pause


@transaction.atomic
def keep_in_step_with_the_gate(*, on: date, at: datetime, tutor: Tutor | None = None) -> int:
    """Let teams lie still whose tutors may not be with children (any more), and go on once one may; return how many.

    A paper that ran out needs nobody's decision, and neither does its renewal. Somebody who acts for one tutor names
    them: of others they may not see all papers.
    """
    mine = Q() if tutor is None else Q(enrolment__tutor=tutor) | Q(enrolment__student_group__tutors=tutor)
    teams = Team.objects.filter(mine).values("pk")
    closed = list(teams_without_a_cleared_tutor(on=on).filter(pk__in=teams).select_related("initiative__organiser"))
    open_pauses = waiting_for_the_gate().filter(team__in=teams).select_related("team__initiative__organiser")
    waiting = {pause.team_id: pause for pause in open_pauses}
    changed = 0
    for team in closed:
        if team.pk not in waiting:
            pause = Pause.objects.create(team=_locked(team), kind=PauseKind.GATE, paused_at=at)
            _hold(team, at)
            _record("team.paused", pause, None, at)
            _tell(TEAM_PAUSED, pause, at)
            changed += 1
    for pk in waiting.keys() - {team.pk for team in closed}:
        pause = waiting[pk]
        _decide(pause, PauseOutcome.RESUMED, None, at)
        if pause.team.status == TeamStatus.PUBLISHED:
            _release(pause.team, at)
            _tell(TEAM_RESUMED, pause, at)
        changed += 1
    return changed


def _hold(team: Team, at: datetime) -> None:
    """Keep the moments and the room, so that going on needs no new plan."""
    team.sessions.filter(status=SessionStatus.PLANNED, starts_at__gt=at).update(
        status=SessionStatus.PAUSED, changed_at=at
    )


def _release(team: Team, at: datetime) -> None:
    """Plan again what lies ahead, unless another pause goes on; what lay still meanwhile did not take place."""
    held = team.sessions.filter(status=SessionStatus.PAUSED)
    held.filter(starts_at__lte=at).update(status=SessionStatus.CANCELLED, changed_at=at)
    if not team.pauses.filter(decided_at__isnull=True).exists():
        held.filter(starts_at__gt=at).update(status=SessionStatus.PLANNED, changed_at=at)


def _decide(pause: Pause, outcome: PauseOutcome, by: User | None, at: datetime) -> None:
    pause.outcome, pause.decided_by, pause.decided_at = outcome, by, at
    pause.save(update_fields=["outcome", "decided_by", "decided_at"])
    _record(f"team.pause_{outcome}", pause, by, at)


def _open(pause: Pause) -> Pause:
    row = Pause.objects.select_for_update(of=["self"]).select_related("team__initiative__organiser").get(pk=pause.pk)
    if row.decided_at is not None or row.kind != PauseKind.CONCERN:
        raise PauseNotPossible("decided")
    return row


def _locked(team: Team) -> Team:
    return Team.objects.select_for_update(of=["self"]).select_related("initiative__organiser").get(pk=team.pk)


def _record(action: str, pause: Pause, by: User | None, at: datetime) -> None:
    # Who asked is for the one who decides: the trail of the programme only says that it lies still.
    who = None if action == "team.paused" else by
    organisation = pause.team.initiative.organiser
    audit.record(action, target=pause.team, by=who, at=at, organisation=organisation, kind=pause.kind)


def _tell(kind: str, pause: Pause, at: datetime) -> None:
    outbox.post(kind, key=f"{kind}:{pause.pk}:{at.isoformat()}", at=at, team=pause.team_id)
