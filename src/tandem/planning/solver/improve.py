"""Better and better: neighbourhood after neighbourhood is set free and solved."""

from collections.abc import Callable

import numpy as np

from tandem.planning.solver.arrays import Ints
from tandem.planning.solver.best import Best
from tandem.planning.solver.block import Answer, Block, solve_block
from tandem.planning.solver.choose import Choice, Chooser
from tandem.planning.solver.crew import Crew
from tandem.planning.solver.neighbourhood import Freed, Standing
from tandem.planning.solver.proof import Proof

TRIES = 20
LOOK_AGAIN = 0.98  # what comes into sight is found again once the gap has shrunk to this share

Key = tuple[Choice, Freed, Ints]


class Improver:
    """Searches around the best plan, in what the prices of a proof let hope for."""

    def __init__(
        self, best: Best, crew: Crew, proof: Proof, *, seed: int, first_look: bool, scale: float = 1.0
    ) -> None:
        self.best = best
        self.crew = crew
        self.proof = proof
        self.seed = seed
        self.first_look = first_look
        self.standing = Standing(best.model, best.chosen)
        self.chooser = Chooser(best.model, seed, scale)
        self._look()
        self.busy = np.zeros(len(best.model.options.problem.tutors), dtype=bool)
        self.number = 0

    def run(self, enough: Callable[[], bool]) -> None:
        """Improve until it is enough."""

        def next_task() -> tuple[Key, Block] | None:
            for _ in range(TRIES):
                if enough():
                    return None
                choice = self._choose()
                if choice is not None:
                    return self._task(choice)
            return None

        for key, answer in self.crew.each(solve_block, next_task):
            self._learn(*key, answer)

    def _look(self) -> None:
        self.looked = self.proof.bound - self.best.objective
        self.chooser.look_at(*self.proof.losses, self.looked)

    def _choose(self) -> Choice | None:
        self.number += 1
        if self.number == 1 and self.first_look:
            return self.chooser.first(self.standing, *self.proof.losses)
        return self.chooser.next(self.standing, self.busy)

    def _task(self, choice: Choice) -> tuple[Key, Block]:
        clock = self.best.clock
        tutors = np.unique(self.best.model.options.option_tutor[choice.options])
        self.busy[tutors] = True
        freed = self.standing.free(
            choice.options,
            choice.slots,
            work=clock.work_left(choice.work),
            seconds=clock.left(),
            seed=self.seed + self.number,
        )
        return (choice, freed, tutors), freed.block

    def _learn(self, choice: Choice, freed: Freed, tutors: Ints, answer: Answer) -> None:
        self.busy[tutors] = False
        self.best.clock.spend(answer.work)
        gained = self.standing.take(freed, answer)
        self.chooser.learn(choice, answer, gained)
        self.best.offer(self.standing.chosen)
        if choice.everything:
            # What lies outside cannot be part of a better plan than the one that stands.
            inside = answer.bound - freed.before + freed.objective_before
            self.best.lower_bound_to(max(inside, float(self.best.objective)))
        if self.proof.bound - self.best.objective < LOOK_AGAIN * self.looked:
            self._look()
