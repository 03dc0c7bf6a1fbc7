"""Which part of a plan to set free next."""

import random
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tandem.planning.solver.arrays import Bools, Floats
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
    SLOTS = "slots"  # who tutors whom stays, and one or two more are tried; all moments are free
    CORE = "core"  # everything that could still be part of a better plan


# How much an option, and a slot of it, may lose against the bound and still be looked at. A narrow look takes in
# more of the plan at once, a wide one sees more ways for less of it.
WIDTHS = ((4.0, 4.0), (20.0, 15.0), (60.0, 40.0), (150.0, 100.0))
# The first look is at the nearest of all, the whole plan at once.
FIRST_ENTRIES = 4000
WORK_OF_FIRST = 12.0


class Sight:
    """The options and entries that are looked at, and how many there are of each tutor and site."""

    def __init__(self, model: Model, options: Bools, slots: Bools) -> None:
        known = model.options
        self.options = options
        self.slots = slots
        weight = np.bincount(known.entry_option[slots], minlength=model.first_entry) * options
        self.weight = weight
        tutors, sites = len(known.problem.tutors), len(known.problem.sites)
        self.by_tutor = np.bincount(known.option_tutor, weights=weight, minlength=tutors)
        self.by_site = np.bincount(known.unit_site[known.option_unit], weights=weight, minlength=sites)
        self.whole = float(weight.sum())


@dataclass
class Habit:
    """What was learnt about one kind: how large a part can be solved, and what it brings."""

    size: float
    rate: float
    work: float = WORK_A_NEIGHBOURHOOD


@dataclass(frozen=True)
class Choice:
    """The options of a neighbourhood, and the work it may cost."""

    habit: Habit
    sight: Sight
    options: Bools
    slots: Bools
    work: float
    everything: bool


