"""Whose people somebody looks after, and which roles they give."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import GIVES, IN_INITIATIVE, Permission, Role, roles_with
from tandem.people.models import Guardian, Membership, Organisation, User
from tandem.people.queries.places import current, organisations_of, permissions_of, schools_visible_to

# Whose people somebody looks after because of a role in that same organisation.
OWN_PEOPLE = (Permission.PROGRAMME_PEOPLE, Permission.SCHOOL_PEOPLE, Permission.COURSE_PEOPLE)


def organisations_to_staff(user: User, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations in which somebody gives and ends roles; who runs the platform, in all of them."""
    if Permission.PLATFORM_MANAGE in permissions_of(user, on=on):
        return Organisation.objects.order_by("name", "pk")
    roles = frozenset().union(*(roles_with(permission) for permission in OWN_PEOPLE))
    return organisations_of(user, *roles, on=on)


def roles_given_by(user: User, organisation: Organisation, *, on: date) -> frozenset[Role]:
    """Return the roles somebody gives in an organisation: only what their role there, or the platform, lets them."""
    given: frozenset[Role] = frozenset()
    for permission in OWN_PEOPLE:
        if organisations_of(user, *roles_with(permission), on=on).filter(pk=organisation.pk).exists():
            given |= GIVES[permission]
    if Permission.PLATFORM_MANAGE in permissions_of(user, on=on):
        given |= GIVES[Permission.PLATFORM_MANAGE]
    return given - IN_INITIATIVE | given & {Role.LECTURER}


def people_of_organisations(user: User, *, on: date) -> Q:
    """Memberships in the organisations whose people somebody looks after; for the platform, only who coordinates."""
    found = Q()
    for permission in OWN_PEOPLE:
        mine = organisations_of(user, *roles_with(permission), on=on).order_by().values("pk")
        found |= Q(organisation__in=mine)
    if Permission.PLATFORM_MANAGE in permissions_of(user, on=on):
        found |= Q(role__in=GIVES[Permission.PLATFORM_MANAGE] | {Role.PLATFORM_ADMIN})
    return found


def memberships_of(user: User, *, on: date) -> QuerySet[Membership]:
    """Return the roles somebody has on a day, with where and for whom they stand in."""
    return (
        Membership.objects.filter(current(on), person=user.person_id)
        .select_related("organisation", "site", "stands_in_for__person")
        .order_by("organisation__name", "role", "pk")
    )


def guardians_managed_by(user: User, *, on: date) -> QuerySet[Guardian]:
    """Return the parents and carers of the pupils of a school somebody looks after, by the pupil's name."""
    schools = schools_visible_to(user, on=on, to=Permission.SCHOOL_PEOPLE).order_by().values("pk")
    return (
        Guardian.objects.filter(pupil__organisation__in=schools)
        .filter(Q(pupil__left_date__isnull=True) | Q(pupil__left_date__gte=on))
        .select_related("person", "pupil__person", "pupil__organisation")
        .order_by("pupil__person__sort_name", "person__sort_name", "pk")
    )
