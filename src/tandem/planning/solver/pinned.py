"""What pinned groups leave no choice about."""

from dataclasses import replace

import numpy as np

from tandem.planning.problem import BadProblem, Problem
from tandem.planning.solver.options_data import Options


def pinned_groups(
    problem: Problem, request_number: dict[str, int], tutor_number: dict[str, int]
) -> dict[tuple[tuple[int, ...], int], frozenset[str]]:
    """Return the slots of each pinned group, by its members still there and its tutor."""
    found = {}
    for group in problem.previous:
        members = tuple(sorted(request_number[r] for r in set(group.requests) if r in request_number))
        if group.pinned and members and group.tutor in tutor_number:
            found[members, tutor_number[group.tutor]] = frozenset(group.slots)
    return found


def only_pinned(options: Options, pinned: dict[tuple[tuple[int, ...], int], frozenset[str]]) -> Options:
    """Leave the members of pinned groups no other option, and these groups no other slots."""
    members = {n for unit, _ in pinned for n in unit}
    keep = np.ones(len(options.option_unit), dtype=bool)
    forced: dict[int, frozenset[str]] = {}
    for o, (u, t) in enumerate(zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True)):
        unit = options.units[u]
        slots = pinned.get((tuple(sorted(unit)), t))
        if slots is not None:
            forced[o] = slots
        elif members.intersection(unit):
            keep[o] = False
    if len(forced) < len(pinned):
        raise BadProblem("previous", "a pinned group breaks a rule by itself")
    entries = np.ones(len(options.entry_option), dtype=bool)
    for e, (o, s) in enumerate(zip(options.entry_option.tolist(), options.entry_slot.tolist(), strict=True)):
        if o in forced and options.slots[s][1].id not in forced[o]:
            entries[e] = False
    kept = options.only(keep, entries)
    forced_options = (np.cumsum(keep) - 1)[sorted(forced)]
    return replace(
        kept,
        forced_options=forced_options,
        forced_entries=np.nonzero(np.isin(kept.entry_option, forced_options))[0],
    )
