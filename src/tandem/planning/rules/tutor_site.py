"""A tutor works only at the sites they come to."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_site(plan: Plan) -> Iterator[Violation]:
    """A tutor works only at the sites they come to."""
    for team in plan.teams:
        if team.site.id not in team.tutor.sites:
            yield Violation("tutor_site", (team.id, team.tutor.id, team.site.id))
