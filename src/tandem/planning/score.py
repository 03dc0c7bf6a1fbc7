"""What a plan is worth: one function per term, whole numbers, maximised."""

from collections import Counter
from collections.abc import Callable, Mapping
from math import ceil

from tandem.planning.plan import Plan
from tandem.planning.problem import Problem


def need(plan: Plan) -> int:
    """Each placed request and week: the request's own need."""
    return plan.problem.weeks * sum(member.need for team in plan.teams for member in team.members)


def fit(plan: Plan) -> int:
    """Each placed request and week: shared languages and tags, and the tutor they had."""
    problem = plan.problem
    return problem.weeks * sum(problem.fit(team.tutor, member) for team in plan.teams for member in team.members)


def miss(plan: Plan) -> int:
    """Each session of a member, and of a tutor with lessons: minus what missing that lesson costs."""
    return -sum(
        plan.problem.lessons_of(row).slots.get(slot.id, 0)
        for team in plan.teams
        for row in team.people_with_lessons()
        for slot in team.slots
    )


def group_extra(plan: Plan) -> int:
    """Each group and week: minus the weight times the square of how many more than one."""
    weight = plan.problem.weights.group_extra * plan.problem.weeks
    return -weight * sum((len(team.members) - 1) ** 2 for team in plan.teams)


def visit(plan: Plan) -> int:
    """Each tutor, day and site: minus the weight."""
    visits = sum(len({(*s.on, s.site) for s in sessions}) for sessions in plan.sessions_by_tutor.values())
    return -plan.problem.weights.visit * visits


def forgiven(problem: Problem, asked: int) -> int:
    """Return how many of a site's requests may stay without a place before it counts as falling short."""
    return ceil(problem.weights.shortfall_share * asked)


def shortfall(plan: Plan) -> int:
    """Each site and week: minus the weight for each unplaced request beyond the share that is forgiven."""
    problem = plan.problem
    asked = Counter(request.site for request in problem.requests)
    got = Counter(problem.request[r].site for r in plan.placed)
    short = sum(max(0, n - got[site] - forgiven(problem, n)) for site, n in asked.items())
    return -problem.weights.shortfall * problem.weeks * short


def pair_broken(plan: Plan) -> int:
    """Each request and week that had a tutor who is still there, and is now without or with another."""
    problem = plan.problem
    broken = 0
    for group in problem.previous:
        for request in group.requests if group.tutor in problem.tutor else ():
            team = plan.placed.get(request)
            broken += request in problem.request and (team is None or team.tutor.id != group.tutor)
    return -problem.weights.pair_broken * problem.weeks * broken


def slot_moved(plan: Plan) -> int:
    """Each slot of a kept pair of pupil and tutor that is no longer used."""
    moved = 0
    for group in plan.problem.previous:
        for request in group.requests:
            team = plan.placed.get(request)
            if team is not None and team.tutor.id == group.tutor:
                moved += len(set(group.slots) - set(team.group.slots))
    return -plan.problem.weights.slot_moved * moved


TERMS: tuple[Callable[[Plan], int], ...] = (
    need,
    fit,
    miss,
    group_extra,
    visit,
    shortfall,
    pair_broken,
    slot_moved,
)


def score(plan: Plan) -> Mapping[str, int]:
    """Return every term by its name; the objective is their sum."""
    return {term.__name__: term(plan) for term in TERMS}
