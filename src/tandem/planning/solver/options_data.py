"""Every way to place somebody, as flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tandem.planning.problem import Problem, Slot
from tandem.planning.solver.arrays import Bools, Ints


@dataclass(frozen=True)
class Options:
    """All options, flat: an option is a unit (requests together) with a tutor; its entries are the slots it may use.

    Attributes
    ----------
    slots
        Every slot of every site, with the number of its site.
    units
        The members of each unit, as numbers of requests.
    option_value
        What the option is worth without its slots, for the whole cycle.
    entry_value
        What using the slot adds, mostly minus its cost.
    complete
        Whether every group the rules allow is there; if not, a bound must not rest on them.
    constant
        The part of the objective that no choice changes.
    forced_options, forced_entries
        What pinned groups leave no choice about.
    """

    problem: Problem
    slots: Sequence[tuple[int, Slot]]
    units: Sequence[tuple[int, ...]]
    unit_site: Ints
    option_unit: Ints
    option_tutor: Ints
    option_value: Ints
    entry_option: Ints
    entry_slot: Ints
    entry_value: Ints
    complete: bool
    constant: int
    forced_options: Ints
    forced_entries: Ints

    @property
    def unit_sizes(self) -> Ints:
        return np.array([len(unit) for unit in self.units], dtype=np.int64)

    def only(self, kept: Bools, entries: Bools | None = None) -> "Options":
        """Return these options alone, with these of their entries."""
        here = kept[self.entry_option] if entries is None else kept[self.entry_option] & entries
        number, entry_number = np.cumsum(kept) - 1, np.cumsum(here) - 1
        return replace(
            self,
            option_unit=self.option_unit[kept],
            option_tutor=self.option_tutor[kept],
            option_value=self.option_value[kept],
            entry_option=number[self.entry_option[here]],
            entry_slot=self.entry_slot[here],
            entry_value=self.entry_value[here],
            forced_options=number[self.forced_options],
            forced_entries=entry_number[self.forced_entries],
        )
