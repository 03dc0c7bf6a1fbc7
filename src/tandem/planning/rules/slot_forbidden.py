"""Every slot is allowed for every member, and for a tutor who has lessons of their own."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def slot_forbidden(plan: Plan) -> Iterator[Violation]:
    """Every slot is allowed for every member, and for a tutor who has lessons of their own."""
    for team in plan.teams:
        for slot in team.slots:
            for row in team.people_with_lessons():
                if slot.id not in plan.problem.lessons_of(row).slots:
                    yield Violation("slot_forbidden", (team.id, row.id, slot.id))
