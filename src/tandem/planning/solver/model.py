"""The problem as a linear 0-1 model: columns are choices, rows are rules."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.limits import (
    miss_limit_of_children_in_several_rows,
    miss_limit_of_pupils,
    miss_limit_of_tutors,
)
from tandem.planning.solver.modelling.pairs import broken_pairs, pairs_before
from tandem.planning.solver.modelling.requests import request_twice, shortfall
from tandem.planning.solver.modelling.rows import COUPLING, Rows
from tandem.planning.solver.modelling.sessions import one_session_a_day, session_count
from tandem.planning.solver.modelling.sites import class_away, person_double_booked, rooms
from tandem.planning.solver.modelling.tutors import load_day, load_week, one_at_a_time, travel
from tandem.planning.solver.options import Options

__all__ = ["COUPLING", "Model", "build", "pairs_before"]

# What concerns one option alone (ability, refusals, levels, minutes, lessons, availability) is decided in `options`.
RULES: tuple[Callable[[Layout, Rows], None], ...] = (
    session_count,
    one_session_a_day,
    miss_limit_of_pupils,
    miss_limit_of_tutors,
    miss_limit_of_children_in_several_rows,
    request_twice,
    one_at_a_time,
    travel,
    load_week,
    load_day,
    rooms,
    class_away,
    person_double_booked,
)


@dataclass(frozen=True)
class Model:
    """Maximise ``objective @ z`` subject to ``low <= matrix @ z <= high`` and ``lower <= z <= upper``, z whole.

    The columns stand in four stretches: options taken, entries used, visits made, requests a site falls short.

    Attributes
    ----------
    column_block
        The tutor a column belongs to; the shortfall of a site belongs to none.
    row_block
        The tutor whose affair a row is, or COUPLING.
    short_rows
        Which rows say how much a site falls short.
    broken_row
        The row that says how many pairs may be broken; -1 where any number may.
    own_rows
        Which rows concern one option alone.
    between_rows
        Which rows are about a tutor's way between two sites: many, dense, and worth little to the relaxation.
    request_rows
        For each request, the row that places it at most once; -1 where nothing can be placed at all.
    sessions
        How often a week the group of each option meets.
    """

    options: Options
    objective: Ints
    matrix: sparse.csr_matrix
    columns: sparse.csc_matrix
    low: Floats
    high: Floats
    lower: Ints
    upper: Floats
    column_block: Ints
    row_block: Ints
    short_rows: Ints
    broken_row: int
    own_rows: Bools
    between_rows: Bools
    request_rows: Ints
    sessions: Ints
    visit_tutor: Ints
    visit_site: Ints
    visit_day: Ints
    visit_of_entry: Ints
    first_entry: int
    first_visit: int
    first_short: int

    @property
    def size(self) -> int:
        return len(self.objective)

    def allowing(self, broken: int) -> "Model":
        """Return the same model with at most so many broken pairs."""
        high = self.high.copy()
        high[self.broken_row] = broken - len(pairs_before(self.options.problem))
        return replace(self, high=high)


def build(options: Options, max_broken: int | None = None) -> Model:
    """Write the options of a problem as a model, with at most so many broken pairs of pupil and tutor."""
    at = Layout(options)
    rows = Rows(len(options.problem.requests))
    for rule in RULES if at.first_entry else ():
        rule(at, rows)
    shortfall(at, rows)
    if max_broken is not None:
        broken_pairs(at, rows, max_broken)
    matrix = rows.matrix(at.size)
    no_tutor = np.full(len(at.problem.sites), COUPLING)
    return Model(
        options=options,
        objective=_objective(at),
        matrix=matrix,
        columns=matrix.tocsc(),
        low=rows.low,
        high=rows.high,
        lower=_forced(at),
        upper=_upper(at),
        column_block=np.concatenate([options.option_tutor, at.entry_tutor, at.visit_tutor, no_tutor]),
        row_block=rows.block,
        short_rows=np.array(rows.short, dtype=np.int64),
        broken_row=rows.broken,
        own_rows=rows.own,
        between_rows=rows.between,
        request_rows=rows.requests,
        sessions=at.sessions,
        visit_tutor=at.visit_tutor,
        visit_site=at.visit_site,
        visit_day=at.visit_day,
        visit_of_entry=at.visit_of_entry,
        first_entry=at.first_entry,
        first_visit=at.first_visit,
        first_short=at.first_short,
    )


def _objective(at: Layout) -> Ints:
    """What each column is worth."""
    weights = at.problem.weights
    visits = np.full(len(at.visit_tutor), -weights.visit)
    short = np.full(len(at.problem.sites), -weights.shortfall * at.problem.weeks)
    return np.concatenate([at.options.option_value, at.options.entry_value, visits, short]).astype(np.int64)


def _upper(at: Layout) -> Floats:
    """Everything is chosen once at most, but a site may fall short by all who ask."""
    upper = np.ones(at.size)
    asked = Counter(request.site for request in at.problem.requests)
    upper[at.first_short :] = [asked[site.id] for site in at.problem.sites]
    return upper


def _forced(at: Layout) -> Ints:
    """What pinned groups leave no choice about: the option, its slots and the visits they make."""
    lower = np.zeros(at.size, dtype=np.int64)
    entries = at.options.forced_entries
    lower[at.options.forced_options] = 1
    lower[at.first_entry + entries] = 1
    lower[at.first_visit + at.visit_of_entry[entries]] = 1
    return lower
