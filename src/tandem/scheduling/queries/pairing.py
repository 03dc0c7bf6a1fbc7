"""Whom a teacher can bring together: pupils who wait for help, and pupils who help (S-10, S-11)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.people.enums import TutorKind
from tandem.people.models import ClassPlace, SchoolClass, Site, User
from tandem.people.queries import current
from tandem.scheduling.enums import Standing, TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import teams_visible_to

LIVE = (TeamStatus.PROPOSED, TeamStatus.ACCEPTED, TeamStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Helper:
    """A pupil who helps, with their class; whether that is the class of who is helped."""

    enrolment: Enrolment
    name: str
    class_name: str
    classmate: bool


def waiting_in(school_class: SchoolClass, initiative: Initiative, *, on: date) -> QuerySet[Request]:
    """Return what pupils of a class still wait for in an initiative, by name."""
    places = ClassPlace.objects.filter(current(on), school_class=school_class)
    return (
        Request.objects.filter(initiative=initiative, pupil__in=places.values("pupil"), status=RequestStatus.WAITING)
        .exclude(team_places__standing__in=[Standing.PROPOSED, Standing.RUNNING])
        .select_related("initiative__organiser", "pupil__person", "site")
        .order_by("pupil__person__sort_name", "subject", "pk")
    )


def helpers_at(site: Site, initiative: Initiative, school_class: SchoolClass, *, on: date) -> list[Helper]:
    """Return who helps at a site: pupils of other classes first, then of the class itself."""
    rows = (
        initiative.enrolments.filter(tutor__kind=TutorKind.OLDER_PUPIL)
        .filter(Q(sites=site) | Q(sites__isnull=True))
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=on))
        .select_related("initiative__organiser", "tutor__person")
        .distinct()
        .order_by("tutor__person__sort_name", "pk")
    )
    enrolments = list(rows)
    classes: defaultdict[UUID, list[SchoolClass]] = defaultdict(list)
    persons = [row.tutor.person_id for row in enrolments if row.tutor]
    places = ClassPlace.objects.filter(current(on), pupil__person__in=persons).select_related("school_class", "pupil")
    for place in places.order_by("school_class__name", "pk"):
        classes[place.pupil.person_id].append(place.school_class)
    found = [
        Helper(
            row,
            row.tutor.person.first_name_initial,
            ", ".join(each.name for each in classes[row.tutor.person_id]),
            school_class in classes[row.tutor.person_id],
        )
        for row in enrolments
        if row.tutor
    ]
    return sorted(found, key=lambda helper: helper.classmate)


def duos_of(school_class: SchoolClass, user: User, *, on: date) -> list[Team]:
    """Return the teams in which a pupil of a class helps another pupil, or is helped by one."""
    pupils = ClassPlace.objects.filter(current(on), school_class=school_class).values("pupil")
    return list(
        teams_visible_to(user, on=on)
        .filter(
            Q(members__request__pupil__in=pupils) | Q(enrolment__tutor__person__pupil__in=pupils),
            enrolment__tutor__kind=TutorKind.OLDER_PUPIL,
            status__in=LIVE,
        )
        .distinct()
    )
