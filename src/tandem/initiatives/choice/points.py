"""What somebody may say of a form of tutoring, and from where they look at it."""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.functional import Promise

from tandem.initiatives.choice.conditions import Condition
from tandem.initiatives.enums import FormKind

Text = str | Promise


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
class Choice:
    """A form a school may choose, with all that is known of it."""

    key: str
    name: Text
    summary: Text
    conditions: tuple[Condition, ...]
    points: tuple[Point, ...]
    views: tuple[View, ...]
    refused: Text = ""  # why it is not offered on its own
    form: FormKind | None = None
