"""A tutor teaches the subject at the level of each member."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_able(plan: Plan) -> Iterator[Violation]:
    """A tutor teaches the subject at the level of each member."""
    for team in plan.teams:
        for member in team.members:
            if not team.tutor.teaches_at(member.subject, member.level):
                yield Violation("tutor_able", (team.id, team.tutor.id, member.id))
