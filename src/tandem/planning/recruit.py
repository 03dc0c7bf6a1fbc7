"""Where one more tutor would give most requests a place: chosen by the prices of the bound, verified by planning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tandem.planning.board import Board
from tandem.planning.check import check
from tandem.planning.large.part import part_of
from tandem.planning.problem import MINUTES_A_DAY, Problem, Request, Slot, Tutor, Window, person_of
from tandem.planning.solution import Group, Solution
from tandem.planning.solver.clock import Clock

NOON = 750
SESSIONS = 6  # a week: what one more tutor may be asked
MOST_HALF_DAYS = 3  # and on how many half-days
TRIED = 4  # for each that is asked for: how many are planned with
ONE_MORE = "one more tutor"
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
    worth
        What the prices of the bound say such a tutor could add to the plan at most, in units of need a week.
    requests
        Who would have a place with this tutor and nobody moved: a plan with them was made and checked.
    """

    site: str
    subject: str
    levels: tuple[int, int]
    half_days: tuple[HalfDay, ...]
    sessions: int
    worth: int
    requests: tuple[str, ...]


def recruits(problem: Problem, solution: Solution, *, most: int = 5, seconds: float = 5.0) -> tuple[Recruit, ...]:
    """Return where one more tutor would help most, who gives most requests a place first, one a site and subject."""
    clock = Clock(seconds, None, lambda: False)
    found = []
    for wanted in sorted(_wanted(problem, solution), key=lambda w: (-w.worth, w.site, w.subject))[: most * TRIED]:
        if clock.left() <= 0:
            break
        best = _verified(problem, solution, wanted)
        found += [] if best is None else [best]
    return tuple(sorted(found, key=lambda row: (-len(row.requests), -row.worth, row.site, row.subject))[:most])


@dataclass(frozen=True, slots=True)
class _Wanted:
    site: str
    subject: str
    levels: tuple[int, int]
    half_days: tuple[HalfDay, ...]
    worth: float


def _wanted(problem: Problem, solution: Solution) -> Iterator[_Wanted]:
    """Yield, for each site and subject where somebody waits, the half-days on which a tutor would be worth most."""
    placed = {r for group in solution.groups for r in group.requests}
    gains = _gains(problem, solution.prices, placed)
    asked: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for request in problem.requests:
        asked[request.site, request.subject].append(request)
    for (site, subject), requests in asked.items():
        if all(request.id in placed for request in requests):
            continue
        half_days, worth = _best_half_days(problem, requests, gains)
        levels = [request.level for request in requests if request.id not in placed]
        if worth > 0:
            yield _Wanted(site, subject, (min(levels), max(levels)), half_days, worth)


def _gains(problem: Problem, prices: Mapping[str, float], placed: Iterable[str]) -> dict[str, float]:
    """Return what a place with somebody new is worth for each request: its need, less what its place costs now.

    At the prices of the bound; without them, who has a place gains nothing, and who has none all of its need.
    """
    if prices:
        return {r.id: max(0.0, r.need - prices.get(r.id, 0.0) / problem.weeks) for r in problem.requests}
    return {r.id: 0.0 if r.id in placed else float(r.need) for r in problem.requests}


