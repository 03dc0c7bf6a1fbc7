"""Which part of a plan to set free next."""

import random
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tandem.planning.solver.arrays import Bools, Ints
from tandem.planning.solver.block import Answer
from tandem.planning.solver.model import Model
from tandem.planning.solver.neighbourhood import Standing

WORK_A_NEIGHBOURHOOD = 3.0
EASY = 0.5  # a neighbourhood solved in less than this share of its work may be larger next time
VERY_EASY = 0.05
SMALLEST = 200.0
LARGEST_CORE = 30_000
HOPE = 1000.0


class Kind(StrEnum):
    """What a neighbourhood consists of."""

    TUTORS = "tutors"  # some tutors who share sites: their whole weeks
    SITES = "sites"  # some sites that share tutors: all that happens there
    CORE = "core"  # everything that could still be part of a better plan


@dataclass
class Habit:
    """What was learnt about one kind: how large a part can be solved, and what it brings."""

    size: float
    rate: float
    work: float = WORK_A_NEIGHBOURHOOD


@dataclass(frozen=True)
class Choice:
    """The options of a neighbourhood, and the work it may cost."""

    kind: Kind
    options: Bools
    slots: Bools
    work: float
    everything: bool


class Chooser:
    """Chooses neighbourhoods, and learns from what they bring."""

    def __init__(self, model: Model, seed: int) -> None:
        self.model = model
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrets
        options = model.options
        self.option_site = options.unit_site[options.option_unit]
        self.tutors_at: dict[int, list[int]] = defaultdict(list)
        self.sites_of: dict[int, list[int]] = defaultdict(list)
        pairs = np.unique(np.stack([self.option_site, options.option_tutor], axis=1), axis=0)
        for site, tutor in pairs.tolist():
            self.tutors_at[site].append(tutor)
            self.sites_of[tutor].append(site)
        site_number = {site.id: n for n, site in enumerate(options.problem.sites)}
        self.site_of_request = [site_number[request.site] for request in options.problem.requests]
        # What is not known yet is expected to bring much: each kind is tried before it is judged.
        self.habits = {
            Kind.TUTORS: Habit(6000, HOPE),
            Kind.SITES: Habit(3000, HOPE),
            Kind.CORE: Habit(0, HOPE, 2 * WORK_A_NEIGHBOURHOOD),
        }
        self.by_tutor: Ints = np.zeros(len(options.problem.tutors), dtype=np.int64)
        self.by_site: Ints = np.zeros(len(options.problem.sites), dtype=np.int64)
        every = np.ones(model.first_entry, dtype=bool), np.ones(len(options.entry_slot), dtype=bool)
        self.look_at(every, every)

    def look_at(self, near: tuple[Bools, Bools], core: tuple[Bools, Bools]) -> None:
        """Look at the near options and entries only from now on; no better plan needs any outside the core."""
        self.near, self.slots = near
        self.core, self.core_slots = core
        self.core_size = int((core[0][self.model.options.entry_option] & core[1]).sum())
        options = self.model.options
        weight = np.bincount(options.entry_option[self.slots], minlength=self.model.first_entry) * self.near
        self.weight_of_option = weight
        self.by_tutor = np.bincount(options.option_tutor, weights=weight, minlength=len(self.by_tutor)).astype(np.int64)
        self.by_site = np.bincount(self.option_site, weights=weight, minlength=len(self.by_site)).astype(np.int64)
        self.whole = int(weight.sum())

    def next(self, standing: Standing, busy: Bools) -> Choice | None:
        """Return a neighbourhood without the tutors who are busy in another."""
        kind = self._kind(busy)
        if kind is Kind.CORE:
            taken = standing.chosen[: self.model.first_entry] == 1
            return Choice(kind, self.core | taken, self.core_slots, self.habits[kind].work, True)
        if kind is Kind.SITES:
            candidates = self._at_sites(busy)
        else:
            candidates = np.isin(self.model.options.option_tutor, self._tutors(standing, busy))
        candidates &= ~busy[self.model.options.option_tutor]
        taken = standing.chosen[: self.model.first_entry] == 1
        options = standing.usable(candidates) & (self.near | taken)
        if not options.any():
            return None
        return Choice(kind, options, self.slots, self.habits[kind].work, False)

    def _kind(self, busy: Bools) -> Kind:
        kinds = [Kind.TUTORS, Kind.SITES]
        if self.core_size <= LARGEST_CORE and not busy.any():
            kinds.append(Kind.CORE)
        best = max(self.habits[kind].rate for kind in kinds)
        weights = [max(self.habits[kind].rate, 0.1 * best, 1e-6) for kind in kinds]
        return self.random.choices(kinds, weights)[0]

    def _tutors(self, standing: Standing, busy: Bools) -> list[int]:
        """Start somewhere, often at somebody unplaced, and walk from tutor to tutor over the sites they share."""
        first = self._first_tutor(standing)
        chosen, size = {first}, float(self.by_tutor[first])
        misses = 0
        while size < self.habits[Kind.TUTORS].size and misses < 30:
            site = self.random.choice(self.sites_of[self.random.choice(sorted(chosen))])
            tutor = self.random.choice(self.tutors_at[site])
            if tutor in chosen or busy[tutor]:
                misses += 1
                continue
            chosen.add(tutor)
            size += self.by_tutor[tutor]
        return sorted(chosen)

    def _first_tutor(self, standing: Standing) -> int:
        unplaced = np.nonzero(standing.option_of_request < 0)[0].tolist()
        if unplaced and self.random.random() < 0.5:
            site = self.site_of_request[self.random.choice(unplaced)]
            if self.tutors_at.get(site):
                return self.random.choice(self.tutors_at[site])
        return self.random.choice(sorted(self.sites_of))

    def _at_sites(self, busy: Bools) -> Bools:
        """Return the options at some sites; of a site that is too large by itself, those of some tutors."""
        sites = self._sites(busy)
        candidates = np.isin(self.option_site, sites)
        size = self.habits[Kind.SITES].size
        if len(sites) == 1 and self.by_site[sites[0]] > 1.5 * size:
            tutors = list(self.tutors_at[sites[0]])
            self.random.shuffle(tutors)
            of_tutor = np.bincount(self.model.options.option_tutor, self.weight_of_option * candidates, len(busy))
            keep = np.searchsorted(np.cumsum(of_tutor[tutors]), size) + 1
            candidates &= np.isin(self.model.options.option_tutor, tutors[:keep])
        return candidates

    def _sites(self, busy: Bools) -> list[int]:
        """Start at a site and go on to others its tutors come to."""
        first = self.random.choice(sorted(self.tutors_at))
        chosen, size = {first}, float(self.by_site[first])
        misses = 0
        while size < self.habits[Kind.SITES].size and misses < 30:
            tutor = self.random.choice(self.tutors_at[self.random.choice(sorted(chosen))])
            site = self.random.choice(self.sites_of[tutor])
            if site in chosen or busy[tutor]:
                misses += 1
                continue
            chosen.add(site)
            size += self.by_site[site]
        return sorted(chosen)

    def learn(self, choice: Choice, answer: Answer, gained: float) -> None:
        """Take note of how hard it was and what it brought."""
        habit = self.habits[choice.kind]
        rate = gained / max(answer.work, 0.02)
        habit.rate = 0.7 * habit.rate + 0.3 * rate
        if choice.kind is Kind.CORE:
            habit.work *= 2
        elif not answer.optimal:
            habit.size = max(SMALLEST, habit.size * 0.93)
        elif answer.work < EASY * choice.work:
            habit.size = min(
                2.0 * self.whole + SMALLEST, habit.size * (1.5 if answer.work < VERY_EASY * choice.work else 1.07)
            )
