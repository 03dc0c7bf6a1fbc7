"""Who somebody is, and which places and people they may see."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.core.permissions import ROLES, Permission, Role
from tandem.people.enums import ClearanceKind, OrganisationKind
from tandem.people.models import (
    ClassPlace,
    ClassTeacher,
    Clearance,
    Guardian,
    Membership,
    Organisation,
    Person,
    Pupil,
    SchoolClass,
    Site,
    Tutor,
    User,
)


def current(on: date) -> Q:
    """Rows with from and to dates that hold on a day."""
    return Q(from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gte=on))


def school_year_of(day: date) -> int:
    """Return the school year a day belongs to, by the year it starts in; August is spent on the next one."""
    return day.year if day.month >= 8 else day.year - 1


def roles_of(user: User, *, on: date) -> frozenset[Role]:
    """Return the roles a person has on a day: by membership, by teaching a class, by tutoring, by being a guardian."""
    memberships = Membership.objects.filter(current(on), person=user.person_id).values_list("role", flat=True)
    roles = {Role(role) for role in memberships}
    if ClassTeacher.objects.filter(person=user.person_id).exists():
        roles.add(Role.TEACHER)
    if Tutor.objects.filter(person=user.person_id).exists():
        roles.add(Role.TUTOR)
    if Guardian.objects.filter(person=user.person_id).exists():
        roles.add(Role.GUARDIAN)
    return frozenset(roles)


def permissions_of(user: User, *, on: date) -> frozenset[Permission]:
    """Return what a person may do on a day, somewhere; the query of each page says where."""
    return frozenset().union(*(ROLES[role] for role in roles_of(user, on=on)))


def organisations_of(user: User, *roles: Role, on: date) -> QuerySet[Organisation]:
    """Return the organisations in which a person has one of these roles."""
    return Organisation.objects.filter(
        pk__in=Membership.objects.filter(current(on), person=user.person_id, role__in=roles).values("organisation")
    ).order_by("name", "pk")


def schools_visible_to(user: User, *, on: date) -> QuerySet[Organisation]:
    """Return the schools a school coordinator works for."""
    return organisations_of(user, Role.SCHOOL_COORDINATOR, on=on).filter(kind=OrganisationKind.SCHOOL)


def classes_visible_to(user: User, *, on: date) -> QuerySet[SchoolClass]:
    """Return the classes a person teaches, and for a school coordinator those of the whole school."""
    return (
        SchoolClass.objects.filter(
            Q(class_teachers__person=user.person_id)
            | Q(site__organisation__in=schools_visible_to(user, on=on).values("pk"))
        )
        .select_related("site__organisation")
        .distinct()
        .order_by("site__name", "name", "pk")
    )


def classes_taught_on(day: date, user: User) -> QuerySet[SchoolClass]:
    """Return the classes a person themselves teaches on this day of the week."""
    on_day = Q(days__contains=[day.weekday()]) | Q(days=[])
    taught = ClassTeacher.objects.filter(on_day, person=user.person_id)
    return (
        SchoolClass.objects.filter(pk__in=taught.values("school_class"), school_year=school_year_of(day))
        .select_related("site__organisation")
        .order_by("site__name", "name", "pk")
    )


def sites_of(organisation: Organisation) -> QuerySet[Site]:
    return organisation.sites.order_by("name", "pk")


def sites_visible_to(user: User, *, on: date) -> QuerySet[Site]:
    """Return the sites of the schools a school coordinator works for."""
    return (
        Site.objects.filter(organisation__in=schools_visible_to(user, on=on).values("pk"))
        .select_related("organisation")
        .order_by("organisation__name", "name", "pk")
    )


def pupils_visible_to(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return who is in a class the person teaches, and for a school coordinator every pupil of the school."""
    taught = ClassPlace.objects.filter(current(on), school_class__class_teachers__person=user.person_id)
    return (
        Pupil.objects.filter(
            Q(pk__in=taught.values("pupil")) | Q(organisation__in=schools_visible_to(user, on=on).values("pk")),
            Q(left_date__isnull=True) | Q(left_date__gte=on),
        )
        .select_related("person", "organisation")
        .order_by("person__sort_name", "pk")
    )


def staff_of(organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Return who teaches at a school or coordinates it, by name."""
    return (
        Person.objects.filter(
            Q(classes_taught__school_class__site__organisation=organisation)
            | Q(
                pk__in=Membership.objects.filter(
                    current(on), organisation=organisation, role=Role.SCHOOL_COORDINATOR
                ).values("person")
            )
        )
        .distinct()
        .order_by("sort_name", "pk")
    )


def coordinators_of(organisations: Iterable[Organisation], *, on: date) -> dict[UUID, list[Person]]:
    """Return who coordinates tutoring at each of these schools, by name: whom a family can always reach."""
    rows = (
        Membership.objects.filter(current(on), organisation__in=list(organisations), role=Role.SCHOOL_COORDINATOR)
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
    found: dict[UUID, list[Person]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row.person)
    return found


def children_of(user: User) -> QuerySet[Pupil]:
    """Return the pupils somebody is a guardian of."""
    return (
        Pupil.objects.filter(guardians__person=user.person_id)
        .select_related("person", "organisation")
        .order_by("person__sort_name", "pk")
    )


def cleared_tutors(*, on: date) -> QuerySet[Tutor]:
    """Return tutors whose check, training and agreement stand on a day: the safety gate (R-NEV-13)."""
    tutors = Tutor.objects.all()
    for kind in ClearanceKind:
        standing = Clearance.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on), kind=kind, seen_date__lte=on
        )
        tutors = tutors.filter(pk__in=standing.values("tutor"))
    return tutors


def missing_clearances(tutor: Tutor, *, on: date) -> list[ClearanceKind]:
    """Return what must still be seen before a tutor may meet a child, in the order in which it is asked."""
    standing = set(
        Clearance.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on), tutor=tutor, seen_date__lte=on
        ).values_list("kind", flat=True)
    )
    return [kind for kind in ClearanceKind if kind.value not in standing]
