"""Which children work together, who is in no group yet, and what is known of each group."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.grouping import LARGEST, Child
from tandem.initiatives.models import Initiative, PupilGroup, PupilGroupMember, Request
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.people.models import Site, User


def pupil_groups_managed_by(user: User, *, on: date) -> QuerySet[PupilGroup]:
    """Return the groups of children in the initiatives somebody coordinates, by number."""
    return _in_full(PupilGroup.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk")))


def pupil_groups_of(initiative: Initiative) -> QuerySet[PupilGroup]:
    """Return the groups of children of an initiative: by site, subject and number."""
    return _in_full(initiative.pupil_groups.filter(members__isnull=False).distinct())


def _in_full(groups: QuerySet[PupilGroup]) -> QuerySet[PupilGroup]:
    members = (
        PupilGroupMember.objects.select_related("request__pupil__person")
        .prefetch_related("request__apart_from")
        .order_by("request__level", "request__pupil__person__sort_name", "pk")
    )
    return (
        groups.select_related("initiative__organiser", "site__organisation", "enrolment__tutor__person")
        .prefetch_related(Prefetch("members", members))
        .order_by("site__name", "subject", "number", "pk")
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """How many children at a site ask for a subject and have no place yet."""

    site: Site
    subject: str
    count: int


def asking_for_groups(initiative: Initiative) -> list[Asking]:
    """Return for what groups can be made, by site and subject."""
    waiting = initiative.requests.filter(status=RequestStatus.WAITING, pupil__isnull=False)
    sites = {site.pk: site for site in initiative.sites.select_related("organisation")}
    rows = waiting.values_list("site", "subject").annotate(count=Count("pk")).order_by("site__name", "subject")
    return [Asking(sites[site], subject, count) for site, subject, count in rows if site in sites]


def without_group(initiative: Initiative) -> QuerySet[Request]:
    """Return the children who wait and are in no group, by site and name."""
    return (
        initiative.requests.filter(status=RequestStatus.WAITING, pupil__isnull=False, pupil_group_member__isnull=True)
        .select_related("pupil__person", "site")
        .order_by("site__name", "subject", "pupil__person__sort_name", "pk")
    )


def to_group(initiative: Initiative, *, site: Site, subject: str) -> list[Request]:
    """Return the children of a site who ask for a subject and have no place yet, by name."""
    return list(
        initiative.requests.filter(status=RequestStatus.WAITING, pupil__isnull=False, site=site, subject=subject)
        .select_related("pupil__person")
        .prefetch_related("apart_from")
        .order_by("pupil__person__sort_name", "pk")
    )


def child_of(request: Request) -> Child:
    """Return what of a child counts when groups are made."""
    if request.pupil is None:
        raise TypeError("A whole class is in no small group.")
    return Child(
        key=str(request.pk),
        level=request.level,
        year=request.pupil.year,
        at_most=request.group_max,
        interests=frozenset(word.strip().lower() for word in request.interests),
        apart_from=frozenset(str(other.pk) for other in request.apart_from.all()),
    )


def children_of_group(group: PupilGroup) -> list[Child]:
    return [child_of(member.request) for member in group.members.all()]


def largest_group(initiative: Initiative) -> int:
    """Return how many children nobody passes: what the source of the form says, else what the initiative chose."""
    return initiative.template.group_limit or max(initiative.group_max, LARGEST)
