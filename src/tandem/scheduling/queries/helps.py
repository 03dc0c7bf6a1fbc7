"""What would give somebody a place, and where one more tutor would help most: worked out from the last run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from tandem import planning
from tandem.initiatives.models import Request
from tandem.people.models import Tutor
from tandem.scheduling.hours import clock_of
from tandem.scheduling.models import PlanningRun
from tandem.scheduling.queries.explanations import tutors_behind

SECONDS = 2.0
RECRUIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A moment of the week."""

    day: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Help:
    """A change that was planned again and gives the request a place; `moved` is how many others move for it."""

    kind: planning.ChangeKind
    tutor: Tutor | None
    moments: tuple[Stretch, ...]
    sessions: int
    moved: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One more tutor: where, for what, when, and how many pupils would have a place then."""

    site: str
    subject: str
    levels: tuple[int, int]
    half_days: tuple[planning.HalfDay, ...]
    sessions: int
    pupils: int


def helps_for(run: PlanningRun, request: Request) -> list[Help]:
    """Return the smallest changes that would give a request a place, each worked out again."""
    read = _read(run)
    opaque = next((key for key, pk in run.keys.get("requests", {}).items() if pk == str(request.pk)), None)
    if read is None or opaque is None or opaque not in read[0].request or opaque in _placed(read[1]):
        return []
    problem, solution = read
    tutors = tutors_behind(run)
    slots = problem.slots_at[problem.request[opaque].site]
    return [
        Help(
            change.kind,
            tutors.get(change.tutor),
            tuple(_stretch(slots[slot]) for slot in change.slots),
            change.sessions,
            change.moved,
        )
        for change in planning.changes_for(problem, solution, opaque, seconds=SECONDS)
    ]


def where_to_recruit(run: PlanningRun) -> list[Wanted]:
    """Return where one more tutor would give most pupils a place."""
    read = _read(run)
    if read is None:
        return []
    found = planning.recruits(*read, seconds=RECRUIT_SECONDS)
    keys = run.keys.get("requests", {})
    rows = Request.objects.filter(pk__in=[keys[r] for row in found for r in row.requests if r in keys])
    by_pk = {str(row.pk): row for row in rows.select_related("site")}
    wanted = []
    for row in found:
        first = by_pk.get(keys.get(row.requests[0], ""))
        if first is not None:
            facts = (first.site.name, first.subject, row.levels, row.half_days, row.sessions, len(row.requests))
            wanted.append(Wanted(*facts))
    return wanted


def _read(run: PlanningRun) -> tuple[planning.Problem, planning.Solution] | None:
    """Return what the run was asked and what it found, as far as both were kept."""
    try:
        return planning.problem_from_dict(run.problem), planning.solution_from_dict(run.solution)
    except planning.BadProblem:
        return None


def _placed(solution: planning.Solution) -> set[str]:
    return {request for group in solution.groups for request in group.requests}


def _stretch(slot: planning.Slot) -> Stretch:
    return Stretch(slot.day, clock_of(slot.start), clock_of(slot.end))


def without_twins(helps: Iterable[Help]) -> list[Help]:
    """Return one of each that reads the same."""
    return list(dict.fromkeys(helps))
