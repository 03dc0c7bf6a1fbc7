"""Which days there is school, and on which days a rhythm of weeks falls. Knows no rows.

Dutch school holidays are laid down by ministerial order until the summer of 2030; the Flemish ones follow a rule.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from tandem.people.enums import Region

LOCAL = ZoneInfo("Europe/Brussels")  # the Netherlands and Flanders share their clock
WEEK = timedelta(days=7)
SUBDIVISIONS: Mapping[Region, tuple[str, str]] = {
    Region.NL_NORTH: ("NL", "Noord"),
    Region.NL_MIDDLE: ("NL", "Midden"),
    Region.NL_SOUTH: ("NL", "Zuid"),
    Region.BE_FLANDERS: ("BE", "Flemish"),
}
DUTCH_HOLIDAYS_KNOWN_UNTIL = date(2030, 8, 31)


def holidays_known_until(region: Region) -> date | None:
    """Return the last day whose school holidays are known; nothing means there is no end."""
    return None if region == Region.BE_FLANDERS else DUTCH_HOLIDAYS_KNOWN_UNTIL


@lru_cache(maxsize=64)
def _year(region: Region, year: int, *categories: str) -> Mapping[date, str]:
    country, subdivision = SUBDIVISIONS[region]
    found = holidays.country_holidays(country, subdiv=subdivision, years=[year], categories=categories, language="nl")
    return dict(found.items())


def school_holidays(region: Region, first: date, last: date) -> dict[date, str]:
    """Return the days without school between two days, with their names."""
    # The Dutch list of school holidays lacks Easter Monday, Ascension and Whit Monday, which are public holidays.
    return _between(region, first, last, "school", "public")


def public_holidays(region: Region, first: date, last: date) -> dict[date, str]:
    """Return the public holidays between two days, with their names."""
    return _between(region, first, last, "public")


def _between(region: Region, first: date, last: date, *categories: str) -> dict[date, str]:
    days: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found = _year(Region(region), year, *categories)
        days |= {day: name for day, name in found.items() if first <= day <= last}
    return days


@dataclass(frozen=True, slots=True)
class Beat:
    """When a rhythm beats: a day of a week of the cycle, and the hours."""

    week: int
    day: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One beat on one day, in UTC-aware moments."""

    beat: Beat
    on: date
    starts_at: datetime
    ends_at: datetime


def occurrences(
    beats: Iterable[Beat], *, first: date, last: date, free: Container[date], weeks: int = 1
) -> Iterator[Occurrence]:
    """Yield every beat between two days that is not on a free day, in order of time.

    A week without school does not advance the cycle: after the holidays it goes on where it was.
    """
    by_week: dict[int, list[Beat]] = {}
    for beat in sorted(beats, key=lambda beat: (beat.week, beat.day, beat.starts)):
        by_week.setdefault(beat.week, []).append(beat)
    monday, turn = first - timedelta(days=first.weekday()), 0
    while monday <= last:
        if any(monday + timedelta(days=day) not in free for day in range(5)):
            for beat in by_week.get(turn % weeks, ()):
                on = monday + timedelta(days=beat.day)
                if first <= on <= last and on not in free:
                    yield Occurrence(beat, on, local(on, beat.starts), local(on, beat.ends))
            turn += 1
        monday += WEEK


def local(on: date, at: time) -> datetime:
    """Return the moment a school clock shows this time, right on both sides of summer time."""
    return datetime.combine(on, at, tzinfo=LOCAL)
