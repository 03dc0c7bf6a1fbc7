"""Small groups: which children work together, by the five questions of the practice card (R-EDL-COMP, S-05).

Groups are even: as few as the largest size allows, and none more than one child larger than another. Within that,
children who must not be together are apart, levels and years lie close, and interests are shared where they can be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import combinations
from math import ceil

LARGEST = 6  # children with one tutor at once (R-EDL-GRP)
ROUNDS = 30  # of looking for a better exchange; each ends higher, so few are ever needed

Groups = list[list["Child"]]
Cost = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Child:
    """What of a child counts when groups are made; never a test, a mark or where the child comes from."""

    key: str
    level: int  # on which year's matter the child works, on the one ladder
    year: int  # the year the child is in, on the same ladder
    at_most: int = LARGEST  # the largest group this child can be in
    interests: frozenset[str] = frozenset()
    apart_from: frozenset[str] = frozenset()


class Question(StrEnum):
    """The five questions, in the order of the card."""

    AGE = auto()
    CLOSE = auto()
    LEVEL = auto()
    NEED = auto()
    TOGETHER = auto()


@dataclass(frozen=True, slots=True)
class Composition:
    """What is known of a group for the first four questions; the fifth is somebody's word."""

    years: tuple[int, int]
    years_apart: int
    levels: tuple[int, int]
    levels_apart: int
    shared: tuple[str, ...]  # what more than one of them likes
    kept_apart: bool  # somebody asked not to put two of them together

    def close(self, spread: int) -> bool:
        return self.years_apart <= spread

    def same_level(self, spread: int) -> bool:
        return self.levels_apart <= spread


def composition_of(children: Sequence[Child]) -> Composition:
    """Return what the five questions ask about a group."""
    years, levels = [child.year for child in children], [child.level for child in children]
    liked = sorted({word for child in children for word in child.interests})
    return Composition(
        years=(min(years), max(years)),
        years_apart=max(years) - min(years),
        levels=(min(levels), max(levels)),
        levels_apart=max(levels) - min(levels),
        shared=tuple(word for word in liked if sum(word in child.interests for child in children) > 1),
        kept_apart=_conflicts(children) > 0,
    )


def sizes_of(count: int, groups: int) -> list[int]:
    """Return how many children each of so many even groups has, the larger ones first."""
    least, more = divmod(count, groups)
    return [least + (number < more) for number in range(groups)]


def propose(children: Iterable[Child], *, most: int, spread: int) -> list[tuple[Child, ...]]:
    """Return even groups of at most `most`; who can only be in a smaller group gets one.

    Where so few groups would put children together who lie too far apart, there is one group more.
    """
    by_limit: dict[int, list[Child]] = {}
    for child in children:
        by_limit.setdefault(min(child.at_most, most), []).append(child)
    found = [group for limit in sorted(by_limit, reverse=True) for group in _split(by_limit[limit], limit, spread)]
    return [tuple(sorted(group, key=lambda child: (child.level, child.year, child.key))) for group in found]


def _split(children: Sequence[Child], most: int, spread: int) -> Groups:
    fewest = ceil(len(children) / most)
    best: Groups = []
    for groups in range(fewest, min(len(children), 2 * fewest) + 1):
        found = _improved(_in_order(children, groups), spread)
        best = best or found
        if not any(_too_far(group, spread) or _conflicts(group) for group in found):
            return found
    return best


def _in_order(children: Sequence[Child], groups: int) -> Groups:
    """Cut the row of children, by level and year, into even pieces."""
    row = iter(sorted(children, key=lambda child: (child.level, child.year, child.key)))
    return [[next(row) for _ in range(size)] for size in sizes_of(len(children), groups)]


def _improved(groups: Groups, spread: int) -> Groups:
    """Exchange children, or let one go from a larger group to a smaller, as long as that helps."""
    changed = set(range(len(groups)))
    for _ in range(ROUNDS):
        looked_at, changed = changed, set()
        for one, other in combinations(range(len(groups)), 2):
            if {one, other} & (looked_at | changed) and _exchanged(groups, one, other, spread):
                changed |= {one, other}
        if not changed:
            break
    return sorted(groups, key=len, reverse=True)


def _exchanged(groups: Groups, one: int, other: int, spread: int) -> bool:
    """Do the best exchange between two groups, if any is better than what stands."""
    cost = _cost((groups[one], groups[other]), spread)
    best = None
    for pair in _exchanges(groups[one], groups[other]):
        found = _cost(pair, spread)
        if found < cost:
            cost, best = found, pair
    if best is not None:
        groups[one], groups[other] = best
    return best is not None


def _exchanges(a: list[Child], b: list[Child]) -> Iterator[tuple[list[Child], list[Child]]]:
    for i, mine in enumerate(a):
        for j, theirs in enumerate(b):
            if not _alike(mine, theirs):
                yield [*a[:i], theirs, *a[i + 1 :]], [*b[:j], mine, *b[j + 1 :]]
    larger, smaller = (a, b) if len(a) > len(b) else (b, a)
    if len(larger) > len(smaller):
        for i, child in enumerate(larger):
            left, right = [*larger[:i], *larger[i + 1 :]], [*smaller, child]
            yield (left, right) if larger is a else (right, left)


def _alike(one: Child, other: Child) -> bool:
    """Whether two children count the same, so that exchanging them changes nothing."""
    same = (one.level, one.year, one.interests) == (other.level, other.year, other.interests)
    return same and not one.apart_from and not other.apart_from


def _cost(groups: Iterable[Sequence[Child]], spread: int) -> Cost:
    """Return how far some groups are from what is asked, the gravest first."""
    groups = list(groups)
    return (
        sum(_conflicts(group) for group in groups),
        sum(_too_far(group, spread) for group in groups),
        sum(_apart(group) for group in groups),
        -sum(len(one.interests & other.interests) for group in groups for one, other in combinations(group, 2)),
    )


def _conflicts(children: Sequence[Child]) -> int:
    pairs = combinations(children, 2)
    return sum(other.key in one.apart_from or one.key in other.apart_from for one, other in pairs)


def _too_far(children: Sequence[Child], spread: int) -> int:
    """Return by how many years a group passes what the form allows."""
    levels, years = [child.level for child in children], [child.year for child in children]
    return max(0, max(levels) - min(levels) - spread) + max(0, max(years) - min(years) - spread)


def _apart(children: Sequence[Child]) -> int:
    """Return how far children lie from each other; squared, so that two steps at once weigh more than twice one."""
    pairs = combinations(children, 2)
    return sum((one.level - other.level) ** 2 + (one.year - other.year) ** 2 for one, other in pairs)
