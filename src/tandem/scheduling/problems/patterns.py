"""Patterns: what pupils with the same week share."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from tandem.initiatives.models import Request
from tandem.scheduling.models import Team
from tandem.scheduling.problems.draft import ProblemDraft
from tandem.scheduling.problems.facts import Facts
from tandem.scheduling.weeks import Week, open_spans, policy_of

MISSED_AT_MOST = 1  # of the same lesson, each week


def pattern_for(draft: ProblemDraft, facts: Facts, request: Request) -> str:
    """Return the pattern of who asks: of the class, or of one pupil with lessons of their own."""
    if request.pupil_id is None:
        return pattern_of(draft, facts, request.site_id, [request.school_class_id], None)
    return pattern_of(draft, facts, request.site_id, facts.classes.get(request.pupil_id, []), request.pupil_id)


def pattern_of(
    draft: ProblemDraft, facts: Facts, site_pk: UUID, classes: Iterable[UUID | None], pupil: UUID | None
) -> str:
    known = [pk for pk in classes if pk is not None]
    own = facts.own_lessons.get(pupil, []) if pupil else []
    lessons = sorted({lesson for pk in known for lesson in facts.lessons.get(pk, ())} | set(own))
    painted = sorted({row for pk in known for row in facts.painted.get(pk, ())})
    site = draft.sites[site_pk]
    week = Week(tuple(lessons), tuple(painted))
    key = (site_pk, week)
    if key not in draft.weeks:
        found = open_spans(week, site.spans.items(), policy_of(facts.initiative))
        pattern = draft.weeks[key] = f"p{len(draft.weeks) + 1}"
        draft.patterns[pattern] = {"id": pattern, "slots": found.costs, "misses": found.misses}
        draft.after_school[pattern] = found.after_school
    return draft.weeks[key]


def limits_of(draft: ProblemDraft, pattern: str, elsewhere: Iterable[Team]) -> dict[str, int]:
    """Return how often each lesson may still be missed, all support the pupil gets taken together (R-NEV-17)."""
    labels = {label for labels in draft.patterns[pattern]["misses"].values() for label in labels}
    missed = Counter(label for team in elsewhere for slot in team.slots.all() for label in slot.misses)
    return {label: max(0, MISSED_AT_MOST - missed[label]) for label in sorted(labels)}
