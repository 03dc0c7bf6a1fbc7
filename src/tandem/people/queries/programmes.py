"""Whom and what the coordinator of a programme may choose from."""

from datetime import date

from django.db.models import QuerySet

from tandem.core.permissions import Role
from tandem.people.enums import OrganisationKind
from tandem.people.models import Membership, Organisation, Site, User
from tandem.people.queries.places import current, organisations_of


def organisations_coordinated_by(user: User, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations whose programmes somebody coordinates."""
    return organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on)


def colleagues_of(user: User, *, on: date) -> QuerySet[User]:
    """Return the accounts of everybody with a role in an organisation that somebody coordinates, by name."""
    mine = organisations_coordinated_by(user, on=on).values("pk")
    persons = Membership.objects.filter(current(on), organisation__in=mine).values("person")
    return (
        User.objects.filter(person__in=persons, is_active=True)
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )


def sites_of_schools() -> QuerySet[Site]:
    """Return every site of every school, by name: where a programme can take place."""
    return (
        Site.objects.filter(organisation__kind=OrganisationKind.SCHOOL)
        .select_related("organisation")
        .order_by("organisation__name", "name", "pk")
    )
