"""A child is never in two groups at once, whether tutored or tutoring."""

from collections.abc import Iterator
from itertools import combinations

from tandem.planning.plan import Plan, Violation
from tandem.planning.problem import Problem


def person_double_booked(plan: Plan) -> Iterator[Violation]:
    """A child is never in two groups at once, whether tutored or tutoring."""
    for person, sessions in plan.sessions_by_person.items():
        if _is_only_a_tutor(plan.problem, person):
            continue  # looked at as a tutor, with travel
        moments = {(*session.on, session.start, session.end, session.group) for session in sessions}
        for one, other in combinations(sorted(moments), 2):
            if one[:2] == other[:2] and other[2] < one[3]:
                yield Violation("person_double_booked", (person, one[4], other[4]))


def _is_only_a_tutor(problem: Problem, person: str) -> bool:
    return person in problem.tutor and problem.tutor[person].person is None
