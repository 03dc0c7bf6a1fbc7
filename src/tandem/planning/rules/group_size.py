"""A group has at least `group_min` members and at most the smallest of the maxima of form, tutor and members."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def group_size(plan: Plan) -> Iterator[Violation]:
    """A group has at least `group_min` members and at most the smallest of the maxima of form, tutor and members."""
    rules = plan.problem.rules
    for team in plan.teams:
        maxima = (team.tutor.max_group, *(member.group_max for member in team.members))
        largest = min((rules.group_max, *(m for m in maxima if m is not None)))
        if not rules.group_min <= len(team.members) <= largest:
            yield Violation("group_size", (team.id, len(team.members)))
