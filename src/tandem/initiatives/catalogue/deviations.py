"""Where an initiative differs from its form: shown with its reason, never refused (R-NEV-26)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from tandem.initiatives.catalogue.template import Template
from tandem.initiatives.enums import ParentContact


class Aspect(StrEnum):
    FREQUENCY = auto()
    GROUP = auto()
    GROUP_SMALL = auto()
    MINUTES = auto()
    WEEKS = auto()
    CYCLE = auto()
    SCHOOL_TIME = auto()
    HOLIDAYS = auto()
    PLACE = auto()
    TUTORS = auto()
    TRAINING = auto()
    PARENTS = auto()
    CLASSMATES = auto()
    AWAY = auto()
    ATTEND = auto()
    PROTECTED = auto()
    EMPHASIS = auto()


@dataclass(frozen=True, slots=True)
class Deviation:
    """One point on which an initiative differs from the form it took; several values are one text, commas between."""

    aspect: Aspect
    own: int | str
    asked: int | str


def deviations(template: Template, chosen: Mapping[str, Any], *, weeks: int) -> Iterator[Deviation]:
    """Yield each point on which these choices differ from what the sources of the form ask."""
    yield from _of_rhythm(template, chosen, weeks)
    yield from _of_groups(template, chosen)
    yield from _of_people(template, chosen)


def _of_rhythm(template: Template, chosen: Mapping[str, Any], weeks: int) -> Iterator[Deviation]:
    least = (
        (Aspect.FREQUENCY, chosen["sessions_per_week"], template.sessions_least),
        (Aspect.MINUTES, chosen["minutes"], template.minutes_least),
        (Aspect.WEEKS, weeks, template.weeks_least),
        (Aspect.CYCLE, chosen["cycle_weeks"], template.cycle_weeks),
        (Aspect.ATTEND, chosen["attend_minutes"], template.attend_minutes),
    )
    for aspect, own, asked in least:
        if own < asked:
            yield Deviation(aspect, own, asked)
    when = (
        (Aspect.SCHOOL_TIME, chosen["in_school_time"], template.in_school_time, template.after_school),
        (Aspect.HOLIDAYS, chosen["in_holidays"], template.in_holidays, False),
    )
    for aspect, own, asked, either in when:
        if own != asked and not (either and asked):
            yield Deviation(aspect, int(own), int(asked))


def _of_groups(template: Template, chosen: Mapping[str, Any]) -> Iterator[Deviation]:
    if chosen["group_max"] > template.group_max:
        yield Deviation(Aspect.GROUP, chosen["group_max"], template.group_max)
    if chosen["group_max"] < template.group_min:
        yield Deviation(Aspect.GROUP_SMALL, chosen["group_max"], template.group_min)
    if chosen["classmates"] and not template.classmates:
        yield Deviation(Aspect.CLASSMATES, 1, 0)
    away = chosen["max_away"]
    if template.max_away is not None and (away is None or away > template.max_away):
        yield Deviation(Aspect.AWAY, 0 if away is None else away, template.max_away)


def _of_people(template: Template, chosen: Mapping[str, Any]) -> Iterator[Deviation]:
    others = {str(kind) for kind in chosen["tutor_kinds"]} - {str(kind) for kind in template.tutors}
    if others:
        yield Deviation(Aspect.TUTORS, _listed(others), _listed(template.tutors))
    if chosen["training_days"] < template.training_days:
        yield Deviation(Aspect.TRAINING, chosen["training_days"], template.training_days)
    order = [str(value) for value in ParentContact]
    if order.index(str(chosen["parent_contact"])) < order.index(template.parent_contact):
        yield Deviation(Aspect.PARENTS, str(chosen["parent_contact"]), str(template.parent_contact))
    if chosen["place"] != template.place:
        yield Deviation(Aspect.PLACE, str(chosen["place"]), str(template.place))
    if chosen["emphasis"] != template.emphasis:
        yield Deviation(Aspect.EMPHASIS, str(chosen["emphasis"]), str(template.emphasis))
    if template.protected and not chosen["protected_subjects"]:
        yield Deviation(Aspect.PROTECTED, "", _listed(template.protected))


def _listed(values: object) -> str:
    return ",".join(sorted(str(value) for value in values))  # type: ignore[attr-defined]  # any collection
