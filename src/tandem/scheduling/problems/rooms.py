"""Which room a team gets: the same one all year where that is possible."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

from tandem.scheduling.hours import coincide

R = TypeVar("R", bound=Hashable)
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of a weekday, between two dates; in every week, or in one of a cycle."""

    day: int
    starts: time
    ends: time
    first: date = date.min
    last: date = date.max
    week: int = 0
    cycle: int = 1

    def overlaps(self, other: "Stretch") -> bool:
        same_days = self.day == other.day and self.first <= other.last and other.first <= self.last
        together = same_days and self.starts < other.ends and other.starts < self.ends
        return together and coincide(self.week, self.cycle, other.week, other.cycle)


@dataclass(frozen=True, slots=True)
class Assigned(Generic[T, R]):
    """The room of each team, and of each stretch of a team that cannot keep one room."""

    fixed: Mapping[T, R]
    by_stretch: Mapping[tuple[T, Stretch], R]
    without: tuple[tuple[T, Stretch], ...]


def assign_rooms(
    wanted: Mapping[T, Sequence[Stretch]],
    rooms: Sequence[R],
    taken: Mapping[R, Iterable[Stretch]],
    had: Mapping[T, R],
    with_whom: Mapping[T, Hashable],
) -> Assigned[T, R]:
    """Give each team one room for all its stretches, the one it had if that is free; else a room by stretch.

    Teams of one tutor share a room where they can. Of spreading tutors over rooms and of filling room after room, what
    leaves fewer teams without a room of their own is kept.
    """
    tries = [_assign(wanted, rooms, taken, had, with_whom, sign) for sign in (1, -1)]
    return min(tries, key=lambda found: (len(found.without), len(found.by_stretch)))


def _assign(
    wanted: Mapping[T, Sequence[Stretch]],
    rooms: Sequence[R],
    taken: Mapping[R, Iterable[Stretch]],
    had: Mapping[T, R],
    with_whom: Mapping[T, Hashable],
    sign: int,
) -> Assigned[T, R]:
    busy: dict[R, list[Stretch]] = {room: list(taken.get(room, ())) for room in rooms}
    fixed: dict[T, R] = {}
    used: dict[Hashable, set[R]] = defaultdict(set)
    # Who has a room keeps it, and who meets most often is hardest to place.
    for team in sorted(wanted, key=lambda team: (team not in had, -len(wanted[team]), str(team))):
        mine = used[with_whom[team]]
        preferred = sorted(rooms, key=lambda room: (room != had.get(team), room not in mine, sign * len(busy[room])))
        room = next((room for room in preferred if _free(busy[room], wanted[team])), None)
        if room is not None:
            fixed[team] = room
            mine.add(room)
            busy[room].extend(wanted[team])
    by_stretch: dict[tuple[T, Stretch], R] = {}
    without = []
    for team in sorted(set(wanted) - set(fixed), key=str):
        for stretch in wanted[team]:
            room = next((room for room in rooms if _free(busy[room], [stretch])), None)
            if room is None:
                without.append((team, stretch))
            else:
                by_stretch[team, stretch] = room
                busy[room].append(stretch)
    return Assigned(fixed, by_stretch, tuple(without))


def _free(busy: Iterable[Stretch], wanted: Sequence[Stretch]) -> bool:
    return not any(mine.overlaps(theirs) for mine in wanted for theirs in busy)
