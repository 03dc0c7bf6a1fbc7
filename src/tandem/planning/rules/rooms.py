"""At no moment does a site hold more sessions than rooms."""

from collections import Counter
from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def rooms(plan: Plan) -> Iterator[Violation]:
    """At no moment does a site hold more sessions than rooms."""
    for (site_id, week, day), sessions in plan.sessions_by_site_and_day.items():
        site = plan.problem.site[site_id]
        moments = Counter((session.start, session.end) for session in sessions)
        for session in sorted(sessions):
            at_once = sum(n for (start, end), n in moments.items() if start <= session.start < end)
            if at_once > site.rooms_in(session.slot):
                yield Violation("rooms", (site_id, week, day, session.slot))
                break
