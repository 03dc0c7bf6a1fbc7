"""What a request, and what a site's requests together, may have."""

from collections import Counter
from math import inf

import numpy as np

from tandem.planning.score import forgiven
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import COUPLING, Rows


def request_twice(at: Layout, rows: Rows) -> None:
    """A request is in at most one group."""
    options = at.options
    row, col = [], []
    for o, u in enumerate(options.option_unit.tolist()):
        for n in options.units[u]:
            row.append(n)
            col.append(o)
    count = len(at.problem.requests)
    rows.requests = rows.count + np.arange(count)
    ones = np.ones(len(row), dtype=np.int64)
    rows.many(np.array(row), np.array(col), ones, np.full(count, -inf), np.ones(count))


def shortfall(at: Layout, rows: Rows) -> None:
    """A site falls short by what is unplaced beyond what is forgiven."""
    options, problem = at.options, at.problem
    asked = Counter(request.site for request in problem.requests)
    sizes = np.array([len(unit) for unit in options.units] or [0])
    site_of_option = options.unit_site[options.option_unit]
    order = np.argsort(site_of_option, kind="stable")
    starts = np.searchsorted(site_of_option[order], np.arange(len(problem.sites) + 1))
    for n, site in enumerate(problem.sites):
        mine = order[starts[n] : starts[n + 1]]
        beyond = asked[site.id] - forgiven(problem, asked[site.id])
        if beyond > 0:
            columns = np.concatenate([mine, [at.first_short + n]])
            data = np.concatenate([-sizes[options.option_unit[mine]], [-1]])
            rows.short.append(rows.count)
            rows.one(columns, data, -beyond, COUPLING)
