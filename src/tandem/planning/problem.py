"""The facts of a planning problem. Each refuses nonsense, with the place and the reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any, Protocol

FORMAT = "tandem.planning/1"
MINUTES_A_DAY = 1440
DAYS_A_WEEK = 7
LONGEST_CYCLE = 53
EMPTY: Mapping[str, Any] = {}


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


def _refuse_unless(condition: bool, place: str, reason: str) -> None:
    if not condition:
        raise BadProblem(place, reason)


@dataclass(frozen=True, slots=True)
class Slot:
    """A period in which a session can be held; minutes since midnight, day 0 is Monday."""

    id: str
    week: int
    day: int
    start: int
    end: int

    def __post_init__(self) -> None:
        _refuse_unless(self.week >= 0, f"slot {self.id}", f"week {self.week} is before the first")
        _refuse_unless(0 <= self.day < DAYS_A_WEEK, f"slot {self.id}", f"day {self.day} is not between 0 and 6")
        _refuse_unless(
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
        _refuse_twins((slot.id for slot in self.slots), f"site {self.id}: slot")
        numbers = [self.rooms] if isinstance(self.rooms, int) else list(self.rooms.values())
        _refuse_unless(all(n >= 0 for n in numbers), f"site {self.id}: rooms", "a number of rooms is below zero")

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
        _refuse_costs(self.slots, f"pattern {self.id}")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a day on which a tutor is available, in every week or in one."""

    day: int
    start: int
    end: int
    week: int | None = None

    def __post_init__(self) -> None:
        _refuse_unless(0 <= self.day < DAYS_A_WEEK, "available", f"day {self.day} is not between 0 and 6")
        _refuse_unless(self.start < self.end, "available", f"from {self.start} to {self.end} is no stretch of time")


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
        _refuse_unless(self.max_sessions >= 0, f"{place}: max_sessions", "is below zero")
        _refuse_unless(
            self.max_sessions_per_day is None or self.max_sessions_per_day >= 0,
            f"{place}: max_sessions_per_day",
            "is below zero",
        )
        _refuse_costs(self.slots or EMPTY, place)
        _refuse_limits(self.miss_limits, place)

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
        _refuse_unless(
            1 <= self.sessions <= DAYS_A_WEEK,
            f"{place}: sessions",
            f"{self.sessions} a week is impossible: at least one, and at most one a day",
        )
        _refuse_unless(
            1 <= self.minutes <= MINUTES_A_DAY, f"{place}: minutes", f"{self.minutes} is no length of a session"
        )
        _refuse_unless(self.need >= 0, f"{place}: need", "is below zero")
        _refuse_unless(self.group_max is None or self.group_max >= 1, f"{place}: group_max", "is below one")
        _refuse_costs(self.slots, place)
        _refuse_limits(self.miss_limits, place)


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class that can spare so many pupils at the same moment, tutees and tutors together."""

    id: str
    max_away: int

    def __post_init__(self) -> None:
        _refuse_unless(self.max_away >= 0, f"class {self.id}: max_away", "is below zero")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a form of tutoring asks of its groups."""

    group_min: int = 1
    group_max: int = 1
    level_spread: int = 0
    same_class: bool = True

    def __post_init__(self) -> None:
        _refuse_unless(self.group_min >= 1, "rules: group_min", "is below one")
        _refuse_unless(self.group_max >= self.group_min, "rules: group_max", "is below group_min")
        _refuse_unless(self.level_spread >= 0, "rules: level_spread", "is below zero")


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
            _refuse_unless(getattr(self, name) >= 0, f"weights: {name}", "is below zero")


