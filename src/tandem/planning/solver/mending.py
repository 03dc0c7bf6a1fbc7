"""A plan that mostly stands: who waits is looked at site by site, and what little is free all at once."""

from collections import Counter
from collections.abc import Callable
from heapq import nlargest
from typing import NamedTuple

import numpy as np

from tandem.planning.solver.arrays import Bools
from tandem.planning.solver.best import Best
from tandem.planning.solver.block import Answer, Block, solve_block
from tandem.planning.solver.crew import Crew
from tandem.planning.solver.neighbourhood import Freed, Standing

WORK_A_SITE = 3.0
WORK_AT_ONCE = 60.0


class _Found(NamedTuple):
    gain: float
    site: int
    freed: Freed
    answer: Answer


def at_sites(best: Best, crew: Crew, enough: Callable[[], bool], *, seed: int) -> None:
    """Set free all that happens at each site where somebody waits; where only so much may change, the best comes first.

    Goes on with the sites where more was found than could be taken over together.
    """
    standing = Standing(best.model, best.chosen)
    sites = _waiting(standing)
    while sites and not enough():
        found = _looked(standing, sites, best, crew, enough, seed)
        taken = 0
        for one in nlargest(len(found), found, key=lambda each: (each.gain, -each.site)):
            taken += standing.take(one.freed, one.answer)
        best.offer(standing.chosen)
        if not taken:
            return
        sites = [one.site for one in found if one.gain > 0]


def at_once(best: Best, *, seconds: float, seed: int) -> None:
    """Set everything free."""
    model = best.model
    standing = Standing(model, best.chosen)
    everything = np.ones(model.first_entry, dtype=bool), _all_slots(standing)
    work = best.clock.work_left(WORK_AT_ONCE)
    freed = standing.free(*everything, work=work, seconds=seconds, seed=seed)
    answer = solve_block(freed.block)
    best.clock.spend(answer.work)
    standing.take(freed, answer)
    best.offer(standing.chosen)
    best.lower_bound_to(answer.bound - freed.before + freed.objective_before)


def _looked(
    standing: Standing, sites: list[int], best: Best, crew: Crew, enough: Callable[[], bool], seed: int
) -> list[_Found]:
    """Return what is better at each of these sites, each by itself."""
    options, slots = best.model.options, _all_slots(standing)
    at_site = options.unit_site[options.option_unit]
    left = iter(sites)

    def next_task() -> tuple[tuple[int, Freed], Block] | None:
        if enough() or (site := next(left, None)) is None:
            return None
        freed = standing.free(
            standing.usable(at_site == site),
            slots,
            work=best.clock.work_left(WORK_A_SITE),
            seconds=best.clock.left(),
            seed=seed,
        )
        return (site, freed), freed.block

    found = []
    for (site, freed), answer in crew.each(solve_block, next_task):
        best.clock.spend(answer.work)
        if answer.chosen is not None:
            found.append(_Found(answer.value - freed.before, site, freed, answer))
    return [one for one in found if one.gain > 0]


def _waiting(standing: Standing) -> list[int]:
    """Return the sites where somebody waits who could be placed, most of them first."""
    options = standing.model.options
    waits = (standing.option_of_request < 0)[standing.member]
    site = options.unit_site[options.option_unit[standing.member_option[waits]]]
    who = Counter(number for number, _ in set(zip(site.tolist(), standing.member[waits].tolist(), strict=True)))
    return [number for number, _ in who.most_common()]


def _all_slots(standing: Standing) -> Bools:
    return np.ones(len(standing.model.options.entry_option), dtype=bool)
