"""Which schools said why they take part, and what they said before."""

from tandem.initiatives.models import Initiative, Justification
from tandem.people.models import Site


def sites_without_justification(initiative: Initiative) -> list[Site]:
    """Return the sites whose school has not yet said, complete and confirmed, why it takes part (R-NEV-10)."""
    standing = {row.site_id for row in initiative.justifications.all() if row.stands}
    sites = initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk")
    return [site for site in sites if site.pk not in standing]


def justification_of(initiative: Initiative, site: Site) -> Justification | None:
    return (
        Justification.objects.filter(initiative=initiative, site=site)
        .select_related("written_by__person", "confirmed_by__person", "taken_from__initiative")
        .first()
    )


def justification_before(initiative: Initiative, site: Site) -> Justification | None:
    """Return what this school last confirmed for another initiative, last year's or another of this year."""
    return (
        Justification.objects.filter(site=site, confirmed_at__isnull=False)
        .exclude(initiative=initiative)
        .select_related("initiative", "confirmed_by__person")
        .order_by("-confirmed_at", "pk")
        .first()
    )
