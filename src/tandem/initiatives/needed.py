"""How many groups, sessions and tutors a request list asks for: known before anybody is planned (S-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

A_WEEK = 5  # days on which a tutor who comes every day gives each of their groups a session


@dataclass(frozen=True, slots=True)
class Needed:
    """What is needed at least, in a week; `each` are the sessions one tutor gives."""

    groups: int
    sessions: int
    tutors: int
    each: int


def needed(counts: Iterable[int], *, size: int, times: int, each: int) -> Needed:
    """Return what so many children, counted per site and subject, need in groups of `size` that meet so often."""
    groups = sum(ceil(count / size) for count in counts)
    sessions = groups * times
    return Needed(groups, sessions, ceil(sessions / each), each)
