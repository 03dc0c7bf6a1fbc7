"""Who receives worries about children at one site of an initiative."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Initiative, SiteContact
from tandem.people.models import Site, User


class ContactNotPossible(Exception):
    """Somebody cannot stand in for themselves, or for nobody."""


@transaction.atomic
def set_site_contact(
    *, initiative: Initiative, site: Site, contact: User | None, deputy: User | None, by: User, at: datetime
) -> None:
    """Name who receives worries at a site and who stands in; nobody leaves it to the initiative's own."""
    if (contact is None and deputy is not None) or (contact is not None and contact == deputy):
        raise ContactNotPossible("deputy")
    if contact is None:
        SiteContact.objects.filter(initiative=initiative, site=site).delete()
    else:
        SiteContact.objects.update_or_create(
            initiative=initiative, site=site, defaults={"contact": contact, "deputy": deputy}
        )
    audit.record(
        "initiative.site_contact_set",
        target=initiative,
        by=by,
        at=at,
        organisation=initiative.organiser,
        site=site.pk,
        contact=contact.pk if contact else None,
        deputy=deputy.pk if deputy else None,
    )
