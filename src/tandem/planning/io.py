"""Problems and solutions as JSON, in and out, so that any run can be replayed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from tandem.planning.problem import (
    FORMAT,
    BadProblem,
    Pattern,
    PreviousGroup,
    Problem,
    Request,
    Rules,
    SchoolClass,
    Site,
    Slot,
    Tutor,
    Weights,
    Window,
)
from tandem.planning.reasons import Reason, ReasonKind
from tandem.planning.solution import Group, Solution, SolveStatus

Reader = Callable[[Any, str], Any]
LARGEST = 10**7  # sums over a nation still fit the solver


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise BadProblem(place, f"{value!r} is not a text")
    return value


def _whole(value: Any, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is not a whole number")
    if abs(value) > LARGEST:
        raise BadProblem(place, f"{value} is more than any plan can count with")
    return value


def _number(value: Any, place: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is not a number")
    return value


def _yes_or_no(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise BadProblem(place, f"{value!r} is neither true nor false")
    return value


def _rows(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadProblem(place, "is not a list")
    return list(value)


def _table(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadProblem(place, "is not a table of names and values")
    return value


def _texts(value: Any, place: str) -> tuple[str, ...]:
    return tuple(_text(x, place) for x in _rows(value, place))


def _set_of_texts(value: Any, place: str) -> frozenset[str]:
    return frozenset(_texts(value, place))


def _by_name(read: Reader) -> Reader:
    return lambda value, place: {k: read(v, f"{place} {k}") for k, v in _table(value, place).items()}


def _list_of(read: Reader, name: str) -> Reader:
    return lambda value, place: tuple(read(row, f"{name} {n}") for n, row in enumerate(_rows(value, place)))


def _rooms(value: Any, place: str) -> int | dict[str, int]:
    return _by_name(_whole)(value, place) if isinstance(value, dict) else _whole(value, place)


def _levels(value: Any, place: str) -> tuple[int, int]:
    levels = [_whole(x, place) for x in _rows(value, place)]
    if len(levels) != 2:
        raise BadProblem(place, "is not a lowest and a highest level")
    return levels[0], levels[1]


def _travel(value: Any, place: str) -> dict[tuple[str, str], int]:
    table = {}
    for key, minutes in _table(value, place).items():
        one, bar, other = key.partition("|")
        if not bar:
            raise BadProblem(f"{place} {key}", "is not two sites with a | between them")
        table[one, other] = _whole(minutes, f"{place} {key}")
    return table


# How each field is read, by its name: names mean the same everywhere in the format.
FIELDS: dict[str, Reader] = {
    **dict.fromkeys(("id", "site", "subject", "pattern", "person", "class", "tutor", "name"), _text),
    **dict.fromkeys(("week", "day", "start", "end", "level", "sessions", "minutes", "need"), _whole),
    **dict.fromkeys(("group_min", "group_max", "max_sessions", "max_sessions_per_day", "max_group"), _whole),
    **dict.fromkeys(("max_away", "level_spread", "weeks"), _whole),
    **dict.fromkeys(("languages", "tags", "not_slots", "apart_from", "not_tutors"), _set_of_texts),
    **dict.fromkeys(("same_class", "pinned"), _yes_or_no),
    "rooms": _rooms,
    "misses": _by_name(_texts),
    "miss_limits": _by_name(_whole),
    "teaches": _by_name(_levels),
    "sites": _texts,
    "requests": _texts,
    "slots": _by_name(_whole),
    "available": lambda value, place: tuple(
        _row(Window, row, f"{place} {n}") for n, row in enumerate(_rows(value, place))
    ),
}
OWN_NAME = {"class": "class_id"}  # `class` is a word of Python's own


def _row(kind: type[Any], value: Any, place: str, **readers: Reader) -> Any:
    table = _table(value, place)
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


def _weights(value: Any, place: str) -> Weights:
    names = {f.name for f in fields(Weights)}
    readers: dict[str, Reader] = dict.fromkeys(names, _whole) | {"shortfall_share": _number}
    return Weights(**_row_of_numbers(value, place, readers))


def _row_of_numbers(value: Any, place: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    found = {}
    for name, raw in _table(value, place).items():
        if name not in readers:
            raise BadProblem(f"{place}: {name}", "is unknown")
        found[name] = readers[name](raw, f"{place}: {name}")
    return found


def _rules(value: Any, place: str) -> Rules:
    return Rules(**_row_of_numbers(value, place, {f.name: FIELDS[f.name] for f in fields(Rules)}))


def _kind(kind: type[Any], name: str, **readers: Reader) -> Reader:
    return _list_of(lambda value, place: _row(kind, value, place, **readers), name)


PARTS: dict[str, Reader] = {
    "name": _text,
    "weeks": _whole,
    "sites": _kind(Site, "site", slots=_kind(Slot, "slot")),
    "patterns": _kind(Pattern, "pattern"),
    "travel_minutes": _travel,
    "tutors": _kind(Tutor, "tutor"),
    "requests": _kind(Request, "request"),
    "classes": _kind(SchoolClass, "class"),
    "previous": _kind(PreviousGroup, "previous", slots=_texts),
    "rules": _rules,
    "weights": _weights,
}


def problem_from_dict(data: Any) -> Problem:
    """Read a problem; raises BadProblem with the place and the reason."""
    table = _table(data, "problem")
    if table.get("format") != FORMAT:
        raise BadProblem("format", f"{table.get('format')!r} is not {FORMAT}")
    for name in ("sites", "tutors", "requests"):
        if name not in table:
            raise BadProblem("problem", f"the field {name} is missing")
    for name in table:
        if name not in PARTS and name != "format":
            raise BadProblem("problem", f"there is no field {name}")
    return Problem(**{name: read(table[name], name) for name, read in PARTS.items() if name in table})


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """Write a problem as the format has it, leaving out what is not set."""
    data: dict[str, Any] = {"format": FORMAT}
    for f in fields(problem):
        value = getattr(problem, f.name)
        if f.name == "travel_minutes":
            data[f.name] = {f"{one}|{other}": minutes for (one, other), minutes in value.items()}
        elif isinstance(value, tuple):
            data[f.name] = [_plain(row) for row in value]
        else:
            data[f.name] = _plain(value)
    return data


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        row = {f.name: getattr(value, f.name) for f in fields(value)}
        named = {("class" if name == "class_id" else name): _plain(x) for name, x in row.items() if x is not None}
        return {name: x for name, x in named.items() if x not in ([], {}) or name in _KEPT_EMPTY}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(x) for x in value]
    if isinstance(value, Mapping):
        return {k: _plain(x) for k, x in value.items()}
    return value


_KEPT_EMPTY = frozenset({"sites", "slots", "teaches", "available", "requests", "rooms"})


def solution_from_dict(data: Any) -> Solution:
    """Read a solution; raises BadProblem with the place and the reason."""
    table = _table(data, "solution")
    if table.get("format", FORMAT) != FORMAT:
        raise BadProblem("format", f"{table['format']!r} is not {FORMAT}")
    if "groups" not in table:
        raise BadProblem("solution", "the field groups is missing")
    unplaced = {
        request: tuple(_reason(row, f"unplaced {request}") for row in _rows(rows, f"unplaced {request}"))
        for request, rows in _table(table.get("unplaced", {}), "unplaced").items()
    }
    bound, status, seconds = (table.get(name) for name in ("bound", "status", "seconds"))
    most = table.get("most_placed")
    return Solution(
        groups=_kind(Group, "group", slots=_texts)(table["groups"], "groups"),
        bound=None if bound is None else _number(bound, "bound"),
        status=None if status is None else SolveStatus(status),
        seconds=None if seconds is None else _number(seconds, "seconds"),
        unplaced=unplaced,
        most_placed=None if most is None else _whole(most, "most_placed"),
    )


def _reason(value: Any, place: str) -> Reason:
    table = _table(value, place)
    lists = {name: _texts(table.get(name, ()), place) for name in ("tutors", "labels")}
    return Reason(ReasonKind(table["kind"]), _whole(table.get("count", 0), place), **lists)


def solution_to_dict(solution: Solution) -> dict[str, Any]:
    """Write a solution as the format has it, leaving out what is not set."""
    data: dict[str, Any] = {"format": FORMAT, "groups": [_plain(group) for group in solution.groups]}
    for name in ("bound", "status", "seconds", "most_placed"):
        value = getattr(solution, name)
        if value is not None:
            data[name] = str(value) if name == "status" else value
    if solution.unplaced:
        data["unplaced"] = {request: [_plain(r) for r in reasons] for request, reasons in solution.unplaced.items()}
    return data


def read_problem(path: Path) -> Problem:
    """Read a problem from a file."""
    return problem_from_dict(_read(path))


def read_solution(path: Path) -> Solution:
    """Read a solution from a file."""
    return solution_from_dict(_read(path))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as wrong:
        raise BadProblem(str(path), f"is not JSON: {wrong}") from None


def write_solution(path: Path, solution: Solution) -> None:
    """Write a solution to a file."""
    path.write_text(json.dumps(solution_to_dict(solution), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_problem(path: Path, problem: Problem) -> None:
    """Write a problem to a file."""
    path.write_text(json.dumps(problem_to_dict(problem), ensure_ascii=False) + "\n", encoding="utf-8")
