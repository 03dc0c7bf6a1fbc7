"""Problems and solutions as JSON, in and out, so that any run can be replayed."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from tandem.planning.facts import (
    Pattern,
    PreviousGroup,
    Request,
    Rules,
    SchoolClass,
    Site,
    Slot,
    Tutor,
    Weights,
)
from tandem.planning.fields import (
    FIELDS,
    Reader,
    by_name,
    list_of,
    read_number,
    read_row,
    read_rows,
    read_table,
    read_text,
    read_texts,
    read_travel,
    read_whole,
)
from tandem.planning.problem import FORMAT, Problem
from tandem.planning.reasons import Reason, ReasonKind
from tandem.planning.refusals import BadProblem
from tandem.planning.solution import Group, Solution, SolveStatus

E = TypeVar("E", SolveStatus, ReasonKind)


def _weights(value: Any, place: str) -> Weights:
    names = {f.name for f in fields(Weights)}
    readers: dict[str, Reader] = dict.fromkeys(names, read_whole) | {"shortfall_share": read_number}
    return Weights(**_row_of_numbers(value, place, readers))


def _row_of_numbers(value: Any, place: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    found = {}
    for name, raw in read_table(value, place).items():
        if name not in readers:
            raise BadProblem(f"{place}: {name}", "is unknown")
        found[name] = readers[name](raw, f"{place}: {name}")
    return found


def _rules(value: Any, place: str) -> Rules:
    return Rules(**_row_of_numbers(value, place, {f.name: FIELDS[f.name] for f in fields(Rules)}))


def _kind(kind: type[Any], name: str, **readers: Reader) -> Reader:
    return list_of(lambda value, place: read_row(kind, value, place, **readers), name)


PARTS: dict[str, Reader] = {
    "name": read_text,
    "weeks": read_whole,
    "sites": _kind(Site, "site", slots=_kind(Slot, "slot")),
    "patterns": _kind(Pattern, "pattern"),
    "travel_minutes": read_travel,
    "tutors": _kind(Tutor, "tutor"),
    "requests": _kind(Request, "request"),
    "classes": _kind(SchoolClass, "class"),
    "previous": _kind(PreviousGroup, "previous", slots=read_texts),
    "rules": _rules,
    "weights": _weights,
}


def problem_from_dict(data: Any) -> Problem:
    """Read a problem; raises BadProblem with the place and the reason."""
    table = read_table(data, "problem")
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
    table = read_table(data, "solution")
    if table.get("format", FORMAT) != FORMAT:
        raise BadProblem("format", f"{table['format']!r} is not {FORMAT}")
    if "groups" not in table:
        raise BadProblem("solution", "the field groups is missing")
    unplaced = {
        request: tuple(_reason(row, f"unplaced {request}") for row in read_rows(rows, f"unplaced {request}"))
        for request, rows in read_table(table.get("unplaced", {}), "unplaced").items()
    }
    bound, status, seconds = (table.get(name) for name in ("bound", "status", "seconds"))
    most = table.get("most_placed")
    return Solution(
        groups=_kind(Group, "group", slots=read_texts)(table["groups"], "groups"),
        bound=None if bound is None else read_number(bound, "bound"),
        status=None if status is None else _one_of(SolveStatus, status, "status"),
        seconds=None if seconds is None else read_number(seconds, "seconds"),
        unplaced=unplaced,
        prices=by_name(read_number)(table.get("prices", {}), "prices"),
        most_placed=None if most is None else read_whole(most, "most_placed"),
    )


def _one_of(kind: type[E], value: Any, place: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise BadProblem(place, f"{value!r} is unknown") from None


def _reason(value: Any, place: str) -> Reason:
    table = read_table(value, place)
    lists = {name: read_texts(table.get(name, ()), place) for name in ("tutors", "labels")}
    kind = _one_of(ReasonKind, table.get("kind"), f"{place}: kind")
    return Reason(kind, read_whole(table.get("count", 0), place), **lists)


def solution_to_dict(solution: Solution) -> dict[str, Any]:
    """Write a solution as the format has it, leaving out what is not set."""
    data: dict[str, Any] = {"format": FORMAT, "groups": [_plain(group) for group in solution.groups]}
    for name in ("bound", "status", "seconds", "most_placed"):
        value = getattr(solution, name)
        if value is not None:
            data[name] = str(value) if name == "status" else value
    if solution.prices:
        data["prices"] = dict(solution.prices)
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
    except RecursionError:
        raise BadProblem(str(path), "is not JSON that can be read: it is nested too deep") from None
    except ValueError as wrong:  # no UTF-8, no JSON, a number of thousands of digits
        raise BadProblem(str(path), f"is not JSON: {wrong}") from None


def write_solution(path: Path, solution: Solution) -> None:
    """Write a solution to a file."""
    path.write_text(json.dumps(solution_to_dict(solution), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_problem(path: Path, problem: Problem) -> None:
    """Write a problem to a file."""
    path.write_text(json.dumps(problem_to_dict(problem), ensure_ascii=False) + "\n", encoding="utf-8")
