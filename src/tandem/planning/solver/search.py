"""A run: a first plan, a bound, a better plan, and then better and better until time, stop or proof."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from math import floor
from typing import TypeVar

import numpy as np

from tandem.planning.first import first_plan
from tandem.planning.problem import Problem
from tandem.planning.solution import Progress, Solution, gap_between
from tandem.planning.solver.arrays import Floats, Ints
from tandem.planning.solver.block import Answer, Block, solve_block
from tandem.planning.solver.choose import Choice, Chooser
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.columns import MOST_ROWS, Columns
from tandem.planning.solver.dive import dive
from tandem.planning.solver.executors import Inline
from tandem.planning.solver.extract import chosen_of, solution_of
from tandem.planning.solver.greedy import greedy
from tandem.planning.solver.lagrangian import TutorBound, Week
from tandem.planning.solver.model import Model, build, pairs_before
from tandem.planning.solver.neighbourhood import Freed, Standing
from tandem.planning.solver.options import list_options
from tandem.planning.solver.proof import Proof, proof_of
from tandem.planning.solver.relaxation import Relaxation
from tandem.planning.solver.slots import best_slots
from tandem.planning.solver.teams import list_teams

ROUGH, MIDDLING, FINE = 1e-3, 3e-4, 1e-4
# Shares of a run: until when the relaxation, the dive and the bound by tutors may take.
FINE_BY, MIDDLING_BY, RELAXED_BY, DIVED_BY, PRICED_BY = 0.15, 0.25, 0.4, 0.6, 0.7
PROVED_BY = 0.7  # where nothing but a bound is wanted, until when the relaxation may take
WORK_A_TUTOR = 2.0
BUSY_SECONDS = 20.0
PATIENCE_SECONDS = 0.25
GRACE_SECONDS = 2.0
ROUNDING = 1e-4

TRIES = 20

T = TypeVar("T")
Report = Callable[[Progress], None]


class Search:
    """The state of a run: the best plan so far and the lowest bound so far."""

    def __init__(
        self,
        problem: Problem,
        clock: Clock,
        *,
        seed: int,
        workers: int,
        executor: Executor,
        report: Report | None,
        start: Solution | None = None,
        max_broken: int | None = None,
    ) -> None:
        self.problem = problem
        self.clock = clock
        self.seed = seed
        self.workers = workers
        self.executor = executor
        self.report = report
        self.model: Model = build(list_options(problem), max_broken)
        self.limited = max_broken is not None
        begin = None if start is None else chosen_of(self.model, start)
        # The first plan is made whatever the time: on a slow machine a short run must not end with an empty one.
        self.best = greedy(self.model, stop=clock.asked_to_stop, start=begin)
        if start is None:
            by_facts = chosen_of(self.model, Solution(tuple(first_plan(problem, clock.asked_to_stop))))
            by_facts = greedy(self.model, stop=clock.asked_to_stop, start=by_facts)
            self.best = max(self.best, by_facts, key=self.model.objective.__matmul__)
        self.bound = trivial_bound(self.model)
        self.tell()

    def solution(self) -> Solution:
        """Return the plan as it stands."""
        return solution_of(self.model, self.best)

    @property
    def objective(self) -> int:
        return int(self.model.objective @ self.best) + self.model.options.constant

    @property
    def gap(self) -> float:
        return gap_between(self.objective, self.bound)

    @property
    def proven(self) -> bool:
        return self.objective >= self.bound

    def tell(self) -> None:
        """Report where the run stands."""
        if self.report is not None:
            sizes = self.model.options.unit_sizes[self.model.options.option_unit]
            placed = int(sizes @ self.best[: self.model.first_entry])
            requests = len(self.problem.requests)
            self.report(Progress(self.clock.elapsed, self.objective, self.bound, placed, requests))

    def offer(self, chosen: Ints) -> None:
        """Take a plan over if it is better."""
        if self.model.objective @ chosen > self.model.objective @ self.best:
            self.best = chosen.copy()
            self.tell()

    def lower_bound_to(self, bound: float) -> None:
        """Take a bound over if it is lower; objectives are whole numbers."""
        whole = float(floor(bound + ROUNDING))
        if self.model.options.complete and whole < self.bound:
            # Rounding errors of the arithmetic must never bring a bound below a plan that exists.
            self.bound = max(whole, float(self.objective))
            self.tell()

    def run(self, stop_at_gap: float) -> None:
        """Improve the plan until it is proven best, near enough, or time is up."""

        def enough() -> bool:
            return self.proven or self.gap <= stop_at_gap or self.clock.left() <= 0

        if not self.model.first_entry:
            self.lower_bound_to(float(self.objective))  # nobody can be placed
        if enough():
            return
        relaxation, columns = self._relaxation()
        self._relax(relaxation, columns, enough)
        if enough():
            return
        proof = proof_of(relaxation)
        # Where teams are listed, the search is soon better than a dive; and a dive starts from nothing, which
        # breaks every pair.
        if columns is None and not self.limited:
            self._dive(relaxation, columns)
        if enough():
            return
        self._price_tutors(proof, enough)
        if enough():
            return
        self._improve(*proof.losses, proof.bound, enough)

    def prove(self) -> None:
        """Only lower the bound."""

        def enough() -> bool:
            return self.proven or self.clock.left() <= 0

        if self.model.first_entry and not enough():
            relaxation, columns = self._relaxation()
            self._relax(relaxation, columns, enough, until=PROVED_BY)
            self._price_tutors(proof_of(relaxation), enough, until=1.0)

    def _relaxation(self) -> tuple[Relaxation, Columns | None]:
        relaxation = Relaxation(self.model, self.workers, list_teams(self.model))
        if relaxation.teams is not None and np.count_nonzero(~relaxation.own) <= MOST_ROWS:
            return relaxation, Columns(relaxation, relaxation.teams)
        return relaxation, None

    def _relax(
        self,
        relaxation: Relaxation,
        columns: Columns | None,
        enough: Callable[[], bool],
        until: float = RELAXED_BY,
    ) -> None:
        """Solve the relaxation roughly, then finely with its cuts."""
        done = 0.0

        def spend() -> None:
            nonlocal done
            self.clock.spend(relaxation.work - done)
            done = relaxation.work

        def report() -> None:
            spend()
            self.lower_bound_to(proof_of(relaxation).bound)

        def ends() -> float:
            spend()
            return 0.0 if enough() else self.clock.left(until)

        if columns is not None:
            columns.tighten(ends=ends, report=self.lower_bound_to)
            return
        # Cuts move the prices more than precision does: they come first.
        relaxation.tighten(precision=ROUGH, ends=ends, report=report)
        if self.clock.left(MIDDLING_BY) > 0:
            relaxation.tighten(
                precision=MIDDLING, ends=lambda: min(ends(), self.clock.left(MIDDLING_BY)), report=report
            )
        if min(ends(), self.clock.left(FINE_BY)) > 0:
            relaxation.solve(precision=FINE, seconds=ends())
            report()

    def _dive(self, relaxation: Relaxation, columns: Columns | None) -> None:
        prices = copy.copy(relaxation)
        prices.point = copy.copy(relaxation.point)
        prices.point.primal, prices.point.dual = relaxation.point.primal.copy(), relaxation.point.dual.copy()
        prices.work = 0.0
        found = dive(
            prices,
            columns=None if columns is None else columns.of(prices),
            ends=self.clock.until(DIVED_BY),
            work_a_tutor=WORK_A_TUTOR,
            seed=self.seed,
            spend=self.clock.spend,
        )
        self.clock.spend(prices.work)
        self.offer(found)

    def _price_tutors(self, proof: Proof, enough: Callable[[], bool], until: float = PRICED_BY) -> None:
        """Prove a lower bound, tutor by tutor."""
        tutors = TutorBound(proof)
        ends = self.clock.until(until)
        weeks = tutors.weeks(work=WORK_A_TUTOR, seconds=BUSY_SECONDS, seed=self.seed)

        def task() -> tuple[Week, Block] | None:
            week = None if ends() <= 0 or enough() else next(weeks, None)
            return None if week is None else (week, week.block)

        for week, answer in self._in_parallel(task):
            tutors.learn(week, answer)
            self.clock.spend(answer.work)
            self.lower_bound_to(tutors.value)
        self.lower_bound_to(tutors.value)

    def _improve(self, losses: Floats, entry_losses: Floats, bound: float, enough: Callable[[], bool]) -> None:
        """Search neighbourhood after neighbourhood."""
        standing = Standing(self.model, self.best)
        chooser = Chooser(self.model, self.seed)
        chooser.look_at(losses, entry_losses, bound - self.objective)
        busy = np.zeros(len(self.problem.tutors), dtype=bool)
        number = 0

        def task() -> tuple[tuple[Choice, Freed, Ints], Block] | None:
            nonlocal number
            for _ in range(TRIES):
                if enough():
                    return None
                number += 1
                if number == 1:
                    choice: Choice | None = chooser.first(standing, losses, entry_losses)
                else:
                    choice = chooser.next(standing, busy)
                if choice is not None:
                    tutors = np.unique(self.model.options.option_tutor[choice.options])
                    busy[tutors] = True
                    seconds = self.clock.left()
                    freed = standing.free(
                        choice.options,
                        choice.slots,
                        work=self.clock.work_left(choice.work),
                        seconds=seconds,
                        seed=self.seed + number,
                    )
                    return (choice, freed, tutors), freed.block
            return None

        for (choice, freed, tutors), answer in self._in_parallel(task):
            busy[tutors] = False
            self.clock.spend(answer.work)
            gained = standing.take(freed, answer)
            chooser.learn(choice, answer, gained)
            self.offer(standing.chosen)
            if choice.everything:
                # What lies outside cannot be part of a better plan than the one that stands.
                inside = answer.bound - freed.before + freed.objective_before
                self.lower_bound_to(max(inside, float(self.objective)))
            if gained:
                chooser.look_at(losses, entry_losses, bound - self.objective)

    def _in_parallel(self, task: Callable[[], tuple[T, Block] | None]) -> Iterator[tuple[T, Answer]]:
        """Keep all workers busy, and yield each task's key with its answer; ends when no task is left."""
        running: dict[Future[Answer], tuple[T, Block]] = {}
        while True:
            while len(running) < self.workers and (new := task()) is not None:
                running[self._submit(new[1])] = new
            if not running:
                return
            done, _ = wait(running, timeout=PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(running).index):
                key, block = running.pop(future)
                yield key, self._answer(future, block)
            # What was begun may end, but nobody waits long for a slow worker.
            if self.clock.stopped or self.clock.over_by() > GRACE_SECONDS:
                for future in running:
                    future.cancel()
                return

    def _answer(self, future: Future[Answer], block: Block) -> Answer:
        try:
            return future.result()
        except BrokenExecutor:
            return solve_block(block)  # a worker died: what it carried is done here

    def _submit(self, block: Block) -> Future[Answer]:
        try:
            return self.executor.submit(solve_block, block)
        except BrokenExecutor:
            # No worker is left: so is the rest.
            self.executor, self.workers = Inline(), 1
            return self.executor.submit(solve_block, block)


def trivial_bound(model: Model) -> float:
    """Return what all requests would be worth together, each in its best option."""
    options = model.options
    if not options.complete:
        return most_of_all(options.problem) + options.constant
    value = options.option_value + np.maximum(best_slots(model, options.entry_value.astype(np.float64))[0], 0)
    best = np.zeros(len(options.problem.requests))
    for o, u in enumerate(options.option_unit.tolist()):
        share = value[o] / len(options.units[u])
        for n in options.units[u]:
            best[n] = max(best[n], share)
    return float(np.ceil(best.sum())) + options.constant


def most_of_all(problem: Problem) -> float:
    """Return what all requests would be worth with tutors who share everything; for where options are missing."""
    weights = problem.weights
    before = Counter(request for request, _ in pairs_before(problem))
    total = 0
    for request in problem.requests:
        fit = weights.language + weights.tag * len(request.tags) + weights.previous
        total += problem.weeks * (request.need + fit + weights.pair_broken * before[request.id])
    return float(total)
