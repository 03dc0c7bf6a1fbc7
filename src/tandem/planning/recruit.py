"""Where one more tutor would give most requests a place: each proposal verified by planning with that tutor."""

import time
from collections import defaultdict
from dataclasses import dataclass, replace

from tandem.planning.check import check
from tandem.planning.first import Board
from tandem.planning.large.part import part_of
from tandem.planning.problem import MINUTES_A_DAY, Problem, Request, Tutor, Window, person_of
from tandem.planning.solution import Solution

NOON = 750
SESSIONS = 6  # a week: what one more tutor may be asked
HalfDay = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Recruit:
    """A tutor who is not there yet.

    Attributes
    ----------
    levels
        The lowest and the highest level of those who would have a place.
    half_days
        When the tutor would have to come: the days, each with whether it is after 12:30.
    sessions
        How many a week that takes.
    requests
        Who would have a place then, with nobody moved.
    """

    site: str
    subject: str
    levels: tuple[int, int]
    half_days: tuple[HalfDay, ...]
    sessions: int
    requests: tuple[str, ...]


def recruits(problem: Problem, solution: Solution, *, most: int = 5, seconds: float = 5.0) -> tuple[Recruit, ...]:
    """Return where one more tutor would help most, those who give most need a place first, one a site and subject."""
    ends = time.monotonic() + seconds
    placed = {r for group in solution.groups for r in group.requests}
    waiting: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for request in problem.requests:
        if request.id not in placed:
            waiting[request.site, request.subject].append(request)
    ranked = sorted(waiting, key=lambda key: (-sum(r.need for r in waiting[key]), key))
    found = []
    for site, subject in ranked:
        if time.monotonic() > ends:
            break
        days = sorted({slot.day for slot in problem.site[site].slots})
        anywhen = tuple((day, late) for day in days for late in (False, True))
        best = _with_one_more(problem, solution, site, waiting[site, subject], anywhen)
        # Asked for no more half-days than it takes, and planned with those alone.
        best = best and _with_one_more(problem, solution, site, waiting[site, subject], best.half_days)
        found += [] if best is None else [best]
    return tuple(sorted(found, key=lambda row: (-len(row.requests), row.site, row.subject))[:most])


def _with_one_more(
    problem: Problem, solution: Solution, site: str, waiting: list[Request], half_days: tuple[HalfDay, ...]
) -> Recruit | None:
    levels = [request.level for request in waiting]
    tutor = Tutor(
        id="one more tutor",
        sites=(site,),
        teaches={waiting[0].subject: (min(levels), max(levels))},
        available=tuple(Window(d, NOON, MINUTES_A_DAY) if late else Window(d, 0, NOON) for d, late in half_days),
        max_sessions=SESSIONS,
    )
    part = _around(problem, solution, site)
    changed = replace(part, tutors=(*part.tutors, tutor), previous=())
    board = Board(changed)
    for group in solution.groups:
        if group.requests[0] in changed.request:
            slots = [board.slot(group.requests[0], slot) for slot in group.slots]
            board.place(changed.tutor[group.tutor], group.requests, slots)
    before = set(board.placed)
    ranked = sorted(waiting, key=lambda r: (-r.need, r.id))
    left = [r for r in ranked if changed.rules.group_min > 1 or not board.place_alone(r)]
    for request in left:
        board.join(request)
    gained = tuple(r.id for r in ranked if r.id in board.placed - before)
    if not gained or not check(changed, board.solution()).valid:
        return None
    reached = [problem.request[r].level for r in gained]
    slots = [board.slot(g.requests[0], s) for g in board.groups if g.tutor == tutor.id for s in g.slots]
    times = tuple(sorted({(slot.day, slot.start >= NOON) for slot in slots}))
    return Recruit(site, waiting[0].subject, (min(reached), max(reached)), times, len(slots) // problem.weeks, gained)


def _around(problem: Problem, solution: Solution, site: str) -> Problem:
    """Return the site, and every other where its tutors, its children or its classes have a session."""
    near = {tutor.id for tutor in problem.tutors if site in tutor.sites}
    here = [request for request in problem.requests if request.site == site]
    people = {person_of(request) for request in here}
    classes = {request.class_id for request in here} & set(problem.max_away)
    sites = {site}
    for group in solution.groups:
        members = [problem.request[r] for r in group.requests]
        tied = any(person_of(m) in people or m.class_id in classes for m in members)
        if tied or group.tutor in near or problem.tutor[group.tutor].class_id in classes:
            sites.add(members[0].site)
    return part_of(problem, sorted(sites), {})
