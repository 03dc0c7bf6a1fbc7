"""A request is in at most one group."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def request_twice(plan: Plan) -> Iterator[Violation]:
    """A request is in at most one group."""
    seen: set[str] = set()
    for team in plan.teams:
        for member in team.members:
            if member.id in seen:
                yield Violation("request_twice", (member.id,))
            seen.add(member.id)
