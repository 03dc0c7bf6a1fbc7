"""Visits at home: with which families it was agreed how they go, and who can be named to look after both sides."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.enums import Place
from tandem.initiatives.models import HomeArrangement, Initiative
from tandem.people.models import Membership, Person, Pupil
from tandem.people.queries import current

# Whom a family may know already: named for parents, or a bridge to them.
COMPANIONS = (Role.TRUST_PERSON, Role.BRIDGE_FIGURE, Role.PARTNER_CONTACT)
# Whom a tutor may reach during a visit, and who may read where the tutor is.
REACHABLE = (Role.PROGRAMME_COORDINATOR, Role.SCHOOL_COORDINATOR)


def visits_homes(initiative: Initiative) -> bool:
    """Tell whether sessions are held at the family's home."""
    return initiative.place == Place.HOME


def arrangement_of(initiative: Initiative, pupil: Pupil) -> HomeArrangement | None:
    return HomeArrangement.objects.filter(initiative=initiative, pupil=pupil).first()


def arrangement_with_people(initiative: Initiative, pupil: Pupil) -> HomeArrangement | None:
    """Return what was agreed, with who comes along and who knows where the tutor is, for whoever knows both."""
    rows = HomeArrangement.objects.select_related("first_with", "safety_contact")
    return rows.filter(initiative=initiative, pupil=pupil).first()


def with_arrangement(initiatives: Collection[UUID], pupils: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Return for which of these pupils visits were agreed with the family, and in which initiative."""
    rows = HomeArrangement.objects.filter(initiative__in=initiatives, pupil__in=pupils)
    return frozenset(rows.values_list("initiative_id", "pupil_id"))


def companions_of(initiative: Initiative, pupil: Pupil, *, on: date) -> QuerySet[Person]:
    """Return who may come along the first time: whom parents can trust in this initiative, or who runs the school."""
    involved = initiative.involvements.filter(
        current(on), current(on, "membership__"), membership__role__in=COMPANIONS
    ).values("membership__person")
    at_school = Membership.objects.filter(
        current(on), organisation=pupil.organisation_id, role=Role.SCHOOL_COORDINATOR
    ).values("person")
    return Person.objects.filter(Q(pk__in=involved) | Q(pk__in=at_school)).order_by("sort_name", "pk")


def safety_contacts_of(initiative: Initiative, pupil: Pupil, *, on: date) -> QuerySet[Person]:
    """Return who may be the one who knows where the tutor is: coordinators of the programme and of the school."""
    rows = Membership.objects.filter(
        current(on),
        organisation__in=[initiative.organiser_id, pupil.organisation_id],
        role__in=REACHABLE,
        person__user__is_active=True,
    )
    return Person.objects.filter(pk__in=rows.values("person")).order_by("sort_name", "pk")
