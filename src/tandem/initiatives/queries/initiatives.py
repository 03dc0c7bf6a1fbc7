"""Which initiatives somebody may see, and where they differ from their form."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.templates import Deviation, deviations
from tandem.people.models import Site, User
from tandem.people.queries import (
    organisations_of,
    sites_visible_to,
)


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


def sites_of(initiatives: QuerySet[Initiative]) -> QuerySet[Site]:
    """Return the sites at which these initiatives take place, by name."""
    return Site.objects.filter(initiatives__in=initiatives.order_by().values("pk")).distinct().order_by("name", "pk")
