"""Calls for tutors, who answered, and who stands where in their course."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application, Campaign, Enrolment, Initiative
from tandem.initiatives.queries.enrolments import enrolments_supervised_by
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.initiatives.queries.involvements import initiatives_with_role
from tandem.people.enums import TutorKind
from tandem.people.models import Organisation, User
from tandem.people.queries import organisations_of

SHORT = timedelta(days=92)  # a placement is rarely longer than three months, and a child needs longer


def campaigns_managed_by(user: User, *, on: date) -> QuerySet[Campaign]:
    """Return the calls of the initiatives somebody coordinates, the latest first, with who answered."""
    real = Q(applications__status__in=[each for each in ApplicationStatus if each != ApplicationStatus.ASKED])
    return (
        Campaign.objects.filter(initiative__in=initiatives_managed_by(user, on=on).order_by().values("pk"))
        .select_related("initiative__organiser", "contact__person")
        .prefetch_related("wanted__site")
        .annotate(
            answered=Count("applications", filter=real),
            new=Count("applications", filter=Q(applications__status=ApplicationStatus.NEW)),
            welcomed=Count("applications", filter=Q(applications__status=ApplicationStatus.WELCOMED)),
        )
        .order_by("-from_date", "name", "pk")
    )


def campaign_at(slug: str) -> Campaign | None:
    """Return the call with this public address."""
    return (
        Campaign.objects.select_related("initiative__organiser", "contact__person")
        .prefetch_related("wanted")
        .filter(slug=slug)
        .first()
    )


def applications_managed_by(user: User, *, on: date) -> QuerySet[Application]:
    """Return who answered a call and confirmed their address, in order of asking: nobody is ranked."""
    return (
        Application.objects.filter(campaign__in=campaigns_managed_by(user, on=on).order_by().values("pk"))
        .exclude(status=ApplicationStatus.ASKED)
        .select_related("campaign__initiative__organiser", "decided_by__person", "tutor__person")
        .order_by("asked_at", "pk")
    )


def wanted_in_public(campaign: Campaign) -> list[tuple[str, int]]:
    """Return how many tutors are wanted per subject, over all sites: no school is named to the public (R-NEV-05)."""
    counted: dict[str, int] = {}
    for row in sorted(campaign.wanted.all(), key=lambda row: row.subject):
        counted[row.subject] = counted.get(row.subject, 0) + row.number
    return list(counted.items())


def initiatives_placing(user: User, *, on: date) -> QuerySet[Initiative]:
    """Return the initiatives in which a lecturer, or who coordinates a college, may place students."""
    lecturing = initiatives_with_role(user, Role.LECTURER, on=on).order_by().values("pk")
    colleges = colleges_of(user, on=on).order_by().values("pk")
    sending = Q(enrolments__tutor__organisation__in=colleges) | Q(involvements__membership__organisation__in=colleges)
    return (
        Initiative.objects.filter(Q(pk__in=lecturing) | sending)
        .filter(ends_date__gte=on)
        .select_related("organiser")
        .distinct()
        .order_by("name", "pk")
    )


def colleges_of(user: User, *, on: date) -> QuerySet[Organisation]:
    """Return the colleges somebody lectures at or coordinates."""
    return organisations_of(user, Role.LECTURER, Role.HE_COORDINATOR, on=on)


def placed_enrolments(user: User, *, on: date) -> QuerySet[Enrolment]:
    """Return the students within a course whom somebody supervises, by name."""
    return (
        enrolments_supervised_by(user, on=on)
        .filter(tutor__kind=TutorKind.STUDENT)
        .select_related("initiative__organiser", "tutor__person", "tutor__organisation", "placement", "lecturer")
    )


def is_short(enrolment: Enrolment) -> bool:
    """Tell whether a placement is no longer than three months: then somebody says how the child goes on."""
    ends = enrolment.to_date or enrolment.initiative.ends_date
    return ends - enrolment.from_date <= SHORT
