"""What colleges can give: above it requests are not offered to their students (R-NEV-12)."""

from tandem.initiatives.queries.colleges import ceilings_of, colleges_behind
from tandem.scheduling.problems.draft import ProblemDraft
from tandem.scheduling.problems.facts import Facts
from tandem.scheduling.queries.college_places import allotment, can_help


def keep_under_ceilings(draft: ProblemDraft, facts: Facts) -> None:
    """Keep each request from the tutors of every college that gave its places to others, and say who waits."""
    ceilings = ceilings_of([facts.initiative.pk])[facts.initiative.pk]
    if not ceilings:
        return
    limited = {ceiling.college for ceiling in ceilings}
    rows = [row for row in facts.enrolments if row.pk in draft.tutors]
    found = allotment(facts.requests, rows, facts.own_teams, ceilings)
    for request in facts.requests:
        shut = limited - found.open[request.pk]
        mine = draft.requests[request.pk]
        mine["not_tutors"] |= {draft.tutors[row.pk]["id"] for row in rows if colleges_behind(row) & shut}
        if request.pk in found.waiting:
            draft.college_full.add(mine["id"])
        if any(colleges_behind(row) & shut and can_help(row, request) for row in rows):
            draft.college_shut.add(mine["id"])
