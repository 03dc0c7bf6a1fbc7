"""A plan with part of it set free: which columns may change, and the block that is then to be solved."""

from dataclasses import dataclass

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.block import Answer, Block
from tandem.planning.solver.model import Model


@dataclass(frozen=True)
class Freed:
    """The columns set free, and the block over them."""

    columns: Ints
    block: Block
    before: int
    objective_before: int


class Standing:
    """The plan as it stands during a search."""

    def __init__(self, model: Model, chosen: Ints) -> None:
        self.model = model
        self.chosen = chosen.copy()
        self.activity = model.matrix @ self.chosen
        options = model.options
        sizes = np.array([len(unit) for unit in options.units] or [1], dtype=np.int64)
        of_option = sizes[options.option_unit]
        self.member_option = np.repeat(np.arange(len(of_option)), of_option)
        members = [np.array(unit, dtype=np.int64) for unit in options.units]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        flat = np.concatenate(members) if members else np.zeros(0, dtype=np.int64)
        # The members of every option, one after another.
        offset = np.arange(len(self.member_option)) - np.repeat(np.cumsum(of_option) - of_option, of_option)
        self.member = flat[starts[options.option_unit[self.member_option]] + offset]
        self.option_of_request = np.full(len(options.problem.requests), -1)
        self._note_places()

    @property
    def objective(self) -> int:
        return int(self.model.objective @ self.chosen) + self.model.options.constant

    @property
    def placed(self) -> int:
        return int((self.option_of_request >= 0).sum())

    def _note_places(self) -> None:
        self.option_of_request[:] = -1
        taken = self.chosen[self.member_option] == 1
        self.option_of_request[self.member[taken]] = self.member_option[taken]

    def usable(self, candidates: Bools) -> Bools:
        """Return the candidate options whose members are unplaced, or placed by a candidate."""
        free = (self.option_of_request < 0) | candidates[self.option_of_request]
        blocked = np.bincount(self.member_option[~free[self.member]], minlength=len(candidates)) > 0
        return candidates & ~blocked

    def shares(self, option: int) -> Bools:
        """Tell which options share a member with this one."""
        members = self.member[self.member_option == option]
        shared = np.bincount(self.member_option[np.isin(self.member, members)], minlength=self.model.first_entry)
        return np.asarray(shared > 0)

    def columns_of(self, options: Bools, slots: Bools) -> Ints:
        """Return the columns of these options: with these entries, visits, and the shortfall of their sites."""
        model = self.model
        used = self.chosen[model.first_entry : model.first_visit] == 1
        entries = np.nonzero(options[model.options.entry_option] & (slots | used))[0]
        visits = np.unique(model.visit_of_entry[entries])
        # A visit that a fixed session makes stays.
        fixed = (self.chosen[model.first_entry : model.first_visit] == 1) & ~options[model.options.entry_option]
        kept = np.unique(model.visit_of_entry[np.nonzero(fixed)[0]])
        visits = np.setdiff1d(visits, kept, assume_unique=True)
        sites = np.unique(model.options.unit_site[model.options.option_unit[np.nonzero(options)[0]]])
        return np.concatenate(
            [
                np.nonzero(options)[0],
                model.first_entry + entries,
                model.first_visit + visits,
                model.first_short + sites,
            ]
        )

    def free(
        self, options: Bools, slots: Bools, *, work: float, seconds: float, seed: int, objective: Floats | None = None
    ) -> Freed:
        """Set these options free, in these entries, and keep the rest."""
        model = self.model
        columns = self.columns_of(options, slots)
        part = model.columns[:, columns]
        now = self.chosen[columns]
        rows = np.unique(part.indices)
        matrix = part.tocsr()[rows]
        fixed = self.activity[rows] - matrix @ now
        worth = model.objective if objective is None else objective
        block = Block(
            objective=worth[columns].astype(np.int64),
            matrix=matrix,
            low=model.low[rows] - fixed,
            high=model.high[rows] - fixed,
            lower=model.lower[columns],
            upper=model.upper[columns].astype(np.int64),
            hint=now,
            work=work,
            seconds=seconds,
            seed=seed,
        )
        return Freed(columns, block, int(model.objective[columns] @ now), self.objective)

    def take(self, freed: Freed, answer: Answer, *, always: bool = False) -> int:
        """Take over an answer that is no worse and still fits; return what it gained."""
        if answer.chosen is None:
            return 0
        model = self.model
        before = int(model.objective[freed.columns] @ self.chosen[freed.columns])
        gained = int(model.objective[freed.columns] @ answer.chosen) - before
        change = answer.chosen - self.chosen[freed.columns]
        if (gained < 0 and not always) or not change.any():
            return 0
        activity = self.activity + model.columns[:, freed.columns] @ change
        if (activity > model.high).any() or (activity < model.low).any():
            return 0  # another answer was taken over in the meantime
        self.activity = activity
        self.chosen[freed.columns] = answer.chosen
        self._note_places()
        return gained
