"""At no moment are more of a class in sessions, tutees and tutors together, than `max_away`."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def class_away(plan: Plan) -> Iterator[Violation]:
    """At no moment are more of a class in sessions, tutees and tutors together, than `max_away`."""
    for (class_id, week, day), away in plan.away_by_class_and_day.items():
        for moment in sorted({start for start, _, _ in away}):
            people = {person for start, end, person in away if start <= moment < end}
            if len(people) > plan.problem.max_away[class_id]:
                yield Violation("class_away", (class_id, week, day, moment))
                break
