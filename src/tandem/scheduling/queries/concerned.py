"""Whom a team concerns, by role."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tandem.core.permissions import Role
from tandem.people.models import ClassPlace, ClassTeacher, Guardian, Membership
from tandem.people.queries import current
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import pupils_of, tutors_of


def concerned_by(team: Team, *, on: date) -> set[tuple[Role, UUID]]:
    """Return the persons a team concerns: its tutors, the class teachers, the school's coordinators, the families."""
    day = max(on, team.from_date)
    pupils = [pupil.pk for pupil in pupils_of(team, on=day)]
    visited = team.members.filter(request__school_class__isnull=False).values("request__school_class")
    teachers = ClassTeacher.objects.filter(school_class__in=visited) | ClassTeacher.objects.filter(
        school_class__in=_places(pupils, day).values("school_class")
    )
    coordinators = Membership.objects.filter(
        current(on), organisation=team.site.organisation_id, role=Role.SCHOOL_COORDINATOR
    )
    guardians = Guardian.objects.filter(pupil__in=pupils)
    return {
        *((Role.TUTOR, tutor.person_id) for tutor in tutors_of(team)),
        *((Role.TEACHER, pk) for pk in teachers.values_list("person", flat=True)),
        *((Role.SCHOOL_COORDINATOR, pk) for pk in coordinators.values_list("person", flat=True)),
        *((Role.GUARDIAN, pk) for pk in guardians.values_list("person", flat=True)),
    }


def coordinators_of(team: Team, *, on: date) -> set[UUID]:
    """Return the persons who coordinate the initiative of a team."""
    rows = Membership.objects.filter(
        current(on), organisation=team.initiative.organiser_id, role=Role.PROGRAMME_COORDINATOR
    )
    return set(rows.values_list("person", flat=True))


def _places(pupils: list[UUID], on: date) -> QuerySet[ClassPlace]:
    return ClassPlace.objects.filter(current(on), pupil__in=pupils)
