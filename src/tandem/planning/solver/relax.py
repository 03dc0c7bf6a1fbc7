"""How the relaxation is solved in the course of a run: roughly, then finely with its cuts."""

from collections.abc import Callable

import numpy as np

from tandem.planning.solver.best import Best
from tandem.planning.solver.columns import MOST_ROWS, Columns
from tandem.planning.solver.model import Model
from tandem.planning.solver.proof import proof_of
from tandem.planning.solver.relaxation import Relaxation
from tandem.planning.solver.teams import list_teams

ROUGH, MIDDLING, FINE = 1e-3, 3e-4, 1e-4
# Shares of a run: until when PDLP may go on to a finer solution.
FINE_BY, MIDDLING_BY = 0.15, 0.25


def relaxation_of(model: Model, threads: int) -> tuple[Relaxation, Columns | None]:
    """Return the relaxation, with columns where teams can be listed and the rows they share are few."""
    relaxation = Relaxation(model, threads, list_teams(model))
    if relaxation.teams is not None and np.count_nonzero(~relaxation.own) <= MOST_ROWS:
        return relaxation, Columns(relaxation, relaxation.teams)
    return relaxation, None


def relax(
    relaxation: Relaxation, columns: Columns | None, best: Best, enough: Callable[[], bool], until: float
) -> None:
    """Solve the relaxation, until this share of the run, and lower the bound on the way."""
    clock, done = best.clock, 0.0

    def spend() -> None:
        nonlocal done
        clock.spend(relaxation.work - done)
        done = relaxation.work

    def ends() -> float:
        spend()
        return 0.0 if enough() else clock.left(until)

    def report() -> None:
        spend()
        best.lower_bound_to(proof_of(relaxation).bound)

    if columns is not None:
        columns.tighten(ends=ends, report=best.lower_bound_to)
        return
    # Cuts move the prices more than precision does: they come first.
    relaxation.tighten(precision=ROUGH, ends=ends, report=report)
    if clock.left(MIDDLING_BY) > 0:
        relaxation.tighten(precision=MIDDLING, ends=lambda: min(ends(), clock.left(MIDDLING_BY)), report=report)
    if min(ends(), clock.left(FINE_BY)) > 0:
        relaxation.solve(precision=FINE, seconds=ends())
        report()
