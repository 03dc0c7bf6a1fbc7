"""What somebody may say of a form of tutoring, from where they look at it, and what research says."""

from dataclasses import dataclass
from enum import StrEnum, auto

from tandem.core.glossary import Text

TABLE = "ST010, tabel 2"
CARD = "Education Lab, praktijkkaart Tutoring"


class Voice(StrEnum):
    PARTICIPANTS = auto()
    STUDENTS = auto()
    LITERATURE = auto()
    EXPERTS = auto()


class Side(StrEnum):
    ADVANTAGE = auto()
    DISADVANTAGE = auto()
    CONDITION = auto()


class Perspective(StrEnum):
    PARENTS = auto()
    TEACHER = auto()
    PUPIL = auto()
    TUTOR = auto()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing somebody said of a form."""

    side: Side
    voice: Voice
    text: Text


@dataclass(frozen=True, slots=True)
class View:
    """How a form looks to somebody."""

    perspective: Perspective
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding, as its source words it."""

    text: Text
    source: str
    year: int
    against: bool = False


def points(side: Side, voice: Voice, *texts: Text) -> tuple[Point, ...]:
    return tuple(Point(side, voice, text) for text in texts)


def views(source: str, *, parents: Text, teacher: Text, pupil: Text, tutor: Text) -> tuple[View, ...]:
    """Return how a form looks from each of the four sides, in the order in which they are read."""
    return (
        View(Perspective.PARENTS, parents, source),
        View(Perspective.TEACHER, teacher, source),
        View(Perspective.PUPIL, pupil, source),
        View(Perspective.TUTOR, tutor, source),
    )
