"""A tutor is available for the whole of every slot."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_available(plan: Plan) -> Iterator[Violation]:
    """A tutor is available for the whole of every slot."""
    for team in plan.teams:
        for slot in team.slots:
            if not plan.problem.is_available(team.tutor, slot):
                yield Violation("tutor_available", (team.id, team.tutor.id, slot.id))
