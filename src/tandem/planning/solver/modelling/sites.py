"""What a site, a class and a child allow at one moment."""

from collections import defaultdict

import numpy as np

from tandem.planning.problem import Person, Problem, person_of
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import COUPLING, Rows


def rooms(at: Layout, rows: Rows) -> None:
    """At no moment does a site hold more sessions than rooms."""
    options = at.options
    by_slot: dict[int, list[int]] = defaultdict(list)
    for e, s in enumerate(options.entry_slot.tolist()):
        by_slot[s].append(e)
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for s in by_slot:
        days[int(at.sites[s]), int(at.date[s])].append(s)
    for (n, _), slots in days.items():
        number = [at.problem.sites[n].rooms_in(options.slots[s][1].id) for s in slots]
        if len(set(number)) > 1:
            _rooms_that_differ(at, rows, slots, number, by_slot)
            continue
        for moment in at.moments(np.array(slots)):
            columns = [at.first_entry + e for i in np.nonzero(moment)[0] for e in by_slot[slots[i]]]
            rows.one(columns, 1, number[0], COUPLING)


def _rooms_that_differ(
    at: Layout, rows: Rows, slots: list[int], number: list[int], by_slot: dict[int, list[int]]
) -> None:
    """When a session begins, no more are held than there are rooms in its own slot."""
    times = [at.options.slots[s][1] for s in slots]
    for begin in sorted({slot.start for slot in times}):
        running = [i for i, slot in enumerate(times) if slot.start <= begin < slot.end]
        columns = [at.first_entry + e for i in running for e in by_slot[slots[i]]]
        # Of the sessions held now, the one that began last allowed them all: so there are never more than this.
        most = max(number[i] for i in running)
        rows.one(columns, 1, most, COUPLING)
        for i in running:
            if times[i].start == begin and number[i] < most:
                for entry in by_slot[slots[i]]:
                    weight = [1 + (most - number[i]) * (column == at.first_entry + entry) for column in columns]
                    rows.one(columns, weight, most, COUPLING)


def class_away(at: Layout, rows: Rows) -> None:
    """At no moment are more of a class away than it can spare."""
    options, problem = at.options, at.problem
    away: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    of_request = [r.class_id if r.class_id in problem.max_away else None for r in problem.requests]
    of_tutor = [t.class_id if t.class_id in problem.max_away else None for t in problem.tutors]
    if not any(of_request) and not any(of_tutor):
        return
    dates = at.entry_date.tolist()
    for e, o in enumerate(options.entry_option.tolist()):
        classes = [of_request[n] for n in options.units[options.option_unit[o]]]
        for class_id in (*classes, of_tutor[options.option_tutor[o]]):
            if class_id is not None:
                cells = away[class_id, dates[e]]
                cells[e] = cells.get(e, 0) + 1
    for (class_id, _), cells in away.items():
        entries, number = np.array(list(cells)), np.array(list(cells.values()))
        for moment in at.moments(options.entry_slot[entries]):
            rows.one(at.first_entry + entries[moment], number[moment], problem.max_away[class_id], COUPLING)


def person_double_booked(at: Layout, rows: Rows) -> None:
    """A child is never in two groups at once, whether tutored or tutoring."""
    options, problem = at.options, at.problem
    shared = {
        person
        for person in persons_in_several_rows(problem)
        # The rules look at somebody who is also the id of a plain tutor as that tutor only.
        if person not in problem.tutor or problem.tutor[person].person is not None
    }
    if not shared:
        return
    busy: dict[tuple[str, int], list[int]] = defaultdict(list)
    for e, o in enumerate(options.entry_option.tolist()):
        requests = [problem.requests[n] for n in options.units[options.option_unit[o]]]
        for row in (*requests, problem.tutors[options.option_tutor[o]]):
            if person_of(row) in shared:
                busy[person_of(row), int(at.entry_date[e])].append(e)
    for cells in busy.values():
        entries = np.array(cells)
        for moment in at.moments(options.entry_slot[entries]):
            rows.one(at.first_entry + entries[moment], 1, 1, COUPLING)


def persons_in_several_rows(problem: Problem) -> set[str]:
    """Return who asks twice, or asks and tutors."""
    seen: set[str] = set()
    twice: set[str] = set()
    people: tuple[Person, ...] = (*problem.requests, *problem.tutors)
    for row in people:
        (twice if person_of(row) in seen else seen).add(person_of(row))
    return twice
