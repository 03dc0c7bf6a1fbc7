"""Two forms in one: of each rule the stricter one holds, and says which form it came from (R-ROT-2.2i).

What is mixed is not a rule: who tutors, where, and in or outside school time. There, what both forms know holds; where
they share nothing, what either knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tandem.initiatives.catalogue.template import Template, Unit
from tandem.initiatives.enums import Emphasis, ParentContact, Place

LARGER = frozenset(
    {
        "minutes",
        "minutes_least",
        "sessions_per_week",
        "sessions_least",
        "weeks",
        "weeks_least",
        "fetch_minutes",
        "attend_minutes",
        "cycle_weeks",
        "training_days",
    }
)
SMALLER = frozenset({"group_max", "level_spread", "missed_at_most"})
SMALLER_OR_NONE = frozenset({"max_away", "group_limit"})  # where nothing is laid down, the other's limit holds
BOTH_ASK = frozenset({"training", "consents", "gates", "protected"})  # all that either asks
EITHER = frozenset({"reciprocal", "in_holidays"})
RULES = LARGER | SMALLER | SMALLER_OR_NONE | BOTH_ASK | {"classmates", "parent_contact", "sharing_every_weeks"}


@dataclass(frozen=True, slots=True)
class Origin:
    """A rule of a hybrid, and the forms it came from."""

    rule: str
    value: Any
    parents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hybrid:
    """What two forms ask together."""

    template: Template
    origins: tuple[Origin, ...]


def combine(one: Template, other: Template) -> Template:
    """Return what both forms together ask: of each rule the stricter. The order does not matter."""
    values: dict[str, Any] = {}
    for field in fields(Template):
        a, b = getattr(one, field.name), getattr(other, field.name)
        values[field.name] = _together(field.name, a, b)
    values |= _time(one, other)
    values["group_min"] = min(max(one.group_min, other.group_min), values["group_max"])
    return Template(**values)


def hybrid(parts: Mapping[str, Template]) -> Hybrid:
    """Return two forms in one, with for each rule on which they differ the form it came from."""
    (first, one), (second, other) = sorted(parts.items())
    template = combine(one, other)
    origins = [
        origin
        for name in sorted(RULES)
        if getattr(one, name) != getattr(other, name)
        for origin in _origins(name, getattr(template, name), {first: getattr(one, name), second: getattr(other, name)})
    ]
    return Hybrid(template, tuple(origins))


def _together(name: str, a: Any, b: Any) -> Any:
    if name in LARGER:
        return max(a, b)
    if name in SMALLER:
        return min(a, b)
    if name in SMALLER_OR_NONE:
        return min((value for value in (a, b) if value is not None), default=None)
    if name in BOTH_ASK:
        return a | b
    if name in EITHER:
        return a or b
    return _mixed(name, a, b)


def _mixed(name: str, a: Any, b: Any) -> Any:
    match name:
        case "classmates":
            return a and b
        case "parent_contact":
            return max(a, b, key=list(ParentContact).index)
        case "sharing_every_weeks":  # more often is stricter; 0 is not laid down
            return min((value for value in (a, b) if value), default=0)
        case "place":
            return min(a, b, key=list(Place).index)
        case "unit":
            return Unit.VISIT if Unit.VISIT in (a, b) else Unit.TUTOR
        case "tutors" | "subjects":
            return a & b or a | b
        case "emphasis":
            return a if a == b else Emphasis.BALANCED
        case _:
            return a  # replaced by the caller


def _time(one: Template, other: Template) -> dict[str, bool]:
    """Return when: what both know, and where they share nothing what either knows."""
    names = ("in_school_time", "after_school")
    shared = {name: getattr(one, name) and getattr(other, name) for name in names}
    return shared if any(shared.values()) else {name: getattr(one, name) or getattr(other, name) for name in names}


def _origins(name: str, value: Any, parents: Mapping[str, Any]) -> Iterable[Origin]:
    if name in BOTH_ASK:
        for item in sorted(value, key=str):
            yield Origin(name, item, frozenset(parent for parent, own in parents.items() if item in own))
    else:
        yield Origin(name, value, frozenset(parent for parent, own in parents.items() if own == value))
