"""Which imports somebody may see and make."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Permission, roles_with
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_managed_by, initiatives_visible_to
from tandem.people.models import Organisation, Site, User
from tandem.people.queries import organisations_of, sites_visible_to
from tandem.scheduling.models import Import, LearntColumn


def initiatives_for_import(user: User, *, on: date) -> QuerySet[Initiative]:
    """Return the initiatives somebody may hand lists over for: their own, or one at their school."""
    return initiatives_visible_to(user, on=on)


def import_sites_for(user: User, *, on: date) -> QuerySet[Site]:
    """Return the sites whose lists somebody may take over: of the initiatives they run, and of their school."""
    managed = initiatives_managed_by(user, on=on).order_by().values("pk")
    own = sites_visible_to(user, on=on, to=Permission.INTAKE_IMPORT).order_by().values("pk")
    return (
        Site.objects.filter(Q(initiatives__in=managed) | Q(pk__in=own))
        .select_related("organisation")
        .distinct()
        .order_by("organisation__name", "name", "pk")
    )


def imports_visible_to(user: User, *, on: date) -> QuerySet[Import]:
    """Return the imports of the organisations somebody coordinates, latest first."""
    organisations = organisations_of(user, *roles_with(Permission.INTAKE_IMPORT), on=on)
    return (
        Import.objects.filter(organisation__in=organisations.order_by().values("pk"))
        .select_related("organisation", "initiative__organiser", "site__organisation", "uploaded_by__person")
        .order_by("-uploaded_at", "pk")
    )


def learnt_by(organisation: Organisation) -> dict[tuple[str, str], str]:
    """Return what an organisation's headings meant before."""
    rows = LearntColumn.objects.filter(organisation=organisation).order_by("table", "heading", "pk")
    return {(row.table, row.heading): row.field for row in rows}
