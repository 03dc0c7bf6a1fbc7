"""Nobody is in a group with somebody they must be kept apart from."""

from collections.abc import Iterator
from itertools import combinations

from tandem.planning.plan import Plan, Violation


def kept_apart(plan: Plan) -> Iterator[Violation]:
    """Nobody is in a group with somebody they must be kept apart from."""
    for team in plan.teams:
        for one, other in combinations(team.members, 2):
            if other.id in one.apart_from or one.id in other.apart_from:
                yield Violation("kept_apart", (team.id, one.id, other.id))
