"""Cut a large problem into parts of neighbouring sites."""

import random
from collections import defaultdict
from itertools import combinations

from tandem.planning.problem import Problem, person_of

SPREAD = 0.35  # how much chance moves the borders from one cut to the next


def cut(problem: Problem, most: int, seed: int) -> list[tuple[str, ...]]:
    """Return parts of sites with at most so many requests each, cut where few tutors cross; each seed cuts elsewhere.

    Sites that share a child, or a class with a cap, stay together whatever their size.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    size: dict[str, int] = {site.id: 0 for site in problem.sites}
    for request in problem.requests:
        size[request.site] += 1
    groups = _Groups(size)
    for one, other in _tied(problem):
        groups.join(one, other)
    weight: dict[tuple[str, str], float] = defaultdict(float)
    for tutor in problem.tutors:
        for one, other in combinations(sorted(set(tutor.sites)), 2):
            weight[one, other] += tutor.max_sessions / len(tutor.sites)
    ranked = sorted(
        weight, key=lambda pair: (-weight[pair] * chance.uniform(1 - SPREAD, 1 + SPREAD) / groups.heavier(pair), pair)
    )
    for _ in range(2):  # what was too heavy for one may fit another
        for one, other in ranked:
            if groups.together(one, other) <= most:
                groups.join(one, other)
    return groups.parts(problem, most)


class _Groups:
    """Sites joined step by step."""

    def __init__(self, size: dict[str, int]) -> None:
        self.size = dict(size)
        self.own = dict(size)
        self.head = {site: site for site in size}

    def find(self, site: str) -> str:
        while self.head[site] != site:
            self.head[site] = self.head[self.head[site]]
            site = self.head[site]
        return site

    def heavier(self, pair: tuple[str, str]) -> float:
        return 1.0 + max(self.own[pair[0]], self.own[pair[1]])

    def together(self, one: str, other: str) -> float:
        a, b = self.find(one), self.find(other)
        return self.size[a] if a == b else self.size[a] + self.size[b]

    def join(self, one: str, other: str) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self.head[b] = a
            self.size[a] += self.size[b]

    def parts(self, problem: Problem, most: int) -> list[tuple[str, ...]]:
        """Return the parts, small ones without any tie put together."""
        by_head: dict[str, list[str]] = defaultdict(list)
        for site in problem.sites:
            if self.own[site.id]:
                by_head[self.find(site.id)].append(site.id)
        found: list[tuple[list[str], int]] = []
        for head, sites in by_head.items():
            if found and found[-1][1] + self.size[head] <= most // 2:
                found[-1] = (found[-1][0] + sites, found[-1][1] + self.size[head])
            else:
                found.append((sites, self.size[head]))
        return [tuple(sites) for sites, _ in found]


def _tied(problem: Problem) -> list[tuple[str, str]]:
    """Return the pairs of sites that share a child, or a class of which only so many may be away."""
    first: dict[tuple[str, str], str] = {}
    ties = []
    rows = [(request, (request.site,)) for request in problem.requests]
    for row, sites in rows:
        keys = [("person", person_of(row))]
        if row.class_id in problem.max_away:
            keys.append(("class", str(row.class_id)))
        for key in keys:
            ties += [(first.setdefault(key, site), site) for site in sites]
    for tutor in problem.tutors:
        keys = [("person", tutor.person)] if tutor.person is not None else []
        if tutor.class_id in problem.max_away:
            keys.append(("class", str(tutor.class_id)))
        for key in keys:
            ties += [(first.setdefault((key[0], str(key[1])), site), site) for site in tutor.sites]
    return [(one, other) for one, other in ties if one != other]
