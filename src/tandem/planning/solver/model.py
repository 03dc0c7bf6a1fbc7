"""The problem as a linear 0-1 model: columns are choices, rows are rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np
from scipy import sparse

from tandem.planning.problem import Person, Problem, Request, Slot, Tutor, person_of
from tandem.planning.score import forgiven
from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.options import Options

COUPLING = -1  # the block of a row that several tutors share


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
    strict_rows
        Which rows allow less than the rules do: a search keeps them, a bound must not.
    short_rows
        Which rows say how much a site falls short.
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
    strict_rows: Bools
    short_rows: Ints
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


class _Rows:
    """Collects rows of the matrix."""

    def __init__(self) -> None:
        self.rows: list[Ints] = []
        self.cols: list[Ints] = []
        self.data: list[Ints] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []
        self.block: list[Ints] = []
        self.strict: list[Bools] = []
        self.own: list[Bools] = []
        self.between: list[Bools] = []
        self.count = 0

    def many(
        self,
        rows: Ints,
        cols: Ints,
        data: Ints,
        low: Floats,
        high: Floats,
        block: Ints | None = None,
        *,
        own: bool = False,
    ) -> None:
        """Add rows numbered from 0 within this call; `own` where each concerns one option alone."""
        n = len(high)
        self.rows.append(rows + self.count)
        self.cols.append(cols)
        self.data.append(data)
        self.low.append(low)
        self.high.append(high)
        self.block.append(np.full(n, COUPLING) if block is None else block)
        self.strict.append(np.zeros(n, dtype=bool))
        self.own.append(np.full(n, own))
        self.between.append(np.zeros(n, dtype=bool))
        self.count += n

    def one(
        self,
        cols: Sequence[int] | Ints,
        data: Sequence[int] | Ints | int,
        high: float,
        block: int,
        *,
        strict: bool = False,
        between: bool = False,
    ) -> None:
        """Add one row with an upper bound; `between` where it is about the way between two sites."""
        columns = np.asarray(cols, dtype=np.int64)
        values = np.broadcast_to(np.asarray(data, dtype=np.int64), columns.shape)
        self.many(
            np.zeros(len(columns), dtype=np.int64),
            columns,
            values,
            np.array([-inf]),
            np.array([float(high)]),
            np.array([block]),
        )
        self.strict[-1][0] = strict
        self.between[-1][0] = between


def build(options: Options, max_broken: int | None = None) -> Model:
    """Write the options of a problem as a model, with at most so many broken pairs of pupil and tutor."""
    return _Builder(options, max_broken).model()


class _Builder:
    def __init__(self, options: Options, max_broken: int | None) -> None:
        self.options = options
        self.problem = options.problem
        self.max_broken = max_broken
        self.rows = _Rows()
        self.short_rows: list[int] = []
        self.request_rows = np.full(len(options.problem.requests), -1)
        problem = options.problem
        slots = options.slots
        self.sites = np.array([site for site, _ in slots], dtype=np.int64)
        self.week = np.array([slot.week for _, slot in slots], dtype=np.int64)
        self.date = np.array([slot.week * 7 + slot.day for _, slot in slots], dtype=np.int64)
        self.unit_sessions = np.array(
            [problem.requests[unit[0]].sessions for unit in options.units] or [0], dtype=np.int64
        )
        self.first_entry = len(options.option_unit)
        self.first_visit = self.first_entry + len(options.entry_slot)
        self.entry_tutor = options.option_tutor[options.entry_option]
        self.entry_date = self.date[options.entry_slot] if slots else options.entry_slot
        self._number_visits()
        self.first_short = self.first_visit + len(self.visit_tutor)

    def _number_visits(self) -> None:
        sites = self.sites[self.options.entry_slot] if len(self.sites) else self.options.entry_slot
        keys = np.stack([self.entry_tutor, sites, self.entry_date], axis=1)
        if not len(keys):
            empty = np.zeros(0, dtype=np.int64)
            self.visit_tutor = self.visit_site = self.visit_day = self.visit_of_entry = empty
            return
        visits, of_entry = np.unique(keys, axis=0, return_inverse=True)
        self.visit_tutor, self.visit_site, self.visit_day = visits.T
        self.visit_of_entry = of_entry.reshape(-1)

    def model(self) -> Model:
        """Write every rule."""
        options, problem = self.options, self.problem
        if len(options.option_unit):
            self._sessions()
            self._label_limits()
            self._requests()
            self._visits()
            self._travel()
            self._loads()
            self._rooms()
            self._classes()
            self._persons()
        self._shortfall()
        self._broken_pairs()
        asked = np.bincount(
            [self._site_number[request.site] for request in problem.requests], minlength=len(problem.sites)
        )
        weights = problem.weights
        objective = np.concatenate(
            [
                options.option_value,
                options.entry_value,
                np.full(len(self.visit_tutor), -weights.visit),
                np.full(len(problem.sites), -weights.shortfall * problem.weeks),
            ]
        ).astype(np.int64)
        upper = np.ones(len(objective))
        upper[self.first_short :] = asked
        rows = self.rows
        shape = (rows.count, len(objective))
        matrix = sparse.csr_matrix(
            (_joined(rows.data), (_joined(rows.rows), _joined(rows.cols))), shape=shape, dtype=np.int64
        )
        none = np.full(len(problem.sites), COUPLING)
        return Model(
            options=options,
            objective=objective,
            matrix=matrix,
            columns=matrix.tocsc(),
            low=np.concatenate([*rows.low, np.zeros(0)]),
            high=np.concatenate([*rows.high, np.zeros(0)]),
            lower=self._forced(len(objective)),
            upper=upper,
            column_block=np.concatenate([options.option_tutor, self.entry_tutor, self.visit_tutor, none]),
            row_block=_joined(rows.block),
            strict_rows=np.concatenate([*rows.strict, np.zeros(0, dtype=bool)]),
            short_rows=np.array(self.short_rows, dtype=np.int64),
            own_rows=np.concatenate([*rows.own, np.zeros(0, dtype=bool)]),
            between_rows=np.concatenate([*rows.between, np.zeros(0, dtype=bool)]),
            request_rows=self.request_rows,
            sessions=self.unit_sessions[options.option_unit],
            visit_tutor=self.visit_tutor,
            visit_site=self.visit_site,
            visit_day=self.visit_day,
            visit_of_entry=self.visit_of_entry,
            first_entry=self.first_entry,
            first_visit=self.first_visit,
            first_short=self.first_short,
        )

    def _forced(self, size: int) -> Ints:
        """What pinned groups leave no choice about: the option, its slots and the visits they make."""
        lower = np.zeros(size, dtype=np.int64)
        entries = self.options.forced_entries
        lower[self.options.forced_options] = 1
        lower[self.first_entry + entries] = 1
        lower[self.first_visit + self.visit_of_entry[entries]] = 1
        return lower

    @property
    def _site_number(self) -> dict[str, int]:
        return {site.id: n for n, site in enumerate(self.problem.sites)}

    def _sessions(self) -> None:
        """An option that is taken uses exactly its sessions in every week, at most one a day."""
        options, weeks = self.options, self.problem.weeks
        count = len(options.option_unit)
        of_option = self.unit_sessions[options.option_unit]
        all_options = np.arange(count)
        entry_columns = self.first_entry + np.arange(len(options.entry_slot))
        entry_week = self.week[options.entry_slot]
        for week in range(weeks):
            mine = entry_week == week
            self.rows.many(
                np.concatenate([options.entry_option[mine], all_options]),
                np.concatenate([entry_columns[mine], all_options]),
                np.concatenate([np.ones(mine.sum(), dtype=np.int64), -of_option]),
                np.zeros(count),
                np.zeros(count),
                options.option_tutor,
                own=True,
            )
        # With one session a week, the row above says it already.
        days = int(self.date.max()) + 1
        several = of_option[options.entry_option] > 1
        keys, row, number = np.unique(
            options.entry_option[several] * days + self.entry_date[several], return_inverse=True, return_counts=True
        )
        crowded = number > 1
        renumber = np.cumsum(crowded) - 1
        used = crowded[row]
        owner = keys[crowded] // days
        self.rows.many(
            np.concatenate([renumber[row[used]], np.arange(len(owner))]),
            np.concatenate([entry_columns[several][used], owner]),
            np.concatenate([np.ones(used.sum(), dtype=np.int64), np.full(len(owner), -1)]),
            np.full(len(owner), -inf),
            np.zeros(len(owner)),
            options.option_tutor[owner],
            own=True,
        )

    def _label_limits(self) -> None:
        """Nobody misses a label too often: rows by unit for a child in one row only; others by person."""
        options, problem = self.options, self.problem
        shared = _persons_in_several_rows(problem)
        bounds = np.searchsorted(options.entry_option, np.arange(len(options.option_unit) + 1))
        by_unit: dict[int, list[tuple[dict[str, int], int]]] = {}
        for u, unit in enumerate(options.units):
            site_slots = problem.sites[int(options.unit_site[u])].slots
            found = []
            for n in unit:
                request = problem.requests[n]
                if person_of(request) in shared:
                    continue
                found += _limit_rows(problem, request, site_slots, request.sessions)
            by_unit[u] = found
        # Rows are gathered in lists and added at once: there are many.
        row, col, data, block, count = [], [], [], [], 0
        slot_ids = [slot.id for _, slot in options.slots]
        for o, u in enumerate(options.option_unit.tolist()):
            for times, limit in by_unit[u]:
                entries = range(bounds[o], bounds[o + 1])
                cells = [(e, times[slot_ids[s]]) for e in entries if slot_ids[s := options.entry_slot[e]] in times]
                if _most(cells, [self.entry_date[e] for e, _ in cells]) <= limit:
                    continue
                for e, coefficient in cells:
                    row.append(count)
                    col.append(self.first_entry + e)
                    data.append(coefficient)
                row.append(count)
                col.append(o)
                data.append(-limit)
                block.append(int(options.option_tutor[o]))
                count += 1
        if count:
            self.rows.many(
                np.array(row),
                np.array(col),
                np.array(data),
                np.full(count, -inf),
                np.zeros(count),
                np.array(block),
                own=True,
            )
        for t, tutor in enumerate(problem.tutors):
            if tutor.has_lessons and person_of(tutor) not in shared:
                self._limit_of_tutor(t)
        self._limits_of_shared(shared)

    def _entries_of_tutor(self, t: int) -> Ints:
        return np.nonzero(self.entry_tutor == t)[0]

    def _limit_of_tutor(self, t: int) -> None:
        """An older pupil who tutors misses no label too often."""
        tutor = self.problem.tutors[t]
        misses = self.problem.lessons_of(tutor).misses
        entries = self._entries_of_tutor(t)
        for label, limit in tutor.miss_limits.items():
            times = np.array(
                [misses.get(self.options.slots[s][1].id, ()).count(label) for s in self.options.entry_slot[entries]],
                dtype=np.int64,
            )
            if times.any():
                self.rows.one(self.first_entry + entries[times > 0], times[times > 0], limit, t)

    def _limits_of_shared(self, shared: set[str]) -> None:
        """A child in several rows: all that is missed counts, once a row that sets the limit is placed."""
        problem = self.problem
        for person in sorted(shared):
            numbers = [n for n, request in enumerate(problem.requests) if person_of(request) == person]
            tutors = [t for t, tutor in enumerate(problem.tutors) if person_of(tutor) == person and tutor.has_lessons]
            rows: list[Request | Tutor] = [
                *(problem.requests[n] for n in numbers),
                *(problem.tutors[t] for t in tutors),
            ]
            for setter in rows:
                for label, limit in setter.miss_limits.items():
                    cells = self._misses(label, numbers, tutors)
                    most = sum(cells.values())
                    if most <= limit:
                        continue
                    taken = self._options_with(setter.id, numbers, tutors)
                    # Any option of the row that sets the limit brings it down from what is possible at all.
                    for option in taken:
                        columns = [*(self.first_entry + e for e in cells), option]
                        self.rows.one(columns, [*cells.values(), most - limit], most, COUPLING)

    def _options_with(self, row_id: str, numbers: list[int], tutors: list[int]) -> list[int]:
        options, problem = self.options, self.problem
        mine = {n for n in numbers if problem.requests[n].id == row_id}
        as_tutor = {t for t in tutors if problem.tutors[t].id == row_id}
        return [
            o
            for o, (u, t) in enumerate(zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True))
            if t in as_tutor or mine & set(options.units[u])
        ]

    def _misses(self, label: str, numbers: list[int], tutors: list[int]) -> dict[int, int]:
        options, problem = self.options, self.problem
        cells: dict[int, int] = {}
        for e, (o, s) in enumerate(zip(options.entry_option.tolist(), options.entry_slot.tolist(), strict=True)):
            rows = [problem.requests[n] for n in options.units[options.option_unit[o]] if n in numbers]
            tutor = int(options.option_tutor[o])
            lessons = [problem.lessons_of(row) for row in rows]
            lessons += [problem.lessons_of(problem.tutors[tutor])] if tutor in tutors else []
            times = sum(x.misses.get(options.slots[s][1].id, ()).count(label) for x in lessons)
            if times:
                cells[e] = times
        return cells

    def _requests(self) -> None:
        """A request is in at most one group."""
        options = self.options
        rows, cols = [], []
        for o, u in enumerate(options.option_unit.tolist()):
            for n in options.units[u]:
                rows.append(n)
                cols.append(o)
        count = len(self.problem.requests)
        self.request_rows = self.rows.count + np.arange(count)
        ones = np.ones(len(rows), dtype=np.int64)
        self.rows.many(np.array(rows), np.array(cols), ones, np.full(count, -inf), np.ones(count))

    def _visits(self) -> None:
        """A tutor has one session at a time at a site, and is there."""
        options = self.options
        order = np.argsort(self.visit_of_entry, kind="stable")
        starts = np.searchsorted(self.visit_of_entry[order], np.arange(len(self.visit_tutor) + 1))
        maxima = [tutor.max_sessions_per_day for tutor in self.problem.tutors]
        rows, cols, data, block = [], [], [], []
        count = 0
        for visit, (a, b) in enumerate(pairwise(starts.tolist())):
            entries = order[a:b]
            # Who comes for one session a day is there for that session, whenever it is: one row says it all.
            if maxima[self.visit_tutor[visit]] == 1:
                moments = [np.ones(b - a, dtype=bool)]
            else:
                moments = self._moments(options.entry_slot[entries])
            for moment in moments:
                mine = self.first_entry + entries[moment]
                rows += [count] * (len(mine) + 1)
                cols += [*mine.tolist(), self.first_visit + visit]
                data += [1] * len(mine) + [-1]
                block.append(int(self.visit_tutor[visit]))
                count += 1
        self.rows.many(
            np.array(rows), np.array(cols), np.array(data), np.full(count, -inf), np.zeros(count), np.array(block)
        )

    def _moments(self, slots: Ints) -> list[Bools]:
        """Return, for slots of one day, which run at each moment that matters."""
        return _moments([self.options.slots[s][1] for s in slots.tolist()])

    def _travel(self) -> None:
        """A tutor has the travel time between two sites on one day."""
        days: dict[tuple[int, int], list[int]] = defaultdict(list)
        for visit, key in enumerate(zip(self.visit_tutor.tolist(), self.visit_day.tolist(), strict=True)):
            days[key].append(visit)
        order = np.argsort(self.visit_of_entry, kind="stable")
        starts = np.searchsorted(self.visit_of_entry[order], np.arange(len(self.visit_tutor) + 1))
        for (tutor, _), visits in days.items():
            if len(visits) < 2:
                continue
            entries = np.concatenate([order[starts[v] : starts[v + 1]] for v in visits])
            used = np.unique(self.options.entry_slot[entries])
            for clique in self._clashes(used.tolist()):
                mine = entries[np.isin(self.options.entry_slot[entries], clique)]
                self.rows.one(self.first_entry + mine, 1, 1, tutor, between=True)

    def _clashes(self, slots: list[int]) -> list[list[int]]:
        """Return sets of slots of one day, at several sites, of which a tutor can use one."""
        problem, options = self.problem, self.options
        known = [(s, *options.slots[s]) for s in slots]
        facts = sorted((slot.start, slot.end, problem.sites[site].id, s) for s, site, slot in known)
        clash = [0] * len(facts)
        across: list[tuple[int, int]] = []
        for i, (_, end, site, _) in enumerate(facts):
            clash[i] |= 1 << i
            for j in range(i + 1, len(facts)):
                if facts[j][0] < end + problem.travel(site, facts[j][2]):
                    clash[i] |= 1 << j
                    clash[j] |= 1 << i
                    if facts[j][2] != site:
                        across.append((i, j))
        covered: set[tuple[int, int]] = set()
        cliques = []
        for i, j in across:
            if (i, j) in covered:
                continue
            clique, candidates = [i, j], clash[i] & clash[j] & ~(1 << i) & ~(1 << j)
            while candidates:
                k = (candidates & -candidates).bit_length() - 1
                clique.append(k)
                candidates &= clash[k] & ~(1 << k)
            clique.sort()
            covered.update((a, b) for n, a in enumerate(clique) for b in clique[n + 1 :])
            cliques.append([facts[k][3] for k in clique])
        return cliques

    def _loads(self) -> None:
        """A tutor keeps within the maximum of the week and of the day."""
        options = self.options
        sessions = self.unit_sessions[options.option_unit]
        order = np.argsort(options.option_tutor, kind="stable")
        starts = np.searchsorted(options.option_tutor[order], np.arange(len(self.problem.tutors) + 1))
        for t, (a, b) in enumerate(pairwise(starts.tolist())):
            mine = order[a:b]
            if len(mine):
                self.rows.one(mine, sessions[mine], self.problem.tutors[t].max_sessions, t)
        days: dict[tuple[int, int], list[int]] = defaultdict(list)
        maxima = [tutor.max_sessions_per_day for tutor in self.problem.tutors]
        for e, key in enumerate(zip(self.entry_tutor.tolist(), self.entry_date.tolist(), strict=True)):
            if maxima[key[0]] is not None:
                days[key].append(e)
        for (t, _), entries in days.items():
            maximum = maxima[t]
            if maximum == 1 and len(set(self.visit_of_entry[entries].tolist())) == 1:
                continue  # the row of the visit says it already
            different = {self.options.entry_slot[e] for e in entries}
            if maximum is not None and len(different) > maximum:
                self.rows.one(self.first_entry + np.array(entries), 1, maximum, t)

    def _rooms(self) -> None:
        """At no moment does a site hold more sessions than rooms."""
        options = self.options
        by_slot: dict[int, list[int]] = defaultdict(list)
        for e, s in enumerate(options.entry_slot.tolist()):
            by_slot[s].append(e)
        days: dict[tuple[int, int], list[int]] = defaultdict(list)
        for s in by_slot:
            days[int(self.sites[s]), int(self.date[s])].append(s)
        for (n, _), slots in days.items():
            site = self.problem.sites[n]
            rooms = {s: site.rooms_in(options.slots[s][1].id) for s in slots}
            for moment in self._moments(np.array(slots)):
                running = [slots[i] for i in np.nonzero(moment)[0]]
                least, most = min(rooms[s] for s in running), max(rooms[s] for s in running)
                columns = np.array([self.first_entry + e for s in running for e in by_slot[s]])
                # The rules look at the slot that starts last; where the slots that run together differ, the
                # search keeps to the smallest number and the bound to the largest.
                if least < most:
                    self.rows.one(columns, 1, least, COUPLING, strict=True)
                self.rows.one(columns, 1, most, COUPLING)

    def _classes(self) -> None:
        """At no moment are more of a class away than it can spare."""
        options, problem = self.options, self.problem
        away: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
        class_of_request = [r.class_id if r.class_id in problem.max_away else None for r in problem.requests]
        class_of_tutor = [t.class_id if t.class_id in problem.max_away else None for t in problem.tutors]
        if not any(class_of_request) and not any(class_of_tutor):
            return
        dates = self.entry_date.tolist()
        for e, o in enumerate(options.entry_option.tolist()):
            classes = [class_of_request[n] for n in options.units[options.option_unit[o]]]
            for class_id in (*classes, class_of_tutor[options.option_tutor[o]]):
                if class_id is not None:
                    cells = away[class_id, dates[e]]
                    cells[e] = cells.get(e, 0) + 1
        for (class_id, _), cells in away.items():
            entries = np.array(list(cells))
            number = np.array(list(cells.values()))
            for moment in self._moments(options.entry_slot[entries]):
                self.rows.one(self.first_entry + entries[moment], number[moment], problem.max_away[class_id], COUPLING)

    def _persons(self) -> None:
        """A child is never in two groups at once, whether tutored or tutoring."""
        options, problem = self.options, self.problem
        shared = {
            person
            for person in _persons_in_several_rows(problem)
            # The rules look at somebody who is also the id of a plain tutor as that tutor only.
            if person not in problem.tutor or problem.tutor[person].person is not None
        }
        if not shared:
            return
        busy: dict[tuple[str, int], list[int]] = defaultdict(list)
        for e, o in enumerate(options.entry_option.tolist()):
            rows = [problem.requests[n] for n in options.units[options.option_unit[o]]]
            for row in (*rows, problem.tutors[options.option_tutor[o]]):
                if person_of(row) in shared:
                    busy[person_of(row), int(self.entry_date[e])].append(e)
        for cells in busy.values():
            entries = np.array(cells)
            for moment in self._moments(options.entry_slot[entries]):
                self.rows.one(self.first_entry + entries[moment], 1, 1, COUPLING)

    def _shortfall(self) -> None:
        """A site falls short by what is unplaced beyond what is forgiven."""
        options, problem = self.options, self.problem
        asked: dict[str, int] = defaultdict(int)
        for request in problem.requests:
            asked[request.site] += 1
        sizes = np.array([len(unit) for unit in options.units] or [0])
        site_of_option = options.unit_site[options.option_unit]
        order = np.argsort(site_of_option, kind="stable")
        starts = np.searchsorted(site_of_option[order], np.arange(len(problem.sites) + 1))
        for n, site in enumerate(problem.sites):
            mine = order[starts[n] : starts[n + 1]]
            beyond = asked[site.id] - forgiven(problem, asked[site.id])
            if beyond > 0:
                columns = np.concatenate([mine, [self.first_short + n]])
                data = np.concatenate([-sizes[options.option_unit[mine]], [-1]])
                self.short_rows.append(self.rows.count)
                self.rows.one(columns, data, -beyond, COUPLING)

    def _broken_pairs(self) -> None:
        """Where it is limited, at most so many pupils lose the tutor they had."""
        if self.max_broken is None:
            return
        options, problem = self.options, self.problem
        pairs = pairs_before(problem)
        taken = zip(options.option_unit.tolist(), options.option_tutor.tolist(), strict=True)
        kept = np.array(
            [sum((problem.requests[n].id, problem.tutors[t].id) in pairs for n in options.units[u]) for u, t in taken],
            dtype=np.int64,
        )
        columns = np.nonzero(kept)[0]
        least = len(pairs) - self.max_broken
        if least > 0:
            self.rows.one(columns, -kept[columns], -least, COUPLING)


def pairs_before(problem: Problem) -> set[tuple[str, str]]:
    """Return the pairs of pupil and tutor in the running plan, both still there."""
    return {
        (request, group.tutor)
        for group in problem.previous
        for request in group.requests
        if group.tutor in problem.tutor and request in problem.request
    }


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([*parts, np.zeros(0, dtype=np.int64)]).astype(np.int64)


def _moments(slots: Sequence[Slot]) -> list[Bools]:
    starts = np.array([slot.start for slot in slots])
    ends = np.array([slot.end for slot in slots])
    found: list[Bools] = []
    for moment in np.unique(starts):
        running = (starts <= moment) & (moment < ends)
        # What ran at the moment before and still runs, with nothing new, says nothing new.
        found = [other for other in found if (other & ~running).any()]
        found.append(running)
    return found


def _persons_in_several_rows(problem: Problem) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    rows: tuple[Person, ...] = (*problem.requests, *problem.tutors)
    for row in rows:
        (twice if person_of(row) in seen else seen).add(person_of(row))
    return twice


def _limit_rows(
    problem: Problem, request: Request, slots: Iterable[Slot], sessions: int
) -> list[tuple[dict[str, int], int]]:
    """Return, for each label whose limit could be passed, how often each slot misses it."""
    misses = problem.lessons_of(request).misses
    found = []
    for label, limit in request.miss_limits.items():
        times = {slot.id: misses[slot.id].count(label) for slot in slots if label in misses.get(slot.id, ())}
        if sum(sorted(times.values(), reverse=True)[: sessions * problem.weeks]) > limit:
            found.append((times, limit))
    return found


def _most(cells: list[tuple[int, int]], dates: list[int]) -> int:
    """Return how often a label can be missed at one session a day."""
    best: dict[int, int] = {}
    for (_, times), date in zip(cells, dates, strict=True):
        best[date] = max(times, best.get(date, 0))
    return sum(best.values())
