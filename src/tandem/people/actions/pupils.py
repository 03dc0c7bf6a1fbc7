"""Pupils of a school: who they are, in which classes, and that they left."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.people.actions.agreements import refuse_without
from tandem.people.models import ClassPlace, Organisation, Person, Pupil, SchoolClass, User
from tandem.people.queries import is_adult

OF_PERSON = frozenset({"given_name", "infix", "family_name"})
OF_PUPIL = frozenset({"birth_date", "year"})


class PupilChangeNotPossible(Exception):
    """The school has another pupil with this number, or it is not for this person to say."""


@transaction.atomic
def add_pupil(
    *,
    organisation: Organisation,
    number: str,
    given_name: str,
    infix: str = "",
    family_name: str = "",
    birth_date: date | None = None,
    year: int,
    by: User,
    at: datetime,
) -> Pupil:
    """Add a pupil under the school's own number."""
    refuse_without(organisation, at=at)
    if Pupil.objects.filter(organisation=organisation, number=number).exists():
        raise PupilChangeNotPossible("The school has another pupil with this number.")
    person = Person(given_name=given_name, infix=infix, family_name=family_name)
    person.full_clean()
    person.save()
    pupil = Pupil(person=person, organisation=organisation, number=number, birth_date=birth_date, year=year)
    pupil.clean_fields(exclude=["person", "organisation"])
    pupil.save()
    audit.record("pupil.added", target=pupil, by=by, at=at, organisation=organisation)
    return pupil


@transaction.atomic
def change_pupil(*, pupil: Pupil, by: User, at: datetime, **changes: Any) -> Pupil:
    """Change a pupil's name, birth date or year."""
    unknown = set(changes) - OF_PERSON - OF_PUPIL
    if unknown:
        raise TypeError(f"A pupil has no {', '.join(sorted(unknown))}.")
    for field, value in changes.items():
        setattr(pupil.person if field in OF_PERSON else pupil, field, value)
    pupil.person.full_clean()
    pupil.person.save()
    pupil.clean_fields(exclude=["person", "organisation"])
    pupil.save()
    audit.record("pupil.changed", target=pupil, by=by, at=at, organisation=pupil.organisation, fields=sorted(changes))
    return pupil


@transaction.atomic
def set_classes(*, pupil: Pupil, classes: Collection[SchoolClass], from_date: date, by: User, at: datetime) -> None:
    """Let a pupil be in these classes from a day on; a place that ends before it began is taken away."""
    wanted = {school_class.pk for school_class in classes}
    for place in pupil.places.filter(to_date__isnull=True).exclude(school_class__in=wanted):
        if place.from_date >= from_date:
            place.delete()
        else:
            place.to_date = from_date - timedelta(days=1)
            place.save(update_fields=["to_date"])
    known = set(pupil.places.filter(to_date__isnull=True).values_list("school_class", flat=True))
    for school_class in classes:
        if school_class.pk not in known:
            ClassPlace.objects.create(pupil=pupil, school_class=school_class, from_date=from_date)
    audit.record(
        "pupil.classes_set",
        target=pupil,
        by=by,
        at=at,
        organisation=pupil.organisation,
        classes=sorted(school_class.name for school_class in classes),
    )


@transaction.atomic
def let_guardians_see(*, pupil: Pupil, may_see: bool, by: User, at: datetime) -> Pupil:
    """From 18 a pupil says whether the guardians still see and hear of them; nobody else can."""
    if by.person_id != pupil.person_id:
        raise PupilChangeNotPossible("Only the pupil decides who at home sees them.")
    if not is_adult(pupil, on=localdate(at)):
        raise PupilChangeNotPossible("Under 18 the guardians see their child.")
    pupil.guardians_may_see = may_see
    pupil.save(update_fields=["guardians_may_see"])
    audit.record("pupil.guardians_may_see", target=pupil, by=by, at=at, organisation=pupil.organisation, may=may_see)
    return pupil


@transaction.atomic
def set_left(*, pupil: Pupil, left_date: date | None, by: User, at: datetime) -> Pupil:
    """Record the last day of a pupil at the school, or that they are there after all."""
    pupil.left_date = left_date
    pupil.save(update_fields=["left_date"])
    audit.record("pupil.left_set", target=pupil, by=by, at=at, organisation=pupil.organisation, left_date=left_date)
    return pupil
