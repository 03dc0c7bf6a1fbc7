"""Who somebody is, and which places and people they may see."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value

from tandem.core.permissions import ROLES, Permission, Role, roles_with
from tandem.people.enums import OrganisationKind
from tandem.people.models import (
    ClassPlace,
    ClassTeacher,
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
from tandem.people.queries.ages import minor


def current(on: date, prefix: str = "") -> Q:
    """Rows with from and to dates that hold on a day; `prefix` leads to them from another row."""
    ends = f"{prefix}to_date"
    return Q(**{f"{prefix}from_date__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": on}))


def teaching(on: date) -> Q:
    """Rows of who teaches a class that hold on a day; most have no dates."""
    return (Q(from_date__isnull=True) | Q(from_date__lte=on)) & (Q(to_date__isnull=True) | Q(to_date__gte=on))


def school_year_of(day: date) -> int:
    """Return the school year a day belongs to, by the year it starts in; August is spent on the next one."""
    return day.year if day.month >= 8 else day.year - 1


def roles_of(user: User, *, on: date) -> frozenset[Role]:
    """Return the roles a person has on a day: by membership, or as a teacher, tutor, guardian or pupil.

    One read for all of them, since every page asks.
    """
    memberships = Membership.objects.filter(current(on), person=user.person_id)
    by_nature = (
        (Role.TEACHER, taught_by(user, on=on)),
        (Role.TUTOR, Tutor.objects.filter(person=user.person_id)),
        (Role.GUARDIAN, children_of(user, on=on).order_by()),
        (Role.PUPIL, Pupil.objects.filter(person=user.person_id)),
    )
    rows = memberships.values_list("role", flat=True).union(
        *(found.values_list(Value(role.value, CharField()), flat=True) for role, found in by_nature)
    )
    return frozenset(Role(role) for role in rows)


def permissions_of(user: User, *, on: date) -> frozenset[Permission]:
    """Return what a person may do on a day, somewhere; the query of each page says where."""
    return frozenset().union(*(ROLES[role] for role in roles_of(user, on=on)))


def taught_by(user: User, *, on: date) -> QuerySet[ClassTeacher]:
    """Return which classes somebody teaches on a day, themselves or in another's place."""
    return ClassTeacher.objects.filter(teaching(on), person=user.person_id)


def organisations_of(user: User, *roles: Role, on: date) -> QuerySet[Organisation]:
    """Return the organisations in which a person has one of these roles, for all of it."""
    return Organisation.objects.filter(
        pk__in=Membership.objects.filter(current(on), person=user.person_id, role__in=roles, site__isnull=True).values(
            "organisation"
        )
    ).order_by("name", "pk")


def schools_visible_to(user: User, *, on: date, to: Permission = Permission.SCHOOL_READ) -> QuerySet[Organisation]:
    """Return the schools somebody reads, or manages, as a whole: each role only where it is held."""
    return organisations_of(user, *roles_with(to), on=on).filter(kind=OrganisationKind.SCHOOL)


def classes_visible_to(user: User, *, on: date) -> QuerySet[SchoolClass]:
    """Return the classes a person teaches, and for who runs a school or a site of it all of its classes."""
    return (
        SchoolClass.objects.filter(
            Q(pk__in=taught_by(user, on=on).values("school_class"))
            | Q(site__in=sites_visible_to(user, on=on).order_by().values("pk"))
        )
        .select_related("site__organisation")
        .order_by("site__name", "name", "pk")
    )


def classes_taught_on(day: date, user: User) -> QuerySet[SchoolClass]:
    """Return the classes a person themselves teaches on this day of the week."""
    on_day = Q(days__contains=[day.weekday()]) | Q(days=[])
    taught = taught_by(user, on=day).filter(on_day)
    return (
        SchoolClass.objects.filter(pk__in=taught.values("school_class"), school_year=school_year_of(day))
        .select_related("site__organisation")
        .order_by("site__name", "name", "pk")
    )


def sites_of(organisation: Organisation) -> QuerySet[Site]:
    return organisation.sites.order_by("name", "pk")


def sites_visible_to(user: User, *, on: date, to: Permission = Permission.SCHOOL_READ) -> QuerySet[Site]:
    """Return the sites somebody reads, or manages: all of a school, or the one they coordinate."""
    held = Membership.objects.filter(current(on), person=user.person_id, role__in=roles_with(to))
    return (
        Site.objects.filter(
            Q(organisation__in=held.filter(site__isnull=True).values("organisation")) | Q(pk__in=held.values("site")),
            organisation__kind=OrganisationKind.SCHOOL,
        )
        .select_related("organisation")
        .order_by("organisation__name", "name", "pk")
    )


def pupils_visible_to(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return who is in a class the person teaches, at a site they coordinate, or at their school."""
    at_sites = Membership.objects.filter(
        current(on), person=user.person_id, role__in=roles_with(Permission.SCHOOL_READ), site__isnull=False
    )
    places = ClassPlace.objects.filter(
        current(on),
        Q(school_class__in=taught_by(user, on=on).values("school_class"))
        | Q(school_class__site__in=at_sites.values("site")),
    )
    return (
        Pupil.objects.filter(
            Q(pk__in=places.values("pupil")) | Q(organisation__in=schools_visible_to(user, on=on).values("pk")),
            Q(left_date__isnull=True) | Q(left_date__gte=on),
        )
        .select_related("person", "organisation")
        .order_by("person__sort_name", "pk")
    )


def staff_of(organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Return who teaches at a school or has a role in it, by name."""
    classes = SchoolClass.objects.filter(site__organisation=organisation)
    return Person.objects.filter(
        Q(pk__in=ClassTeacher.objects.filter(teaching(on), school_class__in=classes.values("pk")).values("person"))
        | Q(pk__in=Membership.objects.filter(current(on), organisation=organisation).values("person"))
    ).order_by("sort_name", "pk")


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


def children_of(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return the pupils somebody follows as a guardian: never under a contact ban, from 18 as the pupil says."""
    return (
        Pupil.objects.filter(
            minor(on) | Q(guardians_may_see=True),
            pk__in=Guardian.objects.filter(person=user.person_id, contact_ban=False).values("pupil"),
        )
        .select_related("person", "organisation")
        .order_by("person__sort_name", "pk")
    )
