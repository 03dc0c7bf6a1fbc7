"""Every group has an id of its own."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def group_id_twice(plan: Plan) -> Iterator[Violation]:
    """Every group has an id of its own."""
    seen: set[str] = set()
    for group in plan.solution.groups:
        if group.id in seen:
            yield Violation("group_id_twice", (group.id,))
        seen.add(group.id)
