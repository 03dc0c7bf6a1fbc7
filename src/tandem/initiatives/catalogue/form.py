"""One shape for every form of tutoring: its parameters and conditions, who said what of it, what research found."""

from dataclasses import dataclass
from enum import StrEnum, auto

from tandem.core import glossary
from tandem.core.glossary import Text
from tandem.initiatives.catalogue.conditions import Condition
from tandem.initiatives.catalogue.points import Claim, Point, View
from tandem.initiatives.catalogue.template import Template
from tandem.initiatives.enums import FormKind


class Family(StrEnum):
    STUDENTS = auto()
    INTENSIVE = auto()
    WHOLE_CLASS = auto()
    PEERS = auto()
    DIGITAL = auto()
    AROUND_SCHOOL = auto()
    SUMMER = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of tutoring as the sources describe it.

    Attributes
    ----------
    asks
        What it asks of a school, in one sentence.
    words
        What a coordinator may look for it by: subjects, ages, names in use.
    source
        Where the parameters are from.
    """

    kind: FormKind
    family: Family
    asks: Text
    source: str
    template: Template
    conditions: tuple[Condition, ...]
    views: tuple[View, ...]
    points: tuple[Point, ...] = ()
    claims: tuple[Claim, ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return self.kind.value

    @property
    def name(self) -> Text:
        return self.kind.label

    @property
    def summary(self) -> Text:
        return glossary.GLOSSARY[glossary.Word(self.kind.value)].meaning


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """Something people ask for that is not a form of tutoring by itself, and why (R-NEV-16)."""

    key: str
    name: Text
    summary: Text
    refused: Text
    instead: tuple[FormKind, ...]
    conditions: tuple[Condition, ...]
    views: tuple[View, ...]
    points: tuple[Point, ...] = ()
    claims: tuple[Claim, ...] = ()
    words: frozenset[str] = frozenset()
