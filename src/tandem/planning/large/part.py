"""A part of a problem as a problem of its own: alone, or with what its tutors do elsewhere taken off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tandem.planning.problem import MINUTES_A_DAY, Problem, Slot, Tutor, Window
from tandem.planning.solution import Group


@dataclass(frozen=True)
class Elsewhere:
    """A session that a tutor has outside the part."""

    slot: Slot
    site: str


def part_of(problem: Problem, sites: Sequence[str], elsewhere: Mapping[str, Sequence[Elsewhere]]) -> Problem:
    """Return the problem of these sites.

    Tutors come with what is left of their week. Where a tutor has a session elsewhere, the time for it and for the
    longest journey between it and any site of the part is gone: a plan of the part then always fits the rest.
    """
    wanted = set(sites)
    tutors = []
    for tutor in problem.tutors:
        here = tuple(site for site in tutor.sites if site in wanted)
        if here:
            left = _left(problem, replace(tutor, sites=here), elsewhere.get(tutor.id, ()))
            tutors += [] if left is None else [left]
    requests = tuple(request for request in problem.requests if request.site in wanted)
    patterns = {request.pattern for request in requests} | {tutor.pattern for tutor in tutors}
    known = {tutor.id for tutor in tutors}
    placed = {request.id for request in requests}
    previous = tuple(
        group for group in problem.previous if group.tutor in known and any(r in placed for r in group.requests)
    )
    return replace(
        problem,
        sites=tuple(site for site in problem.sites if site.id in wanted),
        tutors=tuple(tutors),
        requests=requests,
        patterns=tuple(pattern for pattern in problem.patterns if pattern.id in patterns),
        travel_minutes={
            pair: minutes for pair, minutes in problem.travel_minutes.items() if pair[0] in wanted and pair[1] in wanted
        },
        previous=previous,
        name=f"{problem.name}, part",
    )


def _left(problem: Problem, tutor: Tutor, sessions: Sequence[Elsewhere]) -> Tutor | None:
    """Return the tutor with what is left, None where nothing is."""
    if not sessions:
        return tutor
    a_week: dict[int, int] = defaultdict(int)
    a_day: dict[tuple[int, int], int] = defaultdict(int)
    for session in sessions:
        a_week[session.slot.week] += 1
        a_day[session.slot.week, session.slot.day] += 1
    left = tutor.max_sessions - max(a_week.values())
    if left <= 0:
        return None
    most = tutor.max_sessions_per_day
    gone = _gone(problem, tutor, sessions)
    if most is not None:
        gone += [(week, day, 0, MINUTES_A_DAY) for (week, day), n in a_day.items() if n >= most]
        # One number holds for every day: the busiest day that is still open sets it.
        open_days = [n for n in a_day.values() if n < most]
        most -= max(open_days, default=0)
    windows = _without(_weekly(tutor.available, problem.weeks), gone)
    return replace(tutor, max_sessions=left, max_sessions_per_day=most, available=tuple(windows)) if windows else None


def _gone(problem: Problem, tutor: Tutor, sessions: Iterable[Elsewhere]) -> list[tuple[int, int, int, int]]:
    gone = []
    for session in sessions:
        longest = max(problem.travel(session.site, site) for site in tutor.sites)
        start, end = session.slot.start - longest, session.slot.end + longest
        gone.append((session.slot.week, session.slot.day, int(max(0, start)), int(min(MINUTES_A_DAY, end))))
    return gone


def _weekly(windows: Iterable[Window], weeks: int) -> list[Window]:
    found = []
    for window in windows:
        found += [replace(window, week=week) for week in (range(weeks) if window.week is None else (window.week,))]
    return found


def _without(windows: list[Window], gone: Iterable[tuple[int, int, int, int]]) -> list[Window]:
    for week, day, start, end in gone:
        left: list[Window] = []
        for window in windows:
            if window.week != week or window.day != day or window.end <= start or end <= window.start:
                left.append(window)
                continue
            if window.start < start:
                left.append(replace(window, end=start))
            if end < window.end:
                left.append(replace(window, start=end))
        windows = left
    return windows


def elsewhere_of(problem: Problem, groups: Iterable[Group], sites: Sequence[str]) -> dict[str, list[Elsewhere]]:
    """Return the sessions of each tutor outside these sites."""
    inside = set(sites)
    found: dict[str, list[Elsewhere]] = defaultdict(list)
    for group in groups:
        site = problem.request[group.requests[0]].site
        if site not in inside:
            slots = problem.slots_at[site]
            found[group.tutor] += [Elsewhere(slots[slot], site) for slot in group.slots]
    return found
