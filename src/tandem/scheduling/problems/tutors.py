"""Who tutors: tutors one by one, or a group of students as one."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tandem import planning
from tandem.initiatives.models import Enrolment
from tandem.initiatives.queries.training import Skills, asked_of, skills_of
from tandem.initiatives.training_rules import PAIR
from tandem.people.enums import TutorKind
from tandem.scheduling.hours import minutes_of
from tandem.scheduling.models import Availability
from tandem.scheduling.problems.convert import stretches_of, words
from tandem.scheduling.problems.draft import ProblemDraft
from tandem.scheduling.problems.facts import Facts, Stretch
from tandem.scheduling.problems.patterns import class_of, limits_of, pattern_of
from tandem.scheduling.weeks import one_subject

SOON = timedelta(days=28)  # a tutor who begins within this time is worth waiting for
WHOLE_DAY = 24 * 60


def add_tutors(draft: ProblemDraft, facts: Facts) -> None:
    """Add everybody who takes part then, a tutor whose check is pending included: that shows before publishing."""
    rows = [row for row in facts.enrolments if row.from_date <= facts.from_date + SOON]
    skills = skills_of({row.tutor_id for row in rows if row.tutor_id})
    for number, row in enumerate(rows, start=1):
        draft.tutors[row.pk] = {
            "id": f"t{number}",
            "sites": _sites(draft, row),
            "teaches": _teaches(facts, row, skills),
            "available": windows_of(facts, row),
            "max_sessions": row.max_sessions,
            "max_sessions_per_day": row.max_sessions_per_day,
            "max_group": 1 if facts.initiative.visits_class else _largest_group(facts, row, skills),
            "languages": words(row.tutor.languages) if row.tutor else frozenset(),
            "tags": words(row.tutor.interests) if row.tutor else frozenset(),
        } | _own_lessons(draft, facts, row)
    _add_refusals(draft, facts)


def _sites(draft: ProblemDraft, row: Enrolment) -> tuple[str, ...]:
    """Return the sites a tutor comes to; who named none comes to all."""
    named = {site.pk for site in row.sites.all()}
    return tuple(site.id for pk, site in draft.sites.items() if not named or pk in named)


def _largest_group(facts: Facts, row: Enrolment, skills: Mapping[UUID, Skills]) -> int:
    """Return how many pupils a tutor takes at once; with more than two only who has learned to lead a group (S-05)."""
    if row.tutor_id is None or skills[row.tutor_id].groups or not asked_of(facts.initiative).groups:
        return row.max_group
    return min(row.max_group, PAIR)


def _teaches(facts: Facts, row: Enrolment, skills: Mapping[UUID, Skills]) -> dict[str, tuple[int, int]]:
    if row.student_group_id and not row.teaches:  # a group of students brings what the class asks
        return {one_subject(request.subject): (0, 99) for request in facts.requests}
    teaches, asked = row.teaches.items(), asked_of(facts.initiative)
    if row.tutor_id and asked.experienced and not skills[row.tutor_id].experienced:
        return {}  # stands beside a teacher, and leads nobody
    if row.tutor_id and asked.mastery:
        known = skills[row.tutor_id].mastered
        teaches = [(subject, years) for subject, years in teaches if subject.strip().lower() in known]
    return {one_subject(subject): (low, high) for subject, (low, high) in teaches}


def windows_of(facts: Facts, row: Enrolment) -> tuple[planning.Window, ...]:
    """Return when a tutor can, less what other initiatives take; a group can when it said, or else all of it can."""
    free = _stretches(facts.available_to(row))
    if not free and row.tutor and row.tutor.kind == TutorKind.OLDER_PUPIL:
        free = [(day, 0, WHOLE_DAY) for day in range(7)]  # at school anyway: only their own lessons count
    if row.student_group and not free:
        free = _all_can([_stretches(facts.available.get(pk, ())) for pk in sorted(_people(row))])
    taken = [
        stretch
        for team in facts.other_teams
        if _people(team.enrolment) & _people(row)
        for stretch in stretches_of(team)
    ]
    return tuple(planning.Window(*stretch) for stretch in _less(free, taken))


def available_until(facts: Facts, row: Enrolment, stretches: Iterable[Stretch]) -> date | None:
    """Return the day after which a tutor's availability no longer covers these stretches."""
    ends = []
    for day, starts, ends_at in stretches:
        covering = [
            window.to_date
            for window in facts.available_to(row)
            if window.day == day and minutes_of(window.starts) <= starts and ends_at <= minutes_of(window.ends)
        ]
        if covering and None not in covering:
            ends.append(max(to_date for to_date in covering if to_date is not None))
    return min(ends, default=None)


def _people(row: Enrolment) -> set[UUID]:
    if row.tutor_id:
        return {row.tutor_id}
    return {tutor.pk for tutor in row.student_group.tutors.all()} if row.student_group else set()


def _stretches(rows: Iterable[Availability]) -> list[Stretch]:
    """Return stretches, those that touch joined."""
    joined: list[Stretch] = []
    for day, starts, ends in sorted((row.day, minutes_of(row.starts), minutes_of(row.ends)) for row in rows):
        if joined and joined[-1][0] == day and starts <= joined[-1][2]:
            joined[-1] = (day, joined[-1][1], max(joined[-1][2], ends))
        else:
            joined.append((day, starts, ends))
    return joined


def _all_can(free: list[list[Stretch]]) -> list[Stretch]:
    if not free:
        return []
    shared = free[0]
    for other in free[1:]:
        shared = sorted(
            (day, max(starts, a), min(ends, b))
            for day, starts, ends in shared
            for other_day, a, b in other
            if day == other_day and max(starts, a) < min(ends, b)
        )
    return shared


def _less(free: list[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    for day, starts, ends in taken:
        free = [
            piece
            for free_day, a, b in free
            for piece in (
                [(free_day, a, b)]
                if free_day != day or b <= starts or ends <= a
                else [(free_day, a, starts), (free_day, ends, b)]
            )
            if piece[1] < piece[2]
        ]
    return free


def _own_lessons(draft: ProblemDraft, facts: Facts, row: Enrolment) -> dict[str, Any]:
    """Return what an older pupil who tutors misses: their own lessons count like anybody's."""
    if row.tutor is None or not hasattr(row.tutor.person, "pupil"):
        return {}
    pupil = row.tutor.person.pupil
    here = next((pk for pk, site in draft.sites.items() if site.id in _sites(draft, row)), None)
    if here is None:
        return {}
    pattern = pattern_of(draft, facts, here, facts.classes.get(pupil.pk, []), pupil.pk)
    return {
        "person": draft.person(pupil.person_id),
        "pattern": pattern,
        "not_slots": frozenset(draft.sites[here].overlapping(facts.busy.get(pupil.pk, ()))),
        "miss_limits": limits_of(draft, facts, pattern, ()),
        "class_id": class_of(draft, facts, pupil.pk),
    }


def _add_refusals(draft: ProblemDraft, facts: Facts) -> None:
    """Keep from each request the tutors it refuses; why and who asked for it stays out of the problem."""
    by_tutor: dict[UUID, list[str]] = {}
    for row in facts.enrolments:
        if row.pk in draft.tutors:
            for pk in _people(row):
                by_tutor.setdefault(pk, []).append(draft.tutors[row.pk]["id"])
    for request in facts.requests:
        refused = {key for tutor in request.not_tutors.all() for key in by_tutor.get(tutor.pk, ())}
        draft.requests[request.pk]["not_tutors"] = frozenset(refused)
