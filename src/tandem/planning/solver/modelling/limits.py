"""How often a lesson may be missed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

import numpy as np

from tandem.planning.problem import Problem, Request, Slot, Tutor, person_of
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import COUPLING, Rows
from tandem.planning.solver.modelling.sites import persons_in_several_rows

Limit = tuple[dict[str, int], int]  # how often each slot misses the label, and how often it may be missed


def miss_limit_of_pupils(at: Layout, rows: Rows) -> None:
    """A pupil who asks once misses no label too often."""
    shared = persons_in_several_rows(at.problem)
    by_unit = [_limits_of_unit(at, u, shared) for u in range(len(at.options.units))]
    starts = np.searchsorted(at.options.entry_option, np.arange(len(at.options.option_unit) + 1)).tolist()
    slots = [at.options.slots[s][1].id for s in at.options.entry_slot.tolist()]
    dates = at.entry_date.tolist()
    found = _OwnRows()  # gathered and added at once: there are many
    for o, (u, (a, b)) in enumerate(zip(at.options.option_unit.tolist(), pairwise(starts), strict=True)):
        for times, limit in by_unit[u]:
            cells = [(e, times[slots[e]]) for e in range(a, b) if slots[e] in times]
            if _most(cells, [dates[e] for e, _ in cells]) > limit:
                found.add(at, o, cells, limit)
    found.give(rows)


@dataclass
class _OwnRows:
    row: list[int] = field(default_factory=list)
    col: list[int] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)

    def add(self, at: Layout, option: int, cells: list[tuple[int, int]], limit: int) -> None:
        """Add: what these entries of the option miss is at most the limit."""
        self.row += [len(self.block)] * (len(cells) + 1)
        self.col += [*(at.first_entry + e for e, _ in cells), option]
        self.data += [*(times for _, times in cells), -limit]
        self.block.append(int(at.options.option_tutor[option]))

    def give(self, rows: Rows) -> None:
        count = len(self.block)
        if count:
            cells = np.array(self.row), np.array(self.col), np.array(self.data)
            rows.many(*cells, np.full(count, -inf), np.zeros(count), np.array(self.block), own=True)


def _limits_of_unit(at: Layout, unit: int, shared: set[str]) -> list[Limit]:
    slots = at.problem.sites[int(at.options.unit_site[unit])].slots
    found: list[Limit] = []
    for n in at.options.units[unit]:
        request = at.problem.requests[n]
        if person_of(request) not in shared:
            found += _limits_of(at.problem, request, slots)
    return found


def _limits_of(problem: Problem, request: Request, slots: Iterable[Slot]) -> list[Limit]:
    """Return the labels whose limit could be passed."""
    misses = problem.lessons_of(request).misses
    found = []
    for label, limit in request.miss_limits.items():
        times = {slot.id: misses[slot.id].count(label) for slot in slots if label in misses.get(slot.id, ())}
        if sum(sorted(times.values(), reverse=True)[: request.sessions * problem.weeks]) > limit:
            found.append((times, limit))
    return found


def _most(cells: list[tuple[int, int]], dates: list[int]) -> int:
    """Return how often a label can be missed at one session a day."""
    best: dict[int, int] = {}
    for (_, times), date in zip(cells, dates, strict=True):
        best[date] = max(times, best.get(date, 0))
    return sum(best.values())


def miss_limit_of_tutors(at: Layout, rows: Rows) -> None:
    """An older pupil who tutors misses no label too often."""
    shared = persons_in_several_rows(at.problem)
    for t, tutor in enumerate(at.problem.tutors):
        if not tutor.has_lessons or person_of(tutor) in shared:
            continue
        misses = at.problem.lessons_of(tutor).misses
        entries = np.nonzero(at.entry_tutor == t)[0]
        slots = [at.options.slots[s][1].id for s in at.options.entry_slot[entries]]
        for label, limit in tutor.miss_limits.items():
            times = np.array([misses.get(slot, ()).count(label) for slot in slots], dtype=np.int64)
            if times.any():
                rows.one(at.first_entry + entries[times > 0], times[times > 0], limit, t)


def miss_limit_of_children_in_several_rows(at: Layout, rows: Rows) -> None:
    """Of a child who asks twice, or tutors too, all that is missed counts, once a row that sets the limit is placed."""
    problem = at.problem
    for person in sorted(persons_in_several_rows(problem)):
        numbers = [n for n, request in enumerate(problem.requests) if person_of(request) == person]
        tutors = [t for t, tutor in enumerate(problem.tutors) if person_of(tutor) == person and tutor.has_lessons]
        setters: list[Request | Tutor] = [problem.requests[n] for n in numbers]
        setters += [problem.tutors[t] for t in tutors]
        for setter in setters:
            for label, limit in setter.miss_limits.items():
                cells = _misses(at, label, numbers, tutors)
                most = sum(cells.values())
                # Any option of the row that sets the limit brings it down from what is possible at all.
                for option in _options_with(at, setter.id, numbers, tutors) if most > limit else ():
                    columns = [*(at.first_entry + e for e in cells), option]
                    rows.one(columns, [*cells.values(), most - limit], most, COUPLING)


def _options_with(at: Layout, row_id: str, numbers: list[int], tutors: list[int]) -> list[int]:
    options, problem = at.options, at.problem
    mine = {n for n in numbers if problem.requests[n].id == row_id}
    as_tutor = {t for t in tutors if problem.tutors[t].id == row_id}
    return [
        o
        for o, (u, t) in enumerate(zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True))
        if t in as_tutor or mine & set(options.units[u])
    ]


def _misses(at: Layout, label: str, numbers: list[int], tutors: list[int]) -> dict[int, int]:
    options, problem = at.options, at.problem
    cells: dict[int, int] = {}
    for e, (o, s) in enumerate(zip(options.entry_option.tolist(), options.entry_slot.tolist(), strict=True)):
        requests = [problem.requests[n] for n in options.units[options.option_unit[o]] if n in numbers]
        tutor = int(options.option_tutor[o])
        lessons = [problem.lessons_of(row) for row in requests]
        lessons += [problem.lessons_of(problem.tutors[tutor])] if tutor in tutors else []
        times = sum(x.misses.get(options.slots[s][1].id, ()).count(label) for x in lessons)
        if times:
            cells[e] = times
    return cells
