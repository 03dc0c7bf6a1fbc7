"""The members of a group share site, subject, sessions and minutes."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation

SHARED = ("site", "subject", "sessions", "minutes")


def group_mixed(plan: Plan) -> Iterator[Violation]:
    """The members of a group share site, subject, sessions and minutes."""
    for team in plan.teams:
        for name in SHARED:
            if len({getattr(member, name) for member in team.members}) > 1:
                yield Violation("group_mixed", (team.id, name))
