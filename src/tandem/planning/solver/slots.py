"""The best slots of every option at once, where teams are not listed."""

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.model import Model


def best_slots(model: Model, worth: Floats) -> tuple[Floats, Floats]:
    """Return, for each option, what its best slots add, and for each entry, what it would take the place of.

    The best slots are the best of each day, of the best days of each week. An entry takes the place of the best of
    its own day, or of the last of the best days.
    """
    options = model.options
    if not len(worth):
        return np.zeros(model.first_entry), np.zeros(0)
    days = np.array([slot.week * 7 + slot.day for _, slot in options.slots])[options.entry_slot]
    order = np.lexsort((-worth, days, options.entry_option))
    first = _changes(options.entry_option[order], days[order])
    day_number = np.cumsum(first) - 1
    option, week, value = options.entry_option[order][first], days[order][first] // 7, worth[order][first]
    by_value = np.lexsort((-value, week, option))
    new_week = _changes(option[by_value], week[by_value])
    rank = np.arange(len(by_value)) - np.maximum.accumulate(np.where(new_week, np.arange(len(by_value)), 0))
    sessions = model.sessions[option[by_value]]
    best = np.zeros(model.first_entry)
    np.add.at(best, option[by_value[rank < sessions]], value[by_value[rank < sessions]])
    last_of_week = value[by_value][rank == sessions - 1]
    last_of_day = np.empty(len(by_value))
    last_of_day[by_value] = last_of_week[np.cumsum(new_week) - 1]
    instead = np.empty(len(worth))
    instead[order] = np.maximum(value, last_of_day)[day_number]
    return best, instead


def _changes(one: Ints, other: Ints) -> Bools:
    """Tell where a sorted pair of keys begins anew."""
    new = np.ones(len(one), dtype=bool)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return new
