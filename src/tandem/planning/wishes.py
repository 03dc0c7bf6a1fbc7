"""A problem with other things to wish for, by the same rules."""

from dataclasses import replace
from math import gcd
from typing import NamedTuple, TypeVar

from tandem.planning.facts import Pattern, Request, Tutor, Weights
from tandem.planning.problem import Problem

NOTHING = Weights(language=0, tag=0, previous=0, visit=0, group_extra=0, shortfall=0, pair_broken=0, slot_moved=0)
Row = TypeVar("Row", Pattern, Request, Tutor)


def places_only(problem: Problem, a_place: int) -> Problem:
    """Return the problem in which every place is worth the same and nothing else counts."""
    bare = _bare(problem)
    return replace(bare, requests=tuple(replace(request, need=a_place) for request in bare.requests))


class Ranked(NamedTuple):
    """A problem of wishes one after another: need placed, pairs kept, slots kept; and how to read what it is worth."""

    problem: Problem
    unit: int  # the step in which needs differ
    of_need: int  # what a unit of need is worth, more than all that comes after it
    of_pair: int  # what a pair is worth, more than all slots together

    @property
    def scale(self) -> float:
        """What need is worth here, against what it was worth."""
        return self.of_need / self.unit


def ranked(problem: Problem, most_broken: int) -> Ranked:
    """Return the problem in which no pair outweighs a place, and no slot outweighs a pair."""
    slots = sum(len(group.slots) * len(group.requests) for group in problem.previous)
    of_pair = slots + 1
    of_need = of_pair * (most_broken * problem.weeks + 1)
    unit = gcd(*(request.need for request in problem.requests)) or 1
    bare = _bare(problem)
    changed = replace(
        bare,
        requests=tuple(replace(request, need=request.need // unit * of_need) for request in bare.requests),
        weights=replace(NOTHING, pair_broken=of_pair, slot_moved=1),
    )
    return Ranked(changed, unit, of_need, of_pair)


def _bare(problem: Problem) -> Problem:
    """Return the problem without anything but needs to count."""
    return replace(
        problem,
        patterns=tuple(_free(row) for row in problem.patterns),
        requests=tuple(_free(row) for row in problem.requests),
        tutors=tuple(_free(row) for row in problem.tutors),
        weights=NOTHING,
    )


def _free(row: Row) -> Row:
    """Return the row with every slot at no cost."""
    return row if row.slots is None else replace(row, slots=dict.fromkeys(row.slots, 0))
