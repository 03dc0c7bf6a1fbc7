"""Whose requests somebody answers, and who takes them for themselves or their child."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.queries import initiatives_managed_by
from tandem.people.models import Person, Pupil, User
from tandem.people.queries import children_of
from tandem.people.queries.places import organisations_of
from tandem.privacy.models import Erased

AT_SCHOOL = (Role.SCHOOL_COORDINATOR, Role.HEAD)


def people_answered_for(user: User, *, on: date) -> QuerySet[Person]:
    """Return whose requests for access or erasing somebody answers, by name: of the own programme and school."""
    mine = initiatives_managed_by(user, on=on).values("pk")
    schools = organisations_of(user, *AT_SCHOOL, on=on).values("pk")
    taking_part = (
        Q(pupil__requests__initiative__in=mine)
        | Q(tutor__enrolments__initiative__in=mine)
        | Q(tutor__student_groups__initiative__in=mine)
        | Q(guardian_of__pupil__requests__initiative__in=mine)
        | Q(pupil__organisation__in=schools)
        | Q(guardian_of__pupil__organisation__in=schools)
    )
    found = Person.objects.filter(taking_part).exclude(pk__in=Erased.objects.values("person_id"))
    return Person.objects.filter(pk__in=found.values("pk")).order_by("sort_name", "pk")


def children_told_of(user: User, *, on: date) -> QuerySet[Pupil]:
    """Return the children of whom somebody may take along all that is kept."""
    return children_of(user, on=on)
