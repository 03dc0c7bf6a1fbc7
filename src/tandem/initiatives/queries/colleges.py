"""What colleges give the initiatives their students take part in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.models import CollegePlaces, Enrolment, Initiative, Involvement, PolicyCheck, ReservedSlot
from tandem.initiatives.together.ceilings import Ceiling
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import Organisation, Tutor, User
from tandem.people.queries import current, organisations_of


def colleges_coordinated_by(user: User, *, on: date) -> QuerySet[Organisation]:
    return organisations_of(user, Role.HE_COORDINATOR, on=on)


def initiatives_of_colleges(colleges: QuerySet[Organisation]) -> QuerySet[Initiative]:
    """Return the initiatives that students or people of these colleges take part in, or that one said something to."""
    mine = colleges.order_by().values("pk")
    tutors = Tutor.objects.filter(organisation__in=mine).values("pk")
    enrolled = Enrolment.objects.filter(Q(tutor__in=tutors) | Q(student_group__tutors__in=tutors))
    involved = Involvement.objects.filter(membership__organisation__in=mine)
    said = CollegePlaces.objects.filter(college__in=mine)
    return (
        Initiative.objects.filter(
            Q(pk__in=enrolled.values("initiative"))
            | Q(pk__in=involved.values("initiative"))
            | Q(pk__in=said.values("initiative"))
        )
        .select_related("organiser")
        .order_by("-starts_date", "name", "pk")
    )


def colleges_of(initiative: Initiative) -> QuerySet[Organisation]:
    """Return the colleges whose students or people take part in an initiative, by name."""
    enrolled = Q(tutors__enrolments__initiative=initiative) | Q(tutors__student_groups__initiative=initiative)
    involved = Q(memberships__involvements__initiative=initiative)
    said = Q(college_places__initiative=initiative)
    return (
        Organisation.objects.filter(enrolled | involved | said, kind=OrganisationKind.HIGHER_EDUCATION)
        .distinct()
        .order_by("name", "pk")
    )


def ceilings_of(initiatives: Iterable[UUID]) -> dict[UUID, list[Ceiling]]:
    """Return what colleges said of each initiative; a school that a college said no to has no place with it."""
    wanted = set(initiatives)
    found: dict[UUID, list[Ceiling]] = {pk: [] for pk in wanted}
    for row in CollegePlaces.objects.filter(initiative__in=wanted).order_by("pk"):
        found[row.initiative_id].append(Ceiling(row.college_id, row.site_id, row.places))
    for check in PolicyCheck.objects.filter(initiative__in=wanted, agrees=False).order_by("pk"):
        found[check.initiative_id].append(Ceiling(check.college_id, check.site_id, 0))
    return found


def colleges_behind(enrolment: Enrolment) -> frozenset[UUID]:
    """Return which organisations the tutor of an enrolment, or the students of its group, come from."""
    if enrolment.tutor is not None:
        return frozenset({enrolment.tutor.organisation_id})
    group = enrolment.student_group
    return frozenset(tutor.organisation_id for tutor in group.tutors.all()) if group else frozenset()


def reserved_for(tutor: Tutor, *, on: date) -> QuerySet[ReservedSlot]:
    """Return the moments a college keeps free for a student of its own programme, of initiatives they take part in."""
    if tutor.kind != TutorKind.STUDENT:
        return ReservedSlot.objects.none()
    enrolled = Enrolment.objects.filter(current(on), Q(tutor=tutor) | Q(student_group__tutors=tutor))
    return (
        ReservedSlot.objects.filter(
            current(on), college=tutor.organisation_id, initiative__in=enrolled.values("initiative")
        )
        .select_related("initiative", "site", "college")
        .order_by("day", "starts", "pk")
    )