@dataclass(frozen=True, slots=True)
class PreviousGroup:
    """A group of the plan as it runs; a pinned one stays as it is, less who has left."""

    tutor: str
    requests: tuple[str, ...]
    slots: tuple[str, ...]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Lessons:
    """Where somebody may have a session, what it costs, and what is missed there."""

    slots: Mapping[str, int]
    misses: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Problem:
    """Who may tutor whom, when and where.

    Parameters
    ----------
    sites, tutors, requests
        The facts; every id is unique within its kind.
    patterns
        Timetables that several people share.
    travel_minutes
        ``{(site, site): minutes}``, valid both ways.
    classes
        How many pupils a class can spare at once.
    weeks
        Length of the cycle.
    rules, weights
        What the form of tutoring asks, and what things are worth.
    previous
        The plan as it runs.
    name
        For people.
    """

    sites: tuple[Site, ...]
    tutors: tuple[Tutor, ...]
    requests: tuple[Request, ...]
    patterns: tuple[Pattern, ...] = ()
    travel_minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    classes: tuple[SchoolClass, ...] = ()
    weeks: int = 1
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    previous: tuple[PreviousGroup, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        _refuse_unless(self.weeks >= 1, "weeks", "a cycle has at least one week")
        _refuse_unless(self.weeks <= LONGEST_CYCLE, "weeks", f"a cycle has at most {LONGEST_CYCLE} weeks")
        for kind in ("sites", "tutors", "requests", "patterns", "classes"):
            _refuse_twins((row.id for row in getattr(self, kind)), kind)
        for site in self.sites:
            for slot in site.slots:
                _refuse_unless(
                    slot.week < self.weeks, f"site {site.id}: slot {slot.id}", f"week {slot.week} is after the cycle"
                )
        for minutes in self.travel_minutes.values():
            _refuse_unless(minutes >= 0, "travel_minutes", "a journey takes less than no time")
        for request in self.requests:
            self._refuse_unknown(request)
        for tutor in self.tutors:
            self._refuse_unknown_tutor(tutor)

    def _refuse_unknown(self, request: Request) -> None:
        place = f"request {request.id}"
        _refuse_unless(request.site in self.site, f"{place}: site", f"{request.site} is unknown")
        self._refuse_unknown_pattern(request, place)
        for slot_id in self.lessons_of(request).slots:
            _refuse_unless(
                slot_id in self.slots_at[request.site], f"{place}: slot {slot_id}", f"unknown at site {request.site}"
            )

    def _refuse_unknown_tutor(self, tutor: Tutor) -> None:
        place = f"tutor {tutor.id}"
        for site_id in tutor.sites:
            _refuse_unless(site_id in self.site, f"{place}: site", f"{site_id} is unknown")
        self._refuse_unknown_pattern(tutor, place)
        for window in tutor.available:
            _refuse_unless(
                window.week is None or 0 <= window.week < self.weeks,
                f"{place}: available",
                f"week {window.week} is outside the cycle",
            )

    def _refuse_unknown_pattern(self, row: Person, place: str) -> None:
        known = row.pattern is None or row.pattern in self.pattern
        _refuse_unless(known, f"{place}: pattern", f"{row.pattern} is unknown")

    @cached_property
    def site(self) -> Mapping[str, Site]:
        return {row.id: row for row in self.sites}

    @cached_property
    def tutor(self) -> Mapping[str, Tutor]:
        return {row.id: row for row in self.tutors}

    @cached_property
    def request(self) -> Mapping[str, Request]:
        return {row.id: row for row in self.requests}

    @cached_property
    def pattern(self) -> Mapping[str, Pattern]:
        return {row.id: row for row in self.patterns}

    @cached_property
    def max_away(self) -> Mapping[str, int]:
        return {row.id: row.max_away for row in self.classes}

    @cached_property
    def slots_at(self) -> Mapping[str, Mapping[str, Slot]]:
        """The slots of each site, by id."""
        return {site.id: {slot.id: slot for slot in site.slots} for site in self.sites}

    @cached_property
    def tutor_before(self) -> Mapping[str, str]:
        """Who tutors each request in the plan as it runs."""
        return {request: group.tutor for group in self.previous for request in group.requests}

    @cached_property
    def _lessons(self) -> dict[tuple[str, str], Lessons]:
        return {}

    def lessons_of(self, row: Person) -> Lessons:
        """Return the row's own lessons laid over those of its pattern."""
        key = (type(row).__name__, row.id)
        if key not in self._lessons:
            pattern = None if row.pattern is None else self.pattern[row.pattern]
            slots = {**(pattern.slots if pattern else EMPTY), **(row.slots or EMPTY)}
            misses = {**(pattern.misses if pattern else EMPTY), **row.misses}
            open_slots = {slot: cost for slot, cost in slots.items() if slot not in row.not_slots}
            self._lessons[key] = Lessons(open_slots, misses)
        return self._lessons[key]

    @cached_property
    def _windows(self) -> Mapping[str, Mapping[tuple[int, int], Sequence[tuple[int, int]]]]:
        return {tutor.id: _joined(tutor.available, self.weeks) for tutor in self.tutors}

    def is_available(self, tutor: Tutor, slot: Slot) -> bool:
        """Tell whether the tutor is available for the whole slot; windows that touch are one."""
        windows = self._windows[tutor.id].get((slot.week, slot.day), ())
        return any(start <= slot.start and slot.end <= end for start, end in windows)

    def travel(self, site: str, other: str) -> float:
        """Return the minutes between two sites; infinite where the pair is not listed."""
        if site == other:
            return 0
        table = self.travel_minutes
        return table.get((site, other), table.get((other, site), inf))

    def fit(self, tutor: Tutor, request: Request) -> int:
        """Return what shared languages, shared tags and having worked together are worth, per week."""
        weights = self.weights
        worth = weights.language if tutor.languages & request.languages else 0
        worth += weights.tag * len(tutor.tags & request.tags)
        return worth + (weights.previous if self.tutor_before.get(request.id) == tutor.id else 0)


def _joined(windows: Iterable[Window], weeks: int) -> dict[tuple[int, int], list[tuple[int, int]]]:
    by_day: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for window in windows:
        for week in range(weeks) if window.week is None else (window.week,):
            by_day[week, window.day].append((window.start, window.end))
    joined = {}
    for key, spans in by_day.items():
        out: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if out and start <= out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], end))
            else:
                out.append((start, end))
        joined[key] = out
    return joined


def _refuse_twins(ids: Iterable[str], kind: str) -> None:
    seen: set[str] = set()
    for row_id in ids:
        _refuse_unless(row_id not in seen, f"{kind} {row_id}", "occurs twice")
        seen.add(row_id)


def _refuse_costs(slots: Mapping[str, int], place: str) -> None:
    for slot_id, cost in slots.items():
        _refuse_unless(cost >= 0, f"{place}: slot {slot_id}", "a cost is below zero")


def _refuse_limits(limits: Mapping[str, int], place: str) -> None:
    for label, limit in limits.items():
        _refuse_unless(limit >= 0, f"{place}: miss_limits {label}", "is below zero")
