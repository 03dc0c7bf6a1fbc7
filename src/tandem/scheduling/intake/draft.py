"""What a set of files says, row by row, before it is compared with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tandem.people.enums import Stage
from tandem.scheduling.intake.availability import Window
from tandem.scheduling.intake.fields import Discard
from tandem.scheduling.intake.findings import Finding, Source
from tandem.scheduling.intake.names import Name


@dataclass(frozen=True, slots=True)
class PupilRow:
    source: Source
    number: str
    name: Name
    class_name: str
    year: int | None
    birth_date: date | None = None
    left_date: date | None = None
    more_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeacherRow:
    source: Source
    class_name: str
    name: Name
    days: tuple[int, ...]
    email: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    source: Source
    pupil_number: str
    subject: str
    times: int | None
    minutes: int | None
    priority: str = ""
    goal: str = ""
    not_times: tuple[Window, ...] = ()
    rather_not_times: tuple[Window, ...] = ()
    must_not_miss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TutorRow:
    source: Source
    name: Name
    email: str = ""
    number: str = ""
    phone: str = ""
    windows: tuple[Window, ...] = ()
    subjects: tuple[str, ...] = ()
    max_hours: float | None = None
    languages: tuple[str, ...] = ()
    levels: tuple[int, int] | None = None
    says_checked: bool | None = None


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A weekly lesson of a class; or, with `by_name`, of the pupils with these numbers."""

    source: Source
    class_name: str
    day: int
    starts: int
    ends: int
    subject: str
    number: str = ""
    teacher: str = ""
    room: str = ""
    by_name: bool = False
    pupil_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BellRow:
    source: Source
    schedule: str
    day: int
    period: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class RoomRow:
    source: Source
    name: str


@dataclass(frozen=True, slots=True)
class BusyRow:
    """A class hour of a student, in which they cannot tutor."""

    source: Source
    who: str
    window: Window


@dataclass(frozen=True, slots=True)
class DiscardedColumn:
    file: str
    sheet: str
    heading: str
    reason: Discard


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """A pupil the school already has, to compare names with."""

    number: str
    name: Name
    class_name: str
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the files: which ladder the site stands on, the year it is, who is there already."""

    stage: Stage | None = None
    school_year: int | None = None
    known_pupils: tuple[KnownPupil, ...] = ()
    periods: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    travel_minutes: int = 30


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    stage: Stage | None = None
    school_year: int | None = None
    pupils: tuple[PupilRow, ...] = ()
    teachers: tuple[TeacherRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    tutors: tuple[TutorRow, ...] = ()
    lessons: tuple[LessonRow, ...] = ()
    bells: tuple[BellRow, ...] = ()
    rooms: tuple[RoomRow, ...] = ()
    busy: tuple[BusyRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    discarded: tuple[DiscardedColumn, ...] = field(default=())

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.open)
