"""PURE: who tutors whom, when and where.

A problem in, a plan out: `solve` finds it, `check` judges it, `io` keeps it.
"""

from tandem.planning.changes import Change, ChangeKind, changes_for
from tandem.planning.check import Verdict, check
from tandem.planning.io import (
    problem_from_dict,
    problem_to_dict,
    read_problem,
    read_solution,
    solution_from_dict,
    solution_to_dict,
    write_problem,
    write_solution,
)
from tandem.planning.mend import Step, mend
from tandem.planning.moves import Move, MoveKind
from tandem.planning.plan import Violation
from tandem.planning.problem import (
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
from tandem.planning.recruit import HalfDay, Recruit, recruits
from tandem.planning.solution import Group, Progress, Result, Solution, SolveStatus
from tandem.planning.solve import solve

__all__ = [
    "BadProblem",
    "Change",
    "ChangeKind",
    "Group",
    "HalfDay",
    "Move",
    "MoveKind",
    "Pattern",
    "PreviousGroup",
    "Problem",
    "Progress",
    "Reason",
    "ReasonKind",
    "Recruit",
    "Request",
    "Result",
    "Rules",
    "SchoolClass",
    "Site",
    "Slot",
    "Solution",
    "SolveStatus",
    "Step",
    "Tutor",
    "Verdict",
    "Violation",
    "Weights",
    "Window",
    "changes_for",
    "check",
    "mend",
    "problem_from_dict",
    "problem_to_dict",
    "read_problem",
    "read_solution",
    "recruits",
    "solution_from_dict",
    "solution_to_dict",
    "solve",
    "write_problem",
    "write_solution",
]
