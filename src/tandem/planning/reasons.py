"""Why a request has no place: facts, which the pages put into words."""

from dataclasses import dataclass
from enum import StrEnum


class ReasonKind(StrEnum):
    """One fact about the tutors of a site, seen from a request."""

    NO_TUTOR_AT_SITE = "no_tutor_at_site"  # nobody comes to this site
    NOT_ABLE = "not_able"  # does not teach the subject at this level
    PRIVATE = "private"  # a refusal of a person: no page may spell it out
    CLASSMATE = "classmate"  # the form wants no classmates, or it is the same child
    NEVER_TOGETHER = "never_together"  # too few days on which both tutor and pupil can
    LESSONS = "lessons"  # days enough, but a lesson would be missed too often
    FULL = "full"  # the tutor has no sessions left this week
    BUSY = "busy"  # the tutor has sessions left, but not at moments the pupil can
    NO_ROOM = "no_room"  # tutor and pupil can, but every room is taken
    CLASS_AWAY = "class_away"  # tutor and pupil can, but too many of the class are away already
    GROUP = "group"  # a group is asked for, and nobody is left to form it with
    OUTWEIGHED = "outweighed"  # possible, but the plan is better without


@dataclass(frozen=True, slots=True)
class Reason:
    """How many tutors of the site cannot, for one kind of reason.

    Attributes
    ----------
    tutors
        Who; empty for a private reason, which stays private.
    labels
        For LESSONS: what would be missed too often.
    """

    kind: ReasonKind
    count: int = 0
    tutors: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
