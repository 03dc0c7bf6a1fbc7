"""Which requests of a site may be a group, as far as they themselves go."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from tandem.planning.problem import Problem, Request, person_of
from tandem.planning.solver.arrays import Bools

# More groups than this of one kind at one site cannot be listed; then the likeliest are.
MOST_GROUPS_OF_A_KIND = 4000
NEAR, FAR = 2, 99
ANY = 99  # a group that nobody limits

Unit = tuple[int, ...]  # numbers of requests within the site


class Units:
    """Sets of requests of one site.

    Attributes
    ----------
    open_to
        For each request and slot, whether the request may be there.
    can
        For each request and tutor, whether the tutor may teach it.
    complete
        Whether every set the rules allow was listed.
    known
        Groups of a plan: where not all can be listed, these are, and those that differ from one by two at most.
    """

    def __init__(
        self, problem: Problem, requests: Sequence[Request], open_to: Bools, can: Bools, known: Sequence[Unit] = ()
    ) -> None:
        self.known = [frozenset(unit) for unit in known]
        self.rules = problem.rules
        self.weeks = problem.weeks
        self.requests = requests
        self.open_to = open_to
        self.can = can
        self.complete = True

    def of(self, members: Sequence[int]) -> Iterator[Unit]:
        """Yield every set of these requests that may be a group."""
        kinds: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for i in members:
            request = self.requests[i]
            kinds[request.subject, request.sessions, request.minutes].append(i)
        for kind in kinds.values():
            if self.rules.group_min == 1:
                yield from ((i,) for i in kind)
            pairs = self._pairs(kind)
            level: list[Unit] = [(i,) for i in kind]
            for size in range(2, self.rules.group_max + 1):
                level = self._grown(level, pairs, size)
                if not level:
                    break
                if size >= self.rules.group_min:
                    yield from level

    def _pairs(self, members: Sequence[int]) -> dict[int, list[int]]:
        """Return who goes with whom."""
        pairs: dict[int, list[int]] = defaultdict(list)
        for i, j in combinations(members, 2):
            a, b = self.requests[i], self.requests[j]
            apart = b.id in a.apart_from or a.id in b.apart_from or person_of(a) == person_of(b)
            if not apart and self._fit((i, j)):
                pairs[i].append(j)
        return pairs

    def _grown(self, level: Sequence[Unit], pairs: dict[int, list[int]], size: int) -> list[Unit]:
        """Return the groups of this size whose members all go together."""
        grown = []
        for unit in level:
            for j in pairs.get(unit[-1], ()):
                together = all(j in pairs.get(i, ()) for i in unit[:-1])
                if together and (size == 2 or self._fit((*unit, j))):
                    grown.append((*unit, j))
        if len(grown) > MOST_GROUPS_OF_A_KIND:
            self.complete = False
            grown = self._likeliest(grown)
        return grown

    def _fit(self, unit: Unit) -> bool:
        """Tell whether these share level, size, slots enough and a tutor who can."""
        rows = [self.requests[i] for i in unit]
        levels = [row.level for row in rows]
        return (
            max(levels) - min(levels) <= self.rules.level_spread
            and min(ANY if row.group_max is None else row.group_max for row in rows) >= len(unit)
            and bool(self.open_to[list(unit)].all(axis=0).sum() >= rows[0].sessions * self.weeks)
            and bool(self.can[list(unit)].all(axis=0).any())
        )

    def _likeliest(self, groups: Sequence[Unit]) -> list[Unit]:
        """Return the groups nearest to those known, then with most slots in common, every member in some of them."""
        near = {group: self._steps(group) for group in groups}
        common = {group: int(np.count_nonzero(self.open_to[list(group)].all(axis=0))) for group in groups}
        ranked = sorted(groups, key=lambda group: (near[group], -common[group], group))
        seen: dict[int, int] = defaultdict(int)
        share = max(1, 2 * MOST_GROUPS_OF_A_KIND // max(1, len({i for group in groups for i in group})))
        kept = []
        for group in ranked:
            if near[group] <= NEAR or any(seen[i] < share for i in group):
                kept.append(group)
                for i in group:
                    seen[i] += 1
        return kept[:MOST_GROUPS_OF_A_KIND]

    def _steps(self, group: Unit) -> int:
        """Return how many pupils have to come or go to make this of a known group, as far as that matters."""
        members = frozenset(group)
        return min((FAR, *(steps for known in self.known if (steps := len(members ^ known)) <= NEAR)))
