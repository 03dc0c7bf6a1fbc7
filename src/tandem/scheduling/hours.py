"""When sessions can be: stretches of a site's week, cut from its bell schedules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from math import gcd

LONGEST_CHANGE = 5  # minutes between two hours that a session may run through; a break stays a break


@dataclass(frozen=True, slots=True, order=True)
class Hour:
    """An hour of a bell schedule, in minutes since midnight."""

    day: int
    starts: int
    ends: int
    after_school: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a day in which a session can be held."""

    day: int
    starts: int
    ends: int
    after_school: bool = False
    week: int = 0  # of the cycle

    def overlaps(self, day: int, starts: int, ends: int) -> bool:
        return self.day == day and self.starts < ends and starts < self.ends


def whole_days(hours: Iterable[Hour]) -> list[Hour]:
    """Return each day as one stretch, from its first hour to its last: in the holidays no bell rings."""
    days: dict[int, list[Hour]] = {}
    for hour in hours:
        days.setdefault(hour.day, []).append(hour)
    return [
        Hour(day, min(hour.starts for hour in found), max(hour.ends for hour in found), after_school=True)
        for day, found in sorted(days.items())
    ]


def cycle_of(weeks: Iterable[int]) -> int:
    """Return after how many weeks a rhythm repeats, which has something in each week."""
    return max(weeks, default=0) + 1


def coincide(week: int, cycle: int, other: int, other_cycle: int) -> bool:
    """Tell whether two weeks of two rhythms ever fall together."""
    common = gcd(cycle, other_cycle)
    return week % common == other % common


def minutes_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def clock_of(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def spans_of(hours: Iterable[Hour], length: int) -> list[Span]:
    """Return where a session of this length fits in one bell schedule.

    A session begins with an hour or ends with one, so it may begin inside a lesson or run into the next, but not
    through a break. Two that cover the same hours are offered both only where they do not overlap.
    """
    found: set[Span] = set()
    by_day: dict[int, list[Hour]] = {}
    for hour in sorted(set(hours)):
        by_day.setdefault(hour.day, []).append(hour)
    for day in by_day.values():
        taken: dict[tuple[Hour, ...], list[Span]] = {}
        for covered, span in _candidates(day, length):
            others = taken.setdefault(covered, [])
            if not any(span.overlaps(other.day, other.starts, other.ends) for other in others):
                others.append(span)
                found.add(span)
    return sorted(found)


def _candidates(day: Sequence[Hour], length: int) -> Iterator[tuple[tuple[Hour, ...], Span]]:
    # All that begin with an hour come first: they are the ones people expect.
    for index, hour in enumerate(day):
        covered = tuple(_covered(day[index:], hour.starts + length))
        if covered:
            yield covered, _span(covered, hour.starts, hour.starts + length)
    for index, hour in enumerate(day):
        starts = hour.ends - length
        for first in range(index, -1, -1):
            if day[first].starts <= starts:
                covered = tuple(_covered(day[first : index + 1], hour.ends))
                if covered and starts < covered[0].ends:
                    yield covered, _span(covered, starts, hour.ends)
                break


def _covered(hours: Sequence[Hour], ends: int) -> list[Hour]:
    """Return the hours a session runs through from the first, or nothing if it would run into a break."""
    covered: list[Hour] = []
    for hour in hours:
        if covered and hour.starts - covered[-1].ends > LONGEST_CHANGE:
            return []
        covered.append(hour)
        if ends <= hour.ends:
            return covered
    return []


def _span(covered: Iterable[Hour], starts: int, ends: int) -> Span:
    hours = list(covered)
    return Span(hours[0].day, starts, ends, any(hour.after_school for hour in hours))
