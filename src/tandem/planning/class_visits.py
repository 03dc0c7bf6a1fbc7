"""Class visits: which group of students visits which class and when, and who then works with whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from tandem.planning.solver.arrays import Floats

# So dear that it is avoided before anything else; larger than everything else together.
NEVER = 1e9
SECOND_SEAT = 1e4
NEW_PAIR = 1.0


@dataclass(frozen=True, slots=True)
class StudentGroup:
    """A group of students and the moments at which it can visit."""

    id: str
    size: int
    moments: frozenset[str]


@dataclass(frozen=True, slots=True)
class PupilClass:
    """A class, and the moments at which it can receive a visit; first the ones it likes best."""

    id: str
    size: int
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """A group visits a class at a moment, every week the same."""

    group: str
    class_id: str
    moment: str


@dataclass(frozen=True, slots=True)
class Party:
    """Students and pupils who work together: a duo, a trio, a quartet."""

    students: tuple[str, ...]
    pupils: tuple[str, ...]


class PairingNotPossible(Exception):
    """Nobody can be paired: no students, or everybody kept apart."""


def plan_visits(groups: Sequence[StudentGroup], classes: Sequence[PupilClass]) -> tuple[Visit, ...]:
    """Give each group at most one class, and each class at most one group.

    As many classes as possible are visited; then numbers differ as little as possible; then classes get the moments
    they like best. A class or group that is not in the answer has no partner with a moment in common.
    """
    cost = np.full((len(groups), len(classes)), NEVER)
    for g, group in enumerate(groups):
        for c, pupils in enumerate(classes):
            common = [rank for rank, moment in enumerate(pupils.moments) if moment in group.moments]
            if common:
                cost[g, c] = abs(group.size - pupils.size) + common[0] / (len(pupils.moments) + 1)
    visits = []
    rows, columns = linear_sum_assignment(cost)
    for g, c in zip(rows.tolist(), columns.tolist(), strict=True):
        if cost[g, c] < NEVER:
            moment = next(m for m in classes[c].moments if m in groups[g].moments)
            visits.append(Visit(groups[g].id, classes[c].id, moment))
    return tuple(sorted(visits, key=lambda visit: visit.class_id))


def pair(
    students: Sequence[str],
    pupils: Sequence[str],
    *,
    before: Iterable[Party] = (),
    apart: Collection[tuple[str, str]] = (),
    quartets: bool = True,
) -> tuple[Party, ...]:
    """Divide everybody present into parties as even as possible, keeping as many pairs as possible.

    Parameters
    ----------
    before
        The parties so far; a pupil stays with their student where both are here.
    apart
        A student and a pupil who must not work together.
    quartets
        Where there are more pupils than students, let two students share four pupils, rather than leave two students
        alone with two pupils each. On the day itself, with people absent, rather not.
    """
    if not students or not pupils:
        raise PairingNotPossible("There is nobody to pair.")
    known = {(s, p) for party in before for s in party.students for p in party.pupils}
    if len(pupils) >= len(students):
        given = _seats(students, pupils, known, set(apart))
        parties = [Party((student,), tuple(given[student])) for student in students]
        return _quartets(parties, set(apart)) if quartets else tuple(parties)
    swapped = _seats(pupils, students, {(p, s) for s, p in known}, {(p, s) for s, p in apart})
    return tuple(Party(tuple(swapped[pupil]), (pupil,)) for pupil in pupils)


def _seats(
    hosts: Sequence[str], guests: Sequence[str], known: set[tuple[str, str]], apart: set[tuple[str, str]]
) -> dict[str, list[str]]:
    """Give every guest a seat with a host: every host one guest before any has two, and so on."""
    rounds = -(-len(guests) // len(hosts))
    cost: Floats = np.zeros((len(guests), len(hosts) * rounds))
    for g, guest in enumerate(guests):
        for h, host in enumerate(hosts):
            price = NEVER if (host, guest) in apart else 0.0 if (host, guest) in known else NEW_PAIR
            for seat in range(rounds):
                cost[g, h + seat * len(hosts)] = price + SECOND_SEAT * seat**2
    rows, columns = linear_sum_assignment(cost)
    if cost[rows, columns].max() >= NEVER:
        raise PairingNotPossible("Too many must be kept apart.")
    found: dict[str, list[str]] = defaultdict(list)
    for g, seat in zip(rows.tolist(), columns.tolist(), strict=True):
        found[hosts[seat % len(hosts)]].append(guests[g])
    return found


def _quartets(parties: list[Party], apart: set[tuple[str, str]]) -> tuple[Party, ...]:
    """Put students who have two pupils each together, two by two."""
    single = [party for party in parties if len(party.pupils) != 2]
    double = [party for party in parties if len(party.pupils) == 2]
    together = []
    while len(double) >= 2:
        first = double.pop(0)
        other = next((party for party in double if not _kept_apart(first, party, apart)), None)
        if other is None:
            single.append(first)
            continue
        double.remove(other)
        together.append(Party(first.students + other.students, first.pupils + other.pupils))
    return (*single, *double, *together)


def _kept_apart(one: Party, other: Party, apart: set[tuple[str, str]]) -> bool:
    across = [(s, p) for s in one.students for p in other.pupils] + [(s, p) for s in other.students for p in one.pupils]
    return any(pair in apart for pair in across)
