"""The linear relaxation by column generation: GLOP over the teams that matter, the others priced exactly.

The master has only the rows that options share, a few thousand where the whole relaxation has hundreds of
thousands. Any prices it names on the way are proven by `proof`, so that it can be stopped at any moment.
"""

from collections import Counter
from collections.abc import Callable

import numpy as np
from ortools.linear_solver import pywraplp
from scipy import sparse

from tandem.planning.solver.arrays import Floats
from tandem.planning.solver.proof import Proof, prove
from tandem.planning.solver.relaxation import CUT_ROUNDS, Relaxation
from tandem.planning.solver.teams import Teams

MOST_ROWS = 5000
A_REQUEST = 3  # how many teams a request may bring into the master at once
FIRST = 8
FEW, A_FEW_OF = 5, 25
NEAR = 1e-5
BETWEEN = 0.5  # prices halfway between the best known and the newest: both prove and find more
WORK_A_STEP = 1e-7  # what one step over one row of the simplex costs
POSITIVE = 1e-6

Team = tuple[int, int]  # which meetings, which of them


class Columns:
    """Solves a relaxation whose teams are listed, and keeps the teams that mattered."""

    def __init__(self, relaxation: Relaxation, teams: Teams) -> None:
        self.relaxation = relaxation
        self.teams = teams
        self.pool: dict[Team, None] = {}

    def solve(self, *, ends: Callable[[], float], report: Callable[[float], None] = lambda bound: None) -> Proof | None:
        """Solve; leave the point, return the proof."""
        relaxation = self.relaxation
        master = _Master(relaxation, self.teams)
        master.add(list(self.pool))
        if not self.pool:
            first = prove(relaxation, relaxation.point.dual, thorough=False)
            self._take(master, self._promising(first, FIRST))
        # A handful of teams more is not worth another round, unless there are only a handful.
        few = min(FEW, len(relaxation.model.options.problem.requests) // A_FEW_OF)
        best: Proof | None = None
        while ends() > 0 and master.solve(ends()):
            relaxation.work += WORK_A_STEP * master.steps()
            best, added = self._price(master, best, few, report)
            if added <= few or best.bound - master.value <= NEAR * best.bound:
                break
        relaxation.point.primal = master.primal()
        if best is not None:
            relaxation.point.dual = -best.price
        return best

    def _price(
        self, master: "_Master", best: Proof | None, few: int, report: Callable[[float], None]
    ) -> tuple[Proof, int]:
        """Add the teams that the prices of the master ask for; return the best proof so far, and how many they are."""
        dual = master.dual()
        added = 0
        for share in (0.0,) if best is None else (BETWEEN, 0.0):
            now = dual if best is None else (1 - share) * dual - share * best.price
            found = prove(self.relaxation, now, thorough=False)
            if best is None or found.bound < best.bound:
                best = found
                report(best.bound)
            added = self._take(master, self._promising(found, A_REQUEST))
            if added > few:
                break
        assert best is not None
        return best, added

    def tighten(self, *, ends: Callable[[], float], report: Callable[[float], None]) -> None:
        """Solve, cut and solve again, until no cut is violated or no time is left."""
        for _ in range(CUT_ROUNDS):
            proof = self.solve(ends=ends, report=report)
            if proof is None or ends() <= 0 or not self.relaxation.separate():
                return

    def _take(self, master: "_Master", teams: list[Team]) -> int:
        new = [team for team in teams if team not in master.known]
        self.pool.update(dict.fromkeys(new))
        master.add(new)
        return len(new)

    def _promising(self, proof: Proof, most: int) -> list[Team]:
        """Return the teams worth most at these prices: for each request some."""
        options = self.relaxation.model.options
        found: list[Team] = []
        seen: Counter[int] = Counter()
        best = self.teams.best(proof.of_entry)
        wanted = proof.before > POSITIVE
        for k, part in enumerate(self.teams.meetings):
            worth = part.worth(proof.of_entry)
            numbers = np.nonzero(wanted[part.option] & (worth >= best[part.option] - POSITIVE))[0]
            value = proof.before[part.option[numbers]]
            for i in numbers[np.argsort(-value, kind="stable")].tolist():
                members = options.units[options.option_unit[part.option[i]]]
                if any(seen[n] < most for n in members):
                    seen.update(members)
                    found.append((k, i))
        return found


class _Master:
    """The linear problem over the teams at hand, with the rows that options share."""

    def __init__(self, relaxation: Relaxation, teams: Teams) -> None:
        self.relaxation = relaxation
        self.teams = teams
        model = relaxation.model
        self.rows = np.nonzero(~relaxation.own)[0]
        self.shared = relaxation.matrix[self.rows].tocsc()
        high = relaxation.high[self.rows]
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        least = -self.solver.infinity()
        self.constraints = [self.solver.Constraint(least, limit) for limit in high.tolist()]
        self.goal = self.solver.Objective()
        self.goal.SetMaximization()
        self.known: dict[Team, pywraplp.Variable] = {}
        self.value = 0.0
        self.solved: list[float] = []
        rest = np.arange(model.first_visit, model.size)
        worth = model.objective[rest].astype(np.float64)
        self.rest = self._columns(self.shared[:, rest], worth, model.upper[rest])

    def _columns(self, matrix: sparse.csc_matrix, worth: Floats, upper: Floats | None) -> list[pywraplp.Variable]:
        indptr, indices, data = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
        most = [self.solver.infinity()] * len(worth) if upper is None else upper.tolist()
        made = []
        for j, value in enumerate(worth.tolist()):
            variable = self.solver.NumVar(0.0, most[j], "")
            self.goal.SetCoefficient(variable, value)
            for k in range(indptr[j], indptr[j + 1]):
                self.constraints[indices[k]].SetCoefficient(variable, data[k])
            made.append(variable)
        return made

    def add(self, teams: list[Team]) -> None:
        """Add teams to the problem."""
        model = self.relaxation.model
        for k, part in enumerate(self.teams.meetings):
            mine = [team for team in teams if team[0] == k]
            if not mine:
                continue
            numbers = np.array([i for _, i in mine])
            options, entries = part.option[numbers], part.entries[numbers]
            matrix = self.shared[:, options]
            worth = model.objective[options].astype(np.float64)
            for column in range(entries.shape[1]):
                matrix = matrix + self.shared[:, model.first_entry + entries[:, column]]
                worth += model.objective[model.first_entry + entries[:, column]]
            made = self._columns(sparse.csc_matrix(matrix), worth, None)
            self.known.update(zip(mine, made, strict=True))

    def solve(self, seconds: float) -> bool:
        """Solve what there is; tell whether it came to an end."""
        self.solver.SetTimeLimit(max(100, int(1000 * min(seconds, 1e6))))
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return False
        self.value = self.goal.Value() + self.relaxation.model.options.constant
        self.solved = [variable.solution_value() for variable in (*self.rest, *self.known.values())]
        return True

    def steps(self) -> int:
        """Return the steps of the simplex, times the rows."""
        return int(self.solver.iterations()) * len(self.rows)

    def dual(self) -> Floats:
        """Return the duals by row of the relaxation."""
        dual = np.zeros(len(self.relaxation.own))
        dual[self.rows] = [-constraint.dual_value() for constraint in self.constraints]
        return dual

    def primal(self) -> Floats:
        """Return how much of each column is chosen."""
        model = self.relaxation.model
        primal = np.zeros(model.size)
        if not self.solved:
            return primal
        primal[model.first_visit :] = self.solved[: len(self.rest)]
        for team, amount in zip(self.known, self.solved[len(self.rest) :], strict=False):
            if amount > POSITIVE:
                part = self.teams.meetings[team[0]]
                primal[part.option[team[1]]] += amount
                primal[model.first_entry + part.entries[team[1]]] += amount
        return primal
