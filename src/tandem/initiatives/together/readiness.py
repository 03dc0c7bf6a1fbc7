"""Whether a school can carry tutoring: conditions met or not yet, each with its source. Advice, never a verdict.

The Rotterdam report names what played a part (§2.1.1): the size of the school and its classes, the role of the care
coordinator, other initiatives, and time to prepare. It names no thresholds, so neither does this: what is known is
shown, what is not known is asked, and what stands in the way comes with what would help.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

REPORT = "ST010, §2.1.1"


class State(StrEnum):
    MET = auto()
    UNMET = auto()
    UNKNOWN = auto()


class ConditionKind(StrEnum):
    """What a school looks at before it begins."""

    SIZE = auto()
    CLASSES = auto()
    ENOUGH_STUDENTS = auto()  # only where a group of students visits a whole class
    HEAD = auto()
    CARE_COORDINATOR = auto()
    CONTACT = auto()
    OTHER_PROJECTS = auto()
    STAFF_TIME = auto()
    PREPARATION = auto()
    VALUES = auto()
    AGREEMENT = auto()


SOURCES: dict[ConditionKind, str] = {
    ConditionKind.SIZE: REPORT,
    ConditionKind.CLASSES: REPORT,
    ConditionKind.ENOUGH_STUDENTS: "ST010, §2.2.3",
    ConditionKind.HEAD: "ST010, §2.2.1",
    ConditionKind.CARE_COORDINATOR: REPORT,
    ConditionKind.CONTACT: "ST010, tabel 2",
    ConditionKind.OTHER_PROJECTS: REPORT,
    ConditionKind.STAFF_TIME: "Vlor, ronde tafel 2013, §5.2.2",
    ConditionKind.PREPARATION: REPORT,
    ConditionKind.VALUES: REPORT,
    ConditionKind.AGREEMENT: "AVG, art. 28",
}


@dataclass(frozen=True, slots=True)
class Project:
    """Something else that runs at the school, and what it asks."""

    name: str
    days: tuple[int, ...]
    pupils: int | None
    staff_hours: Decimal


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known of a school, from its own rows and from what it said itself; None is not known yet.

    Attributes
    ----------
    students
        How many students visit a class together; None where the form has no such group.
    staff_hours
        What this initiative asks of the school's staff, in hours a month.
    most_staff_hours
        What the school can carry for all partners together.
    """

    begins: date
    today: date
    pupils: int | None = None
    classes: int | None = None
    largest_class: int | None = None
    whole_class: bool = False
    students: int | None = None
    head_agrees: bool | None = None
    care_coordinators: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()
    projects_complete: bool = False
    staff_hours: Decimal | None = None
    most_staff_hours: Decimal | None = None
    lead_weeks: int = 6
    begins_early_because: str = ""
    began: bool = False
    values: str = ""
    agreement: bool = False

    @property
    def weeks_left(self) -> int:
        return max(0, (self.begins - self.today).days // 7)

    @property
    def asked_hours(self) -> Decimal:
        """Return what all partners together ask of the school's staff in a month."""
        return sum((project.staff_hours for project in self.projects), self.staff_hours or Decimal(0))


def known(value: object) -> State:
    return State.UNKNOWN if value is None else State.MET


def answered(value: bool | None) -> State:
    return State.UNKNOWN if value is None else State.MET if value else State.UNMET


def there(value: object) -> State:
    return State.MET if value else State.UNMET


def _enough_students(ready: Ready) -> State:
    """One student each, and a pair of pupils for some at most."""
    if ready.students is None or ready.largest_class is None:
        return State.UNKNOWN
    return there(ready.students * 2 > ready.largest_class)


def _other_projects(ready: Ready) -> State:
    return State.MET if ready.projects_complete else State.UNKNOWN


def _staff_time(ready: Ready) -> State:
    if ready.most_staff_hours is None or ready.staff_hours is None:
        return State.UNKNOWN
    return there(ready.asked_hours <= ready.most_staff_hours)


def _preparation(ready: Ready) -> State:
    return there(ready.began or ready.weeks_left >= ready.lead_weeks or ready.begins_early_because)


CHECKS: dict[ConditionKind, Callable[[Ready], State]] = {
    ConditionKind.SIZE: lambda ready: known(ready.pupils),
    ConditionKind.CLASSES: lambda ready: known(ready.classes if ready.largest_class is not None else None),
    ConditionKind.ENOUGH_STUDENTS: _enough_students,
    ConditionKind.HEAD: lambda ready: answered(ready.head_agrees),
    ConditionKind.CARE_COORDINATOR: lambda ready: there(ready.care_coordinators),
    ConditionKind.CONTACT: lambda ready: there(ready.contacts),
    ConditionKind.OTHER_PROJECTS: _other_projects,
    ConditionKind.STAFF_TIME: _staff_time,
    ConditionKind.PREPARATION: _preparation,
    ConditionKind.VALUES: lambda ready: there(ready.values),
    ConditionKind.AGREEMENT: lambda ready: there(ready.agreement),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition of a school, and how it stands."""

    kind: ConditionKind
    state: State

    @property
    def source(self) -> str:
        return SOURCES[self.kind]


def checked(ready: Ready) -> tuple[Checked, ...]:
    """Return each condition that bears on this school, in the order a school would look at them."""
    return tuple(_checked(ready))


def _checked(ready: Ready) -> Iterator[Checked]:
    for kind, check in CHECKS.items():
        if kind != ConditionKind.ENOUGH_STUDENTS or ready.whole_class:
            yield Checked(kind, check(ready))
