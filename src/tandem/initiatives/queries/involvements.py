"""Who has which role in an initiative."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.models import Initiative, Involvement
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.people.models import Membership, User
from tandem.people.queries import (
    current,
)
from tandem.people.queries.circles import people_of_organisations


def involvements_of(initiative: Initiative) -> QuerySet[Involvement]:
    """Return who has which role in an initiative, also whose role ended, by role and name."""
    return (
        initiative.involvements.select_related("membership__person", "membership__organisation")
        .prefetch_related("membership__deputies__person")
        .order_by("membership__role", "membership__person__sort_name", "pk")
    )


def initiatives_with_role(user: User, *roles: Role, on: date) -> QuerySet[Initiative]:
    """Return the initiatives in which somebody has one of these roles on a day, themselves or in another's place."""
    held = Membership.objects.filter(current(on), person=user.person_id, role__in=roles)
    involved = Involvement.objects.filter(
        Q(membership__in=held.values("pk")) | Q(membership__in=held.values("stands_in_for")), current(on)
    )
    return (
        Initiative.objects.filter(pk__in=involved.values("initiative"))
        .select_related("organiser", "concern_contact__person")
        .order_by("-starts_date", "name", "pk")
    )


def uncovered_roles(initiative: Initiative, *, on: date) -> list[Role]:
    """Return which of the roles every initiative needs nobody has on a day (R-VLOR-9.4b, 9.5a)."""
    covered = set(
        initiative.involvements.filter(current(on), current(on, "membership__")).values_list(
            "membership__role", flat=True
        )
    )
    return [role for role in (Role.FINAL_RESPONSIBLE, Role.TRUST_PERSON) if role not in covered]


def memberships_managed_by(user: User, *, on: date) -> QuerySet[Membership]:
    """Return the roles of the people somebody looks after: of their organisations, and of their initiatives."""
    involved = Involvement.objects.filter(initiative__in=initiatives_managed_by(user, on=on).order_by().values("pk"))
    return (
        Membership.objects.filter(people_of_organisations(user, on=on) | Q(pk__in=involved.values("membership")))
        .select_related("person__user", "organisation", "site", "stands_in_for__person")
        .order_by("person__sort_name", "organisation__name", "role", "pk")
    )
