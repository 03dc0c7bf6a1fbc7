"""Reciprocal pairs: whose turn it is to tutor."""

from collections.abc import Mapping, Sequence


def next_tutor(pair: tuple[str, str], turns: Mapping[str, int], last: str | None = None) -> str:
    """Return who of a pair tutors next: who did it less often; where equal, not the one who did it last.

    The numbers of turns of the two then never differ by more than one, if they did not before.
    """
    one, other = pair
    if turns.get(one, 0) != turns.get(other, 0):
        return min(pair, key=lambda person: turns.get(person, 0))
    return other if last == one else one


def roles(pair: tuple[str, str], sessions: int, turns: Mapping[str, int] | None = None) -> Sequence[str]:
    """Return who tutors in each of the coming sessions."""
    count = dict(turns or {})
    order: list[str] = []
    for _ in range(sessions):
        person = next_tutor(pair, count, order[-1] if order else None)
        count[person] = count.get(person, 0) + 1
        order.append(person)
    return order
