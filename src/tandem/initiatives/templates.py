"""What each form of tutoring is in its source: where an initiative starts from, and what it may deviate from.

A deviation is shown, never refused (R-NEV-26). The numbers stand in the Rotterdam report (ST010, MoZ) and on the
practice card of the Education Lab (HDT).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from tandem.initiatives.enums import FormKind


@dataclass(frozen=True, slots=True)
class Template:
    """Defaults of a form, and the least or the most its source asks."""

    minutes: int
    minutes_least: int
    group_min: int
    group_max: int
    level_spread: int
    sessions_per_week: int
    sessions_least: int
    weeks_least: int
    in_school_time: bool = True
    fetch_minutes: int = 0


TEMPLATES: dict[FormKind, Template] = {
    FormKind.ST010: Template(
        minutes=60,
        minutes_least=45,
        group_min=1,
        group_max=2,
        level_spread=1,
        sessions_per_week=2,
        sessions_least=2,
        weeks_least=20,
    ),
    FormKind.HDT: Template(
        minutes=50,
        minutes_least=45,
        group_min=2,
        group_max=2,
        level_spread=2,
        sessions_per_week=5,
        sessions_least=3,
        weeks_least=20,
    ),
    FormKind.MOZ: Template(
        minutes=60,
        minutes_least=45,
        group_min=1,
        group_max=1,
        level_spread=0,
        sessions_per_week=1,
        sessions_least=1,
        weeks_least=15,
    ),
}


class Aspect(StrEnum):
    FREQUENCY = auto()
    GROUP = auto()
    MINUTES = auto()
    WEEKS = auto()
    SCHOOL_TIME = auto()


@dataclass(frozen=True, slots=True)
class Deviation:
    """One point on which an initiative differs from the form it took."""

    aspect: Aspect
    own: int
    asked: int


def deviations(
    *,
    form: FormKind,
    minutes: int,
    group_max: int,
    sessions_per_week: int,
    in_school_time: bool,
    starts_date: date,
    ends_date: date,
) -> Iterator[Deviation]:
    """Yield each point on which these choices differ from what the source of the form asks."""
    template = TEMPLATES[form]
    weeks = ((ends_date - starts_date).days + 1) // 7
    if sessions_per_week < template.sessions_least:
        yield Deviation(Aspect.FREQUENCY, sessions_per_week, template.sessions_least)
    if group_max > template.group_max:
        yield Deviation(Aspect.GROUP, group_max, template.group_max)
    if minutes < template.minutes_least:
        yield Deviation(Aspect.MINUTES, minutes, template.minutes_least)
    if weeks < template.weeks_least:
        yield Deviation(Aspect.WEEKS, weeks, template.weeks_least)
    if in_school_time != template.in_school_time:
        yield Deviation(Aspect.SCHOOL_TIME, int(in_school_time), int(template.in_school_time))
