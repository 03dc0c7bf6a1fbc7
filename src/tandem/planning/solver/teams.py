"""Every set of slots an option may meet in, listed: an option with its slots is a team."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.model import Model

MOST_TEAMS = 6_000_000
CHUNK = 1_000_000


@dataclass(frozen=True)
class Meetings:
    """The teams of the options that meet equally often, in the order of their options.

    Attributes
    ----------
    option
        The option of each team.
    entries
        The entries it uses, one column a session.
    first
        Where each option's teams begin; `owner` names those options.
    """

    option: NDArray[np.int32]
    entries: NDArray[np.int32]
    first: Ints
    owner: Ints

    def worth(self, of_entry: Floats) -> Floats:
        """Return what the slots of each team are worth together."""
        total = of_entry[self.entries[:, 0]]
        for column in range(1, self.entries.shape[1]):
            total += of_entry[self.entries[:, column]]
        return total


@dataclass(frozen=True)
class Teams:
    """All teams of a model; an option without any cannot be taken."""

    options: int
    meetings: tuple[Meetings, ...]

    def best(self, of_entry: Floats) -> Floats:
        """Return what the best slots of each option add."""
        best = np.full(self.options, -np.inf)
        for part in self.meetings:
            best[part.owner] = np.maximum.reduceat(part.worth(of_entry), part.first)
        return best

    def best_with(self, of_entry: Floats) -> Floats:
        """Return, for each entry, what the best slots of its option add that include it."""
        best = np.full(len(of_entry), -np.inf)
        for part in self.meetings:
            worth = part.worth(of_entry)
            for column in range(part.entries.shape[1]):
                np.maximum.at(best, part.entries[:, column], worth)
        return best


def list_teams(model: Model) -> Teams | None:
    """List the teams of a model of one week; None where there are too many."""
    options = model.options
    if options.problem.weeks > 1 or not model.first_entry:
        return None
    starts = np.searchsorted(options.entry_option, np.arange(model.first_entry + 1))
    often = np.diff(starts)
    kinds, count = np.unique(np.stack([often, model.sessions], axis=1), axis=0, return_counts=True)
    if sum(n * comb(k, s) for (k, s), n in zip(kinds.tolist(), count.tolist(), strict=True)) > MOST_TEAMS:
        return None
    clash = _Clashes(model)
    found: dict[int, list[tuple[Ints, Ints]]] = {}
    for open_slots, sessions in kinds.tolist():
        index = np.array(list(combinations(range(open_slots), sessions)), dtype=np.int64).reshape(-1, sessions)
        mine = np.nonzero((often == open_slots) & (model.sessions == sessions))[0]
        size = max(1, CHUNK // max(1, index.size))
        for part in range(0, len(mine), size):
            some = mine[part : part + size]
            entries = starts[some][:, None, None] + index[None]
            kept = np.nonzero(clash.free(some, entries))
            found.setdefault(sessions, []).append((some[kept[0]], entries[kept]))
    return Teams(model.first_entry, tuple(_meetings(parts) for parts in found.values() if sum(map(_size, parts))))


def _size(part: tuple[Ints, Ints]) -> int:
    return len(part[0])


def _meetings(parts: list[tuple[Ints, Ints]]) -> Meetings:
    option = np.concatenate([part[0] for part in parts])
    order = np.argsort(option, kind="stable")
    option = option[order]
    first = np.nonzero(np.concatenate([[True], option[1:] != option[:-1]]))[0]
    entries = np.concatenate([part[1] for part in parts])[order]
    return Meetings(option.astype(np.int32), entries.astype(np.int32), first, option[first])


class _Clashes:
    """Which two slots cannot both be used: the same day, or a lesson missed too often."""

    def __init__(self, model: Model) -> None:
        options = model.options
        problem = options.problem
        self.unit = options.option_unit
        self.date = np.array([slot.day for _, slot in options.slots])[options.entry_slot]
        number: dict[int, int] = {}
        local = []
        for site, _ in options.slots:
            number[site] = number.get(site, -1) + 1
            local.append(number[site])
        self.local = np.array(local)[options.entry_slot]
        size = max(len(site.slots) for site in problem.sites)
        of_request: dict[int, Bools] = {}
        for n in {n for unit in options.units for n in unit}:
            request = problem.requests[n]
            slots = problem.site[request.site].slots
            misses = problem.lessons_of(request).misses
            pairs = np.zeros((size, size), dtype=bool)
            for label, limit in request.miss_limits.items():
                times = np.array([misses.get(slot.id, ()).count(label) for slot in slots])
                where = np.nonzero(times)[0]
                if len(where):
                    pairs[np.ix_(where, where)] |= times[where][:, None] + times[where][None] > limit
            of_request[n] = pairs
        self.of_unit = np.array([np.any([of_request[n] for n in unit], axis=0) for unit in options.units])

    def free(self, options: Ints, entries: Ints) -> Bools:
        """Tell which of these sets of entries have no two that clash; one that misses too much clashes with all."""
        good = np.ones(entries.shape[:2], dtype=bool)
        units = self.unit[options][:, None]
        for i, j in combinations(range(entries.shape[2]), 2):
            one, other = entries[:, :, i], entries[:, :, j]
            good &= self.date[one] != self.date[other]
            good &= ~self.of_unit[units, self.local[one], self.local[other]]
        return good
