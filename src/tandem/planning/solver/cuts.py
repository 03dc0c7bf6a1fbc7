"""Odd-set cuts: among 2k + 1 requests there are at most k pairs."""

from collections import defaultdict
from itertools import combinations

import numpy as np
from scipy import sparse

from tandem.planning.solver.arrays import Floats
from tandem.planning.solver.model import Model

VIOLATION = 0.01
LARGEST_SET = 9
MOST_CUTS = 600  # at once; in a large problem half as many as there are requests


class OddSets:
    """Finds violated odd-set cuts; each set is given once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.given: set[frozenset[int]] = set()
        options = model.options
        self.options_of_unit: dict[int, list[int]] = defaultdict(list)
        for o, u in enumerate(options.option_unit.tolist()):
            if len(options.units[u]) >= 2:
                self.options_of_unit[u].append(o)
        self.units_of_request: dict[int, list[int]] = defaultdict(list)
        for u in self.options_of_unit:
            for n in options.units[u]:
                self.units_of_request[n].append(u)

    def violated(self, primal: Floats) -> tuple[sparse.csr_matrix, Floats] | None:
        """Return cuts that this point violates, or None."""
        mass: dict[tuple[int, int], float] = defaultdict(float)
        for u, options in self.options_of_unit.items():
            amount = float(primal[options].sum())
            if amount > 1e-4:
                for pair in combinations(self.model.options.units[u], 2):
                    mass[pair] += amount
        near: dict[int, dict[int, float]] = defaultdict(dict)
        for (a, b), amount in mass.items():
            near[a][b] = near[b][a] = amount
        found: dict[frozenset[int], float] = {}
        for request in near:
            for members, violation in _grown(request, near):
                if members not in self.given:
                    found[members] = max(violation, found.get(members, 0.0))
        most = max(MOST_CUTS, len(self.model.options.problem.requests) // 2)
        chosen = sorted(found, key=lambda s: (-found[s], sorted(s)))[:most]
        if not chosen:
            return None
        self.given.update(chosen)
        return self._rows(chosen)

    def _rows(self, sets: list[frozenset[int]]) -> tuple[sparse.csr_matrix, Floats]:
        rows, cols, data = [], [], []
        for row, members in enumerate(sets):
            for u in sorted({u for n in members for u in self.units_of_request[n]}):
                inside = len(members.intersection(self.model.options.units[u])) // 2
                if inside:
                    for o in self.options_of_unit[u]:
                        rows.append(row)
                        cols.append(o)
                        data.append(inside)
        matrix = sparse.csr_matrix((data, (rows, cols)), shape=(len(sets), self.model.size))
        return matrix, np.array([len(members) // 2 for members in sets], dtype=np.float64)


def _grown(start: int, near: dict[int, dict[int, float]]) -> list[tuple[frozenset[int], float]]:
    """Grow a set from one request by whoever adds most, and return each odd set on the way that is violated."""
    members = [start]
    inside = 0.0
    found = []
    candidates = dict(near[start])
    while candidates and len(members) < LARGEST_SET:
        best = max(candidates, key=lambda n: (candidates[n], -n))
        inside += candidates.pop(best)
        members.append(best)
        for n, amount in near[best].items():
            if n not in members:
                candidates[n] = candidates.get(n, 0.0) + amount
        if len(members) % 2 and inside > len(members) // 2 + VIOLATION:
            found.append((frozenset(members), inside - len(members) // 2))
    return found
