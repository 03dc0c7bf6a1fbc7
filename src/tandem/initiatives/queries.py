"""Reads of this context: which initiatives and requests somebody may see, and who waits how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind, RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Involvement, Request, StudentGroup
from tandem.initiatives.templates import Deviation, deviations
from tandem.people.enums import ConsentPurpose
from tandem.people.models import ClassPlace, Membership, Pupil, Site, Tutor, User
from tandem.people.queries import (
    children_of,
    current,
    organisations_of,
    pupils_visible_to,
    sites_visible_to,
    taught_by,
)
from tandem.people.queries.circles import people_of_organisations


def initiatives_visible_to(user: User, *, on: date) -> QuerySet[Initiative]:
    """Return the initiatives of a coordinator's organisations, and for a school those at its sites."""
    organised = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    sites = sites_visible_to(user, on=on).order_by().values("pk")
    return (
        Initiative.objects.filter(Q(organiser__in=organised) | Q(sites__in=sites))
        .select_related("organiser", "concern_contact__person", "concern_deputy__person")
        .distinct()
        .order_by("-starts_date", "name", "pk")
    )


def initiatives_managed_by(user: User, *, on: date) -> QuerySet[Initiative]:
    """Return the initiatives somebody coordinates: plans, decides and publishes."""
    return (
        Initiative.objects.filter(organiser__in=organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk"))
        .select_related("organiser", "concern_contact__person", "concern_deputy__person")
        .order_by("-starts_date", "name", "pk")
    )


def requests_visible_to(user: User, *, on: date) -> QuerySet[Request]:
    """Return requests: a coordinator's, those at a school's own sites, and those of a teacher's own classes."""
    organised = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    sites = sites_visible_to(user, on=on).order_by().values("pk")
    classes = taught_by(user, on=on).values("school_class")
    taught = ClassPlace.objects.filter(current(on), school_class__in=classes)
    return (
        Request.objects.filter(
            Q(initiative__organiser__in=organised)
            | Q(site__in=sites)
            | Q(pupil__in=taught.values("pupil"))
            | Q(school_class__in=classes)
        )
        .select_related("initiative", "pupil__person", "school_class", "site__organisation")
        .distinct()
        .order_by("site__name", "pupil__person__sort_name", "school_class__name", "subject", "pk")
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
class Waiting:
    """A request without a place, and how long it has been waiting."""

    request: Request
    days: int

    @property
    def weeks(self) -> int:
        return self.days // 7


def waiting_list(requests: QuerySet[Request], *, on: date) -> list[Waiting]:
    """Return requests without a place: first the school's own word, then who waits longest (R-NEV-11)."""
    waiting = requests.filter(status=RequestStatus.WAITING).order_by("-priority", "asked_date", "pk")
    return [Waiting(request, max(0, (on - request.asked_date).days)) for request in waiting]


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many sessions a week are asked for, and how many tutors offer: said openly (R-NEV-11)."""

    asked: int
    offered: int
    requests: int
    placed: int


def capacity_of(initiative: Initiative, *, on: date) -> Capacity:
    """Return what is asked and what is offered, in sessions of one pupil a week."""
    asking = list(initiative.requests.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED]))
    offering: Iterable[Enrolment] = initiative.enrolments.filter(current(on))
    return Capacity(
        asked=sum(request.sessions_per_week for request in asking),
        offered=sum(row.max_sessions * min(row.max_group, initiative.group_max) for row in offering),
        requests=len(asking),
        placed=sum(request.status == RequestStatus.PLACED for request in asking),
    )


def deviations_of(initiative: Initiative) -> list[Deviation]:
    """Return where an initiative differs from the form it took: shown, never refused (R-NEV-26)."""
    return list(
        deviations(
            form=FormKind(initiative.form),
            minutes=initiative.minutes,
            group_max=initiative.group_max,
            sessions_per_week=initiative.sessions_per_week,
            in_school_time=initiative.in_school_time,
            starts_date=initiative.starts_date,
            ends_date=initiative.ends_date,
        )
    )


def pupils_with_requests(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return the pupils somebody of the school may see, with their classes and what is asked for them, by name."""
    asked = Request.objects.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    places = ClassPlace.objects.filter(current(on))
    class_names = places.filter(pupil=OuterRef("pk")).order_by("school_class__name").values("school_class__name")
    return (
        pupils_visible_to(user, on=on)
        .annotate(
            class_name=Subquery(class_names[:1]),
            request_count=Count("requests", filter=Q(requests__in=asked), distinct=True),
        )
        .prefetch_related(
            Prefetch("places", places.select_related("school_class__site").order_by("school_class__name", "pk")),
            Prefetch("requests", asked.select_related("initiative").order_by("subject", "pk")),
        )
    )


def purposes_asked(pupil: Pupil) -> list[ConsentPurpose]:
    """Return what a family is asked for a child: only what its requests are about (fetched with them)."""
    initiatives = [request.initiative for request in pupil.requests.all()]
    asked = []
    if any(initiative.in_school_time for initiative in initiatives):
        asked.append(ConsentPurpose.IN_SCHOOL_TIME)
    if any(initiative.after_school for initiative in initiatives):
        asked.append(ConsentPurpose.AFTER_SCHOOL)
    return asked


def enrolments_managed_by(user: User, *, on: date) -> QuerySet[Enrolment]:
    """Return the enrolments in the initiatives somebody coordinates, by name."""
    return (
        Enrolment.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative__organiser", "tutor__person", "tutor__organisation", "student_group")
        .prefetch_related("sites", "tutor__clearances__seen_by__person")
        .order_by("tutor__person__sort_name", "student_group__name", "pk")
    )


def requests_managed_by(user: User, *, on: date) -> QuerySet[Request]:
    """Return the requests in the initiatives somebody coordinates, by site and name."""
    return (
        Request.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative__organiser", "pupil__person", "school_class", "site__organisation")
        .order_by("site__name", "pupil__person__sort_name", "school_class__name", "subject", "pk")
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


def children_with_requests(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return somebody's children with what is asked for them, and who runs it."""
    asked = Request.objects.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    return children_of(user, on=on).prefetch_related(
        Prefetch("requests", asked.select_related("initiative__concern_contact__person").order_by("subject", "pk"))
    )


def sites_of(initiatives: QuerySet[Initiative]) -> QuerySet[Site]:
    """Return the sites at which these initiatives take place, by name."""
    return Site.objects.filter(initiatives__in=initiatives.order_by().values("pk")).distinct().order_by("name", "pk")


def involvements_of(initiative: Initiative) -> QuerySet[Involvement]:
    """Return who has which role in an initiative, also whose role ended, by role and name."""
    return (
        initiative.involvements.select_related("membership__person", "membership__organisation")
        .prefetch_related("membership__deputies__person")
        .order_by("membership__role", "membership__person__sort_name", "pk")
    )


def initiatives_with_role(user: User, *roles: Role, on: date) -> QuerySet[Initiative]:
    """Return the initiatives in which somebody has one of these roles on a day, themselves or in another's place."""
    held = Membership.objects.filter(current(on), person=user.person_id, role__in=roles)
    involved = Involvement.objects.filter(
        Q(membership__in=held.values("pk")) | Q(membership__in=held.values("stands_in_for")), current(on)
    )
    return (
        Initiative.objects.filter(pk__in=involved.values("initiative"))
        .select_related("organiser", "concern_contact__person")
        .order_by("-starts_date", "name", "pk")
    )


def uncovered_roles(initiative: Initiative, *, on: date) -> list[Role]:
    """Return which of the roles every initiative needs nobody has on a day (R-VLOR-9.4b, 9.5a)."""
    covered = set(
        initiative.involvements.filter(current(on), current(on, "membership__")).values_list(
            "membership__role", flat=True
        )
    )
    return [role for role in (Role.FINAL_RESPONSIBLE, Role.TRUST_PERSON) if role not in covered]


def memberships_managed_by(user: User, *, on: date) -> QuerySet[Membership]:
    """Return the roles of the people somebody looks after: of their organisations, and of their initiatives."""
    involved = Involvement.objects.filter(initiative__in=initiatives_managed_by(user, on=on).order_by().values("pk"))
    return (
        Membership.objects.filter(people_of_organisations(user, on=on) | Q(pk__in=involved.values("membership")))
        .select_related("person__user", "organisation", "site", "stands_in_for__person")
        .order_by("person__sort_name", "organisation__name", "role", "pk")
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
