"""What a school can offer, and whether that is what a form asks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from tandem.core.glossary import Text


class Answer(StrEnum):
    YES = auto()
    NO = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a school says it can offer; what it left open counts for nothing and against nothing.

    Attributes
    ----------
    pull_outs
        How often a week one pupil may leave the class, all support taken together.
    students
        How many students could come together at one fixed moment in the week.
    """

    fixed_contact: bool | None = None
    consultation: bool | None = None
    structural_funding: bool | None = None
    trained_tutors: bool | None = None
    frame: bool | None = None
    room: bool | None = None
    peer_training: bool | None = None
    older_pupils: bool | None = None
    digital_programme: bool | None = None
    ai_policy: bool | None = None
    special_education: bool | None = None
    assistants: bool | None = None
    training_days: bool | None = None
    group_training: bool | None = None
    reflection: bool | None = None
    word_list: bool | None = None
    family_bridge: bool | None = None
    safety_contact: bool | None = None
    companions: bool | None = None
    volunteers: bool | None = None
    experienced_teachers: bool | None = None
    devices: bool | None = None
    pull_outs: int | None = None
    students: int | None = None
    class_size: int | None = None


Met = Callable[[Offer], bool | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a form asks of a school, in the words and with the place of its source."""

    text: Text
    source: str
    met: Met

    def answer(self, offer: Offer) -> Answer:
        found = self.met(offer)
        return Answer.UNKNOWN if found is None else Answer.YES if found else Answer.NO


def said(name: str) -> Met:
    """Return whether a school said yes to one question."""

    def answer(offer: Offer) -> bool | None:
        found: bool | None = getattr(offer, name)
        return found

    return answer


def shown(name: str) -> Met:
    """Return whether a school says it has something; once it answers, what it does not mention is not built on."""

    def answer(offer: Offer) -> bool | None:
        found: bool | None = getattr(offer, name)
        return False if found is None and offer != Offer() else found

    return answer


def at_least(name: str, least: int) -> Met:
    """Return whether a school offers at least so many."""

    def answer(offer: Offer) -> bool | None:
        found: int | None = getattr(offer, name)
        return None if found is None else found >= least

    return answer


def a_student_for_each(offer: Offer) -> bool | None:
    """Tell whether a group of students is large enough: one each, and a pair of pupils for some at most."""
    if offer.students is None:
        return None
    return offer.students * 2 > (offer.class_size or 24)


def not_special(offer: Offer) -> bool | None:
    """Tell whether a whole group of students in the class suits the school: in special education it may overwhelm."""
    return None if offer.special_education is None else not offer.special_education


def special(offer: Offer) -> bool | None:
    """Tell whether it is a school for special education, for which this form is meant."""
    return offer.special_education


def never(offer: Offer) -> bool:
    """Say no whatever the school offers."""
    return False
