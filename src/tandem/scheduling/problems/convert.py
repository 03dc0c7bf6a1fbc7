"""Small translations from rows to planning facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tandem.initiatives.models import Request
from tandem.scheduling.hours import Span, cycle_of, minutes_of
from tandem.scheduling.models import Team
from tandem.scheduling.problems.facts import Stretch

A_WEEK_OF_WAITING, MOST_FOR_WAITING = 10, 300  # beside the school's own word, 1,000 to 1,700


def need_of(request: Request, on: date) -> int:
    """Return what a place is worth: the school's own word, and how long the pupil has been waiting. Never a test."""
    weeks = max(0, (on - request.asked_date).days) // 7
    return request.priority + min(MOST_FOR_WAITING, A_WEEK_OF_WAITING * weeks)


def words(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(value).strip().casefold() for value in values)


def spans_of_team(team: Team, cycle: int) -> list[Span]:
    """Return when a team meets in a cycle of so many weeks, one that its own rhythm fits in."""
    slots = list(team.slots.all())
    own = cycle_of(slot.week for slot in slots)
    return [
        Span(slot.day, minutes_of(slot.starts), minutes_of(slot.ends), week=week)
        for slot in slots
        for week in range(slot.week, max(cycle, own), own)
    ]


def stretches_of(team: Team) -> list[Stretch]:
    return [(slot.day, minutes_of(slot.starts), minutes_of(slot.ends)) for slot in team.slots.all()]
