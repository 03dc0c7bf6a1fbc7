"""Patterns: what pupils with the same week share."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from tandem.initiatives.models import Request
from tandem.scheduling.hours import Span, cycle_of
from tandem.scheduling.models import Team
from tandem.scheduling.problems.draft import ProblemDraft
from tandem.scheduling.problems.facts import Facts
from tandem.scheduling.weeks import HOUR, Week, is_lesson, open_spans, policy_of


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
        misses = _with_hours(draft, facts, site_pk, found.costs, found.misses)
        draft.patterns[pattern] = {"id": pattern, "slots": found.costs, "misses": misses}
        draft.after_school[pattern] = found.after_school
    return draft.weeks[key]


def _with_hours(
    draft: ProblemDraft, facts: Facts, site: UUID, slots: Iterable[str], misses: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Where weeks rotate, count the hours of the week beside the lessons (R-EDL-REA-b)."""
    if draft.cycle == 1:
        return misses
    spans = draft.sites[site].spans
    return {slot: (*misses.get(slot, ()), *_hours_at(facts, site, spans[slot])) for slot in slots}


def _hours_at(facts: Facts, site: UUID, span: Span) -> list[str]:
    hours = {hour for schedule in facts.hours.get(site, {}).values() for hour in schedule}
    return sorted(
        {f"{HOUR}{hour.day}-{hour.starts}" for hour in hours if span.overlaps(hour.day, hour.starts, hour.ends)}
    )


def limits_of(draft: ProblemDraft, facts: Facts, pattern: str, elsewhere: Iterable[Team]) -> dict[str, int]:
    """Return how often each lesson may still be missed, all support the pupil gets taken together (R-NEV-17)."""
    labels = {label for labels in draft.patterns[pattern]["misses"].values() for label in labels}
    missed: Counter[str] = Counter()
    for team in elsewhere:
        slots = list(team.slots.all())
        own = cycle_of(slot.week for slot in slots)
        for label, times in Counter(label for slot in slots for label in slot.misses).items():
            missed[label] += -(-times * draft.cycle // own)
    most = facts.initiative.template.missed_at_most * draft.cycle
    return {label: max(0, most - missed[label]) if is_lesson(label) else 1 for label in sorted(labels)}


def class_of(draft: ProblemDraft, facts: Facts, pupil: UUID | None) -> str | None:
    """Return the class of a pupil, where somebody may not be tutored by a classmate or only so many may be away."""
    classes = facts.classes_of(pupil)
    asked = facts.initiative.max_away is not None or not facts.initiative.classmates
    return draft.school_class(classes[0]) if classes and asked else None
