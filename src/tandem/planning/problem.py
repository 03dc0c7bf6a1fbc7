"""A planning problem: all its facts together, and what follows from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from tandem.planning.facts import (
    EMPTY,
    MINUTES_A_DAY,
    Pattern,
    Person,
    PreviousGroup,
    Request,
    Rules,
    SchoolClass,
    Site,
    Slot,
    Tutor,
    Weights,
    Window,
    person_of,
)
from tandem.planning.refusals import BadProblem, refuse_twins, refuse_unless

__all__ = [
    "FORMAT",
    "MINUTES_A_DAY",
    "BadProblem",
    "Lessons",
    "Pattern",
    "Person",
    "PreviousGroup",
    "Problem",
    "Request",
    "Rules",
    "SchoolClass",
    "Site",
    "Slot",
    "Tutor",
    "Weights",
    "Window",
    "person_of",
]

FORMAT = "tandem.planning/1"
LONGEST_CYCLE = 53


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
        refuse_unless(self.weeks >= 1, "weeks", "a cycle has at least one week")
        refuse_unless(self.weeks <= LONGEST_CYCLE, "weeks", f"a cycle has at most {LONGEST_CYCLE} weeks")
        for kind in ("sites", "tutors", "requests", "patterns", "classes"):
            refuse_twins((row.id for row in getattr(self, kind)), kind)
        for site in self.sites:
            for slot in site.slots:
                refuse_unless(
                    slot.week < self.weeks, f"site {site.id}: slot {slot.id}", f"week {slot.week} is after the cycle"
                )
        for minutes in self.travel_minutes.values():
            refuse_unless(minutes >= 0, "travel_minutes", "a journey takes less than no time")
        for request in self.requests:
            self._refuse_unknown(request)
        for tutor in self.tutors:
            self._refuse_unknown_tutor(tutor)

    def _refuse_unknown(self, request: Request) -> None:
        place = f"request {request.id}"
        refuse_unless(request.site in self.site, f"{place}: site", f"{request.site} is unknown")
        self._refuse_unknown_pattern(request, place)
        for slot_id in self.lessons_of(request).slots:
            refuse_unless(
                slot_id in self.slots_at[request.site], f"{place}: slot {slot_id}", f"unknown at site {request.site}"
            )

    def _refuse_unknown_tutor(self, tutor: Tutor) -> None:
        place = f"tutor {tutor.id}"
        for site_id in tutor.sites:
            refuse_unless(site_id in self.site, f"{place}: site", f"{site_id} is unknown")
        self._refuse_unknown_pattern(tutor, place)
        for window in tutor.available:
            refuse_unless(
                window.week is None or 0 <= window.week < self.weeks,
                f"{place}: available",
                f"week {window.week} is outside the cycle",
            )

    def _refuse_unknown_pattern(self, row: Person, place: str) -> None:
        known = row.pattern is None or row.pattern in self.pattern
        refuse_unless(known, f"{place}: pattern", f"{row.pattern} is unknown")

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
