"""The levels in a group differ by at most `level_spread`."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def level_spread(plan: Plan) -> Iterator[Violation]:
    """The levels in a group differ by at most `level_spread`."""
    for team in plan.teams:
        levels = [member.level for member in team.members]
        if max(levels) - min(levels) > plan.problem.rules.level_spread:
            yield Violation("level_spread", (team.id,))
