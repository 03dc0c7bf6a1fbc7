"""The best plan of a tiny problem, by trying everything."""

from collections.abc import Iterator
from itertools import product

from tandem.planning import Group, Problem, Request, Solution, check

Place = tuple[str, tuple[str, ...]]  # tutor, slots


def best_objective(problem: Problem) -> int:
    """Return the objective of the best plan."""
    places = [list(possible_places(problem, request)) for request in problem.requests]
    most = [problem.weeks * (request.need + 200) for request in problem.requests]
    best = check(problem, Solution(())).objective
    start = best

    def place_from(number: int, chosen: list[Place | None]) -> None:
        nonlocal best
        if number == len(places):
            best = max(best, check(problem, solution_of(problem, chosen)).objective)
            return
        for place in (*places[number], None):
            now = [*chosen, place]
            verdict = check(problem, solution_of(problem, now))
            ahead = sum(most[number + 1 :]) - start  # what is short or broken now may be made good
            if verdict.valid and verdict.objective + ahead > best:
                place_from(number + 1, now)

    place_from(0, [])
    return best


def most_places(problem: Problem) -> int:
    """Return how many requests the best plan for places alone places."""
    places = [list(possible_places(problem, request)) for request in problem.requests]
    best = 0

    def place_from(number: int, chosen: list[Place | None]) -> None:
        nonlocal best
        placed = sum(place is not None for place in chosen)
        if number == len(places):
            best = max(best, placed if check(problem, solution_of(problem, chosen)).valid else 0)
            return
        for place in (*places[number], None):
            now = [*chosen, place]
            if placed + (place is not None) + len(places) - number - 1 > best:
                place_from(number + 1, now)

    place_from(0, [])
    return best


def possible_places(problem: Problem, request: Request) -> Iterator[Place]:
    """Yield where a request could go alone."""
    slots = problem.lessons_of(request).slots
    weeks = [
        [s.id for s in problem.site[request.site].slots if s.week == w and s.id in slots] for w in range(problem.weeks)
    ]
    for tutor in problem.tutors:
        for times in product(*weeks):
            alone = Solution((Group("g", tutor.id, (request.id,), times),))
            if not {v.rule for v in check(problem, alone).violations} - {"group_size"}:
                yield tutor.id, times


def solution_of(problem: Problem, chosen: list[Place | None]) -> Solution:
    """Requests of one kind at one place are a group."""
    groups: dict[tuple[str, Place], list[str]] = {}
    for request, place in zip(problem.requests, chosen, strict=False):
        if place is not None:
            groups.setdefault((request.site, place), []).append(request.id)
    return Solution(tuple(Group(f"g{n}", t, tuple(r), s) for n, ((_, (t, s)), r) in enumerate(groups.items())))
