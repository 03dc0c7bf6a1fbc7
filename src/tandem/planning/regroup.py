"""Pupils change from group to group where that makes a place, or groups that are more even."""

from collections.abc import Callable
from dataclasses import replace

from tandem.planning.board import Board, BoardGroup
from tandem.planning.check import check
from tandem.planning.facts import Request
from tandem.planning.problem import Problem
from tandem.planning.solution import Solution

MOST_ROUNDS = 20


def regroup(board: Board, stop: Callable[[], bool] = lambda: False) -> None:
    """Let pupils change groups while that is worth something; nobody loses a place, a tutor from before or a lesson.

    Only where groups of three and more are allowed: of those there are too many to try them all.
    """
    if board.problem.rules.group_max < 3:
        return
    kept = {request for group in board.problem.previous for request in group.requests}
    movable = [request for request in board.problem.requests if request.id not in kept]
    for _ in range(MOST_ROUNDS):
        changed = False
        for request in movable:
            if stop():
                return
            home = board.group_of.get(request.id)
            changed |= _room_made(board, request) if home is None else _better_home(board, request, home)
        if not changed:
            return


def regrouped(problem: Problem, plan: Solution) -> Solution:
    """Return the plan after pupils have changed groups, where that is a better one."""
    if problem.rules.group_max < 3:
        return plan
    board = Board(problem)
    for group in plan.groups:
        slots = [board.slot(group.requests[0], slot) for slot in group.slots]
        board.place(problem.tutor[group.tutor], group.requests, slots)
    regroup(board)
    found = replace(plan, groups=board.solution().groups)
    before, after = check(problem, plan), check(problem, found)
    return found if after.valid and after.objective > before.objective else plan


def _better_home(board: Board, request: Request, home: BoardGroup) -> bool:
    """Let a pupil change to the group where that is worth most."""
    if home.fixed or len(home.requests) <= max(1, board.problem.rules.group_min):
        return False
    board.leave(home, request)
    now = board.worth_in(home, request)
    others = [g for g in board.groups_at[request.site] if g is not home and board.may_join(g, request)]
    best = max(others, key=lambda group: board.worth_in(group, request), default=home)
    if board.worth_in(best, request) <= now:
        best = home
    board.enter(best, request)
    return best is not home


def _room_made(board: Board, request: Request) -> bool:
    """Give a pupil without a place that of a groupmate who can as well go to another group."""
    if board.join(request):
        return True
    for group in board.groups_at[request.site]:
        if group.fixed or board.problem.request[group.requests[0]].subject != request.subject:
            continue
        for member in [board.problem.request[r] for r in group.requests]:
            board.leave(group, member)
            if group.requests and board.may_join(group, request):
                board.enter(group, request)
                if board.join(member):
                    return True
                board.leave(group, request)
            board.enter(group, member)
    return False
