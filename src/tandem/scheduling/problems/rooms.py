"""Which room a team gets: the same one all year where that is possible."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

R = TypeVar("R", bound=Hashable)
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of a weekday, between two dates."""

    day: int
    starts: time
    ends: time
    first: date = date.min
    last: date = date.max

    def overlaps(self, other: "Stretch") -> bool:
        same_days = self.day == other.day and self.first <= other.last and other.first <= self.last
        return same_days and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Assigned(Generic[T, R]):
    """The room of each team, and of each stretch of a team that cannot keep one room."""

    fixed: Mapping[T, R]
    by_stretch: Mapping[tuple[T, Stretch], R]
    without: tuple[tuple[T, Stretch], ...]


def assign_rooms(
    wanted: Mapping[T, Sequence[Stretch]], rooms: Sequence[R], taken: Mapping[R, Iterable[Stretch]], had: Mapping[T, R]
) -> Assigned[T, R]:
    """Give each team one room for all its stretches, the one it had if that is free; else a room by stretch."""
    busy: dict[R, list[Stretch]] = {room: list(taken.get(room, ())) for room in rooms}
    fixed: dict[T, R] = {}
    # Who meets most often is hardest to place, and who has a room keeps it.
    for team in sorted(wanted, key=lambda team: (team not in had, -len(wanted[team]), str(team))):
        preferred = sorted(rooms, key=lambda room: (room != had.get(team), -len(busy[room])))
        room = next((room for room in preferred if _free(busy[room], wanted[team])), None)
        if room is not None:
            fixed[team] = room
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
