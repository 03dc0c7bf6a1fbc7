"""How each value of the format is read; what cannot be read is refused, with the place and the reason."""

import math
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

from tandem.planning.facts import Window
from tandem.planning.refusals import BadProblem

Reader = Callable[[Any, str], Any]
LARGEST = 10**7  # sums over a nation still fit the solver
LARGEST_SUM = 10**15


def read_text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise BadProblem(place, f"{value!r} is not a text")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadProblem(place, f"{value!r} holds half a letter, which no file can hold")
    return value


def read_whole(value: Any, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is not a whole number")
    if abs(value) > LARGEST:
        raise BadProblem(place, f"{value} is more than any plan can count with")
    return value


def read_number(value: Any, place: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is not a number")
    if not math.isfinite(value) or abs(value) > LARGEST_SUM:
        raise BadProblem(place, f"{value!r} is more than any plan can count with")
    return value


def read_yes_or_no(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is neither true nor false")
    return value


def read_rows(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadProblem(place, "is not a list")
    return list(value)


def read_table(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadProblem(place, "is not a table of names and values")
    return value


def read_texts(value: Any, place: str) -> tuple[str, ...]:
    return tuple(read_text(x, place) for x in read_rows(value, place))


def read_set_of_texts(value: Any, place: str) -> frozenset[str]:
    return frozenset(read_texts(value, place))


def by_name(read: Reader) -> Reader:
    return lambda value, place: {
        read_text(k, place): read(v, f"{place} {k}") for k, v in read_table(value, place).items()
    }


def list_of(read: Reader, name: str) -> Reader:
    return lambda value, place: tuple(read(row, f"{name} {n}") for n, row in enumerate(read_rows(value, place)))


def read_rooms(value: Any, place: str) -> int | dict[str, int]:
    return by_name(read_whole)(value, place) if isinstance(value, dict) else read_whole(value, place)


def read_levels(value: Any, place: str) -> tuple[int, int]:
    levels = [read_whole(x, place) for x in read_rows(value, place)]
    if len(levels) != 2:
        raise BadProblem(place, "is not a lowest and a highest level")
    return levels[0], levels[1]


def read_travel(value: Any, place: str) -> dict[tuple[str, str], int]:
    table = {}
    for key, minutes in read_table(value, place).items():
        one, bar, other = key.partition("|")
        if not bar:
            raise BadProblem(f"{place} {key}", "is not two sites with a | between them")
        table[one, other] = read_whole(minutes, f"{place} {key}")
    return table


# How each field is read, by its name: names mean the same everywhere in the format.
FIELDS: dict[str, Reader] = {
    **dict.fromkeys(("id", "site", "subject", "pattern", "person", "class", "tutor", "name"), read_text),
    **dict.fromkeys(("week", "day", "start", "end", "level", "sessions", "minutes", "need"), read_whole),
    **dict.fromkeys(("group_min", "group_max", "max_sessions", "max_sessions_per_day", "max_group"), read_whole),
    **dict.fromkeys(("max_away", "level_spread", "weeks"), read_whole),
    **dict.fromkeys(("languages", "tags", "not_slots", "apart_from", "not_tutors"), read_set_of_texts),
    **dict.fromkeys(("same_class", "pinned"), read_yes_or_no),
    "rooms": read_rooms,
    "misses": by_name(read_texts),
    "miss_limits": by_name(read_whole),
    "teaches": by_name(read_levels),
    "sites": read_texts,
    "requests": read_texts,
    "slots": by_name(read_whole),
    "available": lambda value, place: tuple(
        read_row(Window, row, f"{place} {n}") for n, row in enumerate(read_rows(value, place))
    ),
}
OWN_NAME = {"class": "class_id"}  # `class` is a word of Python's own


def read_row(kind: type[Any], value: Any, place: str, **readers: Reader) -> Any:
    table = read_table(value, place)
    if "id" in table:
        place = f"{place.rsplit(' ', 1)[0]} {table['id']}"
    given = {}
    known = {f.name: f for f in fields(kind)}
    for name, raw in table.items():
        own = OWN_NAME.get(name, name)
        if own not in known or name in OWN_NAME.values():
            raise BadProblem(place, f"there is no field {name}")
        if raw is None and known[own].default is None:
            continue  # null says the same as leaving it out
        given[own] = (readers.get(name) or FIELDS[name])(raw, f"{place}: {name}")
    for own, facts in known.items():
        if own not in given and facts.default is MISSING and facts.default_factory is MISSING:
            raise BadProblem(place, f"the field {own} is missing")
    try:
        return kind(**given)
    except BadProblem as wrong:
        # A part that does not know where it stands is told.
        raise BadProblem(place if wrong.place == "available" else wrong.place, wrong.reason) from None
