"""Who may stand in a group of a summer school on a day: a student only where an experienced teacher is (R-LBV-2h)."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody in a group on a day."""

    enrolment: UUID
    is_student: bool
    is_experienced: bool


def student_alone(staff: Collection[Staff]) -> bool:
    """Tell whether a student would stand there without an experienced teacher."""
    return any(each.is_student for each in staff) and not any(each.is_experienced for each in staff)


def without_teacher(staff: Collection[Staff]) -> bool:
    return not any(each.is_experienced for each in staff)
