"""No person misses a label more often in the cycle than its limit."""

from collections.abc import Iterator

from tandem.planning.plan import Plan, Violation


def miss_limit(plan: Plan) -> Iterator[Violation]:
    """No person misses a label more often in the cycle than its limit."""
    for person, labels in plan.missed.items():
        limits = plan.miss_limits.get(person, {})
        for label, times in labels.items():
            if times > limits.get(label, times):
                yield Violation("miss_limit", (person, label, times))
