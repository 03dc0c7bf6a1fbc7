"""When somebody works: what cannot wait goes to who stands in on the other days."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tandem.people.models import DayOff, WorkingWeek

USUAL = (0, 1, 2, 3, 4)


def away_on(persons: Collection[UUID], *, on: date) -> set[UUID]:
    """Return those of these persons who do not work on a day."""
    off = set(
        DayOff.objects.filter(person__in=persons, from_date__lte=on, to_date__gte=on).values_list("person", flat=True)
    )
    weeks = dict(WorkingWeek.objects.filter(person__in=persons).values_list("person", "days"))
    return {person for person in persons if person in off or on.weekday() not in weeks.get(person, USUAL)}
