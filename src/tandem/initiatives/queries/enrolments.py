"""Who offers, and how much."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, StudentGroup
from tandem.initiatives.needed import A_WEEK, Needed, needed
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.initiatives.queries.involvements import initiatives_with_role
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor, User
from tandem.people.queries import (
    current,
    organisations_of,
)


def enrolments_of(initiative: Initiative, *, on: date) -> QuerySet[Enrolment]:
    """Return who takes part on a day or later, tutors and groups of students, by name."""
    return (
        initiative.enrolments.filter(Q(to_date__isnull=True) | Q(to_date__gte=on))
        .select_related("tutor__person", "tutor__organisation", "student_group")
        .prefetch_related("sites", Prefetch("student_group__tutors"))
        .order_by("tutor__person__sort_name", "student_group__name", "pk")
    )


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many sessions a week are asked for, and how many tutors offer: said openly (R-NEV-11)."""

    asked: int
    offered: int
    requests: int
    placed: int
    offered_by_students: int = 0  # student tutoring in the Vlor's sense, counted apart


def capacity_of(initiative: Initiative, *, on: date) -> Capacity:
    """Return what is asked and what is offered, in sessions of one pupil a week."""
    asking = list(initiative.requests.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED]))
    offering = [
        (row, row.tutor is None or TutorKind(row.tutor.kind).is_student)
        for row in initiative.enrolments.filter(current(on)).select_related("tutor")
    ]
    places = [(row.max_sessions * min(row.max_group, initiative.group_max), by_student) for row, by_student in offering]
    return Capacity(
        asked=sum(request.sessions_per_week for request in asking),
        offered=sum(count for count, _ in places),
        offered_by_students=sum(count for count, by_student in places if by_student),
        requests=len(asking),
        placed=sum(request.status == RequestStatus.PLACED for request in asking),
    )


def needed_of(initiative: Initiative, *, each: int | None, on: date) -> Needed | None:
    """Return how many groups, sessions a week and tutors the requests ask for; for visits to a class, nothing.

    How much one tutor gives is asked; otherwise it is the most that somebody offers, or five groups.
    """
    rows = initiative.requests.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED], pupil__isnull=False)
    counts = list(rows.order_by().values_list("site", "subject").annotate(n=Count("pk")).values_list("n", flat=True))
    if initiative.visits_class or not counts:
        return None
    offered = initiative.enrolments.filter(current(on)).aggregate(most=Max("max_sessions"))["most"]
    each = each or offered or A_WEEK * initiative.sessions_per_week
    return needed(counts, size=initiative.group_max, times=initiative.sessions_per_week, each=each)


def enrolments_managed_by(user: User, *, on: date) -> QuerySet[Enrolment]:
    """Return the enrolments in the initiatives somebody coordinates, by name."""
    return (
        Enrolment.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative__organiser", "tutor__person", "tutor__organisation", "student_group")
        .prefetch_related("sites", "tutor__clearances__seen_by__person")
        .order_by("tutor__person__sort_name", "student_group__name", "pk")
    )


def groups_managed_by(user: User, *, on: date) -> QuerySet[StudentGroup]:
    """Return the groups of students in the initiatives somebody coordinates, by name."""
    students = Tutor.objects.select_related("person").order_by("person__sort_name", "pk")
    return (
        StudentGroup.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative__organiser")
        .prefetch_related(Prefetch("tutors", students), "enrolments__sites")
        .order_by("name", "pk")
    )


def tutors_known_to(user: User, *, on: date) -> QuerySet[Tutor]:
    """Return tutors of the organisations somebody coordinates, and of those whose tutors took part before."""
    mine = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    took_part = Q(enrolments__initiative__organiser__in=mine) | Q(student_groups__initiative__organiser__in=mine)
    partners = Tutor.objects.filter(took_part).values("organisation")
    return (
        Tutor.objects.filter(Q(organisation__in=mine) | Q(organisation__in=partners))
        .select_related("person", "organisation")
        .order_by("person__sort_name", "pk")
    )


def tutors_of(initiative: Initiative) -> QuerySet[Tutor]:
    """Return the tutors who take part in an initiative, alone or in a group, by name."""
    alone = Enrolment.objects.filter(initiative=initiative).values("tutor")
    return (
        Tutor.objects.filter(Q(pk__in=alone) | Q(student_groups__initiative=initiative))
        .select_related("person")
        .distinct()
        .order_by("person__sort_name", "pk")
    )


def enrolments_supervised_by(user: User, *, on: date) -> QuerySet[Enrolment]:
    """Return the students a lecturer supervises where they are lecturer, or all of a college for who coordinates it."""
    mine = initiatives_with_role(user, Role.LECTURER, on=on).order_by().values("pk")
    colleges = organisations_of(user, Role.HE_COORDINATOR, on=on).order_by().values("pk")
    return (
        Enrolment.objects.filter(
            Q(lecturer=user.person_id, initiative__in=mine)
            | Q(tutor__organisation__in=colleges)
            | Q(student_group__tutors__organisation__in=colleges)
        )
        .select_related("initiative", "tutor__person", "student_group", "lecturer")
        .distinct()
        .order_by("tutor__person__sort_name", "student_group__name", "pk")
    )
