"""A group meets at most once a day."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def one_session_a_day(plan: Plan) -> Iterator[Violation]:
    """A group meets at most once a day."""
    for team in plan.teams:
        for week in range(plan.problem.weeks):
            days = [slot.day for slot in team.slots if slot.week == week]
            if len(days) != len(set(days)):
                yield Violation("one_session_a_day", (team.id, week))
