"""From a choice of columns to the groups of a plan, and back."""

from collections import defaultdict

import numpy as np

from tandem.planning.solution import Group, Solution
from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.model import Model


def solution_of(model: Model, chosen: Ints) -> Solution:
    """Return the groups that a choice stands for, in a stable order."""
    options = model.options
    problem = options.problem
    slots: dict[int, list[int]] = defaultdict(list)
    used = np.nonzero(chosen[model.first_entry : model.first_visit])[0]
    for e in used.tolist():
        slots[int(options.entry_option[e])].append(int(options.entry_slot[e]))
    groups: list[Group] = []
    for option in np.nonzero(chosen[: model.first_entry])[0].tolist():
        unit = options.units[options.option_unit[option]]
        ordered = sorted((options.slots[s][1] for s in slots[option]), key=lambda x: (x.week, x.day, x.start, x.id))
        groups.append(
            Group(
                id=f"g{len(groups) + 1}",
                tutor=problem.tutors[options.option_tutor[option]].id,
                requests=tuple(problem.requests[n].id for n in unit),
                slots=tuple(slot.id for slot in ordered),
            )
        )
    return Solution(tuple(groups))


def chosen_of(model: Model, solution: Solution) -> Ints:
    """Return the choice that stands for the groups of a solution; groups that are no option are left out."""
    options = model.options
    problem = options.problem
    wanted = {(frozenset(group.requests), group.tutor): frozenset(group.slots) for group in solution.groups}
    chosen = np.zeros(model.size, dtype=np.int64)
    slots: dict[int, frozenset[str]] = {}
    for o, (u, t) in enumerate(zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True)):
        members = frozenset(problem.requests[n].id for n in options.units[u])
        found = wanted.get((members, problem.tutors[t].id))
        if found is not None:
            slots[o] = found
    for e, (o, s) in enumerate(zip(options.entry_option.tolist(), options.entry_slot.tolist(), strict=True)):
        if o in slots and options.slots[s][1].id in slots[o]:
            chosen[o] = 1
            chosen[model.first_entry + e] = 1
            chosen[model.first_visit + model.visit_of_entry[e]] = 1
    return chosen
