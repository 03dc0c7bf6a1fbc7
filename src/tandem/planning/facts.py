"""The facts of a planning problem. Each refuses nonsense, with the place and the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tandem.planning.refusals import refuse_costs, refuse_limits, refuse_twins, refuse_unless

MINUTES_A_DAY = 1440
DAYS_A_WEEK = 7
EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Slot:
    """A period in which a session can be held; minutes since midnight, day 0 is Monday."""

    id: str
    week: int
    day: int
    start: int
    end: int

    def __post_init__(self) -> None:
        refuse_unless(self.week >= 0, f"slot {self.id}", f"week {self.week} is before the first")
        refuse_unless(0 <= self.day < DAYS_A_WEEK, f"slot {self.id}", f"day {self.day} is not between 0 and 6")
        refuse_unless(
            0 <= self.start < self.end <= MINUTES_A_DAY,
            f"slot {self.id}",
            f"from {self.start} to {self.end} is not a stretch of one day",
        )

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Slot") -> bool:
        """Tell whether both run at some moment of the same day."""
        same_day = self.week == other.week and self.day == other.day
        return same_day and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its slots, and how many sessions fit at once: always, or by slot (a slot not named has none)."""

    id: str
    slots: tuple[Slot, ...]
    rooms: int | Mapping[str, int]

    def __post_init__(self) -> None:
        refuse_twins((slot.id for slot in self.slots), f"site {self.id}: slot")
        numbers = [self.rooms] if isinstance(self.rooms, int) else list(self.rooms.values())
        refuse_unless(all(n >= 0 for n in numbers), f"site {self.id}: rooms", "a number of rooms is below zero")
        known = {slot.id for slot in self.slots}
        for slot_id in () if isinstance(self.rooms, int) else self.rooms:
            refuse_unless(slot_id in known, f"site {self.id}: rooms", f"slot {slot_id} is unknown")

    def rooms_in(self, slot_id: str) -> int:
        """Return how many sessions fit at once in this slot."""
        return self.rooms if isinstance(self.rooms, int) else self.rooms.get(slot_id, 0)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the pupils of one class share: where a session may be, its cost, and what is missed there."""

    id: str
    slots: Mapping[str, int]
    misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse_costs(self.slots, f"pattern {self.id}")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a day on which a tutor is available, in every week or in one."""

    day: int
    start: int
    end: int
    week: int | None = None

    def __post_init__(self) -> None:
        refuse_unless(0 <= self.day < DAYS_A_WEEK, "available", f"day {self.day} is not between 0 and 6")
        refuse_unless(self.start < self.end, "available", f"from {self.start} to {self.end} is no stretch of time")


class Person(Protocol):
    """What requests and tutors have in common."""

    @property
    def id(self) -> str: ...
    @property
    def person(self) -> str | None: ...
    @property
    def pattern(self) -> str | None: ...
    @property
    def slots(self) -> Mapping[str, int] | None: ...
    @property
    def misses(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def not_slots(self) -> frozenset[str]: ...
    @property
    def miss_limits(self) -> Mapping[str, int]: ...
    @property
    def class_id(self) -> str | None: ...


def person_of(row: Person) -> str:
    """Return who this is: a child may ask twice, or tutor too."""
    return row.id if row.person is None else row.person


@dataclass(frozen=True, slots=True)
class Tutor:
    """Somebody who tutors: where, what, when and how much. Lessons of their own only for an older pupil."""

    id: str
    sites: tuple[str, ...]
    teaches: Mapping[str, tuple[int, int]]
    available: tuple[Window, ...]
    max_sessions: int
    max_sessions_per_day: int | None = None
    max_group: int | None = None
    languages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    person: str | None = None
    class_id: str | None = None
    pattern: str | None = None
    slots: Mapping[str, int] | None = None
    misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_slots: frozenset[str] = frozenset()
    miss_limits: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = f"tutor {self.id}"
        refuse_unless(self.max_sessions >= 0, f"{place}: max_sessions", "is below zero")
        refuse_unless(
            self.max_sessions_per_day is None or self.max_sessions_per_day >= 0,
            f"{place}: max_sessions_per_day",
            "is below zero",
        )
        for subject, (low, high) in self.teaches.items():
            refuse_unless(low <= high, f"{place}: teaches {subject}", f"no level is from {low} to {high}")
        refuse_costs(self.slots or EMPTY, place)
        refuse_limits(self.miss_limits, place)

    @property
    def has_lessons(self) -> bool:
        """Tell whether this tutor is a pupil with lessons of their own."""
        return self.pattern is not None or self.slots is not None

    def teaches_at(self, subject: str, level: int) -> bool:
        """Tell whether this tutor teaches the subject at this level."""
        low, high = self.teaches.get(subject, (1, 0))
        return low <= level <= high


@dataclass(frozen=True, slots=True)
class Request:
    """One pupil asking for one subject."""

    id: str
    site: str
    subject: str
    level: int
    sessions: int
    minutes: int
    need: int
    pattern: str | None = None
    slots: Mapping[str, int] = field(default_factory=dict)
    misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_slots: frozenset[str] = frozenset()
    miss_limits: Mapping[str, int] = field(default_factory=dict)
    group_max: int | None = None
    languages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    apart_from: frozenset[str] = frozenset()
    not_tutors: frozenset[str] = frozenset()
    person: str | None = None
    class_id: str | None = None

    def __post_init__(self) -> None:
        place = f"request {self.id}"
        refuse_unless(
            1 <= self.sessions <= DAYS_A_WEEK,
            f"{place}: sessions",
            f"{self.sessions} a week is impossible: at least one, and at most one a day",
        )
        refuse_unless(
            1 <= self.minutes <= MINUTES_A_DAY, f"{place}: minutes", f"{self.minutes} is no length of a session"
        )
        refuse_unless(self.need >= 0, f"{place}: need", "is below zero")
        refuse_unless(self.group_max is None or self.group_max >= 1, f"{place}: group_max", "is below one")
        refuse_costs(self.slots, place)
        refuse_limits(self.miss_limits, place)


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class that can spare so many pupils at the same moment, tutees and tutors together."""

    id: str
    max_away: int

    def __post_init__(self) -> None:
        refuse_unless(self.max_away >= 0, f"class {self.id}: max_away", "is below zero")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a form of tutoring asks of its groups."""

    group_min: int = 1
    group_max: int = 1
    level_spread: int = 0
    same_class: bool = True

    def __post_init__(self) -> None:
        refuse_unless(self.group_min >= 1, "rules: group_min", "is below one")
        refuse_unless(self.group_max >= self.group_min, "rules: group_max", "is below group_min")
        refuse_unless(self.level_spread >= 0, "rules: level_spread", "is below zero")


@dataclass(frozen=True, slots=True)
class Weights:
    """What things are worth; a form of tutoring sets its own."""

    language: int = 30
    tag: int = 15
    previous: int = 50
    visit: int = 8
    group_extra: int = 20
    shortfall: int = 300
    shortfall_share: float = 0.15
    pair_broken: int = 400
    slot_moved: int = 40

    def __post_init__(self) -> None:
        for name in self.__slots__:
            refuse_unless(getattr(self, name) >= 0, f"weights: {name}", "is below zero")


@dataclass(frozen=True, slots=True)
class PreviousGroup:
    """A group of the plan as it runs; a pinned one stays as it is, less who has left."""

    tutor: str
    requests: tuple[str, ...]
    slots: tuple[str, ...]
    pinned: bool = False
