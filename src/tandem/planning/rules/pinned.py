"""A pinned group stays as it is, less a request that has left."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation
from tandem.planning.problem import PreviousGroup


def pinned(plan: Plan) -> Iterator[Violation]:
    """A pinned group stays as it is, less a request that has left."""
    for group in plan.problem.previous:
        still = tuple(r for r in group.requests if r in plan.problem.request)
        if group.pinned and still and group.tutor in plan.problem.tutor and not _stands(plan, group, still):
            yield Violation("pinned", (group.tutor, still))


def _stands(plan: Plan, group: PreviousGroup, still: tuple[str, ...]) -> bool:
    return any(
        team.tutor.id == group.tutor
        and set(team.group.requests) == set(still)
        and set(team.group.slots) == set(group.slots)
        for team in plan.teams
    )
