"""Who may have a place with whose students, when a college set a ceiling (R-NEV-12).

A college says how many places its students have at a school, or in an initiative; one pupil or one class is one place.
Requests are given the places in a fixed and open order: who has one keeps it, then the school's own word for how soon,
then who waits longest. Whoever is left waits, and is never planned with that college's students.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many places one college has; at one site, or over the whole initiative when it names none."""

    college: Hashable
    site: Hashable | None
    places: int

    def holds_for(self, college: Hashable, site: Hashable) -> bool:
        return self.college == college and self.site in (None, site)


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, in its turn: whose students could help, which of them hold it now, and whether others could."""

    key: Hashable
    site: Hashable
    able: frozenset[Hashable]  # the colleges of tutors who could help with it
    holds: Hashable | None = None  # the college whose student it works with already
    free: bool = False  # somebody could help who comes from no college with a ceiling


@dataclass(slots=True)
class Allotment:
    """Which colleges may still be planned for each request; a request with none, and nobody free, waits."""

    open: dict[Hashable, frozenset[Hashable]] = field(default_factory=dict)
    waiting: set[Hashable] = field(default_factory=set)


class _Places:
    """What is left under every ceiling."""

    def __init__(self, ceilings: Iterable[Ceiling]) -> None:
        self._left = {ceiling: ceiling.places for ceiling in ceilings}

    def left(self, college: Hashable, site: Hashable) -> int:
        return min((n for ceiling, n in self._left.items() if ceiling.holds_for(college, site)), default=_MANY)

    def take(self, college: Hashable, site: Hashable) -> None:
        for ceiling in self._left:
            if ceiling.holds_for(college, site):
                self._left[ceiling] -= 1


_MANY = 1_000_000


def allot(requests: Sequence[Asking], ceilings: Sequence[Ceiling]) -> Allotment:
    """Give the places of every college to requests in their turn; no ceiling is ever passed, however they are used.

    Each request first gets one college: the one with the most places left of those that can help. What is left then is
    a second choice for those whose turn comes first, so that a planner keeps some freedom.
    """
    places, found = _Places(ceilings), Allotment()
    chosen: dict[Hashable, set[Hashable]] = {request.key: set() for request in requests}
    for request in requests:
        if request.holds is not None:
            chosen[request.key].add(request.holds)
            places.take(request.holds, request.site)
    for request in requests:
        if request.holds is None and (able := _with_room(request, places, chosen)):
            best = max(able, key=lambda college: (places.left(college, request.site), str(college)))
            chosen[request.key].add(best)
            places.take(best, request.site)
    for request in requests:
        for college in sorted(_with_room(request, places, chosen), key=str):
            chosen[request.key].add(college)
            places.take(college, request.site)
    for request in requests:
        found.open[request.key] = frozenset(chosen[request.key])
        if not chosen[request.key] and request.able and not request.free:
            found.waiting.add(request.key)
    return found


def _with_room(request: Asking, places: _Places, chosen: Mapping[Hashable, set[Hashable]]) -> list[Hashable]:
    return [
        college
        for college in request.able
        if college not in chosen[request.key] and places.left(college, request.site) > 0
    ]
