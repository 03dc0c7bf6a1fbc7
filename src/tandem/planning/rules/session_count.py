"""A group meets exactly as often as asked in every week of the cycle."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def session_count(plan: Plan) -> Iterator[Violation]:
    """A group meets exactly as often as asked in every week of the cycle."""
    for team in plan.teams:
        for week in range(plan.problem.weeks):
            count = sum(slot.week == week for slot in team.slots)
            if count != team.members[0].sessions:
                yield Violation("session_count", (team.id, week, count))
