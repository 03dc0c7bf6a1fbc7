"""The best plan of a tiny problem, by trying everything the referee allows; nothing of the solver is used."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from tests.planning import referee

Raw = dict[str, Any]
NOT_ALLOWED = -1
PAIR_BROKEN = 400  # the weight where a problem names none
OF_A_GROUP = ("need", "fit", "miss", "group_extra")  # the other terms never add to a plan


@dataclass(frozen=True)
class Candidate:
    """A group that keeps every rule by itself, and the most it can add to a plan."""

    number: int
    members: frozenset[int]
    group: Raw
    worth: int
    need: int


def best_objective(raw: Raw) -> int | None:
    """Return the objective of the best plan; None where pinned groups leave no plan at all."""
    return _Search(raw, lambda candidate: candidate.worth, lambda verdict: verdict["objective"]).best


def most_places(raw: Raw) -> int | None:
    """Return how many requests any plan places at most; None where pinned groups leave no plan at all."""
    return _Search(raw, lambda candidate: len(candidate.members), lambda verdict: verdict["placed"]).best


def most_need(raw: Raw, broken: int) -> int | None:
    """Return the most need any plan places in which at most so many pairs are broken; None where no plan keeps that."""
    a_pair = raw.get("weights", {}).get("pair_broken", PAIR_BROKEN) * raw.get("weeks", 1)

    def need(verdict: Raw) -> int:
        terms = defaultdict(int, verdict["terms"])
        return terms["need"] if -terms["pair_broken"] <= broken * a_pair else NOT_ALLOWED

    found = _Search(raw, lambda candidate: candidate.need, need).best
    return None if found == NOT_ALLOWED else found


def possible_groups(raw: Raw) -> Iterator[Candidate]:
    """Yield every group that breaks no rule by itself."""
    rules = {"group_min": 1, "group_max": 1} | raw.get("rules", {})
    at_site: dict[str, list[int]] = defaultdict(list)
    for n, request in enumerate(raw["requests"]):
        at_site[request["site"]].append(n)
    number = 0
    for site in raw["sites"]:
        here = at_site[site["id"]]
        sizes = range(rules["group_min"], min(rules["group_max"], len(here)) + 1)
        for members in (m for size in sizes for m in combinations(here, size)):
            for tutor in raw["tutors"]:
                for slots in _times(raw, site, members) if site["id"] in tutor["sites"] else ():
                    requests = [raw["requests"][n]["id"] for n in members]
                    group = {"id": f"g{number}", "tutor": tutor["id"], "requests": requests, "slots": slots}
                    verdict = referee.evaluate(raw, {"groups": [group]})
                    if _sound(verdict):
                        worth = sum(verdict["terms"].get(term, 0) for term in OF_A_GROUP)
                        yield Candidate(number, frozenset(members), group, worth, verdict["terms"]["need"])
                        number += 1


def _times(raw: Raw, site: Raw, members: Sequence[int]) -> Iterator[list[str]]:
    """Yield every choice of slots of which each week has as many as the first member asks."""
    sessions = raw["requests"][members[0]]["sessions"]
    weeks = [[s["id"] for s in site["slots"] if s["week"] == week] for week in range(raw.get("weeks", 1))]
    for choice in product(*(combinations(week, sessions) for week in weeks)):
        yield [slot for week in choice for slot in week]


def _sound(verdict: Raw) -> bool:
    """Tell whether nothing is wrong that other groups could not make right."""
    return all(rule == "pinned" for rule, *_ in verdict["violations"])


class _Search:
    """Every plan, request by request; what cannot become better than the best so far is left."""

    def __init__(self, raw: Raw, worth: Callable[[Candidate], int], value: Callable[[Raw], int]) -> None:
        self.raw = raw
        self.value = value
        self.candidates = sorted(possible_groups(raw), key=lambda c: (-worth(c), c.number))
        self.worth = {c.number: worth(c) for c in self.candidates}
        self.together: dict[tuple[int, int], bool] = {}
        count = len(raw["requests"])
        # A group is shared out over its members: no request can bring more than its best share.
        self.most = [0.0] * count
        for candidate in self.candidates:
            for n in candidate.members:
                self.most[n] = max(self.most[n], self.worth[candidate.number] / len(candidate.members))
        self.count = count
        self.best: int | None = None
        self._from(0, frozenset(), (), 0)

    def _from(self, request: int, placed: frozenset[int], chosen: tuple[Candidate, ...], worth: int) -> None:
        left = sum(self.most[n] for n in range(request, self.count) if n not in placed)
        if self.best is not None and worth + left <= self.best:
            return
        if request == self.count:
            verdict = referee.evaluate(self.raw, {"groups": [c.group for c in chosen]})
            if verdict["valid"] and (self.best is None or self.value(verdict) > self.best):
                self.best = self.value(verdict)
            return
        if request not in placed:
            for new in self.candidates:
                fits = request == min(new.members - placed, default=-1) and not new.members & placed
                if fits and all(self._go_together(new, other) for other in chosen):
                    more = worth + self.worth[new.number]
                    self._from(request + 1, placed | new.members, (*chosen, new), more)
        self._from(request + 1, placed, chosen, worth)

    def _go_together(self, one: Candidate, other: Candidate) -> bool:
        key = (one.number, other.number)
        if key not in self.together:
            self.together[key] = _sound(referee.evaluate(self.raw, {"groups": [one.group, other.group]}))
        return self.together[key]
