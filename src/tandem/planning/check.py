"""Whether a plan keeps every hard rule, and what it is worth."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tandem.planning.plan import Plan, Violation
from tandem.planning.problem import Problem
from tandem.planning.rules import RULES
from tandem.planning.score import score
from tandem.planning.solution import Solution

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found."""

    violations: tuple[Violation, ...]
    objective: int
    terms: Mapping[str, int]
    requests: int
    placed: int
    groups: int
    sessions: int
    lowest_site_share: float

    @property
    def valid(self) -> bool:
        """No hard rule is broken."""
        return not self.violations


def check(problem: Problem, solution: Solution) -> Verdict:
    """Check a solution against every rule, and score it."""
    plan = Plan(problem, solution)
    terms = score(plan)
    objective = sum(terms.values())
    violations = tuple(violation for rule in RULES for violation in rule(plan))
    if not violations and solution.bound is not None and solution.bound < objective - TOLERANCE:
        violations = (Violation("bound_below_objective", (solution.bound, objective)),)
    asked = Counter(request.site for request in problem.requests)
    got = Counter(problem.request[r].site for r in plan.placed)
    return Verdict(
        violations=violations,
        objective=objective,
        terms=terms,
        requests=len(problem.requests),
        placed=len(plan.placed),
        groups=len(plan.teams),
        sessions=sum(len(team.group.slots) for team in plan.teams),
        lowest_site_share=min((got[site] / n for site, n in asked.items()), default=1.0),
    )
