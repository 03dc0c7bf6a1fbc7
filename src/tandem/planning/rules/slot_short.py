"""Every slot is long enough for the session."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def slot_short(plan: Plan) -> Iterator[Violation]:
    """Every slot is long enough for the session."""
    for team in plan.teams:
        for slot in team.slots:
            if slot.minutes < team.members[0].minutes:
                yield Violation("slot_short", (team.id, slot.id))
