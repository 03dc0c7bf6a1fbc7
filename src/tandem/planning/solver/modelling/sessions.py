"""How often a group meets."""

from math import inf

import numpy as np

from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import Rows


def session_count(at: Layout, rows: Rows) -> None:
    """An option that is taken uses exactly its sessions in every week."""
    options = at.options
    count = len(options.option_unit)
    every_option = np.arange(count)
    entry_columns = at.first_entry + np.arange(len(options.entry_slot))
    entry_week = at.week[options.entry_slot]
    for week in range(at.problem.weeks):
        mine = entry_week == week
        rows.many(
            np.concatenate([options.entry_option[mine], every_option]),
            np.concatenate([entry_columns[mine], every_option]),
            np.concatenate([np.ones(mine.sum(), dtype=np.int64), -at.sessions]),
            np.zeros(count),
            np.zeros(count),
            options.option_tutor,
            own=True,
        )


def one_session_a_day(at: Layout, rows: Rows) -> None:
    """An option is used at most once a day."""
    options = at.options
    entry_columns = at.first_entry + np.arange(len(options.entry_slot))
    days = int(at.date.max()) + 1
    # With one session a week, the number of sessions says it already.
    several = at.sessions[options.entry_option] > 1
    keys, row, number = np.unique(
        options.entry_option[several] * days + at.entry_date[several], return_inverse=True, return_counts=True
    )
    crowded = number > 1
    renumber = np.cumsum(crowded) - 1
    used = crowded[row]
    owner = keys[crowded] // days
    rows.many(
        np.concatenate([renumber[row[used]], np.arange(len(owner))]),
        np.concatenate([entry_columns[several][used], owner]),
        np.concatenate([np.ones(used.sum(), dtype=np.int64), np.full(len(owner), -1)]),
        np.full(len(owner), -inf),
        np.zeros(len(owner)),
        options.option_tutor[owner],
        own=True,
    )
