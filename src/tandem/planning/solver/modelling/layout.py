"""Where everything stands among the columns of a model, and what the rules look up again and again."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from tandem.planning.problem import Slot
from tandem.planning.solver.arrays import Bools, Ints
from tandem.planning.solver.options import Options


class Layout:
    """The columns: options taken, entries used, visits made, requests a site falls short.

    Attributes
    ----------
    sites, week, date
        By slot: the number of its site, its week, and its day counted from the first of the cycle.
    sessions
        By option: how often a week its group meets.
    entry_tutor, entry_date, visit_of_entry
        By entry.
    visit_tutor, visit_site, visit_day
        By visit.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.problem = options.problem
        slots = options.slots
        self.sites = np.array([site for site, _ in slots], dtype=np.int64)
        self.week = np.array([slot.week for _, slot in slots], dtype=np.int64)
        self.date = np.array([slot.week * 7 + slot.day for _, slot in slots], dtype=np.int64)
        of_unit = [self.problem.requests[unit[0]].sessions for unit in options.units]
        self.sessions = np.array(of_unit or [0], dtype=np.int64)[options.option_unit]
        self.first_entry = len(options.option_unit)
        self.first_visit = self.first_entry + len(options.entry_slot)
        self.entry_tutor = options.option_tutor[options.entry_option]
        self.entry_date = self.date[options.entry_slot] if slots else options.entry_slot
        self._number_visits()
        self.first_short = self.first_visit + len(self.visit_tutor)

    def _number_visits(self) -> None:
        sites = self.sites[self.options.entry_slot] if len(self.sites) else self.options.entry_slot
        keys = np.stack([self.entry_tutor, sites, self.entry_date], axis=1)
        if not len(keys):
            empty = np.zeros(0, dtype=np.int64)
            self.visit_tutor = self.visit_site = self.visit_day = self.visit_of_entry = empty
            return
        visits, of_entry = np.unique(keys, axis=0, return_inverse=True)
        self.visit_tutor, self.visit_site, self.visit_day = visits.T
        self.visit_of_entry = of_entry.reshape(-1)

    @property
    def size(self) -> int:
        return self.first_short + len(self.problem.sites)

    def entries_by_visit(self) -> list[Ints]:
        """Return the entries of each visit."""
        order = np.argsort(self.visit_of_entry, kind="stable")
        starts = np.searchsorted(self.visit_of_entry[order], np.arange(len(self.visit_tutor) + 1))
        return [order[a:b] for a, b in pairwise(starts.tolist())]

    def options_by_tutor(self) -> list[Ints]:
        """Return the options of each tutor."""
        order = np.argsort(self.options.option_tutor, kind="stable")
        starts = np.searchsorted(self.options.option_tutor[order], np.arange(len(self.problem.tutors) + 1))
        return [order[a:b] for a, b in pairwise(starts.tolist())]

    def moments(self, slots: Ints) -> list[Bools]:
        """Return, for slots of one day, which run at each moment that matters."""
        return moments([self.options.slots[s][1] for s in slots.tolist()])


def moments(slots: Sequence[Slot]) -> list[Bools]:
    """Return which of these slots of one day run at each moment that matters."""
    starts = np.array([slot.start for slot in slots])
    ends = np.array([slot.end for slot in slots])
    found: list[Bools] = []
    for moment in np.unique(starts):
        running = (starts <= moment) & (moment < ends)
        # What ran at the moment before and still runs, with nothing new, says nothing new.
        found = [other for other in found if (other & ~running).any()]
        found.append(running)
    return found
