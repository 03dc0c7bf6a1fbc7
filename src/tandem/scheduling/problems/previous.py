"""The plan as it runs, what people locked or accepted, and what they vetoed."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from uuid import UUID

from tandem import planning
from tandem.scheduling.enums import ClosingStep, TeamStatus, VetoKind
from tandem.scheduling.hours import Span, minutes_of
from tandem.scheduling.models import Team
from tandem.scheduling.problems.convert import spans_of_team, stretches_of
from tandem.scheduling.problems.draft import Draft, ProblemDraft, SiteDraft
from tandem.scheduling.problems.facts import Facts
from tandem.scheduling.problems.groups import rules_of


def add_previous(draft: ProblemDraft, facts: Facts, *, replan_running: bool) -> None:
    """Add teams that stay as they are, teams that continue if possible, and what vetoes exclude."""
    for team in facts.own_teams:
        if team.status == TeamStatus.VETOED:
            _exclude(draft, team)
    taken: set[UUID] = set()
    # What somebody decided comes before what merely runs, and the newest before the oldest.
    for team in sorted(
        facts.own_teams, key=lambda team: (_rank(team, facts, replan_running), -team.from_date.toordinal())
    ):
        rank = _rank(team, facts, replan_running)
        members = [m.request_id for m in team.members.all() if m.request_id in draft.requests]
        if rank == IGNORED or not members or taken & set(members) or team.enrolment_id not in draft.tutors:
            continue
        taken |= set(members)
        pinned = rank == PINNED and _fits(facts, len(members))
        group = _group(draft, team, members, pinned)
        if pinned:
            draft.pinned[team.pk] = group
            _allow(draft, facts, team, group, members)
        else:
            draft.previous.append(group)
    _leave_room(draft)
    _leave_lessons(draft)


def _fits(facts: Facts, size: int) -> bool:
    """Whether a team still has a size the initiative allows, now that a pupil may have left it."""
    rules = rules_of(facts)
    return rules.group_min <= size <= rules.group_max or facts.initiative.visits_class


PINNED, CONTINUES, IGNORED = range(3)


def _rank(team: Team, facts: Facts, replan_running: bool) -> int:
    if team.status == TeamStatus.ACCEPTED or (team.status == TeamStatus.PROPOSED and team.locked):
        return PINNED
    if team.status != TeamStatus.PUBLISHED or team.closing_step not in ("", ClosingStep.CONTINUES):
        return IGNORED
    runs = team.to_date >= facts.from_date
    return PINNED if team.locked or (runs and not replan_running) else CONTINUES


def _group(draft: ProblemDraft, team: Team, members: list[UUID], pinned: bool) -> planning.PreviousGroup:
    site = draft.sites[team.site_id]
    slots = tuple(site.slot_at(span) for span in spans_of_team(team, draft.cycle))
    requests = tuple(draft.requests[pk]["id"] for pk in members)
    return planning.PreviousGroup(draft.tutors[team.enrolment_id]["id"], requests, slots, pinned)


def _allow(draft: ProblemDraft, facts: Facts, team: Team, group: planning.PreviousGroup, members: list[UUID]) -> None:
    """Make what people decided possible, also where the facts have changed since: a decision outranks a wish."""
    site = draft.sites[team.site_id]
    spans = [site.spans[slot] for slot in group.slots]
    tutor = draft.tutors[team.enrolment_id]
    first = draft.requests[members[0]]
    missed = {(slot.day, minutes_of(slot.starts)): tuple(slot.misses) for slot in team.slots.all()}
    misses = {slot: missed[span.day, span.starts] for slot, span in zip(group.slots, spans, strict=True)}
    for pk in members:
        request = draft.requests[pk]
        _open(draft, request, group.slots, misses)
        request |= {
            "sessions": len(group.slots) // draft.cycle,
            "minutes": min(span.ends - span.starts for span in spans),
            "subject": first["subject"],
            "level": first["level"],
            "group_max": max(request["group_max"], len(members)),
            "not_tutors": request["not_tutors"] - {group.tutor},
            "apart_from": request["apart_from"] - set(group.requests),
        }
    low, high = tutor["teaches"].get(first["subject"], (first["level"], first["level"]))
    teaches = {first["subject"]: (min(low, first["level"]), max(high, first["level"]))}
    if team.classmates_reason:  # a teacher said why, within one class: the rule that keeps them apart is not for them
        for pk in members:
            draft.requests[pk] |= {"class_id": None}
    tutor |= {
        "teaches": tutor["teaches"] | teaches,
        "sites": tuple(dict.fromkeys((*tutor["sites"], site.id))),
        "available": (*tutor["available"], *(planning.Window(s.day, s.starts, s.ends, s.week) for s in spans)),
        "max_group": max(tutor["max_group"], len(members)),
    }


def _open(draft: ProblemDraft, request: Draft, slots: Iterable[str], misses: dict[str, tuple[str, ...]]) -> None:
    pattern = draft.patterns[request["pattern"]]
    closed = {slot for slot in slots if slot not in pattern["slots"]}
    request["slots"] = {**request.get("slots", {}), **dict.fromkeys(closed, 0)}
    request["misses"] = {**request.get("misses", {}), **{slot: misses[slot] for slot in closed}}
    request["not_slots"] -= set(slots)


def _leave_room(draft: ProblemDraft) -> None:
    """Let the week and the rooms hold at least what people decided."""
    by_tutor: dict[str, list[Span]] = {}
    by_site: dict[str, list[str]] = {}
    sites = {site.id: site for site in draft.sites.values()}
    home = {row["id"]: row["site"] for row in draft.requests.values()}
    for group in draft.pinned.values():
        site = sites[home[group.requests[0]]]
        by_site.setdefault(site.id, []).extend(group.slots)
        by_tutor.setdefault(group.tutor, []).extend(site.spans[slot] for slot in group.slots)
    for tutor in draft.tutors.values():
        spans = by_tutor.get(tutor["id"], [])
        days = Counter((span.week, span.day) for span in spans)
        weeks = Counter(span.week for span in spans)
        busiest = max(days.values(), default=0)
        tutor["max_sessions"] = max(tutor["max_sessions"], max(weeks.values(), default=0))
        tutor["max_sessions_per_day"] = max(tutor["max_sessions_per_day"], busiest)
    for key, used in by_site.items():
        _widen(sites[key], used)


def _leave_lessons(draft: ProblemDraft) -> None:
    """Let each pupil miss at least what people decided, over all that the pupil asks for."""
    slots = {request: group.slots for group in draft.pinned.values() for request in group.requests}
    missed: dict[str, Counter[str]] = {}
    for request in draft.requests.values():
        own = draft.patterns[request["pattern"]]["misses"] | request.get("misses", {})
        for slot in slots.get(request["id"], ()):
            missed.setdefault(request["person"] or request["id"], Counter()).update(own.get(slot, ()))
    for request in draft.requests.values():
        for label, times in missed.get(request["person"] or request["id"], Counter()).items():
            if label in request["miss_limits"]:
                request["miss_limits"] |= {label: max(times, request["miss_limits"][label])}


def _widen(site: SiteDraft, used: list[str]) -> None:
    if site.rooms is None:
        return
    for slot in set(used):
        span = site.spans[slot]
        here = [site.spans[other] for other in used if site.spans[other].week == span.week]
        at_once = sum(other.overlaps(span.day, span.starts, span.starts + 1) for other in here)
        site.rooms[slot] = max(site.rooms.get(slot, 0), at_once)


def _exclude(draft: ProblemDraft, team: Team) -> None:
    """Keep the next plan from what was vetoed: this pair, these pupils together, or this moment."""
    requests = [draft.requests[m.request_id] for m in team.members.all() if m.request_id in draft.requests]
    tutor = draft.tutors.get(team.enrolment_id)
    if team.veto_kind == VetoKind.PAIR and tutor is not None:
        for request in requests:
            request["not_tutors"] |= {tutor["id"]}
    if team.veto_kind == VetoKind.TOGETHER:
        for one, other in combinations(requests, 2):
            one["apart_from"] |= {other["id"]}
            other["apart_from"] |= {one["id"]}
    if team.veto_kind == VetoKind.MOMENT and team.site_id in draft.sites:
        closed = draft.sites[team.site_id].overlapping(stretches_of(team))
        for request in requests:
            request["not_slots"] |= closed
