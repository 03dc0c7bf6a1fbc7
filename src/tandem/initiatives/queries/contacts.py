"""Who receives worries, by site."""

from dataclasses import dataclass

from tandem.initiatives.models import Initiative
from tandem.people.models import Site, User


@dataclass(frozen=True, slots=True)
class Received:
    """Who receives worries at one site and who stands in, and whether the site named somebody of its own."""

    site: Site
    contact: User | None
    deputy: User | None
    own: bool


def contacts_by_site(initiative: Initiative) -> list[Received]:
    """Return for each site who receives worries there: whom it named itself, else whom the initiative did."""
    named = {row.site_id: row for row in initiative.site_contacts.select_related("contact__person", "deputy__person")}
    found = []
    for site in initiative.sites.order_by("name", "pk"):
        row = named.get(site.pk)
        contact = row.contact if row else initiative.concern_contact
        deputy = row.deputy if row and row.deputy else initiative.concern_deputy
        found.append(Received(site, contact, deputy, own=row is not None))
    return found
