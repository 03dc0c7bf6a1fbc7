"""A tutor gives at most `max_sessions_per_day` a day."""

from collections import Counter
from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_load_day(plan: Plan) -> Iterator[Violation]:
    """A tutor gives at most `max_sessions_per_day` a day."""
    for tutor_id, sessions in plan.sessions_by_tutor.items():
        maximum = plan.problem.tutor[tutor_id].max_sessions_per_day
        for (week, day), count in sorted(Counter(session.on for session in sessions).items()):
            if maximum is not None and count > maximum:
                yield Violation("tutor_load_day", (tutor_id, week, day, count))
