"""The best plan so far and the lowest bound so far."""

from collections import Counter
from collections.abc import Callable
from math import floor

import numpy as np

from tandem.planning.problem import Problem
from tandem.planning.solution import Progress, Solution, gap_between
from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.extract import solution_of
from tandem.planning.solver.model import Model, pairs_before
from tandem.planning.solver.slots import best_slots

ROUNDING = 1e-4

Report = Callable[[Progress], None]


class Best:
    """What a run has come to, told whenever it becomes better."""

    def __init__(self, model: Model, chosen: Ints, clock: Clock, report: Report | None) -> None:
        self.model = model
        self.chosen = chosen
        self.clock = clock
        self.report = report
        self.bound = trivial_bound(model)
        self.tell()

    def solution(self) -> Solution:
        """Return the plan as it stands."""
        return solution_of(self.model, self.chosen)

    @property
    def objective(self) -> int:
        return int(self.model.objective @ self.chosen) + self.model.options.constant

    @property
    def gap(self) -> float:
        return gap_between(self.objective, self.bound)

    @property
    def proven(self) -> bool:
        return self.objective >= self.bound

    def tell(self) -> None:
        """Report where the run stands."""
        if self.report is not None:
            options = self.model.options
            placed = int(options.unit_sizes[options.option_unit] @ self.chosen[: self.model.first_entry])
            requests = len(options.problem.requests)
            self.report(Progress(self.clock.elapsed, self.objective, self.bound, placed, requests))

    def offer(self, chosen: Ints) -> None:
        """Take a plan over if it is better."""
        if self.model.objective @ chosen > self.model.objective @ self.chosen:
            self.chosen = chosen.copy()
            self.tell()

    def lower_bound_to(self, bound: float) -> None:
        """Take a bound over if it is lower; objectives are whole numbers."""
        whole = float(floor(bound + ROUNDING))
        if self.model.options.complete and whole < self.bound:
            # Rounding errors of the arithmetic must never bring a bound below a plan that exists.
            self.bound = max(whole, float(self.objective))
            self.tell()


def trivial_bound(model: Model) -> float:
    """Return what all requests would be worth together, each in its best option."""
    options = model.options
    most = most_of_all(options.problem) + options.constant
    if not options.complete:
        return most
    value = options.option_value + np.maximum(best_slots(model, options.entry_value.astype(np.float64))[0], 0)
    best = np.zeros(len(options.problem.requests))
    for o, u in enumerate(options.option_unit.tolist()):
        share = value[o] / len(options.units[u])
        for n in options.units[u]:
            best[n] = max(best[n], share)
    return min(most, float(np.ceil(best.sum())) + options.constant)


def most_of_all(problem: Problem) -> float:
    """Return what all requests would be worth with tutors who share everything; for where options are missing."""
    return sum(most_at(problem).values())


def most_at(problem: Problem) -> dict[str, float]:
    """Return the same for the requests of each site."""
    weights = problem.weights
    before = Counter(request for request, _ in pairs_before(problem))
    total = {site.id: 0.0 for site in problem.sites}
    for request in problem.requests:
        fit = weights.language + weights.tag * len(request.tags) + weights.previous
        total[request.site] += problem.weeks * (request.need + fit + weights.pair_broken * before[request.id])
    return total
