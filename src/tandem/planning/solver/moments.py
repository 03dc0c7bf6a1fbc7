"""Where a tutor is at one moment: the light rows that stand for the way between two sites in a large relaxation."""

import numpy as np
from scipy import sparse

from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.model import Model


def one_place_at_a_time(model: Model) -> tuple[sparse.csr_matrix, Ints]:
    """Return rows that let a tutor use one entry at most at each moment, and the tutor of each row.

    They follow from the rows about the way between two sites, hold each entry about once, and are worth most of what
    those are worth to the relaxation. Only moments at which a tutor could be at several sites have a row.
    """
    options = model.options
    visit = model.visit_of_entry
    starts = np.array([slot.start for _, slot in options.slots])
    ends = np.array([slot.end for _, slot in options.slots])
    dates = np.array([slot.week * 7 + slot.day for _, slot in options.slots])
    days = int(dates.max()) + 1
    tutor_date = options.option_tutor[options.entry_option] * days + dates[options.entry_slot]
    start, end = starts[options.entry_slot], ends[options.entry_slot]
    rows, columns, tutors, count = [], [], [], 0
    for moment in np.unique(starts).tolist():
        running = np.nonzero((start <= moment) & (moment < end))[0]
        keys, row = np.unique(tutor_date[running], return_inverse=True)
        several = _largest(row, visit[running]) > _least(row, visit[running])
        kept = several[row]
        rows.append((np.cumsum(several) - 1)[row[kept]] + count)
        columns.append(model.first_entry + running[kept])
        tutors.append(keys[several] // days)
        count += int(several.sum())
    row, column = np.concatenate(rows), np.concatenate(columns)
    matrix = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(count, model.size))
    return matrix, np.concatenate(tutors)


def _largest(group: Ints, value: Ints) -> Ints:
    most = np.full(int(group.max(initial=-1)) + 1, -1)
    np.maximum.at(most, group, value)
    return most


def _least(group: Ints, value: Ints) -> Ints:
    least = np.full(int(group.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, value)
    return least
