"""People decide about what the planner proposes (R-NEV-14)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Enrolment
from tandem.people.models import User
from tandem.scheduling.clash import Clash, Moment
from tandem.scheduling.enums import Standing, TeamStatus, VetoKind
from tandem.scheduling.models import Team, TeamMember, TeamSlot
from tandem.scheduling.queries.clashes import clashes_of, missed_at
from tandem.scheduling.queries.college_places import passing_a_ceiling

OPEN = (TeamStatus.PROPOSED, TeamStatus.ACCEPTED)


class DecisionNotPossible(Exception):
    """The team is not in a state in which this can be decided."""


class MoveNotPossible(Exception):
    """Moments that clash with something nobody can overrule."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(", ".join(clash.kind for clash in clashes))


@transaction.atomic
def accept(*, team: Team, by: User, at: datetime) -> Team:
    """Agree to a proposed team: somebody decided, and who."""
    team = _locked_row(team, TeamStatus.PROPOSED)
    if passing_a_ceiling([team]):
        raise DecisionNotPossible("college_full")
    _decide(team, TeamStatus.ACCEPTED, by, at)
    _record("team.accepted", team, by, at)
    return team


@transaction.atomic
def veto(*, team: Team, reason: str, by: User, at: datetime, kind: VetoKind = VetoKind.PAIR) -> Team:
    """Refuse a proposed team with a reason; the next plan avoids exactly what it is about."""
    if not reason.strip():
        raise DecisionNotPossible("reason")
    team = _locked_row(team, *OPEN)
    team.veto_kind, team.veto_reason, team.locked = kind, reason.strip(), False
    _decide(team, TeamStatus.VETOED, by, at)
    team.members.update(standing=Standing.PAST)
    _record("team.vetoed", team, by, at, kind=kind)
    return team


@transaction.atomic
def lock(*, team: Team, by: User, at: datetime) -> Team:
    """Keep a team as it is in every later plan."""
    return _set_lock(team, True, by, at)


@transaction.atomic
def unlock(*, team: Team, by: User, at: datetime) -> Team:
    """Let later plans change a team again."""
    return _set_lock(team, False, by, at)


@transaction.atomic
def undo(*, team: Team, by: User, at: datetime) -> Team:
    """Take back a decision that was not published: the team is a proposal again."""
    team = _locked_row(team, TeamStatus.ACCEPTED, TeamStatus.VETOED)
    requests = team.members.values("request")
    taken = TeamMember.objects.filter(request__in=requests, standing=Standing.PROPOSED).exclude(team=team)
    if taken.exists():
        raise DecisionNotPossible("placed_elsewhere")
    team.status, team.decided_by, team.decided_at = TeamStatus.PROPOSED, None, None
    team.veto_kind, team.veto_reason = "", ""
    team.save()
    team.members.update(standing=Standing.PROPOSED)
    _record("team.decision_undone", team, by, at)
    return team


@transaction.atomic
def move(*, team: Team, moments: Sequence[Moment], by: User, at: datetime, enrolment: Enrolment | None = None) -> Team:
    """Give a team that is not published other moments, or another tutor; what clashes was shown before."""
    team = _locked_row(team, *OPEN)
    enrolment = enrolment or team.enrolment
    if enrolment.initiative_id != team.initiative_id:
        raise DecisionNotPossible("elsewhere")
    clashes = clashes_of(team, moments, enrolment=enrolment)
    if blocking := [clash for clash in clashes if clash.blocks]:
        raise MoveNotPossible(blocking)
    missed = missed_at(team, moments)
    team.slots.all().delete()
    TeamSlot.objects.bulk_create(
        TeamSlot(
            team=team,
            week=moment.week,
            day=moment.day,
            starts=moment.starts,
            ends=moment.ends,
            misses=list(there.lessons),
            after_school=there.after_school,
        )
        for moment, there in zip(moments, missed, strict=True)
    )
    team.members.update(teacher_agrees=None, teacher_note="", teacher_by=None, teacher_at=None)
    other_tutor = enrolment != team.enrolment
    team.locked, team.enrolment = True, enrolment
    team.save(update_fields=["locked", "enrolment"])
    _record("team.moved", team, by, at, despite=[clash.kind for clash in clashes], other_tutor=other_tutor)
    return team


@transaction.atomic
def answer_as_teacher(*, member: TeamMember, agrees: bool, by: User, at: datetime, note: str = "") -> TeamMember:
    """Say whether a pupil may leave the class for this team."""
    member.teacher_agrees, member.teacher_note = agrees, note.strip()
    member.teacher_by, member.teacher_at = by, at
    member.full_clean()
    member.save(update_fields=["teacher_agrees", "teacher_note", "teacher_by", "teacher_at"])
    _record("member.teacher_answered", member.team, by, at, member=member.pk, agrees=agrees)
    return member


def _locked_row(team: Team, *statuses: str) -> Team:
    row = Team.objects.select_for_update(of=["self"]).select_related("initiative__organiser").get(pk=team.pk)
    if row.status not in statuses:
        raise DecisionNotPossible(row.status)
    return row


def _decide(team: Team, status: TeamStatus, by: User, at: datetime) -> None:
    team.status, team.decided_by, team.decided_at = status, by, at
    team.full_clean()
    team.save()


def _set_lock(team: Team, locked: bool, by: User, at: datetime) -> Team:
    team = _locked_row(team, *OPEN, TeamStatus.PUBLISHED)
    team.locked = locked
    team.save(update_fields=["locked"])
    _record("team.locked" if locked else "team.unlocked", team, by, at)
    return team


def _record(action: str, team: Team, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=team, by=by, at=at, organisation=team.initiative.organiser, **facts)
