"""A run: a first plan, a bound, a better plan, and then better and better until time, stop or proof."""

import copy
from collections.abc import Callable, Iterator
from concurrent.futures import Executor

from tandem.planning.first import first_plan
from tandem.planning.plan import Plan
from tandem.planning.problem import Problem
from tandem.planning.score import score
from tandem.planning.solution import Progress, Solution
from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.best import Best, Report, most_of_all
from tandem.planning.solver.block import Answer, Block, solve_block
from tandem.planning.solver.clock import Clock
from tandem.planning.solver.columns import Columns
from tandem.planning.solver.crew import Crew, Meanwhile
from tandem.planning.solver.dive import dive
from tandem.planning.solver.executors import Inline
from tandem.planning.solver.extract import chosen_of
from tandem.planning.solver.greedy import greedy
from tandem.planning.solver.improve import Improver
from tandem.planning.solver.lagrangian import TutorBound, Week
from tandem.planning.solver.mending import at_once, at_sites
from tandem.planning.solver.model import Model, build
from tandem.planning.solver.modelling.pairs import breaking_at_most
from tandem.planning.solver.options import list_options
from tandem.planning.solver.proof import Proof, proof_of
from tandem.planning.solver.relax import relax, relaxation_of
from tandem.planning.solver.relaxation import Relaxation

# Shares of a run: until when the relaxation, the dive and the bound by tutors may take.
RELAXED_BY, DIVED_BY, PRICED_BY = 0.4, 0.6, 0.7
PROVED_BY = 0.7  # where nothing but a bound is wanted, until when the relaxation may take
WORK_A_TUTOR = 2.0
BUSY_SECONDS = 20.0
MANY_TUTORS = 300
MANY_OPTIONS = 50_000  # beyond, the plan from the facts is a good enough first
# A plan that mostly stands is solved whole until this share of a run, where it has no more entries than that.
AT_ONCE_BY, MOST_AT_ONCE = 0.5, 100_000


class Search:
    """A run on one model."""

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
        scale: float = 1.0,
    ) -> None:
        self.problem = problem
        self.clock = clock
        self.seed = seed
        self.crew = Crew(executor, workers, clock)
        by_facts = start
        if by_facts is None:
            # To write the model of a province takes longer than anybody should wait for a first plan.
            by_facts = Solution(tuple(first_plan(problem, clock.asked_to_stop)))
            _tell(problem, by_facts, clock, report)
        options = list_options(problem, by_facts.groups)
        if max_broken is not None:
            options = breaking_at_most(options, max_broken)
        self.model: Model = build(options, max_broken)
        self.max_broken = max_broken
        placed = options.unit_sizes[options.option_unit[options.forced_options]].sum()
        self.mostly_stands = max_broken is not None or 2 * placed >= len(problem.requests)
        self.scale = scale
        self.proof: Proof | None = None
        self.relaxed: tuple[Relaxation, Columns | None] | None = None
        chosen = _first(self.model, by_facts, clock, given=start is not None)
        self.best = Best(self.model, chosen, clock, report)

    def solution(self) -> Solution:
        """Return the plan as it stands."""
        return self.best.solution()

    @property
    def objective(self) -> int:
        return self.best.objective

    @property
    def bound(self) -> float:
        return self.best.bound

    def prices(self) -> dict[str, float]:
        """Return what placing each request is worth in the proof of the bound; nothing before there is one."""
        if self.proof is None:
            return {}
        of_request = self.proof.price[self.proof.relaxation.request_rows].round(1).tolist()
        return {row.id: price for row, price in zip(self.problem.requests, of_request, strict=True)}

    def run(self, stop_at_gap: float) -> None:
        """Improve the plan until it is proven best, near enough, or time is up."""
        best = self.best

        def enough() -> bool:
            return best.proven or best.gap <= stop_at_gap or self.clock.left() <= 0

        if not self.model.first_entry:
            best.lower_bound_to(float(best.objective))  # nobody can be placed
        if self.mostly_stands and not enough():
            self._mend(enough)
        if enough():
            return
        relaxation, columns = self._relax(enough, RELAXED_BY)
        if enough():
            return
        priced = self.proof is not None
        proof = self.proof = proof_of(relaxation)
        bounds = _Bounds(self, proof, enough, PRICED_BY, patient=columns is not None)
        # Where teams are listed, the search is soon better than a dive; and a dive starts from nothing, which
        # breaks every pair.
        diving = columns is None and self.max_broken is None
        if diving:
            self._dive(relaxation, bounds)
        if not priced:
            bounds.finish()
        if not enough():
            Improver(best, self.crew, proof, seed=self.seed, first_look=not diving, scale=self.scale).run(enough)

    def _mend(self, enough: Callable[[], bool]) -> None:
        """Look where somebody waits, and then at the whole, which is small while most of it stands."""
        at_sites(self.best, self.crew, enough, seed=self.seed)
        if not enough() and self.model.first_visit - self.model.first_entry <= MOST_AT_ONCE:
            at_once(self.best, seconds=self.clock.left(AT_ONCE_BY), seed=self.seed)

    def prove(self) -> None:
        """Only lower the bound."""

        def enough() -> bool:
            return self.best.proven or self.clock.left() <= 0

        if self.model.first_entry and not enough():
            relaxation, columns = self._relax(enough, PROVED_BY)
            self.proof = proof_of(relaxation)
            _Bounds(self, self.proof, enough, 1.0, patient=columns is not None).finish()

    def _relax(self, enough: Callable[[], bool], until: float) -> tuple[Relaxation, Columns | None]:
        if self.relaxed is None:
            self.relaxed = relaxation_of(self.model, self.crew.workers)
            relax(*self.relaxed, self.best, enough, until)
        return self.relaxed

    def allowing(self, broken: int, start: Solution, clock: Clock) -> "Search":
        """Return a search for a plan with fewer broken pairs, which begins from what is known of the relaxation."""
        other = copy.copy(self)
        other.clock, other.crew = clock, Crew(self.crew.executor, self.crew.workers, clock)
        other.model = self.model.allowing(broken)
        if self.relaxed is not None:
            other.relaxed = self.relaxed[0].allowing(other.model), self.relaxed[1]
        other.best = Best(other.model, _first(other.model, start, clock, given=True), clock, None)
        if self.proof is not None and self.max_broken is not None:
            # The proof holds for fewer pairs too, and each that may not be broken saves its price.
            relaxation = self.proof.relaxation
            price = self.proof.price[relaxation.row_of[self.model.broken_row]]
            other.best.lower_bound_to(self.bound - price * (self.max_broken - broken))
        other.max_broken = broken
        return other

    def _dive(self, relaxation: Relaxation, bounds: "_Bounds") -> None:
        prices = copy.copy(relaxation)
        prices.point = copy.copy(relaxation.point)
        prices.point.primal, prices.point.dual = relaxation.point.primal.copy(), relaxation.point.dual.copy()
        prices.work = 0.0

        # Where tutors are few, most share a site: one after another, while the workers prove what they can.
        many = len(self.problem.tutors) >= MANY_TUTORS

        def spend(work: float) -> None:
            self.clock.spend(work)
            if not many:
                bounds.meanwhile()

        found = dive(
            prices,
            crew=self.crew if many else Crew(Inline(), 1, self.clock),
            ends=self.clock.until(DIVED_BY),
            work_a_tutor=WORK_A_TUTOR,
            seed=self.seed,
            spend=spend,
        )
        self.clock.spend(prices.work)
        self.best.offer(found)


class _Bounds:
    """Proves a lower bound, tutor by tutor, as long as that brings something; to the end where it costs little."""

    def __init__(
        self, search: Search, proof: Proof, enough: Callable[[], bool], until: float, *, patient: bool
    ) -> None:
        self.patient = patient
        self.search = search
        self.clock = search.clock
        self.tutors = TutorBound(proof)
        self.enough = enough
        self.ends = search.clock.until(until)
        self.weeks = self.tutors.weeks(work=WORK_A_TUTOR, seconds=BUSY_SECONDS, seed=search.seed)
        self._aside = Meanwhile(search.crew, solve_block, self._next)

    def _next(self) -> tuple[Week, Block] | None:
        over = self.ends() <= 0 or self.enough() or (self.tutors.little_left and not self.patient)
        week = None if over else next(self.weeks, None)
        return None if week is None else (week, week.block)

    def meanwhile(self) -> None:
        """Let workers who have nothing to do prove what they can."""
        self._learn(self._aside.collect())

    def finish(self) -> None:
        """Prove what is left to prove."""
        self._learn(self._aside.finish())
        self._learn(self.search.crew.each(solve_block, self._next))
        self.search.best.lower_bound_to(self.tutors.value)

    def _learn(self, answers: Iterator[tuple[Week, Answer]]) -> None:
        for week, answer in answers:
            self.tutors.learn(week, answer)
            self.clock.spend(answer.work)
            self.search.best.lower_bound_to(self.tutors.value)


def _first(model: Model, start: Solution, clock: Clock, *, given: bool) -> Ints:
    """Return the first plan, made whatever the time: a short run must not end with an empty one."""
    stop = clock.asked_to_stop
    by_facts = greedy(model, stop=stop, start=chosen_of(model, start))
    if given or model.first_entry > MANY_OPTIONS:
        return by_facts
    return max(greedy(model, stop=stop), by_facts, key=model.objective.__matmul__)


def _tell(problem: Problem, plan: Solution, clock: Clock, report: Report | None) -> None:
    """Report a plan made before there is a model."""
    if report is not None:
        found = Plan(problem, plan)
        worth = sum(score(found).values())
        report(Progress(clock.elapsed, worth, most_of_all(problem), len(found.placed), len(problem.requests)))
