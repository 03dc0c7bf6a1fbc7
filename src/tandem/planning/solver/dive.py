"""From the relaxation to a plan: tutors' weeks are fixed a few at a time, and the relaxation is priced again."""

from collections.abc import Callable

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.block import solve_block
from tandem.planning.solver.greedy import greedy, with_shortfall
from tandem.planning.solver.model import COUPLING
from tandem.planning.solver.neighbourhood import Standing
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
            rounds_left = -(-int(left.sum()) // at_once)
            seconds = SHARE_OF_ROUND * ends() / rounds_left
            relaxation.solve_rest(standing.chosen, fixed, precision=PRECISION, seconds=seconds, iterations=ITERATIONS)
        worth, near, slots = _priced(relaxation)
        for tutor in _surest(relaxation, left)[:at_once]:
            left[tutor] = False
            options = standing.usable((model.options.option_tutor == tutor) & near)
            if ends() <= 0 or not options.any():
                continue
            freed = standing.free(options, slots, work=work_a_tutor, seconds=ends(), seed=seed, objective=worth)
            answer = solve_block(freed.block)
            spend(answer.work)
            standing.take(freed, answer, always=True)
    return greedy(model, start=standing.chosen, stop=lambda: ends() <= -5)


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
