"""Nobody tutors themselves, and no child is in a group twice."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation
from tandem.planning.problem import person_of


def person_twice(plan: Plan) -> Iterator[Violation]:
    """Nobody tutors themselves, and no child is in a group twice."""
    for team in plan.teams:
        people = {person_of(row) for row in team.everybody()}
        if len(people) <= len(team.members):
            yield Violation("person_twice", (team.id,))
