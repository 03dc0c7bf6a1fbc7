"""What can be in the way of a team: a moment, what clashes there, and whether a person may overrule it."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum, auto

from tandem.scheduling.hours import Span, minutes_of


@dataclass(frozen=True, slots=True)
class Moment:
    """When in the week (of the cycle)."""

    day: int
    starts: time
    ends: time
    week: int = 0

    @property
    def span(self) -> Span:
        return Span(self.day, minutes_of(self.starts), minutes_of(self.ends))


class ClashKind(StrEnum):
    TUTOR_ELSEWHERE = auto()  # the tutor is in another team then
    PUPIL_ELSEWHERE = auto()  # a pupil is in another team, or elsewhere, then
    TRAVEL = auto()  # no time to get from one site to the other
    NO_ROOM = auto()
    PROTECTED = auto()  # a protected lesson, an hour the teacher closed, or outside what the initiative allows
    TWICE_A_DAY = auto()
    TOO_SHORT = auto()
    TUTOR_UNAVAILABLE = auto()  # the tutor did not say to be free then
    RATHER_NOT = auto()  # the class teacher would rather not
    MISSED_TOO_OFTEN = auto()  # the same lesson, more than once a week
    TOO_FEW = auto()  # fewer or more sessions than asked for
    TUTOR_FULL = auto()  # more sessions than the tutor offers
    REFUSED = auto()  # said, in private, not to fit
    NOT_TAUGHT = auto()  # the tutor does not offer the subject, or not in this year
    NOT_HERE = auto()  # the tutor did not offer to come to this school
    TOO_MANY = auto()  # more pupils at once than the tutor offers
    NOT_MASTERED = auto()  # nobody confirmed that the tutor masters the subject, where the form asks it
    CLASSMATES = auto()  # one of the own class, where that takes a reason
    COLLEGE_FULL = auto()  # the college of the tutor has no places left for this school


BLOCKING = frozenset(
    {
        ClashKind.TUTOR_ELSEWHERE,
        ClashKind.PUPIL_ELSEWHERE,
        ClashKind.TRAVEL,
        ClashKind.NO_ROOM,
        ClashKind.PROTECTED,
        ClashKind.TWICE_A_DAY,
        ClashKind.REFUSED,
        ClashKind.NOT_MASTERED,
        ClashKind.CLASSMATES,
        ClashKind.COLLEGE_FULL,
    }
)


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way. A blocking one cannot be overruled; of the others a person may decide."""

    kind: ClashKind
    moment: Moment | None = None
    who: str = ""
    what: str = ""

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING
