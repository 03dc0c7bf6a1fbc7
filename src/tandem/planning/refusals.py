"""Nonsense in a problem is refused, with the place and the reason."""

from collections.abc import Iterable, Mapping


class BadProblem(ValueError):
    """The problem itself is wrong.

    Attributes
    ----------
    place
        Where in the problem, as a person would point at it: ``request P0012: site``.
    reason
        What is wrong there, in one sentence.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


def refuse_unless(condition: bool, place: str, reason: str) -> None:
    if not condition:
        raise BadProblem(place, reason)


def refuse_twins(ids: Iterable[str], kind: str) -> None:
    seen: set[str] = set()
    for row_id in ids:
        refuse_unless(row_id not in seen, f"{kind} {row_id}", "occurs twice")
        seen.add(row_id)


def refuse_costs(slots: Mapping[str, int], place: str) -> None:
    for slot_id, cost in slots.items():
        refuse_unless(cost >= 0, f"{place}: slot {slot_id}", "a cost is below zero")


def refuse_limits(limits: Mapping[str, int], place: str) -> None:
    for label, limit in limits.items():
        refuse_unless(limit >= 0, f"{place}: miss_limits {label}", "is below zero")
