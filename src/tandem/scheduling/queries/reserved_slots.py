"""Moments that colleges keep free in the timetable of their own students: as good as the student's own word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tandem.initiatives.models import Enrolment, Initiative, ReservedSlot
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor
from tandem.people.queries import current
from tandem.scheduling.models import Availability


def reserved_availability(
    enrolments: Iterable[Enrolment], initiative: Initiative, *, on: date
) -> Mapping[UUID, list[Availability]]:
    """Return for each student of a college's own programme the moments it keeps free for this initiative.

    A moment for one school counts for who comes to that school alone: elsewhere it would take what was promised there.
    """
    slots = list(_slots(initiative, on))
    found: dict[UUID, list[Availability]] = defaultdict(list)
    for enrolment in enrolments if slots else ():
        comes_to = {site.pk for site in enrolment.sites.all()} or {site.pk for site in initiative.sites.all()}
        for tutor in _students(enrolment):
            found[tutor.pk] += [
                Availability(
                    tutor=tutor,
                    day=slot.day,
                    starts=slot.starts,
                    ends=slot.ends,
                    from_date=slot.from_date,
                    to_date=slot.to_date,
                )
                for slot in slots
                if slot.college_id == tutor.organisation_id and (slot.site_id is None or comes_to == {slot.site_id})
            ]
    return found


def _slots(initiative: Initiative, on: date) -> QuerySet[ReservedSlot]:
    return ReservedSlot.objects.filter(current(on), initiative=initiative).order_by("day", "starts", "pk")


def _students(enrolment: Enrolment) -> list[Tutor]:
    if enrolment.tutor is not None:
        tutors = [enrolment.tutor]
    else:
        tutors = list(enrolment.student_group.tutors.all()) if enrolment.student_group else []
    return [tutor for tutor in tutors if tutor.kind == TutorKind.STUDENT]
