"""Who asks, and who waits how long."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from tandem.core.glossary import Text
from tandem.core.permissions import Role
from tandem.initiatives.catalogue.talks import talks_of
from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import PeerOffer, Request
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.people.enums import ConsentPurpose
from tandem.people.models import ClassPlace, Pupil, User
from tandem.people.queries import (
    children_of,
    current,
    organisations_of,
    pupils_visible_to,
    sites_visible_to,
    taught_by,
)

# Of a pupil who begins to help, home is asked too (S-09); who only would like to is asked nothing yet.
OFFERS = Prefetch(
    "peer_offers",
    PeerOffer.objects.filter(call__initiative__enrolments__tutor__person=F("pupil__person"))
    .select_related("call__initiative")
    .order_by("offered_at", "pk"),
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
            OFFERS,
        )
    )


def purposes_asked(pupil: Pupil) -> list[ConsentPurpose]:
    """Return what a family is asked for a child: what its requests are about, and what it begins to help with."""
    initiatives = [request.initiative for request in pupil.requests.all()]
    initiatives += [offer.call.initiative for offer in pupil.peer_offers.all()]
    asked = []
    if any(initiative.in_school_time for initiative in initiatives):
        asked.append(ConsentPurpose.IN_SCHOOL_TIME)
    if any(initiative.after_school for initiative in initiatives):
        asked.append(ConsentPurpose.AFTER_SCHOOL)
    return asked


def requests_managed_by(user: User, *, on: date) -> QuerySet[Request]:
    """Return the requests in the initiatives somebody coordinates, by site and name."""
    return (
        Request.objects.filter(initiative__in=initiatives_managed_by(user, on=on).values("pk"))
        .select_related("initiative__organiser", "pupil__person", "school_class", "site__organisation")
        .order_by("site__name", "pupil__person__sort_name", "school_class__name", "subject", "pk")
    )


def children_with_requests(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return somebody's children with what is asked for them, and who runs it."""
    asked = Request.objects.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED])
    return children_of(user, on=on).prefetch_related(
        Prefetch("requests", asked.select_related("initiative__concern_contact__person").order_by("subject", "pk")),
        OFFERS,
    )


def talks_with_family(pupil: Pupil) -> tuple[Text, ...]:
    """Return what talks with a pupil's parents are about, as the forms say in which the pupil asks or has a place."""
    asked = pupil.requests.filter(status__in=[RequestStatus.WAITING, RequestStatus.PLACED]).order_by("asked_date", "pk")
    return talks_of(*(form for row in asked.values_list("initiative__form", "initiative__second_form") for form in row))
