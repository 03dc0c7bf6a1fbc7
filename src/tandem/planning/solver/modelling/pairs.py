"""How many pupils may lose the tutor they had."""

from collections import defaultdict

import numpy as np

from tandem.planning.problem import Problem
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import COUPLING, Rows
from tandem.planning.solver.options_data import Options


def broken_pairs(at: Layout, rows: Rows, most: int) -> None:
    """At most so many pupils lose the tutor they had."""
    options, problem = at.options, at.problem
    pairs = pairs_before(problem)
    taken = zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True)
    kept = np.array(
        [sum((problem.requests[n].id, problem.tutors[t].id) in pairs for n in options.units[u]) for u, t in taken],
        dtype=np.int64,
    )
    columns = np.nonzero(kept)[0]
    rows.broken = rows.count
    rows.one(columns, -kept[columns], most - len(pairs), COUPLING)


def pairs_before(problem: Problem) -> set[tuple[str, str]]:
    """Return the pairs of pupil and tutor in the running plan, both still there."""
    return {
        (request, group.tutor)
        for group in problem.previous
        for request in group.requests
        if group.tutor in problem.tutor and request in problem.request
    }


def breaking_at_most(options: Options, most: int) -> Options:
    """Return the options that do not break more pairs than that by themselves, and those that are pinned."""
    problem = options.problem
    had = defaultdict(set)
    for request, tutor in pairs_before(problem):
        had[request].add(tutor)
    tutors = [tutor.id for tutor in problem.tutors]
    before = [had[request.id] for request in problem.requests]
    taken = zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True)
    broken = [sum(len(before[n] - {tutors[t]}) for n in options.units[u]) for u, t in taken]
    kept = np.array(broken, dtype=np.int64) <= most
    kept[options.forced_options] = True
    return options.only(kept)
