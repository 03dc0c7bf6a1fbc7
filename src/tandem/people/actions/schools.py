"""A school's sites, classes and who teaches them."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from tandem.core import audit
from tandem.people.enums import OrganisationKind, Region, Stage
from tandem.people.models import ClassTeacher, Organisation, Person, SchoolClass, Site, User
from tandem.people.queries import account_with


class SchoolChangeNotPossible(Exception):
    """The change would make something double, or is none."""


@transaction.atomic
def add_school(*, name: str, region: Region, by: User, at: datetime) -> Organisation:
    """Add a school that Tandem does not know yet."""
    if Organisation.objects.filter(kind=OrganisationKind.SCHOOL, name__iexact=name).exists():
        raise SchoolChangeNotPossible("There is a school with this name already.")
    school = Organisation(name=name, kind=OrganisationKind.SCHOOL, region=region)
    school.full_clean()
    school.save()
    audit.record("school.added", target=school, by=by, at=at, organisation=school)
    return school


@transaction.atomic
def add_site(
    *,
    organisation: Organisation,
    name: str,
    stage: Stage,
    address: str = "",
    pick_up: str = "",
    by: User,
    at: datetime,
) -> Site:
    """Add a place where sessions can be held."""
    site = Site(organisation=organisation, name=name, stage=stage, address=address, pick_up=pick_up)
    _clean(site)
    site.save()
    audit.record("site.added", target=site, by=by, at=at, organisation=organisation)
    return site


@transaction.atomic
def change_site(*, site: Site, name: str, address: str, pick_up: str, by: User, at: datetime) -> Site:
    """Change a site's name, address, or where tutors pick pupils up."""
    site.name, site.address, site.pick_up = name, address, pick_up
    _clean(site)
    site.save(update_fields=["name", "address", "pick_up"])
    audit.record("site.changed", target=site, by=by, at=at, organisation=site.organisation)
    return site


@transaction.atomic
def add_class(*, site: Site, name: str, school_year: int, by: User, at: datetime) -> SchoolClass:
    """Add a class in one school year."""
    school_class = SchoolClass(site=site, name=name, school_year=school_year)
    _clean(school_class)
    school_class.save()
    audit.record("class.added", target=school_class, by=by, at=at, organisation=site.organisation)
    return school_class


@transaction.atomic
def set_teacher(
    *, school_class: SchoolClass, person: Person, days: Collection[int], by: User, at: datetime
) -> ClassTeacher:
    """Say on which days of the week somebody teaches a class; from then on they see it."""
    if not days or not set(days) <= set(range(7)):
        raise SchoolChangeNotPossible("A teacher teaches on one or more days of the week.")
    class_teacher, _ = ClassTeacher.objects.update_or_create(
        school_class=school_class,
        person=person,
        defaults={"days": sorted(set(days)), "stands_in_for": None, "from_date": None, "to_date": None},
    )
    audit.record(
        "class.teacher_set",
        target=school_class,
        by=by,
        at=at,
        organisation=school_class.site.organisation,
        person=person.pk,
        days=class_teacher.days,
    )
    return class_teacher


@transaction.atomic
def add_teacher(
    *,
    school_class: SchoolClass,
    given_name: str,
    family_name: str,
    days: Collection[int],
    infix: str = "",
    email: str = "",
    by: User,
    at: datetime,
) -> ClassTeacher:
    """Let somebody Tandem does not know yet teach a class; with an address, they can sign in by a code."""
    if email and account_with(email.lower()):
        raise SchoolChangeNotPossible("Somebody else signs in with this address.")
    person = Person(given_name=given_name, infix=infix, family_name=family_name, email=email)
    person.full_clean()
    person.save()
    if email:
        User.objects.create_user(email, person=person, joined_at=at)
    return set_teacher(school_class=school_class, person=person, days=days, by=by, at=at)


@transaction.atomic
def set_stand_in(
    *, class_teacher: ClassTeacher, person: Person, from_date: date, to_date: date, by: User, at: datetime
) -> ClassTeacher:
    """Let somebody teach a class in another's place for a while; only in that time they see it."""
    school_class = class_teacher.school_class
    if class_teacher.stands_in_for_id is not None:
        raise SchoolChangeNotPossible("Name who stands in for the teacher, not for who stands in already.")
    if to_date < from_date:
        raise SchoolChangeNotPossible("Standing in ends after it starts.")
    if ClassTeacher.objects.filter(school_class=school_class, person=person, stands_in_for__isnull=True).exists():
        raise SchoolChangeNotPossible("This person teaches the class already.")
    stand_in, _ = ClassTeacher.objects.update_or_create(
        school_class=school_class,
        person=person,
        defaults={
            "stands_in_for": class_teacher,
            "days": class_teacher.days,
            "from_date": from_date,
            "to_date": to_date,
        },
    )
    audit.record(
        "class.stand_in_set",
        target=school_class,
        by=by,
        at=at,
        organisation=school_class.site.organisation,
        person=person.pk,
        instead_of=class_teacher.person_id,
        from_date=from_date,
        to_date=to_date,
    )
    return stand_in


@transaction.atomic
def remove_teacher(*, class_teacher: ClassTeacher, by: User, at: datetime) -> None:
    """Let somebody no longer teach a class; from then on they do not see it."""
    school_class = class_teacher.school_class
    audit.record(
        "class.teacher_removed",
        target=school_class,
        by=by,
        at=at,
        organisation=school_class.site.organisation,
        person=class_teacher.person_id,
    )
    class_teacher.delete()


def _clean(row: Site | SchoolClass) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise SchoolChangeNotPossible("; ".join(error.messages)) from error
