"""From the rows of an initiative to a planning problem with opaque ids."""

from dataclasses import dataclass
from datetime import date
from math import lcm
from typing import Any
from uuid import UUID

from tandem import planning
from tandem.initiatives.catalogue import WEIGHTS
from tandem.initiatives.enums import Emphasis
from tandem.initiatives.models import Initiative
from tandem.scheduling.hours import Span, cycle_of, minutes_of, spans_of, whole_days
from tandem.scheduling.problems.colleges import keep_under_ceilings
from tandem.scheduling.problems.convert import need_of, spans_of_team, stretches_of, words
from tandem.scheduling.problems.draft import ProblemDraft, SiteDraft
from tandem.scheduling.problems.facts import Facts, Stretch, gather
from tandem.scheduling.problems.groups import keep_groups, rules_of
from tandem.scheduling.problems.patterns import class_of, limits_of, pattern_for
from tandem.scheduling.problems.previous import add_previous
from tandem.scheduling.problems.tutors import add_tutors, available_until
from tandem.scheduling.weeks import one_subject, session_minutes

LONGEST_CYCLE = 53  # weeks, in the planning core


@dataclass(frozen=True)
class Built:
    """A problem, and which row each of its ids stands for (as JSON keeps it)."""

    problem: planning.Problem
    keys: dict[str, Any]
    facts: Facts

    def until(self, group: planning.Group) -> date | None:
        """Return the last day on which the tutor of a group said to be free at its moments; nothing is no end."""
        row = next(row for row in self.facts.enrolments if str(row.pk) == self.keys["tutors"][group.tutor])
        slots = self.problem.slots_at[self.problem.request[group.requests[0]].site]
        return available_until(
            self.facts, row, [(slots[key].day, slots[key].start, slots[key].end) for key in group.slots]
        )


def problem_for(initiative: Initiative, *, from_date: date, replan_running: bool = False) -> Built:
    """Return the planning problem of an initiative from a day on."""
    facts = gather(initiative, from_date=from_date)
    draft = ProblemDraft(cycle=_cycle(facts))
    _add_sites(draft, facts)
    _add_requests(draft, facts)
    add_tutors(draft, facts)
    keep_groups(draft, facts)
    keep_under_ceilings(draft, facts)
    add_previous(draft, facts, replan_running=replan_running)
    weights = WEIGHTS[Emphasis(initiative.emphasis)]
    return Built(draft.finish(rules_of(facts), initiative.form, weights, initiative.max_away), _keys(draft), facts)


def _cycle(facts: Facts) -> int:
    """Return the length of the cycle: the initiative's own, in which what runs already must fit as well."""
    running = {cycle_of(slot.week for slot in team.slots.all()) for team in facts.own_teams}
    return min(lcm(facts.initiative.cycle_weeks, *running), LONGEST_CYCLE)


def _add_sites(draft: ProblemDraft, facts: Facts) -> None:
    length = session_minutes(facts.initiative)
    for number, site in enumerate(facts.sites, start=1):
        mine = draft.sites[site.pk] = SiteDraft(f"v{number}")
        spans: dict[Stretch, bool] = {}
        for hours in facts.hours.get(site.pk, {}).values():
            for span in spans_of(whole_days(hours) if facts.initiative.in_holidays else hours, length):
                key = (span.day, span.starts, span.ends)
                spans[key] = spans.get(key, False) or span.after_school
        for week in range(draft.cycle):
            for (day, starts, ends), after_school in sorted(spans.items()):
                mine.slot_at(Span(day, starts, ends, after_school, week))
        for team in facts.own_teams:
            if team.site_id == site.pk:
                for span in spans_of_team(team, draft.cycle):
                    mine.slot_at(span)
        mine.rooms = _rooms(mine, facts, site.pk)
    for (a, b), minutes in facts.travel.items():
        draft.travel[draft.sites[a].id, draft.sites[b].id] = minutes


def _rooms(site: SiteDraft, facts: Facts, pk: UUID) -> dict[str, int] | None:
    rooms = facts.rooms.get(pk)
    if rooms is None or not facts.initiative.needs_room:  # a class that is visited stays in its own room
        return None
    busy = {room: list(facts.room_busy.get(room, ())) for room in rooms}
    for team in facts.other_teams:
        for slot in team.slots.all():
            room = slot.room_id or team.room_id
            if room in busy:
                busy[room].append((slot.day, minutes_of(slot.starts), minutes_of(slot.ends)))
    return {
        key: sum(not any(span.overlaps(*stretch) for stretch in busy[room]) for room in rooms)
        for key, span in site.spans.items()
    }


def _add_requests(draft: ProblemDraft, facts: Facts) -> None:
    for number, request in enumerate(facts.requests, start=1):
        site = draft.sites[request.site_id]
        pattern = pattern_for(draft, facts, request)
        elsewhere = [
            team
            for team in facts.other_teams
            if any(m.request.pupil_id == request.pupil_id for m in team.members.all())
        ]
        closed = site.overlapping(facts.busy.get(request.pupil_id, ())) if request.pupil_id else set()
        if request.pupil_id:
            closed |= site.overlapping(stretch for team in elsewhere for stretch in stretches_of(team))
        if request.pupil_id in facts.no_after_school:
            closed |= draft.after_school[pattern]
        draft.requests[request.pk] = {
            "id": f"r{number}",
            "site": site.id,
            "pattern": pattern,
            "subject": one_subject(request.subject),
            "level": request.level,
            "sessions": request.sessions_per_week,
            "minutes": session_minutes(facts.initiative),
            "need": need_of(request, facts.from_date),
            "group_max": request.group_max,
            "languages": words(request.languages),
            "tags": words(request.interests),
            "not_slots": frozenset(closed),
            "miss_limits": limits_of(draft, facts, pattern, elsewhere),
            "person": draft.person(request.pupil.person_id) if request.pupil else None,
            "class_id": class_of(draft, facts, request.pupil_id),
        }
    for request in facts.requests:
        mine = draft.requests[request.pk]
        others = (draft.requests.get(other.pk) for other in request.apart_from.all())
        mine["apart_from"] = frozenset(other["id"] for other in others if other is not None)


def _keys(draft: ProblemDraft) -> dict[str, Any]:
    return {
        "requests": {row["id"]: str(pk) for pk, row in draft.requests.items()},
        "tutors": {row["id"]: str(pk) for pk, row in draft.tutors.items()},
        "sites": {site.id: str(pk) for pk, site in draft.sites.items()},
        "after_school": {pattern: sorted(slots) for pattern, slots in draft.after_school.items()},
        "college_full": sorted(draft.college_full),
        "college_shut": sorted(draft.college_shut),
        "pinned": {str(pk): group.tutor for pk, group in draft.pinned.items()},
    }
