"""A small linear 0-1 problem, solved by CP-SAT. Plain data in and out, so that any executor can carry it."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model
from scipy import sparse

from tandem.planning.solver.arrays import Floats, Ints


@dataclass(frozen=True)
class Block:
    """Maximise ``objective @ z``, ``low <= matrix @ z <= high``, ``lower <= z <= upper``, z whole.

    Attributes
    ----------
    hint
        A solution to start from, or None.
    work
        The limit, in CP-SAT's deterministic seconds: the same on any machine.
    seconds
        A limit in real seconds.
    """

    objective: Ints
    matrix: sparse.csr_matrix
    low: Floats
    high: Floats
    lower: Ints
    upper: Ints
    hint: Ints | None
    work: float
    seconds: float
    seed: int


@dataclass(frozen=True)
class Answer:
    """What CP-SAT found: a solution (or None), its value, and a bound on any solution's value."""

    chosen: Ints | None
    value: float
    bound: float
    optimal: bool
    work: float


def solve_block(block: Block) -> Answer:
    """Solve a block on one thread."""
    model, variables = _model_of(block)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = block.work
    solver.parameters.max_time_in_seconds = max(0.05, block.seconds)
    solver.parameters.random_seed = block.seed
    solver.parameters.catch_sigint_signal = False  # whoever interrupts talks to us, not to CP-SAT
    status = solver.solve(model)
    work = float(solver.response_proto.deterministic_time)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = -np.inf if status == cp_model.INFEASIBLE else float(np.maximum(block.objective, 0) @ block.upper)
        return Answer(None, -np.inf, bound, False, work)
    chosen = np.array([solver.value(v) for v in variables], dtype=np.int64)
    return Answer(chosen, solver.objective_value, solver.best_objective_bound, status == cp_model.OPTIMAL, work)


def _model_of(block: Block) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """Return the block as CP-SAT wants it, and its columns."""
    model = cp_model.CpModel()
    variables = [
        model.new_int_var(low, high, "") for low, high in zip(block.lower.tolist(), block.upper.tolist(), strict=True)
    ]
    indptr, indices = block.matrix.indptr.tolist(), block.matrix.indices.tolist()
    data = block.matrix.data.tolist()
    for row, (low, high) in enumerate(zip(block.low.tolist(), block.high.tolist(), strict=True)):
        a, b = indptr[row], indptr[row + 1]
        if a == b:
            continue
        expression = cp_model.LinearExpr.weighted_sum([variables[j] for j in indices[a:b]], data[a:b])
        least = cp_model.INT_MIN if low == -np.inf else int(low)
        most = cp_model.INT_MAX if high == np.inf else int(high)
        model.add_linear_constraint(expression, least, most)
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, block.objective.tolist()))
    if block.hint is not None:
        for variable, value in zip(variables, block.hint.tolist(), strict=True):
            model.add_hint(variable, value)
    return model, variables
