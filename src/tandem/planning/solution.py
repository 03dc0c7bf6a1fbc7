"""A plan: which groups there are, with which tutor, in which slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tandem.planning.reasons import Reason


class SolveStatus(StrEnum):
    """How far the solver got."""

    OPTIMAL = "optimal"  # proven: no plan is better
    FEASIBLE = "feasible"  # valid; how far from the best, the bound tells


@dataclass(frozen=True, slots=True)
class Group:
    """A tutor with one or more requests, in the same slots every cycle."""

    id: str
    tutor: str
    requests: tuple[str, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The groups of a plan; a request in no group is not placed.

    Attributes
    ----------
    bound
        A proven upper bound on the objective of any plan.
    unplaced
        For each request in no group, why.
    most_placed
        How many requests any plan can place at most, proven.
    prices
        What placing each request was worth in the proof of the bound, as far as it went: what a tutor who is not
        there yet would have to bring more than.
    """

    groups: tuple[Group, ...]
    bound: float | None = None
    status: SolveStatus | None = None
    seconds: float | None = None
    unplaced: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    most_placed: int | None = None
    prices: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    seconds: float
    objective: int
    bound: float
    placed: int
    requests: int

    @property
    def gap(self) -> float:
        """How much better the best plan can be at most, as a share of this one."""
        return gap_between(self.objective, self.bound)


@dataclass(frozen=True, slots=True)
class Result:
    """The best plan found, and how good it is.

    Attributes
    ----------
    bound
        A proven upper bound on the objective of any plan.
    gap
        ``(bound - objective) / |objective|``.
    terms
        The objective by term.
    placed
        How many requests have a place.
    unplaced
        For each other request the reasons, from the facts.
    most_placed
        How many requests any plan can place at most, proven.
    """

    solution: Solution
    objective: int
    bound: float
    gap: float
    status: SolveStatus
    seconds: float
    terms: Mapping[str, int]
    placed: int
    unplaced: Mapping[str, tuple[Reason, ...]]
    most_placed: int


def gap_between(objective: float, bound: float) -> float:
    """Return (bound - objective) / |objective|; zero where both are zero."""
    if bound <= objective:
        return 0.0
    return (bound - objective) / abs(objective) if objective else float("inf")
