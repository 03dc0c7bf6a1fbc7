"""What changes for each pupil from the running plan to another, and why it has to: facts only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tandem.planning.check import check
from tandem.planning.plan import Plan
from tandem.planning.problem import Problem, person_of
from tandem.planning.solution import Group, Solution


class MoveKind(StrEnum):
    """What changes for one pupil."""

    PLACED = "placed"  # had no place, or lost the tutor, and has one now
    TUTOR = "tutor"  # has another tutor
    MOMENTS = "moments"  # keeps the tutor, at other moments
    COMPANY = "company"  # keeps tutor and moments, with somebody else beside them
    WITHOUT = "without"  # had a place and has none now


@dataclass(frozen=True, slots=True)
class Move:
    """A change for one pupil.

    Attributes
    ----------
    makes_room_for
        Whose place or moments would be lost if this pupil stayed; each was tried.
    rules
        The rules that would then be broken. Nothing where the pupil could have stayed: the plan is not yet proven.
    """

    request: str
    kind: MoveKind
    tutor_before: str | None
    tutor: str | None
    slots_before: tuple[str, ...]
    slots: tuple[str, ...]
    makes_room_for: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def moves(problem: Problem, solution: Solution) -> tuple[Move, ...]:
    """Return what changes for each pupil, in the order of the problem."""
    before = {r: g for g in _running(problem) for r in g.requests}
    after = {r: g for g in solution.groups for r in g.requests}
    found = []
    for request in problem.requests:
        move = _move(request.id, before.get(request.id), after.get(request.id))
        if move is not None and move.kind in (MoveKind.TUTOR, MoveKind.MOMENTS, MoveKind.WITHOUT):
            move = _with_reason(problem, solution, move, before)
        found += [] if move is None else [move]
    return tuple(found)


def _running(problem: Problem) -> list[Group]:
    """Return the running groups whose tutor is still there, less the pupils who have left."""
    return [
        Group(f"running {n}", group.tutor, tuple(r for r in group.requests if r in problem.request), group.slots)
        for n, group in enumerate(problem.previous)
        if group.tutor in problem.tutor
    ]


def _move(request: str, before: Group | None, after: Group | None) -> Move | None:
    if before is None:
        return None if after is None else Move(request, MoveKind.PLACED, None, after.tutor, (), after.slots)
    if after is None:
        return Move(request, MoveKind.WITHOUT, before.tutor, None, before.slots, ())
    if after.tutor != before.tutor:
        kind = MoveKind.TUTOR
    elif set(after.slots) != set(before.slots):
        kind = MoveKind.MOMENTS
    elif set(after.requests) != set(before.requests):
        kind = MoveKind.COMPANY
    else:
        return None
    return Move(request, kind, before.tutor, after.tutor, before.slots, after.slots)


def _with_reason(problem: Problem, solution: Solution, move: Move, before: Mapping[str, Group]) -> Move:
    """Put the pupil back where they were, and see which rules that breaks and without whom it would not."""
    groups, kept = _put_back(problem, solution, move.request, before[move.request])
    broken = _broken(problem, groups)
    if not broken:
        return move
    room: list[str] = []
    for group in groups:
        if group.id != kept and not _stands(group, before):
            left = [other for other in groups if other.id != group.id]
            if len(_broken(problem, left)) < len(broken):
                room += group.requests
    return replace(move, makes_room_for=tuple(sorted(set(room) - {move.request})), rules=tuple(dict.fromkeys(broken)))


def _put_back(problem: Problem, solution: Solution, request: str, home: Group) -> tuple[list[Group], str]:
    """Return the groups near the pupil with the pupil back in the old place, and which group that is."""
    groups = []
    kept = home.id
    for group in _near(problem, solution, request, home):
        members = tuple(r for r in group.requests if r != request)
        same = group.tutor == home.tutor and set(group.slots) == set(home.slots)
        if same and set(members) & set(home.requests):
            kept, members = group.id, (*members, request)
        groups += [replace(group, requests=members)] if members else []
    if kept == home.id:
        groups.append(replace(home, requests=(request,)))
    return groups, kept


def _near(problem: Problem, solution: Solution, request: str, home: Group) -> Iterable[Group]:
    """Yield the groups that the pupil's old place can be in the way of: of the tutor, the site, the child, a class."""
    row, tutor = problem.request[request], problem.tutor[home.tutor]
    people = {person_of(row), person_of(tutor)}
    classes = {row.class_id, tutor.class_id} & set(problem.max_away)
    for team in Plan(problem, solution).teams:
        touched = any(person_of(x) in people or x.class_id in classes for x in team.everybody())
        if team.site.id == row.site or team.tutor.id == tutor.id or touched:
            yield team.group


def _broken(problem: Problem, groups: Iterable[Group]) -> tuple[str, ...]:
    """Return the rules that these groups break; pins are no matter here."""
    free = replace(problem, previous=())
    return tuple(violation.rule for violation in check(free, Solution(tuple(groups))).violations)


def _stands(group: Group, before: Mapping[str, Group]) -> bool:
    """Tell whether a group is as it was."""
    return all(
        (old := before.get(r)) is not None and old.tutor == group.tutor and set(old.slots) == set(group.slots)
        for r in group.requests
    )
