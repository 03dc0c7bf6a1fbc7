"""When a pupil may leave the class, what that costs, and what is missed: from lessons and what teachers painted.

Without a lesson list and without a word of the teacher nobody leaves a class (R-NEV-17): a choice must be made first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tandem.initiatives.models import Initiative
from tandem.scheduling.enums import Wish
from tandem.scheduling.hours import LONGEST_CHANGE, Span
from tandem.scheduling.intake.fields import SUBJECTS
from tandem.scheduling.intake.text import fold, key
from tandem.scheduling.intake.untis import subject_name_of_code

LESSON, RATHER_NOT, AFTER_SCHOOL = 2, 6, 5  # what missing an hour costs, where a place is worth about a thousand
HOUR = "@"  # begins the label of an hour of the week, which in a longer cycle is used once
JUST_AFTER_SCHOOL = 60  # minutes after the last lesson in which a pupil is still near


@dataclass(frozen=True, slots=True, order=True)
class Taught:
    """A weekly lesson."""

    day: int
    starts: int
    ends: int
    subject: str


@dataclass(frozen=True, slots=True, order=True)
class Painted:
    """What a class teacher said of a stretch."""

    day: int
    starts: int
    ends: int
    wish: Wish


@dataclass(frozen=True)
class Week:
    """What is known of the week of a class, or of one pupil."""

    lessons: tuple[Taught, ...] = ()
    painted: tuple[Painted, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What the initiative says of school time."""

    in_school_time: bool
    after_school: bool
    protected: frozenset[str]
    in_holidays: bool = False


@dataclass
class Open:
    """Where a session may be, its cost, what is missed there, and which of it is after school."""

    costs: dict[str, int] = field(default_factory=dict)
    misses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    after_school: set[str] = field(default_factory=set)


def open_spans(week: Week, spans: Iterable[tuple[str, Span]], policy: Policy) -> Open:
    """Return where pupils with this week may have a session."""
    found = Open()
    if policy.in_holidays:  # then there are no lessons to miss, and parent and pupil say yes as after school
        here = [slot for slot, _ in spans]
        return Open(dict.fromkeys(here, 0), {}, set(here))
    for slot, span in spans:
        missed = tuple(sorted({lesson.subject for lesson in _at(week.lessons, span)}))
        after = span.after_school or (not missed and _just_outside(week, span))
        if after and not policy.after_school:
            continue
        cost = 0 if after and not missed else _cost(week, span, missed, policy)
        if cost is None:
            continue
        found.costs[slot] = cost + (AFTER_SCHOOL if after else 0)
        if after:
            found.after_school.add(slot)
        if missed:
            found.misses[slot] = missed
    return found


def is_lesson(label: str) -> bool:
    """Tell whether what is missed is a lesson: an hour of the week is only counted."""
    return not label.startswith(HOUR)


@cache
def one_subject(name: str) -> str:
    """Return a subject under one name, however a timetable or a person writes it: NE, ned and Nederlands are one."""
    return fold(SUBJECTS.get(key(name), subject_name_of_code(name)))


def _cost(week: Week, span: Span, missed: tuple[str, ...], policy: Policy) -> int | None:
    """Return what a session in school time costs, or nothing where it may not be."""
    if not policy.in_school_time or any(one_subject(subject) in policy.protected for subject in missed):
        return None
    wishes = [painted for painted in week.painted if span.overlaps(painted.day, painted.starts, painted.ends)]
    if any(painted.wish == Wish.NEVER for painted in wishes):
        return None
    if not missed and not _between_lessons(week, span) and not _covered(wishes, span):
        return None  # nobody said what the class does then
    cost = LESSON if missed else 0
    return cost + (RATHER_NOT if any(painted.wish == Wish.RATHER_NOT for painted in wishes) else 0)


def _at(lessons: Iterable[Taught], span: Span) -> list[Taught]:
    return [lesson for lesson in lessons if span.overlaps(lesson.day, lesson.starts, lesson.ends)]


def _covered(wishes: Iterable[Painted], span: Span) -> bool:
    """Whether a teacher spoke about the whole stretch, changes between hours left aside."""
    at = span.starts
    for painted in sorted(wishes):
        if painted.starts > at + LONGEST_CHANGE:
            return False
        at = max(at, painted.ends)
    return at + LONGEST_CHANGE >= span.ends


def _between_lessons(week: Week, span: Span) -> bool:
    day = [lesson for lesson in week.lessons if lesson.day == span.day]
    return bool(day) and min(x.starts for x in day) < span.starts and span.ends < max(x.ends for x in day)


def _just_outside(week: Week, span: Span) -> bool:
    """Whether the class has just gone home; only known where its lessons are."""
    day = [lesson for lesson in week.lessons if lesson.day == span.day]
    if not day or any(span.overlaps(painted.day, painted.starts, painted.ends) for painted in week.painted):
        return False
    last = max(lesson.ends for lesson in day)
    return last <= span.starts <= last + JUST_AFTER_SCHOOL


def policy_of(initiative: Initiative) -> Policy:
    return Policy(
        initiative.in_school_time,
        initiative.after_school,
        frozenset(one_subject(str(subject)) for subject in initiative.protected_subjects),
        initiative.in_holidays,
    )


def session_minutes(initiative: Initiative) -> int:
    """Return how long a session takes a pupil: fetching, and explanation that tutors follow first, included."""
    return initiative.minutes + initiative.fetch_minutes + initiative.attend_minutes
