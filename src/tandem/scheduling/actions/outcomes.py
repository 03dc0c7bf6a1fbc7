"""From what the planner found to proposals people decide about, all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tandem import planning
from tandem.core import audit
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.scheduling.enums import RunStatus, Standing, TeamStatus
from tandem.scheduling.hours import clock_of, coincide, cycle_of, minutes_of
from tandem.scheduling.models import PlanningRun, Team, TeamMember, TeamSlot
from tandem.scheduling.problems import Built
from tandem.scheduling.queries.teams import cycle_of_team, in_full
from tandem.scheduling.weeks import is_lesson


@dataclass(frozen=True, slots=True)
class Meeting:
    """A slot of a proposal."""

    slot: planning.Slot
    misses: tuple[str, ...]
    after_school: bool

    @property
    def stretch(self) -> tuple[int, int, int, int]:
        return self.slot.week, self.slot.day, self.slot.start, self.slot.end


@dataclass(frozen=True)
class Proposal:
    """A group of the solution, back in rows."""

    enrolment: Enrolment
    requests: tuple[Request, ...]
    meetings: tuple[Meeting, ...]
    from_date: date
    to_date: date

    @property
    def cycle(self) -> int:
        return cycle_of(meeting.slot.week for meeting in self.meetings)

    def clashes_with(self, team: Team) -> bool:
        """Whether what somebody decided while the planner was busy leaves no room for this."""
        if team.from_date > self.to_date or team.to_date < self.from_date:
            return False
        if {request.pk for request in self.requests} & {member.request_id for member in team.members.all()}:
            return True
        return team.enrolment_id == self.enrolment.pk and any(
            _meet(m, s, self.cycle, cycle_of_team(team)) for m in self.meetings for s in team.slots.all()
        )

    def is_already(self, team: Team) -> bool:
        """Whether a running team goes on exactly like this."""
        mine = {meeting.stretch for meeting in self.meetings}
        theirs = {
            (week, s.day, minutes_of(s.starts), minutes_of(s.ends))
            for s in team.slots.all()
            for week in range(s.week, max(self.cycle, cycle_of_team(team)), cycle_of_team(team))
        }
        same = {request.pk for request in self.requests} == {member.request_id for member in team.members.all()}
        return same and mine == theirs and team.enrolment_id == self.enrolment.pk and team.to_date >= self.to_date


@transaction.atomic
def store_result(*, run: PlanningRun, built: Built, result: planning.Result, at: datetime) -> None:
    """Keep what a run found: its proposals take the place of the undecided ones; what people decided stays."""
    Initiative.objects.select_for_update().get(pk=run.initiative_id)
    run.refresh_from_db(fields=["cancel_requested"])
    if run.cancel_requested:
        run.status, run.finished_at = RunStatus.CANCELLED, at
        run.save(update_fields=["status", "finished_at"])
        return
    run.initiative.teams.filter(status=TeamStatus.PROPOSED, locked=False).delete()
    decided = list(in_full(run.initiative.teams.exclude(status__in=[TeamStatus.VETOED, TeamStatus.ENDED])))
    in_the_way = [team for team in decided if not _replanned(team, run)]
    teams = [
        proposal
        for proposal in _proposals(run, built, result)
        if not any(proposal.clashes_with(team) for team in in_the_way)
        and not any(proposal.is_already(team) for team in decided)
    ]
    _write(run, teams)
    run.status, run.finished_at = RunStatus.DONE, at
    run.solution = planning.solution_to_dict(result.solution)
    run.terms, run.objective, run.bound = dict(result.terms), result.objective, result.bound
    run.placed, run.seconds = result.placed, result.seconds
    run.save()
    audit.record(
        "run.done",
        target=run,
        by=None,
        at=at,
        organisation=run.initiative.organiser,
        placed=run.placed,
        teams=len(teams),
    )


def _replanned(team: Team, run: PlanningRun) -> bool:
    """Whether the planner was free to change a running team, so that its proposals come after it."""
    return (
        team.status == TeamStatus.PUBLISHED
        and not team.locked
        and (run.replans_running or team.to_date < run.from_date)
    )


def _proposals(run: PlanningRun, built: Built, result: planning.Result) -> Iterable[Proposal]:
    problem, keys = built.problem, built.keys
    pinned = {request for group in problem.previous if group.pinned for request in group.requests}
    requests = Request.objects.in_bulk([UUID(pk) for pk in keys["requests"].values()])
    enrolments = Enrolment.objects.in_bulk([UUID(pk) for pk in keys["tutors"].values()])
    for group in result.solution.groups:
        if pinned & set(group.requests):
            continue
        members = [(key, requests.get(UUID(keys["requests"][key]))) for key in group.requests]
        asking = [(key, row) for key, row in members if row is not None and row.status in ("waiting", "placed")]
        enrolment = enrolments.get(UUID(keys["tutors"][group.tutor]))
        if enrolment is None or not asking:
            continue
        first = max(run.from_date, run.initiative.starts_date, enrolment.from_date)
        last = min(filter(None, (run.initiative.ends_date, enrolment.to_date, built.until(group))))
        if first <= last:
            meetings = tuple(_meeting(problem, keys, [key for key, _ in asking], slot) for slot in group.slots)
            yield Proposal(enrolment, tuple(row for _, row in asking), meetings, first, last)


def _meeting(problem: planning.Problem, keys: Mapping[str, Any], members: list[str], slot_id: str) -> Meeting:
    requests = [problem.request[key] for key in members]
    slot = problem.slots_at[requests[0].site][slot_id]
    found = {label for request in requests for label in problem.lessons_of(request).misses.get(slot_id, ())}
    misses = {label for label in found if is_lesson(label)}
    after_school = any(slot_id in keys["after_school"].get(request.pattern, ()) for request in requests)
    return Meeting(slot, tuple(sorted(misses)), after_school)


def _write(run: PlanningRun, proposals: Iterable[Proposal]) -> None:
    teams, members, slots = [], [], []
    for proposal in proposals:
        first = proposal.requests[0]
        team = Team(
            initiative=run.initiative,
            run=run,
            site_id=first.site_id,
            enrolment=proposal.enrolment,
            subject=first.subject,
            from_date=proposal.from_date,
            to_date=proposal.to_date,
        )
        teams.append(team)
        members += [TeamMember(team=team, request=row, standing=Standing.PROPOSED) for row in proposal.requests]
        slots += [_slot(team, meeting) for meeting in proposal.meetings]
    Team.objects.bulk_create(teams)
    TeamMember.objects.bulk_create(members)
    TeamSlot.objects.bulk_create(slots)


def _slot(team: Team, meeting: Meeting) -> TeamSlot:
    slot = meeting.slot
    return TeamSlot(
        team=team,
        week=slot.week,
        day=slot.day,
        starts=clock_of(slot.start),
        ends=clock_of(slot.end),
        misses=list(meeting.misses),
        after_school=meeting.after_school,
    )


def _meet(meeting: Meeting, slot: TeamSlot, cycle: int, other_cycle: int) -> bool:
    week, day, starts, ends = meeting.stretch
    if day != slot.day or not coincide(week, cycle, slot.week, other_cycle):
        return False
    return starts < minutes_of(slot.ends) and minutes_of(slot.starts) < ends
