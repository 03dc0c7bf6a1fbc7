"""The parameters of a form of tutoring: where an initiative starts from, and what its source asks at least or at most.

A deviation is shown, never refused (R-NEV-26); only `group_limit` is a limit nobody passes (R-EDL-GRP).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from tandem.initiatives.enums import Emphasis, ParentContact, Place
from tandem.people.enums import ConsentParty, TutorKind
from tandem.planning import Weights

STUDENTS = frozenset({TutorKind.STUDENT, TutorKind.STUDENT_OUTSIDE})


class Unit(StrEnum):
    """What is matched with what."""

    TUTOR = auto()  # a tutor with a few pupils
    VISIT = auto()  # a group of students with a whole class (MoZ)


class Training(StrEnum):
    """What tutors learn before they begin, and while they go on."""

    ATTITUDE = auto()
    COACHING = auto()
    DIDACTICS = auto()
    SUBJECT = auto()
    READING = auto()  # decoding, phonics, vocabulary (REACH)
    COMPREHENSION = auto()  # strategies, drawing conclusions, writing (the sister programme)
    GROUP_MANAGEMENT = auto()
    CLASS_VISIT = auto()
    SPECIAL_EDUCATION = auto()
    PEER_TUTOR = auto()
    PEER_TEACHER = auto()  # for the teachers who guide peers
    CRITICAL_USE = auto()  # of digital programmes
    HOME_VISIT = auto()
    OUTING = auto()
    CULTURE = auto()


class Gate(StrEnum):
    """What must be seen before a tutor may be placed, beside the safety gate."""

    TRAINING = auto()  # all days of the training
    MASTERY = auto()  # the tutor masters the matter
    GROUP_MANAGEMENT = auto()  # for groups of more than two
    PROGRAMME = auto()  # the digital programme was approved
    CONTRACT = auto()  # family and association wrote what they expect of each other
    TEACHER_PRESENT = auto()  # an experienced teacher is there


@dataclass(frozen=True, slots=True)
class Template:
    """Defaults of a form, and the least or the most its source asks.

    Attributes
    ----------
    weeks
        How many weeks it usually lasts, from the first to the last session.
    cycle_weeks
        After how many weeks the rhythm repeats; in a longer cycle no hour of the week is used twice.
    missed_at_most
        How often a week the same lesson may be missed.
    max_away
        How many pupils of one class may be away at the same moment, tutors among them.
    attend_minutes
        Minutes in which tutors follow the teacher's explanation, before they tutor.
    in_holidays
        Held on the days without school, and only then.
    consents
        Whose yes is awaited beforehand, also in school time; after school the law asks both anyway (R-NEV-01).
    sharing_every_weeks
        How often tutors share what they experience; 0 is not laid down.
    """

    minutes: int
    minutes_least: int
    group_min: int
    group_max: int
    level_spread: int
    sessions_per_week: int
    sessions_least: int
    weeks: int
    weeks_least: int
    in_school_time: bool = True
    after_school: bool = False
    in_holidays: bool = False
    fetch_minutes: int = 0
    attend_minutes: int = 0
    cycle_weeks: int = 1
    missed_at_most: int = 1
    max_away: int | None = None
    classmates: bool = True
    group_limit: int | None = None
    unit: Unit = Unit.TUTOR
    place: Place = Place.SCHOOL
    tutors: frozenset[TutorKind] = frozenset(TutorKind)
    training: frozenset[Training] = frozenset({Training.ATTITUDE, Training.COACHING})
    training_days: int = 0
    sharing_every_weeks: int = 0
    parent_contact: ParentContact = ParentContact.PERIOD
    consents: frozenset[ConsentParty] = frozenset()
    gates: frozenset[Gate] = frozenset()
    protected: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    emphasis: Emphasis = Emphasis.BALANCED
    reciprocal: bool = False

    @property
    def sharing_meetings(self) -> int:
        """How many meetings in which tutors share what they experience fit in the usual length."""
        return self.weeks // self.sharing_every_weeks if self.sharing_every_weeks else 0


# What an initiative takes over from its form, and may then choose otherwise.
FROM_TEMPLATE = (
    "minutes",
    "fetch_minutes",
    "attend_minutes",
    "group_min",
    "group_max",
    "level_spread",
    "sessions_per_week",
    "cycle_weeks",
    "in_school_time",
    "after_school",
    "in_holidays",
    "max_away",
    "classmates",
    "place",
    "tutor_kinds",
    "training_days",
    "parent_contact",
    "protected_subjects",
    "emphasis",
)


def start_of(template: Template) -> dict[str, Any]:
    """Return what an initiative of this form begins with."""
    listed = {"tutor_kinds": sorted(map(str, template.tutors)), "protected_subjects": sorted(template.protected)}
    return {name: listed[name] if name in listed else getattr(template, name) for name in FROM_TEMPLATE}


WEIGHTS: Mapping[Emphasis, Weights] = {
    Emphasis.BALANCED: Weights(),
    Emphasis.CONTINUITY: Weights(previous=150, pair_broken=900, slot_moved=90),
    Emphasis.REACH: Weights(group_extra=4, shortfall=600, shortfall_share=0.05),
    Emphasis.SMALL: Weights(group_extra=60),
}


# Lessons that reading programmes come on top of, never in the place of.
LANGUAGE = frozenset({"taal", "Nederlands", "lezen", "spelling"})
