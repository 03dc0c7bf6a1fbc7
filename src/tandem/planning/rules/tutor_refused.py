"""Nobody has a tutor who was refused for them."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_refused(plan: Plan) -> Iterator[Violation]:
    """Nobody has a tutor who was refused for them."""
    for team in plan.teams:
        for member in team.members:
            if team.tutor.id in member.not_tutors:
                yield Violation("tutor_refused", (team.id, team.tutor.id, member.id))
