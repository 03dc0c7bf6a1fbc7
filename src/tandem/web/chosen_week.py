"""The week somebody looks at: `?week=2026-W38` in the address, this week without it."""

import datetime
import re
from dataclasses import dataclass

from django.http import HttpRequest

from tandem.core.weeks import monday_of

PATTERN = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class ChosenWeek:
    """A week, with the addresses of its neighbours as `<c-week-picker>` wants them."""

    monday: datetime.date
    today: datetime.date
    address: str  # the page, with everything but the week

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)

    @property
    def previous(self) -> str:
        return self._to(self.monday - datetime.timedelta(days=7))

    @property
    def next(self) -> str:
        return self._to(self.monday + datetime.timedelta(days=7))

    @property
    def this(self) -> str:
        """Return the address of this week, empty when one is already there."""
        return "" if self.monday == monday_of(self.today) else self._to(self.today)

    def _to(self, day: datetime.date) -> str:
        year, week, _ = day.isocalendar()
        return f"{self.address}week={year}-W{week:02d}"


def chosen_week(request: HttpRequest, *, today: datetime.date) -> ChosenWeek:
    """Return the week the address asks for; what is no week counts as this one."""
    parameters = request.GET.copy()
    asked = parameters.pop("week", [""])[-1]
    rest = parameters.urlencode()
    return ChosenWeek(
        _monday(asked) or monday_of(today), today, f"{request.path}?{rest}&" if rest else f"{request.path}?"
    )


def _monday(text: str) -> datetime.date | None:
    found = PATTERN.fullmatch(text)
    if found and not 2000 <= int(found[1]) <= 2100:  # its neighbours would fall off the calendar
        return None
    try:
        return datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None