def _best_half_days(
    problem: Problem, requests: list[Request], gains: Mapping[str, float]
) -> tuple[tuple[HalfDay, ...], float]:
    """Return the half-days, added one by one, on which these requests gain most in the sessions of one tutor."""
    slots = problem.site[requests[0].site].slots
    days = {r.id: _days_open(problem, r, slots) for r in requests}
    room = {half_day: _one_after_another(slots, half_day) for half_day in {_half_day(slot) for slot in slots}}
    ranked = sorted(requests, key=lambda r: -gains[r.id] / r.sessions)

    def worth(half_days: tuple[HalfDay, ...]) -> float:
        """What a tutor on these half-days could add: those who gain most per session first."""
        total, left = 0.0, float(min(SESSIONS, sum(room[h] for h in half_days)))
        for request in ranked:
            possible = {day for day, late in half_days if (day, late) in days[request.id]}
            if gains[request.id] > 0 and len(possible) >= request.sessions:
                share = min(1.0, left / request.sessions)
                total, left = total + share * gains[request.id], left - share * request.sessions
        return total

    chosen: tuple[HalfDay, ...] = ()
    for _ in range(min(MOST_HALF_DAYS, len(room))):
        left = [h for h in sorted(room) if h not in chosen]
        # A request of several sessions needs several days: the first of them is worth nothing by itself.
        near = {h: sum(gains[r] for r in days if h in days[r]) for h in left}
        chosen = (*chosen, max(left, key=lambda h: (worth((*chosen, h)), near[h])))
    for half_day in chosen:
        fewer = tuple(h for h in chosen if h != half_day)
        chosen = fewer if worth(fewer) >= worth(chosen) else chosen
    return tuple(sorted(chosen)), worth(chosen)


def _half_day(slot: Slot) -> HalfDay:
    return slot.day, slot.start >= NOON


def _one_after_another(slots: Iterable[Slot], half_day: HalfDay) -> int:
    """Return how many sessions one tutor can give in a half-day, whatever the week."""
    count, end = 0, 0
    first_week = (slot for slot in slots if slot.week == 0 and _half_day(slot) == half_day)
    for slot in sorted(first_week, key=lambda slot: slot.end):
        if slot.start >= end:
            count, end = count + 1, slot.end
    return count


def _days_open(problem: Problem, request: Request, slots: Iterable[Slot]) -> set[HalfDay]:
    lessons = problem.lessons_of(request).slots
    return {_half_day(slot) for slot in slots if slot.id in lessons and slot.minutes >= request.minutes}


def _verified(problem: Problem, solution: Solution, wanted: _Wanted) -> Recruit | None:
    """Plan with this tutor, and nobody moved."""
    around = _around(problem, solution, wanted.site)
    changed = replace(around, tutors=(*around.tutors, _tutor(wanted)), previous=())
    groups = tuple(group for group in solution.groups if group.requests[0] in changed.request)
    plan = _inserted(changed, groups, wanted)
    mine = [group for group in plan.groups if group.tutor == ONE_MORE]
    if not mine or not check(changed, plan).valid:
        return None
    slots = [changed.slots_at[wanted.site][s] for group in mine for s in group.slots]
    gained = [r for group in mine for r in group.requests]
    levels = [changed.request[r].level for r in gained]
    return Recruit(
        site=wanted.site,
        subject=wanted.subject,
        levels=(min(levels), max(levels)),
        half_days=tuple(sorted({_half_day(slot) for slot in slots})),
        sessions=len(slots) // problem.weeks,
        worth=round(wanted.worth),
        requests=tuple(sorted(gained)),
    )


def _tutor(wanted: _Wanted) -> Tutor:
    return Tutor(
        id=ONE_MORE,
        sites=(wanted.site,),
        teaches={wanted.subject: wanted.levels},
        available=tuple(Window(d, NOON, MINUTES_A_DAY) if late else Window(d, 0, NOON) for d, late in wanted.half_days),
        max_sessions=SESSIONS,
    )


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


def _inserted(changed: Problem, groups: Iterable[Group], wanted: _Wanted) -> Solution:
    """Return the plan with the new tutor and nobody moved."""
    board = Board(changed)
    for group in groups:
        slots = [board.slot(group.requests[0], slot) for slot in group.slots]
        board.place(changed.tutor[group.tutor], group.requests, slots)
    waiting = [
        r
        for r in changed.requests
        if r.site == wanted.site and r.subject == wanted.subject and r.id not in board.group_of
    ]
    ranked = sorted(waiting, key=lambda r: (-r.need, r.id))
    left = [r for r in ranked if changed.rules.group_min > 1 or not board.place_alone(r)]
    for request in left:
        board.join(request)
    return board.solution()
