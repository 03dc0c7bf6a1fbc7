"""The best slots of every option at once, where teams are not listed."""

from dataclasses import dataclass

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.model import Model

A_WEEK = 7


@dataclass(frozen=True)
class Days:
    """Which entries share a day, and where each day stands in a table of options and weeks by days.

    Attributes
    ----------
    order
        The entries, those of one option and day together.
    first
        Where each day begins in that order.
    cell
        The place of each day in the table, counted row by row.
    day
        The day of each entry, as a number among `first`.
    sessions
        How often the option of each row meets in its week.
    """

    order: Ints
    first: Ints
    cell: Ints
    day: Ints
    sessions: Ints


def days_of(model: Model) -> Days:
    """Return the days of a model's options; it depends on the slots alone, so once is enough."""
    options, weeks = model.options, model.options.problem.weeks
    cells = np.array([slot.week * A_WEEK + slot.day for _, slot in options.slots])
    key = options.entry_option * (weeks * A_WEEK) + cells[options.entry_slot]
    order = np.argsort(key, kind="stable")
    new = np.ones(len(order), dtype=bool)
    new[1:] = key[order][1:] != key[order][:-1]
    day = np.empty(len(order), dtype=np.int64)
    day[order] = np.cumsum(new) - 1
    first = np.nonzero(new)[0]
    return Days(order, first, key[order][first], day, np.repeat(model.sessions, weeks))


def best_slots(model: Model, worth: Floats, days: Days | None = None) -> tuple[Floats, Floats]:
    """Return, for each option, what its best slots add, and for each entry, what it would take the place of.

    The best slots are the best of each day, of the best days of each week. An entry takes the place of the best of
    its own day, or of the last of the best days.
    """
    if not len(worth):
        return np.zeros(model.first_entry), np.zeros(0)
    days = days_of(model) if days is None else days
    best_of_day = np.maximum.reduceat(worth[days.order], days.first)
    table = np.full(len(days.sessions) * A_WEEK, -np.inf)
    table[days.cell] = best_of_day
    ranked = -np.sort(-table.reshape(-1, A_WEEK), axis=1)
    used: Bools = (np.arange(A_WEEK) < days.sessions[:, None]) & np.isfinite(ranked)
    of_week = np.where(used, ranked, 0.0).sum(axis=1)
    last = ranked[np.arange(len(ranked)), days.sessions - 1]
    instead = np.maximum(best_of_day, last[days.cell // A_WEEK])[days.day]
    return of_week.reshape(model.first_entry, -1).sum(axis=1), instead
