"""Every way to place somebody: who together, with which tutor, in which slots, and what each is worth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tandem.planning.problem import Problem, Request, Site, Slot, Tutor, person_of
from tandem.planning.solution import Group
from tandem.planning.solver.arrays import Bools, Ints
from tandem.planning.solver.options_data import Options
from tandem.planning.solver.pinned import only_pinned, pinned_groups
from tandem.planning.solver.units import Units

__all__ = ["Options", "list_options"]


def list_options(problem: Problem, known: Iterable[Group] = ()) -> Options:
    """List every option of a problem; a pinned group is the only option of its members.

    Where there are too many groups of three and more, those of a `known` plan are among those listed.
    """
    sites = _SiteOptions(problem, known)
    for number, site in enumerate(problem.sites):
        sites.add(number, site)
    options = sites.finish()
    return only_pinned(options, sites.pinned) if sites.pinned else options


@dataclass(frozen=True)
class _Meeting:
    """Who of a site can meet whom, when, and what that is worth: arrays by unit, tutor and slot."""

    site: Site
    requests: list[Request]
    tutors: list[Tutor]
    units: list[tuple[int, ...]]
    unit_open: Bools
    unit_can: Bools
    tutor_open: Bools
    sessions: Ints
    fit: Ints
    unit_cost: Ints
    tutor_cost: Ints


class _SiteOptions:
    """Collects options site by site."""

    def __init__(self, problem: Problem, known: Iterable[Group]) -> None:
        self.problem = problem
        self.known = {request: group for group in known for request in group.requests}
        self.request_number = {request.id: n for n, request in enumerate(problem.requests)}
        self.tutor_number = {tutor.id: n for n, tutor in enumerate(problem.tutors)}
        self.requests_at: dict[str, list[Request]] = defaultdict(list)
        for request in problem.requests:
            self.requests_at[request.site].append(request)
        self.tutors_at: dict[str, list[Tutor]] = defaultdict(list)
        for tutor in problem.tutors:
            for site_id in dict.fromkeys(tutor.sites):
                self.tutors_at[site_id].append(tutor)
        self.slots: list[tuple[int, Slot]] = []
        self.units: list[tuple[int, ...]] = []
        self.unit_site: list[int] = []
        self.parts: list[tuple[Ints, ...]] = []
        self.options = 0
        self.complete = True
        self.previous = _previous_by_request(problem)
        self.pinned = pinned_groups(problem, self.request_number, self.tutor_number)
        self.pinned_units = sorted({unit for unit, _ in self.pinned})
        self.pinned_members = {n for unit in self.pinned_units for n in unit}

    def add(self, number: int, site: Site) -> None:
        """List the options of one site."""
        first_slot, first_unit = len(self.slots), len(self.units)
        self.slots += [(number, slot) for slot in site.slots]
        requests, tutors = self.requests_at[site.id], self.tutors_at[site.id]
        if not requests or not tutors or not site.slots:
            return
        can = np.array([[self._able(tutor, request) for tutor in tutors] for request in requests], dtype=bool)
        open_to = np.array([self._open_slots(request, site) for request in requests])
        free = [i for i, r in enumerate(requests) if self.request_number[r.id] not in self.pinned_members]
        sets = Units(self.problem, requests, open_to, can, self._known_at(requests))
        listed = [*sets.of(free), *self._pinned_at(requests)]
        self.complete &= sets.complete
        units = [u for u in listed if can[list(u)].all(axis=0).any()]
        if not units:
            return
        self.units += [tuple(self.request_number[requests[i].id] for i in unit) for unit in units]
        self.unit_site += [number] * len(units)
        self._add_options(self._met(site, requests, tutors, units, can, open_to), first_slot, first_unit)

    def _met(
        self,
        site: Site,
        requests: list[Request],
        tutors: list[Tutor],
        units: list[tuple[int, ...]],
        can: Bools,
        open_to: Bools,
    ) -> "_Meeting":
        """Return when the units and tutors of a site can meet, and what that is worth."""
        request_cost = np.array([self._costs(request, site) for request in requests], dtype=np.int64)
        fit = np.array([[self._worth(tutor, request) for tutor in tutors] for request in requests], dtype=np.int64)
        extra = self.problem.weights.group_extra * self.problem.weeks
        return _Meeting(
            site=site,
            requests=requests,
            tutors=tutors,
            units=units,
            unit_open=np.array([open_to[list(unit)].all(axis=0) for unit in units]),
            unit_can=np.array([can[list(unit)].all(axis=0) for unit in units]),
            tutor_open=np.array([self._tutor_slots(tutor, site) for tutor in tutors]),
            sessions=np.array([requests[unit[0]].sessions for unit in units]),
            fit=np.array([fit[list(unit)].sum(axis=0) - extra * (len(unit) - 1) ** 2 for unit in units]),
            unit_cost=np.array([request_cost[list(unit)].sum(axis=0) for unit in units]),
            tutor_cost=np.array([self._costs(tutor, site) if tutor.has_lessons else _zeros(site) for tutor in tutors]),
        )

    def _add_options(self, at: "_Meeting", first_slot: int, first_unit: int) -> None:
        # Chunks keep the three-dimensional array small at a large site.
        size = max(1, 4_000_000 // max(1, len(at.tutors) * len(at.site.slots)))
        numbers = np.array([self.tutor_number[tutor.id] for tutor in at.tutors])
        bonus = self._kept_slots(at)
        for start in range(0, len(at.units), size):
            part = slice(start, start + size)
            both = at.unit_open[part, None, :] & at.tutor_open[None, :, :] & at.unit_can[part, :, None]
            u, t = np.nonzero(self._often_enough(both, at.site, at.sessions[part]))
            option, slot = np.nonzero(both[u, t])
            value = -at.unit_cost[part][u[option], slot] - at.tutor_cost[t[option], slot]
            for i, k, gained in bonus:
                mine = (t == k) & np.array([i in at.units[start + a] for a in u], dtype=bool)
                value += np.where(mine[option], gained[slot], 0)
            unit, fit = u + start + first_unit, at.fit[part][u, t]
            self.parts.append((unit, numbers[t], fit, option + self.options, slot + first_slot, value))
            self.options += len(u)

    def _able(self, tutor: Tutor, request: Request) -> bool:
        classmates = request.class_id is not None and request.class_id == tutor.class_id
        return (
            tutor.teaches_at(request.subject, request.level)
            and tutor.id not in request.not_tutors
            and person_of(tutor) != person_of(request)
            and (self.problem.rules.same_class or not classmates)
            and tutor.max_sessions >= request.sessions
        )

    def _open_slots(self, request: Request, site: Site) -> list[bool]:
        lessons = self.problem.lessons_of(request).slots
        return [slot.id in lessons and slot.minutes >= request.minutes for slot in site.slots]

    def _tutor_slots(self, tutor: Tutor, site: Site) -> list[bool]:
        lessons = self.problem.lessons_of(tutor).slots if tutor.has_lessons else None
        return [
            self.problem.is_available(tutor, slot)
            and site.rooms_in(slot.id) > 0
            and (lessons is None or slot.id in lessons)
            for slot in site.slots
        ]

    def _costs(self, row: Request | Tutor, site: Site) -> list[int]:
        lessons = self.problem.lessons_of(row).slots
        return [lessons.get(slot.id, 0) for slot in site.slots]

    def _often_enough(self, both: Bools, site: Site, sessions: Ints) -> Bools:
        """Tell which unit and tutor have days enough in every week."""
        days: dict[int, dict[int, list[int]]] = {week: defaultdict(list) for week in range(self.problem.weeks)}
        for n, slot in enumerate(site.slots):
            days[slot.week][slot.day].append(n)
        enough = np.ones(both.shape[:2], dtype=bool)
        for week in days.values():
            count = np.zeros(both.shape[:2], dtype=np.int64)
            for numbers in week.values():
                count += both[:, :, numbers].any(axis=2)
            enough &= count >= sessions[:, None]
        return enough

    def _worth(self, tutor: Tutor, request: Request) -> int:
        """Return what placing this request with this tutor is worth, apart from its slots."""
        problem = self.problem
        worth = problem.weeks * (request.need + problem.fit(tutor, request))
        for group_tutor, slots in self.previous.get(request.id, ()):
            if group_tutor == tutor.id:
                worth += problem.weights.pair_broken * problem.weeks - problem.weights.slot_moved * len(slots)
        return worth

    def _kept_slots(self, at: "_Meeting") -> list[tuple[int, int, Ints]]:
        """Return, for each pupil with the tutor they had, what keeping each slot is worth."""
        found = []
        for i, request in enumerate(at.requests):
            for group_tutor, slots in self.previous.get(request.id, ()):
                for k, tutor in enumerate(at.tutors):
                    if tutor.id == group_tutor:
                        kept = [self.problem.weights.slot_moved * (slot.id in slots) for slot in at.site.slots]
                        found.append((i, k, np.array(kept, dtype=np.int64)))
        return found

    def _known_at(self, requests: list[Request]) -> list[tuple[int, ...]]:
        """Return the groups of the known plan at this site."""
        members: dict[str, list[int]] = defaultdict(list)
        for i, request in enumerate(requests):
            if request.id in self.known:
                members[self.known[request.id].id].append(i)
        return [tuple(unit) for unit in members.values()]

    def _pinned_at(self, requests: list[Request]) -> list[tuple[int, ...]]:
        """Return the pinned groups of this site; whether they keep the rules is seen before."""
        local = {self.request_number[request.id]: i for i, request in enumerate(requests)}
        return [tuple(local[n] for n in unit) for unit in self.pinned_units if set(unit) <= set(local)]

    def finish(self) -> Options:
        """Put the sites together, and keep only what a tutor's largest group allows."""
        if self.parts:
            u, t, value, entry_option, entry_slot, entry_value = (
                np.concatenate(part).astype(np.int64) for part in zip(*self.parts, strict=True)
            )
        else:
            u, t, value, entry_option, entry_slot, entry_value = (np.zeros(0, dtype=np.int64) for _ in range(6))
        size = np.array([len(unit) for unit in self.units] or [0])
        largest = np.array([99 if x.max_group is None else x.max_group for x in self.problem.tutors] or [0])
        everything = Options(
            problem=self.problem,
            slots=self.slots,
            units=self.units,
            unit_site=np.array(self.unit_site, dtype=np.int64),
            option_unit=u,
            option_tutor=t,
            option_value=value,
            entry_option=entry_option,
            entry_slot=entry_slot,
            entry_value=entry_value,
            complete=self.complete,
            constant=_constant(self.problem),
            forced_options=np.zeros(0, dtype=np.int64),
            forced_entries=np.zeros(0, dtype=np.int64),
        )
        return everything.only(size[u] <= largest[t]) if len(u) else everything


def _zeros(site: Site) -> list[int]:
    return [0] * len(site.slots)


def _previous_by_request(problem: Problem) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the groups each request was in whose tutor is still there."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for group in problem.previous:
        if group.tutor in problem.tutor:
            for request in group.requests:
                if request in problem.request:
                    found[request].append((group.tutor, frozenset(group.slots)))
    return found


def _constant(problem: Problem) -> int:
    broken = sum(len(groups) for groups in _previous_by_request(problem).values())
    return -problem.weights.pair_broken * problem.weeks * broken
