"""A tutor is never in two places, and has the travel time between two sites on one day."""

from collections.abc import Iterator
from itertools import combinations

from tandem.planning.plan import Plan, Violation


def tutor_double_booked(plan: Plan) -> Iterator[Violation]:
    """A tutor is never in two places, and has the travel time between two sites on one day."""
    for tutor_id, sessions in plan.sessions_by_tutor.items():
        for one, other in combinations(sorted(sessions), 2):
            if one.on == other.on and other.start < one.end + plan.problem.travel(one.site, other.site):
                yield Violation("tutor_double_booked", (tutor_id, one.group, other.group))
