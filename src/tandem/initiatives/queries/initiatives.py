"""Which initiatives somebody may see, and where they differ from their form."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.catalogue import TEMPLATES, Deviation, Hybrid, deviations, hybrid
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
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
    weeks = ((initiative.ends_date - initiative.starts_date).days + 1) // 7
    return list(deviations(initiative.template, vars(initiative), weeks=weeks))


def hybrid_of(initiative: Initiative) -> Hybrid | None:
    """Return what the two forms of a hybrid ask together, and which rule came from which."""
    if not initiative.second_form:
        return None
    return hybrid({kind: TEMPLATES[FormKind(kind)] for kind in (initiative.form, initiative.second_form)})


def sites_of(initiatives: QuerySet[Initiative]) -> QuerySet[Site]:
    """Return the sites at which these initiatives take place, by name."""
    return Site.objects.filter(initiatives__in=initiatives.order_by().values("pk")).distinct().order_by("name", "pk")
