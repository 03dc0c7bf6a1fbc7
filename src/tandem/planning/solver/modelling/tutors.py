"""What a tutor's week allows."""

from collections import defaultdict
from math import inf

import numpy as np

from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.modelling.layout import Layout
from tandem.planning.solver.modelling.rows import Rows


def one_at_a_time(at: Layout, rows: Rows) -> None:
    """A tutor has one session at a time at a site, and is there."""
    maxima = [tutor.max_sessions_per_day for tutor in at.problem.tutors]
    row, col, data, block = [], [], [], []
    count = 0
    for visit, entries in enumerate(at.entries_by_visit()):
        # Who comes for one session a day is there for that session, whenever it is: one row says it all.
        if maxima[at.visit_tutor[visit]] == 1:
            moments = [np.ones(len(entries), dtype=bool)]
        else:
            moments = at.moments(at.options.entry_slot[entries])
        for moment in moments:
            mine = at.first_entry + entries[moment]
            row += [count] * (len(mine) + 1)
            col += [*mine.tolist(), at.first_visit + visit]
            data += [1] * len(mine) + [-1]
            block.append(int(at.visit_tutor[visit]))
            count += 1
    rows.many(np.array(row), np.array(col), np.array(data), np.full(count, -inf), np.zeros(count), np.array(block))


def travel(at: Layout, rows: Rows) -> None:
    """A tutor has the travel time between two sites on one day."""
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for visit, key in enumerate(zip(at.visit_tutor.tolist(), at.visit_day.tolist(), strict=True)):
        days[key].append(visit)
    by_visit = at.entries_by_visit()
    col: list[Ints] = []
    block: list[int] = []
    for (tutor, _), visits in days.items():
        if len(visits) < 2:
            continue
        entries = np.concatenate([by_visit[visit] for visit in visits])
        entries = entries[np.argsort(at.options.entry_slot[entries], kind="stable")]
        used, starts = np.unique(at.options.entry_slot[entries], return_index=True)
        of_slot = dict(zip(used.tolist(), np.split(entries, starts[1:]), strict=True))
        for clique in _clashes(at, used.tolist()):
            col.append(np.concatenate([of_slot[slot] for slot in clique]))
            block.append(tutor)
    count, sizes = len(col), [len(mine) for mine in col]
    columns = at.first_entry + np.concatenate([*col, np.zeros(0, dtype=np.int64)])
    row = np.repeat(np.arange(count), sizes)
    rows.many(row, columns, np.ones_like(row), np.full(count, -inf), np.ones(count), np.array(block), between=True)


def _clashes(at: Layout, slots: list[int]) -> list[list[int]]:
    """Return sets of slots of one day, at several sites, of which a tutor can use one."""
    problem = at.problem
    known = [(s, *at.options.slots[s]) for s in slots]
    facts = sorted((slot.start, slot.end, problem.sites[site].id, s) for s, site, slot in known)
    clash = [1 << i for i in range(len(facts))]
    across: list[tuple[int, int]] = []
    for i, (_, end, site, _) in enumerate(facts):
        for j in range(i + 1, len(facts)):
            if facts[j][0] < end + problem.travel(site, facts[j][2]):
                clash[i] |= 1 << j
                clash[j] |= 1 << i
                if facts[j][2] != site:
                    across.append((i, j))
    return [[facts[k][3] for k in clique] for clique in _cliques(clash, across)]


def _cliques(clash: list[int], wanted: list[tuple[int, int]]) -> list[list[int]]:
    """Return sets of which each two clash, such that each wanted two are together in one."""
    covered: set[tuple[int, int]] = set()
    found = []
    for i, j in wanted:
        if (i, j) in covered:
            continue
        clique, candidates = [i, j], clash[i] & clash[j] & ~(1 << i) & ~(1 << j)
        while candidates:
            k = (candidates & -candidates).bit_length() - 1
            clique.append(k)
            candidates &= clash[k] & ~(1 << k)
        clique.sort()
        covered.update((a, b) for n, a in enumerate(clique) for b in clique[n + 1 :])
        found.append(clique)
    return found


def load_week(at: Layout, rows: Rows) -> None:
    """A tutor keeps within the maximum of the week."""
    for t, mine in enumerate(at.options_by_tutor()):
        if len(mine):
            rows.one(mine, at.sessions[mine], at.problem.tutors[t].max_sessions, t)


def load_day(at: Layout, rows: Rows) -> None:
    """A tutor keeps within the maximum of the day."""
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    maxima = [tutor.max_sessions_per_day for tutor in at.problem.tutors]
    for e, key in enumerate(zip(at.entry_tutor.tolist(), at.entry_date.tolist(), strict=True)):
        if maxima[key[0]] is not None:
            days[key].append(e)
    for (t, _), mine in days.items():
        maximum, entries = maxima[t], np.array(mine)
        if maximum is not None and not _said_by_visit(at, entries, maximum):
            rows.one(at.first_entry + entries, 1, maximum, t)


def _said_by_visit(at: Layout, entries: Ints, maximum: int) -> bool:
    """Tell whether the maximum of a day follows from what is said of visits, or can never be passed."""
    alone = maximum == 1 and len(np.unique(at.visit_of_entry[entries])) == 1
    return alone or len(np.unique(at.options.entry_slot[entries])) <= maximum
