"""What a change by hand would clash with, said before it happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum, auto

from tandem.scheduling.models import Team


@dataclass(frozen=True, slots=True)
class Moment:
    """When in the week (of the cycle)."""

    day: int
    starts: time
    ends: time
    week: int = 0


class ClashKind(StrEnum):
    TUTOR_ELSEWHERE = auto()  # the tutor is in another team then
    PUPIL_ELSEWHERE = auto()  # a pupil is in another team, or elsewhere, then
    TRAVEL = auto()  # no time to get from one site to the other
    NO_ROOM = auto()
    PROTECTED = auto()  # a protected lesson, or an hour the teacher closed
    TWICE_A_DAY = auto()
    TOO_SHORT = auto()
    TUTOR_UNAVAILABLE = auto()  # the tutor did not say to be free then
    RATHER_NOT = auto()  # the class teacher would rather not
    MISSED_TOO_OFTEN = auto()  # the same lesson, more than once a week
    TOO_FEW = auto()  # fewer or more sessions than asked for
    TUTOR_FULL = auto()  # more sessions than the tutor offers


BLOCKING = frozenset(
    {
        ClashKind.TUTOR_ELSEWHERE,
        ClashKind.PUPIL_ELSEWHERE,
        ClashKind.TRAVEL,
        ClashKind.NO_ROOM,
        ClashKind.PROTECTED,
        ClashKind.TWICE_A_DAY,
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


def clashes_of(team: Team, moments: Iterable[Moment]) -> list[Clash]:
    """Return what would be in the way if the team met at these moments."""
    return sorted(_clashes(team, list(moments)), key=lambda clash: (not clash.blocks, clash.kind, str(clash.moment)))


def _clashes(team: Team, moments: list[Moment]) -> Iterable[Clash]:
    days = [(moment.week, moment.day) for moment in moments]
    for moment in moments:
        if days.count((moment.week, moment.day)) > 1:
            yield Clash(ClashKind.TWICE_A_DAY, moment)
