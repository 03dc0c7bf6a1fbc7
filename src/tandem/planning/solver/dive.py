"""From the relaxation to a plan: tutors' weeks are fixed a few at a time, and the relaxation is priced again."""

from collections.abc import Callable, Iterator

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.block import Block, solve_block
from tandem.planning.solver.crew import Crew
from tandem.planning.solver.greedy import greedy, with_shortfall
from tandem.planning.solver.model import COUPLING
from tandem.planning.solver.neighbourhood import Freed, Standing
from tandem.planning.solver.proof import proof_of
from tandem.planning.solver.relaxation import Relaxation

ROUNDS = 9
PRECISION = 1e-3
ITERATIONS = 600
# Slightly below the full price of what is shared: a tutor rather takes too much than too little.
SHARE_OF_PRICE = 0.97
# What the relaxation itself chose breaks ties between options that the prices make equal.
BONUS = 100
# Options that lose more than this against the prices are not looked at.
FAR = 300
SCALE = 8
# How much of a round's time may go into pricing: rough prices for all tutors are better than fine ones for some.
SHARE_OF_ROUND = 0.6


def dive(
    relaxation: Relaxation,
    *,
    crew: Crew,
    ends: Callable[[], float],
    work_a_tutor: float,
    seed: int,
    spend: Callable[[float], None],
) -> Ints:
    """Return the plan found by fixing tutors in rounds, those the relaxation is surest about first."""
    model = relaxation.model
    tutors = len(model.options.problem.tutors)
    standing = Standing(model, with_shortfall(model, model.lower))
    left = np.ones(tutors, dtype=bool)
    at_once = -(-tutors // ROUNDS)
    while left.any() and ends() > 0:
        if not left.all():
            fixed = (model.column_block != COUPLING) & ~left[model.column_block]
            seconds = SHARE_OF_ROUND * ends() / -(-int(left.sum()) // at_once)
            relaxation.solve_rest(standing.chosen, fixed, precision=PRECISION, seconds=seconds, iterations=ITERATIONS)
        surest = _surest(relaxation, left)[:at_once]
        left[surest] = False
        spent = _Round(relaxation, standing, surest).fix(crew, ends, work_a_tutor, seed)
        for work in spent:
            spend(work)
    return greedy(model, start=standing.chosen, stop=lambda: ends() <= -5)


class _Round:
    """Some tutors whose weeks are fixed at the same prices; those who share a site one after another."""

    def __init__(self, relaxation: Relaxation, standing: Standing, tutors: list[int]) -> None:
        self.model = relaxation.model
        self.standing = standing
        self.waiting = tutors
        self.worth, self.near, self.slots = _priced(relaxation)
        options = self.model.options
        self.sites = {t: set(options.unit_site[options.option_unit[options.option_tutor == t]]) for t in tutors}
        self.running: dict[int, set[int]] = {}

    def fix(self, crew: Crew, ends: Callable[[], float], work: float, seed: int) -> Iterator[float]:
        """Fix their weeks; yield the work of each."""

        def next_task() -> tuple[tuple[int, Freed], Block] | None:
            while ends() > 0 and (tutor := self._next()) is not None:
                self.waiting.remove(tutor)
                options = self.standing.usable((self.model.options.option_tutor == tutor) & self.near)
                if options.any():
                    self.running[tutor] = self.sites[tutor]
                    freed = self.standing.free(
                        options, self.slots, work=work, seconds=ends(), seed=seed, objective=self.worth
                    )
                    return (tutor, freed), freed.block
            return None

        for (tutor, freed), answer in crew.each(solve_block, next_task):
            del self.running[tutor]
            self.standing.take(freed, answer, always=True)
            yield answer.work

    def _next(self) -> int | None:
        free = (t for t in self.waiting if not any(self.sites[t] & sites for sites in self.running.values()))
        return next(free, None)


def _priced(relaxation: Relaxation) -> tuple[Floats, Bools, Bools]:
    """Return what each column is worth at the prices of what is shared, and which options and entries come near."""
    model = relaxation.model
    price = relaxation.prices(relaxation.point.dual)
    shared = price * (relaxation.block == COUPLING)
    worth = model.objective - SHARE_OF_PRICE * (relaxation.matrix.T @ shared)
    worth[model.first_short :] = model.objective[model.first_short :]
    worth += BONUS * np.clip(relaxation.point.primal, 0, 1)
    losses, slot_losses = proof_of(relaxation).losses
    return np.round(worth * SCALE), losses < FAR, slot_losses < FAR


def _surest(relaxation: Relaxation, left: Bools) -> list[int]:
    model = relaxation.model
    taken = relaxation.point.primal[: model.first_entry]
    doubt = np.bincount(model.options.option_tutor, weights=taken * (1 - taken), minlength=len(left))
    return [t for t in np.argsort(doubt, kind="stable").tolist() if left[t]]
