"""What prices prove: a bound on every plan, and what each option and each entry would cost it.

Only what options share has a price. What concerns one option alone is decided exactly, slot by slot, so that an
inexact linear solver costs the bound little. Then the price of each request is moved to where it proves most.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tandem.planning.solver.arrays import Floats
from tandem.planning.solver.relaxation import Relaxation
from tandem.planning.solver.slots import best_slots

SWEEPS = 3


@dataclass(frozen=True)
class Proof:
    """A bound, and the prices it follows from.

    Attributes
    ----------
    price
        By row of the relaxation; nothing for rows of one option alone.
    reduced
        What each column is worth at these prices.
    worth
        What each option is worth at these prices, in its best slots.
    before
        The same, before the prices of the requests were moved.
    idle
        What each option adds to the bound while it may be taken or not.
    """

    relaxation: Relaxation
    price: Floats
    reduced: Floats
    worth: Floats
    before: Floats
    idle: Floats
    bound: float

    @property
    def of_entry(self) -> Floats:
        model = self.relaxation.model
        return self.reduced[model.first_entry : model.first_visit]

    @cached_property
    def losses(self) -> tuple[Floats, Floats]:
        """For each option and each entry: by how much the bound falls at least when it must be chosen."""
        model = self.relaxation.model
        with np.errstate(invalid="ignore"):
            of_option = self.idle - self.worth
            best, with_entry = best_slots_with(self.relaxation, self.of_entry)
            options = model.options.entry_option
            of_entry = of_option[options] + best[options] - with_entry
        return np.nan_to_num(of_option, nan=np.inf, posinf=np.inf), np.nan_to_num(of_entry, nan=np.inf, posinf=np.inf)


def prove(relaxation: Relaxation, dual: Floats, *, thorough: bool = True) -> Proof:
    """Return what these duals prove."""
    model = relaxation.model
    price = np.where(relaxation.own, 0.0, relaxation.prices(dual))
    reduced = model.objective - relaxation.matrix.T @ price
    of_entry = reduced[model.first_entry : model.first_visit]
    worth = reduced[: model.first_entry] + best_slots_of(relaxation, of_entry)
    raised = relaxation.requests.raised(worth, price[relaxation.request_rows], SWEEPS if thorough else 0)
    price[relaxation.request_rows] += raised
    cost = relaxation.requests.cost(raised)
    worth = worth - cost
    reduced[: model.first_entry] -= cost
    forced = model.lower[: model.first_entry] > 0
    idle = np.where(forced, worth, np.maximum(worth, 0))
    bound = _bound(relaxation, price, reduced, idle)
    return Proof(relaxation, price, reduced, worth, worth + cost, idle, bound)


def prove_as_is(relaxation: Relaxation, dual: Floats) -> Proof:
    """Return what these duals prove with the prices of every row, also those of one option alone."""
    model = relaxation.model
    price = relaxation.prices(dual)
    reduced = model.objective - relaxation.matrix.T @ price
    gains = np.where(reduced > 0, reduced * model.upper, reduced * model.lower)
    idle = gains[: model.first_entry].copy()
    of_entry = reduced[model.first_entry : model.first_visit]
    np.add.at(idle, model.options.entry_option, gains[model.first_entry : model.first_visit])
    worth = reduced[: model.first_entry] + best_slots_of(relaxation, of_entry)
    return Proof(relaxation, price, reduced, worth, worth, idle, _bound(relaxation, price, reduced, idle))


def proof_of(relaxation: Relaxation) -> Proof:
    """Return the better of what the duals of a relaxation prove, either way."""
    exact, as_is = prove(relaxation, relaxation.point.dual), prove_as_is(relaxation, relaxation.point.dual)
    return exact if exact.bound <= as_is.bound else as_is


def _bound(relaxation: Relaxation, price: Floats, reduced: Floats, idle: Floats) -> float:
    model = relaxation.model
    rest = reduced[model.first_visit :]
    gains = np.where(rest > 0, rest * model.upper[model.first_visit :], rest * model.lower[model.first_visit :])
    return float(relaxation.paid(price).sum() + gains.sum() + idle.sum()) + model.options.constant


def best_slots_of(relaxation: Relaxation, worth: Floats) -> Floats:
    """Return, for each option, what its best slots add."""
    teams = relaxation.teams
    return best_slots(relaxation.model, worth, relaxation.days)[0] if teams is None else teams.best(worth)


def best_slots_with(relaxation: Relaxation, worth: Floats) -> tuple[Floats, Floats]:
    """Return the same, and for each entry what the best slots add that include it."""
    teams = relaxation.teams
    if teams is not None:
        return teams.best(worth), teams.best_with(worth)
    best, instead = best_slots(relaxation.model, worth, relaxation.days)
    return best, best[relaxation.model.options.entry_option] - instead + worth