class Chooser:
    """Chooses neighbourhoods, and learns from what they bring; `scale` is what a unit of need is worth."""

    def __init__(self, model: Model, seed: int, scale: float) -> None:
        self.model = model
        self.scale = scale
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
        self.all_tutors, self.all_sites = sorted(self.sites_of), sorted(self.tutors_at)
        self.site_of_request = [site_number[request.site] for request in options.problem.requests]
        self.most = np.array([tutor.max_sessions for tutor in options.problem.tutors], dtype=np.int64)
        # What is not known yet is expected to bring much: each kind is tried before it is judged.
        self.habits = {(Kind.TUTORS, width): Habit(6000, HOPE) for width in range(len(WIDTHS))}
        self.habits |= {(Kind.SITES, width): Habit(3000, HOPE) for width in range(len(WIDTHS))}
        self.habits[Kind.SLOTS, 0] = Habit(6000, HOPE)
        self.habits[Kind.CORE, 0] = Habit(0, HOPE, 2 * WORK_A_NEIGHBOURHOOD)

    def look_at(self, losses: Floats, slot_losses: Floats, gap: float) -> None:
        """Look only at what can be part of a better plan, in sights of several widths."""
        options = self.model.options

        def sight(most: float, most_of_slot: float) -> Sight:
            of_options, of_entries = losses <= min(gap, most), slot_losses <= min(gap, most_of_slot)
            of_options[options.forced_options] = True
            of_entries[options.forced_entries] = True
            return Sight(self.model, of_options, of_entries)

        self.sights = [sight(self.scale * of_option, self.scale * of_entry) for of_option, of_entry in WIDTHS]
        self.core = sight(np.inf, np.inf)
        self.core_size = self.core.whole

    def first(self, standing: Standing, losses: Floats, slot_losses: Floats) -> Choice:
        """Return the whole plan in a very narrow sight: what the relaxation itself would choose."""
        of_options = losses[self.model.options.entry_option]
        both = np.sort(np.maximum(of_options, slot_losses))
        most = float(both[min(FIRST_ENTRIES, len(both) - 1)])
        options, slots = losses <= most, slot_losses <= most
        options[self.model.options.forced_options] = True
        slots[self.model.options.forced_entries] = True
        sight = Sight(self.model, options, slots)
        options = options | (standing.chosen[: self.model.first_entry] == 1)
        return Choice(Habit(0, 0), sight, options, slots, WORK_OF_FIRST, False)

    def next(self, standing: Standing, busy: Bools) -> Choice | None:
        """Return a neighbourhood without the tutors who are busy in another."""
        kind, width = self._kind(busy)
        habit = self.habits[kind, width]
        taken = standing.chosen[: self.model.first_entry] == 1
        if kind is Kind.CORE:
            return Choice(habit, self.core, self.core.options | taken, self.core.slots, habit.work, True)
        if kind is Kind.SLOTS:
            options = self._stay(habit.size, standing, busy)
            return Choice(habit, self.core, options, self.core.slots, habit.work, False) if options.any() else None
        sight = self.sights[width]
        if kind is Kind.SITES:
            candidates = self._at_sites(sight, habit.size, busy)
        else:
            candidates = np.isin(self.model.options.option_tutor, self._tutors(sight, habit.size, standing, busy))
        candidates &= ~busy[self.model.options.option_tutor]
        options = standing.usable(candidates) & (sight.options | taken)
        if not options.any():
            return None
        return Choice(habit, sight, options, sight.slots, habit.work, False)

    def _kind(self, busy: Bools) -> tuple[Kind, int]:
        kinds = list(self.habits)
        if self.core_size > LARGEST_CORE or busy.any():
            kinds.remove((Kind.CORE, 0))
        best = max(self.habits[kind].rate for kind in kinds)
        weights = [max(self.habits[kind].rate, 0.1 * best, 1e-6) for kind in kinds]
        return self.random.choices(kinds, weights)[0]

    def _tutors(self, sight: Sight, most: float, standing: Standing, busy: Bools) -> list[int]:
        """Start somewhere, often at somebody unplaced, and walk from tutor to tutor over the sites they share."""
        first = self._first_tutor(standing)
        chosen, size = {first}, float(sight.by_tutor[first])
        order = [first]
        misses = 0
        while size < most and misses < 30:
            site = self.random.choice(self.sites_of[self.random.choice(order)])
            tutor = self.random.choice(self.tutors_at[site])
            if tutor in chosen or busy[tutor]:
                misses += 1
                continue
            chosen.add(tutor)
            order.append(tutor)
            size += sight.by_tutor[tutor]
        return sorted(chosen)

    def _stay(self, size: float, standing: Standing, busy: Bools) -> Bools:
        """Return the options taken by some tutors, and for some requests without a place one with room in the week."""
        model = self.model
        taken = standing.chosen[: model.first_entry] == 1
        tutors = model.options.option_tutor
        inside = np.zeros(len(busy), dtype=bool)
        # Only what is taken is set free: a tutor counts for those slots alone.
        weight = np.bincount(tutors, weights=self.core.weight * taken, minlength=len(busy))
        some = [tutor for tutor in self.all_tutors if not busy[tutor]]
        self.random.shuffle(some)
        keep = int(np.searchsorted(np.cumsum(weight[some]), size)) + 1
        inside[some[:keep]] = True
        options = taken & inside[tutors]
        left = self.most - np.bincount(tutors[taken], weights=model.sessions[taken], minlength=len(busy))
        fits = self.core.options & inside[tutors] & (left[tutors] >= model.sessions) & standing.usable(~taken)
        for _ in range(self.random.choice((1, 2, 4))):
            candidates = np.nonzero(fits)[0]
            if not len(candidates):
                break
            option = self.random.choice(candidates.tolist())
            options[option] = True
            left[tutors[option]] -= model.sessions[option]
            fits &= (left[tutors] >= model.sessions) & ~standing.shares(option)
        return np.asarray(options)

    def _first_tutor(self, standing: Standing) -> int:
        unplaced = np.nonzero(standing.option_of_request < 0)[0].tolist()
        if unplaced and self.random.random() < 0.5:
            site = self.site_of_request[self.random.choice(unplaced)]
            if self.tutors_at.get(site):
                return self.random.choice(self.tutors_at[site])
        return self.random.choice(self.all_tutors)

    def _at_sites(self, sight: Sight, size: float, busy: Bools) -> Bools:
        """Return the options at some sites; of a site that is too large by itself, those of some tutors."""
        sites = self._sites(sight, size, busy)
        candidates = np.isin(self.option_site, sites)
        if len(sites) == 1 and sight.by_site[sites[0]] > 1.5 * size:
            tutors = list(self.tutors_at[sites[0]])
            self.random.shuffle(tutors)
            of_tutor = np.bincount(self.model.options.option_tutor, sight.weight * candidates, len(busy))
            keep = np.searchsorted(np.cumsum(of_tutor[tutors]), size) + 1
            candidates &= np.isin(self.model.options.option_tutor, tutors[:keep])
        return candidates

    def _sites(self, sight: Sight, most: float, busy: Bools) -> list[int]:
        """Start at a site and go on to others its tutors come to."""
        first = self.random.choice(self.all_sites)
        chosen, size = {first}, float(sight.by_site[first])
        order = [first]
        misses = 0
        while size < most and misses < 30:
            tutor = self.random.choice(self.tutors_at[self.random.choice(order)])
            site = self.random.choice(self.sites_of[tutor])
            if site in chosen or busy[tutor]:
                misses += 1
                continue
            chosen.add(site)
            order.append(site)
            size += sight.by_site[site]
        return sorted(chosen)

    def learn(self, choice: Choice, answer: Answer, gained: float) -> None:
        """Take note of how hard it was and what it brought."""
        habit = choice.habit
        rate = gained / max(answer.work, 0.02)
        habit.rate = 0.7 * habit.rate + 0.3 * rate
        if choice.everything:
            habit.work *= 2
        elif not answer.optimal:
            habit.size = max(SMALLEST, habit.size * 0.93)
        elif answer.work < EASY * choice.work:
            faster = 1.5 if answer.work < VERY_EASY * choice.work else 1.07
            habit.size = min(2.0 * choice.sight.whole + SMALLEST, habit.size * faster)
