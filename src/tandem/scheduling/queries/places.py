"""Travel times and closures, starting from who looks."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_managed_by
from tandem.people.models import Organisation, Site, User
from tandem.people.queries import organisations_of
from tandem.scheduling.models import Closure, TravelTime


def travel_times_of(initiative: Initiative) -> QuerySet[TravelTime]:
    """Return what is known of the way between two sites of an initiative."""
    sites = initiative.sites.values("pk")
    return (
        TravelTime.objects.filter(a__in=sites, b__in=sites)
        .select_related("a", "b")
        .order_by("a__name", "b__name", "pk")
    )


def travel_times_managed_by(user: User, *, on: date) -> QuerySet[TravelTime]:
    """Return the travel times somebody may take back: between sites of initiatives they coordinate."""
    sites = _sites_of(user, on=on).values("pk")
    return TravelTime.objects.filter(a__in=sites, b__in=sites).select_related("a__organisation", "b").order_by("pk")


def closures_of(initiative: Initiative) -> QuerySet[Closure]:
    """Return the days on which the organiser, or a school of the initiative, is closed while it runs."""
    schools = initiative.sites.values("organisation")
    return (
        Closure.objects.filter(
            Q(organisation=initiative.organiser_id) | Q(organisation__in=schools),
            to_date__gte=initiative.starts_date,
            from_date__lte=initiative.ends_date,
        )
        .select_related("organisation", "site")
        .order_by("from_date", "organisation__name", "pk")
    )


def organisations_to_close(user: User, initiative: Initiative, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations whose days a coordinator fills in: the own ones and the schools that take part."""
    mine = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    schools = initiative.sites.values("organisation")
    return Organisation.objects.filter(Q(pk__in=mine) | Q(pk__in=schools)).order_by("name", "pk")


def closures_managed_by(user: User, *, on: date) -> QuerySet[Closure]:
    """Return the closures somebody may take back."""
    mine = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    schools = _sites_of(user, on=on).values("organisation")
    return (
        Closure.objects.filter(Q(organisation__in=mine) | Q(organisation__in=schools))
        .select_related("organisation")
        .order_by("from_date", "pk")
    )


def _sites_of(user: User, *, on: date) -> QuerySet[Site]:
    return Site.objects.filter(initiatives__in=initiatives_managed_by(user, on=on).order_by().values("pk"))
