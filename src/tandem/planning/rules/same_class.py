"""Where the form says so, nobody is tutored by a classmate."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def same_class(plan: Plan) -> Iterator[Violation]:
    """Where the form says so, nobody is tutored by a classmate."""
    if plan.problem.rules.same_class:
        return
    for team in plan.teams:
        for member in team.members:
            if member.class_id is not None and member.class_id == team.tutor.class_id:
                yield Violation("same_class", (team.id, team.tutor.id, member.id))
