"""The first plan: options one after another, those worth most per session of a tutor first."""

from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np

from tandem.planning.solver.arrays import Floats, Ints
from tandem.planning.solver.model import Model

CHECK_EVERY = 256


class Board:
    """A plan under construction: what is chosen, and how full every row is."""

    def __init__(self, model: Model) -> None:
        self.model = model
        options = model.options
        self.chosen = np.zeros(model.size, dtype=np.int64)
        self.room = _room(model)
        columns = model.columns
        # Arrays, not lists: at a province these are ten million numbers.
        self.indptr = array("q", columns.indptr.astype(np.int64).tobytes())
        self.indices = array("q", columns.indices.astype(np.int64).tobytes())
        self.data = array("q", columns.data.astype(np.int64).tobytes())
        starts = np.searchsorted(options.entry_option, np.arange(len(options.option_unit) + 1)).tolist()
        self.entries = list(pairwise(starts))
        self.days = [(slot.week, slot.day) for _, slot in options.slots]
        self.entry_slot = options.entry_slot.tolist()
        self.entry_value = options.entry_value.tolist()
        self.visit_of_entry = (model.visit_of_entry + model.first_visit).tolist()
        self.visiting = np.zeros(model.size, dtype=bool).tolist()
        problem = options.problem
        self.sessions = [problem.requests[unit[0]].sessions for unit in options.units]
        self.placed = [False] * len(problem.requests)
        self.load = [0] * len(problem.tutors)
        self.max_load = [tutor.max_sessions for tutor in problem.tutors]
        self.option_unit = options.option_unit.tolist()
        self.option_tutor = options.option_tutor.tolist()
        self.units = options.units
        self.visit_cost = problem.weights.visit
        self.weeks = problem.weeks

    def fits(self, column: int) -> bool:
        """Tell whether one more column keeps every row."""
        a, b = self.indptr[column], self.indptr[column + 1]
        return all(self.room[self.indices[k]] >= self.data[k] for k in range(a, b))

    def put(self, column: int, times: int = 1) -> None:
        """Choose a column, or take it back."""
        for k in range(self.indptr[column], self.indptr[column + 1]):
            self.room[self.indices[k]] -= times * self.data[k]
        self.chosen[column] += times

    def try_option(self, option: int) -> bool:
        """Place an option in its best slots that are free, if there are enough."""
        unit, tutor = self.option_unit[option], self.option_tutor[option]
        sessions = self.sessions[unit]
        if self.load[tutor] + sessions > self.max_load[tutor] or any(self.placed[n] for n in self.units[unit]):
            return False
        done = [option]
        self.put(option)
        for week in range(self.weeks):
            if not self._use_slots(option, week, sessions, done):
                for column in reversed(done):
                    self.put(column, -1)
                    self.visiting[column] = False
                return False
        if any(room < 0 for room in self._touched(option)):
            for column in reversed(done):
                self.put(column, -1)
                self.visiting[column] = False
            return False
        self.load[tutor] += sessions
        for n in self.units[unit]:
            self.placed[n] = True
        return True

    def _touched(self, option: int) -> Iterable[float]:
        return (self.room[self.indices[k]] for k in range(self.indptr[option], self.indptr[option + 1]))

    def _use_slots(self, option: int, week: int, sessions: int, done: list[int]) -> bool:
        first, last = self.entries[option]
        cost = self.visit_cost
        ranked = sorted(
            (
                (self.entry_value[e] - (0 if self.visiting[self.visit_of_entry[e]] else cost), -e)
                for e in range(first, last)
                if self.days[self.entry_slot[e]][0] == week
            ),
            reverse=True,
        )
        used: set[int] = set()
        for _, negative in ranked:
            if len(used) == sessions:
                break
            e = -negative
            day = self.days[self.entry_slot[e]][1]
            if day in used:
                continue
            visit, column = self.visit_of_entry[e], self.model.first_entry + e
            new_visit = not self.visiting[visit]
            if new_visit:
                self.put(visit)
            if self.fits(column):
                self.put(column)
                done.append(column)
                if new_visit:
                    self.visiting[visit] = True
                    done.append(visit)
                used.add(day)
            elif new_visit:
                self.put(visit, -1)
        return len(used) == sessions


def _room(model: Model) -> list[float]:
    """Return what each row has left.

    Equalities are kept by how options are placed, and what sites fall short follows from it: not by their rows.
    """
    room = model.high.copy()
    room[model.short_rows] = np.inf
    room[model.low == model.high] = np.inf
    return room.tolist()  # type: ignore[no-any-return]  # numpy does not say of what


def with_shortfall(model: Model, chosen: Ints) -> Ints:
    """Return the choice with the smallest shortfall that its rows allow."""
    whole = chosen.copy()
    whole[model.first_short :] = 0
    for row in model.short_rows.tolist():
        a, b = model.matrix.indptr[row], model.matrix.indptr[row + 1]
        columns, data = model.matrix.indices[a:b], model.matrix.data[a:b]
        activity = int(data @ whole[columns])
        short = columns[columns >= model.first_short]
        whole[short] = max(0, activity - int(model.high[row]))
    return whole


def greedy(
    model: Model, *, worth: Floats | None = None, stop: Callable[[], bool] = lambda: False, start: Ints | None = None
) -> Ints:
    """Place options by worth per session, each where it still fits."""
    board = Board(model)
    adopt(board, model.lower if start is None else start)
    options = model.options
    if worth is None:
        sessions = np.array(board.sessions or [1])[options.option_unit] * board.weeks
        worth = options.option_value / np.maximum(1, sessions)
    for n, option in enumerate(np.argsort(-worth, kind="stable").tolist()):
        if n % CHECK_EVERY == 0 and stop():
            break
        board.try_option(option)
    return with_shortfall(model, board.chosen)


def adopt(board: Board, start: Ints) -> None:
    """Begin from a choice that stands."""
    model = board.model
    for column in np.nonzero(start[: model.first_short])[0].tolist():
        board.put(column)
        if column >= model.first_visit:
            board.visiting[column] = True
        elif column < model.first_entry:
            unit = board.option_unit[column]
            board.load[board.option_tutor[column]] += board.sessions[unit]
            for n in board.units[unit]:
                board.placed[n] = True
