"""The linear relaxation, solved by PDLP, and what it proves.

Any duals give a valid bound (weak duality), so PDLP need not converge: a bound is computed from the duals it
returns, in plain arithmetic, and never read from the solver.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import numpy as np
from ortools.pdlp import solve_log_pb2, solvers_pb2
from ortools.pdlp.python import pdlp
from scipy import sparse

from tandem.planning.solver.arrays import Bools, Floats, Ints
from tandem.planning.solver.cuts import OddSets
from tandem.planning.solver.model import COUPLING, Model
from tandem.planning.solver.moments import one_place_at_a_time
from tandem.planning.solver.requests import Requests
from tandem.planning.solver.slots import days_of
from tandem.planning.solver.teams import Teams

CUT_ROUNDS = 6
HEAVY = 3_000_000  # numbers in the matrix
WORK_A_SLICE = 3.0  # PDLP cannot be interrupted: it runs in slices
WORK_A_STEP = 5e-9  # what one step over one number of the matrix costs, so that work can be limited like CP-SAT's


@dataclass
class Point:
    """A primal and a dual point of the relaxation with its cuts."""

    primal: Floats
    dual: Floats


class Relaxation:
    """The linear relaxation of a model; odd-set cuts are added as they are found."""

    def __init__(self, model: Model, threads: int = 1, teams: Teams | None = None) -> None:
        proving = np.ones(len(model.high), dtype=bool)
        if model.matrix.nnz > HEAVY:
            proving = ~model.between_rows  # the bound by tutors takes them in again
        kept = np.nonzero(proving)[0]
        self.model = model
        self.threads = threads
        self.matrix = model.matrix[kept].astype(np.float64).tocsr()
        self.low = model.low[kept]
        self.high = model.high[kept]
        self.block = model.row_block[kept]
        self.own = model.own_rows[kept]
        self.teams = teams
        self.days = days_of(model) if teams is None and model.first_entry else None
        self.requests = Requests(model)
        self.row_of = np.cumsum(proving) - 1
        self.request_rows = self.row_of[model.request_rows]
        self.point = Point(np.zeros(model.size), np.zeros(len(kept)))
        self.odd_sets = OddSets(model)
        self.work = 0.0
        self.primal_weight = 0.0
        if not proving.all():
            rows, tutors = one_place_at_a_time(model)
            self.add_cuts(rows, np.ones(len(tutors)), tutors)

    def allowing(self, model: Model) -> "Relaxation":
        """Return the relaxation of a model that differs in how many pairs may be broken, at the point reached."""
        other = copy(self)
        other.model = model
        other.high = self.high.copy()
        other.high[self.row_of[model.broken_row]] = model.high[model.broken_row]
        return other

    def add_cuts(self, rows: sparse.csr_matrix, high: Floats, block: Ints | None = None) -> None:
        """Add rows that every plan satisfies; `block` says whose affair they are, where tutors do not share them."""
        self.matrix = sparse.vstack([self.matrix, rows.astype(np.float64)], format="csr")
        self.low = np.concatenate([self.low, np.full(len(high), -np.inf)])
        self.high = np.concatenate([self.high, high])
        self.block = np.concatenate([self.block, np.full(len(high), COUPLING) if block is None else block])
        self.own = np.concatenate([self.own, np.zeros(len(high), dtype=bool)])
        self.point.dual = np.concatenate([self.point.dual, np.zeros(len(high))])

    def separate(self) -> bool:
        """Add the odd-set cuts that the point violates; tell whether there were any."""
        cuts = self.odd_sets.violated(self.point.primal)
        if cuts is None:
            return False
        self.add_cuts(*cuts)
        return True

    def solve(self, *, precision: float, seconds: float) -> bool:
        """Run PDLP for a slice from where it stood; tell whether it reached the precision."""
        iterations = max(200, int(WORK_A_SLICE / (WORK_A_STEP * max(1, self.matrix.nnz))))
        columns, rows = np.arange(self.matrix.shape[1]), np.arange(self.matrix.shape[0])
        return self._run(self.matrix, columns, rows, np.zeros(len(rows)), precision, seconds, iterations)

    def solve_rest(self, chosen: Ints, fixed: Bools, *, precision: float, seconds: float, iterations: int) -> bool:
        """Run PDLP on the columns that are not fixed to what is chosen."""
        columns = np.nonzero(~fixed)[0]
        taken = self.matrix @ np.where(fixed, chosen, 0)
        part = self.matrix[:, columns]
        rows = np.nonzero(np.diff(part.indptr))[0]
        return self._run(part[rows], columns, rows, taken[rows], precision, seconds, iterations)

    def _run(
        self,
        matrix: sparse.csr_matrix,
        columns: Ints,
        rows: Ints,
        taken: Floats,
        precision: float,
        seconds: float,
        iterations: int,
    ) -> bool:
        if not matrix.nnz:
            return True
        program = self._program(matrix, columns, rows, taken)
        parameters = self._parameters(precision, seconds, iterations)
        start = pdlp.PrimalAndDualSolution()
        start.primal_solution, start.dual_solution = self.point.primal[columns], self.point.dual[rows]
        found = pdlp.primal_dual_hybrid_gradient(program, parameters, start)
        # What PDLP learnt about the balance of primal and dual need not be learnt again in the next slice.
        self.primal_weight = float(found.solve_log.solution_stats.primal_weight)
        self.point.primal[columns] = found.primal_solution
        self.point.dual[rows] = found.dual_solution
        self.work += WORK_A_STEP * found.solve_log.iteration_count * matrix.nnz
        return bool(found.solve_log.termination_reason == solve_log_pb2.TERMINATION_REASON_OPTIMAL)

    def _program(self, matrix: sparse.csr_matrix, columns: Ints, rows: Ints, taken: Floats) -> pdlp.QuadraticProgram:
        """Return these columns and rows as PDLP wants them: a minimisation."""
        program = pdlp.QuadraticProgram()
        program.resize_and_initialize(len(columns), len(rows))
        program.objective_vector = -self.model.objective[columns].astype(np.float64)
        program.variable_lower_bounds = self.model.lower[columns].astype(np.float64)
        program.variable_upper_bounds = self.model.upper[columns]
        program.constraint_lower_bounds = self.low[rows] - taken
        program.constraint_upper_bounds = self.high[rows] - taken
        program.constraint_matrix = matrix.tocsc()
        return program

    def _parameters(
        self, precision: float, seconds: float, iterations: int
    ) -> solvers_pb2.PrimalDualHybridGradientParams:
        parameters = solvers_pb2.PrimalDualHybridGradientParams()
        parameters.num_threads = self.threads
        criteria = parameters.termination_criteria
        criteria.simple_optimality_criteria.eps_optimal_relative = precision
        criteria.simple_optimality_criteria.eps_optimal_absolute = precision
        criteria.time_sec_limit = max(0.1, seconds)
        criteria.iteration_limit = iterations
        if self.primal_weight:
            parameters.initial_primal_weight = self.primal_weight
        return parameters

    def prices(self, dual: Floats) -> Floats:
        """Return the duals as prices of a maximisation, with the signs that make a bound valid."""
        price = -dual
        price = np.where(np.isinf(self.high), np.minimum(price, 0), price)
        return np.where(np.isinf(self.low), np.maximum(price, 0), price)

    def paid(self, price: Floats) -> Floats:
        """Return what each row pays at these prices."""
        highs = np.where(np.isinf(self.high), 0, self.high)
        lows = np.where(np.isinf(self.low), 0, self.low)
        return np.where(price > 0, price * highs, price * lows)

    def tighten(self, *, precision: float, ends: Callable[[], float], report: Callable[[], None]) -> None:
        """Solve, cut and solve again, until no cut is violated, `ends` leaves no time, or PDLP is far enough."""
        for _ in range(CUT_ROUNDS):
            while ends() > 0 and not self.solve(precision=precision, seconds=ends()):
                report()
            report()
            if ends() <= 0 or not self.separate():
                return
