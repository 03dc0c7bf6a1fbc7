"""A run on a large problem: a first plan from the facts, a bound part by part, then better and better parts."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from math import floor
from uuid import uuid4

from tandem.planning.first import first_plan
from tandem.planning.large.cut import cut
from tandem.planning.large.part import elsewhere_of, part_of
from tandem.planning.large.tasks import PartTask, bound_part, improve_part
from tandem.planning.plan import Plan
from tandem.planning.problem import Problem
from tandem.planning.score import score
from tandem.planning.solution import Group, Progress, Solution, gap_between
from tandem.planning.solver.best import most_at, most_of_all
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.crew import Crew
from tandem.planning.solver.executors import hear_stop, no_longer_hear

REQUESTS_A_PART = 2000
LARGE = 1_000_000  # from so many meetings of a request and a tutor on, a problem is solved in parts
BOUNDED_BY = 0.35  # share of a run for the bound
ROUNDS = 2  # how often every part is gone through, with other borders each time
LEAST_SECONDS, MOST_SECONDS = 8.0, 240.0
ROUNDING = 1e-4


def is_large(problem: Problem) -> bool:
    """Tell whether one model of the problem would be too large: it grows with who can meet whom at a site."""
    tutors = Counter(site for tutor in problem.tutors for site in set(tutor.sites))
    return sum(tutors[request.site] for request in problem.requests) >= LARGE


class LargeSearch:
    """The state of a run in parts: the groups that stand and the bound so far."""

    def __init__(
        self,
        problem: Problem,
        clock: Clock,
        *,
        seed: int,
        workers: int,
        executor: Executor,
        report: Callable[[Progress], None] | None,
        start: Solution | None = None,
        a_part: int = REQUESTS_A_PART,
    ) -> None:
        self.problem = problem
        self.a_part = a_part
        self.clock = clock
        self.seed = seed
        self.crew = Crew(executor, workers, clock)
        self.report = report
        self.token = uuid4().hex
        self.groups: list[Group] = list(start.groups) if start is not None else first_plan(problem, clock.asked_to_stop)
        self.objective = self._worth()
        self.bound = most_of_all(problem)
        self._prices: dict[str, float] = {}
        self._tell()

    def solution(self) -> Solution:
        """Return the plan as it stands."""
        ordered = sorted(self.groups, key=lambda g: (self.problem.request[g.requests[0]].site, g.requests))
        numbered = (Group(f"g{n}", g.tutor, g.requests, g.slots) for n, g in enumerate(ordered, 1))
        return Solution(tuple(numbered))

    def prices(self) -> dict[str, float]:
        """Return what placing each request is worth in the proof of the bound of its part."""
        return dict(self._prices)

    def _worth(self) -> int:
        return sum(score(Plan(self.problem, self.solution())).values())

    def _tell(self) -> None:
        if self.report is not None:
            placed = sum(len(group.requests) for group in self.groups)
            self.report(Progress(self.clock.elapsed, self.objective, self.bound, placed, len(self.problem.requests)))

    def run(self, stop_at_gap: float) -> None:
        """Bound and improve part by part until time is up or the plan is near enough."""
        hear_stop(self.token, lambda: self.clock.left() <= 0)
        try:
            self._bound_all()
            number = 0
            while self.clock.left() > 0 and gap_between(self.objective, self.bound) > stop_at_gap:
                number += 1
                self._improve_all(number, ROUNDS - number)
        finally:
            no_longer_hear(self.token)

    def prove(self) -> None:
        """Only lower the bound."""
        hear_stop(self.token, lambda: self.clock.left() <= 0)
        try:
            self._bound_all(1.0)
        finally:
            no_longer_hear(self.token)

    def _bound_all(self, until: float = BOUNDED_BY) -> None:
        """Bound each part with all its tutors have, whoever shares them: together that bounds the whole."""
        sites = cut(self.problem, self.a_part, self.seed)
        most = most_at(self.problem)
        bounds = [sum(most[site] for site in part) for part in sites]
        numbers = iter(range(len(sites)))

        def task() -> tuple[int, PartTask] | None:
            if self.clock.left(until) <= 0 or (number := next(numbers, None)) is None:
                return None
            part = part_of(self.problem, sites[number], {})
            return number, self._task(part, (), until, len(sites) - number)

        for number, answer in self.crew.each(bound_part, task):
            self.clock.spend(answer.work)
            bounds[number] = min(bounds[number], answer.bound)
            self._prices.update(answer.prices)
            self._lower_bound_to(sum(bounds))

    def _lower_bound_to(self, bound: float) -> None:
        whole = max(float(floor(bound + ROUNDING)), float(self.objective))
        if whole < self.bound:
            self.bound = whole
            self._tell()

    def _improve_all(self, number: int, rounds_left: int) -> None:
        """Go once through all parts, with borders of this round's own; parts that share tutors never together."""
        parts = cut(self.problem, self.a_part, self.seed + number)
        tutors = [{t.id for t in self.problem.tutors if set(t.sites) & set(part)} for part in parts]
        waiting = list(range(len(parts)))
        running: set[int] = set()

        def task() -> tuple[int, PartTask] | None:
            if self.clock.left() <= 0:
                return None
            free = (n for n in waiting if not any(tutors[n] & tutors[m] for m in running))
            chosen = next(free, None)
            if chosen is None:
                return None
            parts_left = len(waiting) + max(0, rounds_left) * len(parts)
            waiting.remove(chosen)
            running.add(chosen)
            inside = set(parts[chosen])
            problem = part_of(self.problem, parts[chosen], elsewhere_of(self.problem, self.groups, parts[chosen]))
            return chosen, self._task(problem, tuple(self._groups_in(inside)), 1.0, parts_left)

        for chosen, answer in self.crew.each(improve_part, task):
            self.clock.spend(answer.work)
            running.discard(chosen)
            if answer.groups is not None:
                inside = set(parts[chosen])
                kept = set(self._groups_in(inside))
                self.groups = [group for group in self.groups if group not in kept] + list(answer.groups)
                self.objective += answer.gained
                self.bound = max(self.bound, float(self.objective))
                self._tell()

    def _groups_in(self, sites: set[str]) -> list[Group]:
        return [group for group in self.groups if self.problem.request[group.requests[0]].site in sites]

    def _task(self, problem: Problem, start: tuple[Group, ...], until: float, parts_left: int) -> PartTask:
        """Return the work on one part, with its share of what is left until then."""
        clock, parts = self.clock, max(1, parts_left)
        seconds = clock.left(until) * self.crew.workers / parts
        seconds = min(clock.left(), max(LEAST_SECONDS, min(MOST_SECONDS, seconds)))
        work = None if clock.work_limit is None else max(0.01, (until * clock.work_limit - clock.work) / parts)
        return PartTask(problem, start, seconds, work, self.seed, self.token)
