"""A tutor gives at most `max_sessions` a week."""

from collections import Counter
from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def tutor_load_week(plan: Plan) -> Iterator[Violation]:
    """A tutor gives at most `max_sessions` a week."""
    for tutor_id, sessions in plan.sessions_by_tutor.items():
        for week, count in sorted(Counter(session.week for session in sessions).items()):
            if count > plan.problem.tutor[tutor_id].max_sessions:
                yield Violation("tutor_load_week", (tutor_id, week, count))
