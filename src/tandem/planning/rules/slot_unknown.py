"""A group meets in slots of its own site."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def slot_unknown(plan: Plan) -> Iterator[Violation]:
    """A group meets in slots of its own site."""
    for team in plan.teams:
        for slot_id in team.group.slots:
            if slot_id not in plan.problem.slots_at[team.site.id]:
                yield Violation("slot_unknown", (team.id, slot_id))
