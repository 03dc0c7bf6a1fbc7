"""A group has an existing tutor and at least one request, all existing and different."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation, is_known


def group_unknown(plan: Plan) -> Iterator[Violation]:
    """A group has an existing tutor and at least one request, all existing and different."""
    for group in plan.solution.groups:
        if not is_known(plan.problem, group):
            unknown = tuple(r for r in group.requests if r not in plan.problem.request)
            yield Violation("group_unknown", (group.id, *unknown))
