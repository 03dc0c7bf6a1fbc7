"""A person in the tables: under which numbers they stand, and in which rows."""

import uuid
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from tandem.people.models import Person, Pupil, Tutor, User
from tandem.privacy.register import Table

LOOSE = frozenset({"target_id", "owner_id", "resource_id"})  # numbers without a foreign key


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, and every number they go by."""

    person: Person
    ids: frozenset[uuid.UUID]
    users: frozenset[uuid.UUID]


def subject_of(person: Person) -> Subject:
    """Return under which numbers a person stands: as person, account, pupil and tutor."""
    users = frozenset(User.objects.filter(person=person).values_list("pk", flat=True))
    others = [pk for model in (Pupil, Tutor) for pk in model.objects.filter(person=person).values_list("pk", flat=True)]
    return Subject(person, frozenset([person.pk, *users, *others]), users)


def rows_about(table: Table, subject: Subject, ways: tuple[str, ...] | None = None) -> QuerySet[Model]:
    """Return the rows of a table that tell of this person, in a stable order."""
    where = Q(pk__in=[])
    for way in table.about if ways is None else ways:
        where |= Q(**{f"{way}__in": subject.ids}) if way in LOOSE else Q(**{way: subject.person.pk})
    found = table.model_class._default_manager.filter(where)
    # A person may stand in a row by two ways, and a row may lead to several persons.
    return table.model_class._default_manager.filter(pk__in=found.values("pk")).order_by("pk")


def rows_by(table: Table, subject: Subject) -> QuerySet[Model]:
    """Return the rows in which this person only did something."""
    where = Q(pk__in=[])
    for name in table.by.split():
        field = table.model_class._meta.get_field(name)
        if field.is_relation and field.related_model is Person:
            where |= Q(**{name: subject.person.pk})
        else:
            where |= Q(**{f"{name}__in": subject.users})
    return table.model_class._default_manager.filter(where)
