"""The first plan, made from the facts: neediest first, in the cheapest hours of a tutor who fits."""

from collections.abc import Callable

from tandem.planning.board import Board
from tandem.planning.problem import Problem
from tandem.planning.regroup import regroup
from tandem.planning.solution import Group

CHECK_EVERY = 100


def first_plan(problem: Problem, stop: Callable[[], bool] = lambda: False) -> list[Group]:
    """Return a valid plan: pinned groups, then everybody alone, then who is left with a group that stands."""
    board = Board(problem)
    for group in problem.previous:
        members = tuple(r for r in dict.fromkeys(group.requests) if r in problem.request)
        if group.pinned and members and group.tutor in problem.tutor:
            board.place(problem.tutor[group.tutor], members, [board.slot(members[0], s) for s in group.slots])
    waiting = sorted((r for r in problem.requests if r.id not in board.group_of), key=lambda r: (-r.need, r.id))
    left = []
    for number, request in enumerate(waiting):
        if number % CHECK_EVERY == 0 and stop():
            break
        if problem.rules.group_min > 1 or not board.place_alone(request):
            left.append(request)
    if problem.rules.group_max > 1:
        for request in left:
            board.join(request)
        regroup(board, stop)
    return list(board.solution().groups)
