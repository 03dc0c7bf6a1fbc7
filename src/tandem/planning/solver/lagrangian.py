"""A bound by tutors: what tutors share has a price, and each tutor's own best week is then found exactly."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.block import Answer, Block
from tandem.planning.solver.model import COUPLING
from tandem.planning.solver.proof import Proof, best_slots_of

LAST = 12
LITTLE = 6e-4  # the bound goes on as long as the last tutors lower it so that all would by this share
SCALE = 16  # prices are rounded up to sixteenths: CP-SAT counts in whole numbers


@dataclass(frozen=True)
class Week:
    """One tutor's problem at given prices."""

    tutor: int
    block: Block


class TutorBound:
    """The Lagrangian bound at proven prices, tutor by tutor."""

    def __init__(self, proof: Proof) -> None:
        relaxation, price = proof.relaxation, proof.price
        self.relaxation = relaxation
        self.gains: list[float] = []
        self.model = relaxation.model
        model = self.model
        shared = relaxation.block == COUPLING
        self.reduced = model.objective - relaxation.matrix.T @ (price * shared)
        paid = relaxation.paid(price)
        none = model.column_block == COUPLING
        self.fixed = float(paid[shared].sum()) + model.options.constant
        self.fixed += float(np.maximum(self.reduced[none], 0) @ model.upper[none])
        # Until a tutor is solved, the linear bound of that tutor stands.
        tutors = len(model.options.problem.tutors)
        visits = slice(model.first_visit, model.first_short)
        gains = np.where(
            proof.reduced[visits] > 0,
            proof.reduced[visits] * model.upper[visits],
            proof.reduced[visits] * model.lower[visits],
        )
        self.by_tutor = np.bincount(model.options.option_tutor, weights=proof.idle, minlength=tutors)
        self.by_tutor += np.bincount(model.visit_tutor, weights=gains, minlength=tutors)
        self.by_tutor += np.bincount(relaxation.block[~shared], weights=paid[~shared], minlength=tutors)
        self.row_order = np.argsort(model.row_block, kind="stable")
        self.row_starts = np.searchsorted(model.row_block[self.row_order], np.arange(tutors + 1))
        self.entry_order = np.argsort(model.column_block[model.first_entry : model.first_visit], kind="stable")
        entry_tutor = model.column_block[model.first_entry : model.first_visit][self.entry_order]
        self.entry_starts = np.searchsorted(entry_tutor, np.arange(tutors + 1))
        # An option that can only cost is left out: without it there is only more room for the others.
        of_entry = self.reduced[model.first_entry : model.first_visit]
        self.useful = self.reduced[: model.first_entry] + best_slots_of(relaxation, of_entry) > 0
        self.useful[model.options.forced_options] = True

    @property
    def value(self) -> float:
        """Return the bound as far as it is proven now."""
        return self.fixed + float(self.by_tutor.sum())

    @property
    def little_left(self) -> bool:
        """Tell whether the last tutors brought so little that the others are not worth their work."""
        share = LITTLE * LAST / max(1, len(self.by_tutor))
        return len(self.gains) >= 2 * LAST and sum(self.gains[-LAST:]) < share * abs(self.value)

    def weeks(self, *, work: float, seconds: float, seed: int) -> Iterator[Week]:
        """Yield each tutor's problem, those with most to lose first."""
        model = self.model
        # Where the relaxation is of two minds about a tutor, whole weeks are worth less than parts of them.
        taken = self.relaxation.point.primal[: model.first_entry]
        doubt = np.bincount(model.options.option_tutor, weights=taken * (1 - taken), minlength=len(self.by_tutor))
        for tutor in np.argsort(-doubt, kind="stable").tolist():
            columns = self._columns(tutor)
            if not len(columns):
                self.by_tutor[tutor] = min(self.by_tutor[tutor], 0.0)
                continue
            rows = self.row_order[self.row_starts[tutor] : self.row_starts[tutor + 1]]
            block = Block(
                objective=np.ceil(self.reduced[columns] * SCALE - 1e-9).astype(np.int64),
                matrix=model.columns[:, columns].tocsr()[rows],
                low=model.low[rows],
                high=model.high[rows],
                lower=model.lower[columns],
                upper=model.upper[columns].astype(np.int64),
                hint=None,
                work=work,
                seconds=seconds,
                seed=seed,
            )
            yield Week(tutor, block)

    def _columns(self, tutor: int) -> Ints:
        model = self.model
        entries = self.entry_order[self.entry_starts[tutor] : self.entry_starts[tutor + 1]]
        entries = entries[self.useful[model.options.entry_option[entries]]]
        options = np.unique(model.options.entry_option[entries])
        visits = np.unique(model.visit_of_entry[entries])
        return np.concatenate([options, model.first_entry + entries, model.first_visit + visits])

    def learn(self, week: Week, answer: Answer) -> None:
        """Take over what a tutor's solved problem proves."""
        before = self.by_tutor[week.tutor]
        self.by_tutor[week.tutor] = min(before, answer.bound / SCALE)
        self.gains.append(float(before - self.by_tutor[week.tutor]))
