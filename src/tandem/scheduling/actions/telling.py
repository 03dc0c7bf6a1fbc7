"""Telling everybody concerned about a timetable, once for each change of it."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from tandem.core import outbox
from tandem.core.permissions import Role
from tandem.people.models import ClassPlace, ClassTeacher, Guardian, Membership
from tandem.people.queries import current
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import pupils_of, tutors_of

TIMETABLE = "scheduling.timetable_published"


def tell_timetables(teams: Iterable[Team], *, at: datetime) -> None:
    """Tell each tutor, class teacher, school coordinator and family about the teams that concern them."""
    told: dict[tuple[str, UUID], list[Team]] = {}
    for team in teams:
        for role, person in _concerned(team, at):
            told.setdefault((role, person), []).append(team)
    for (role, person), theirs in sorted(told.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        editions = sorted(f"{team.pk}:{team.edition}" for team in theirs)
        digest = sha256(" ".join(editions).encode()).hexdigest()[:32]
        outbox.post(
            TIMETABLE,
            key=f"{TIMETABLE}:{role}:{person}:{digest}",
            at=at,
            role=role,
            person=person,
            teams=sorted(str(team.pk) for team in theirs),
        )


def _concerned(team: Team, at: datetime) -> set[tuple[str, UUID]]:
    on = max(at.date(), team.from_date)
    pupils = [pupil.pk for pupil in pupils_of(team, on=on)]
    teachers = ClassTeacher.objects.filter(
        school_class__in=team.members.filter(request__school_class__isnull=False).values("request__school_class")
    ) | ClassTeacher.objects.filter(school_class__places__in=_places(pupils, on))
    coordinators = Membership.objects.filter(
        current(at.date()), organisation=team.site.organisation_id, role=Role.SCHOOL_COORDINATOR
    )
    guardians = Guardian.objects.filter(pupil__in=pupils)
    return {
        *((Role.TUTOR.value, tutor.person_id) for tutor in tutors_of(team)),
        *((Role.TEACHER.value, pk) for pk in teachers.values_list("person", flat=True)),
        *((Role.SCHOOL_COORDINATOR.value, pk) for pk in coordinators.values_list("person", flat=True)),
        *((Role.GUARDIAN.value, pk) for pk in guardians.values_list("person", flat=True)),
    }


def _places(pupils: list[UUID], on: date) -> QuerySet[ClassPlace]:
    return ClassPlace.objects.filter(current(on), pupil__in=pupils)
