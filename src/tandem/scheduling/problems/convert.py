"""Small translations from rows to planning facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tandem.initiatives.models import Request
from tandem.scheduling.hours import minutes_of
from tandem.scheduling.models import Team
from tandem.scheduling.problems.facts import Stretch

A_WEEK_OF_WAITING, MOST_FOR_WAITING = 10, 300  # beside the school's own word, 1,000 to 1,700


def need_of(request: Request, on: date) -> int:
    """Return what a place is worth: the school's own word, and how long the pupil has been waiting. Never a test."""
    weeks = max(0, (on - request.asked_date).days) // 7
    return request.priority + min(MOST_FOR_WAITING, A_WEEK_OF_WAITING * weeks)


def words(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(value).strip().casefold() for value in values)


def stretches_of(team: Team) -> list[Stretch]:
    return [(slot.day, minutes_of(slot.starts), minutes_of(slot.ends)) for slot in team.slots.all()]
