"""Whom teams concern, by role."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from tandem.core.permissions import Role
from tandem.people.models import ClassPlace, ClassTeacher, Guardian, Membership
from tandem.people.queries import current, minor, teaching
from tandem.scheduling.models import Team
from tandem.scheduling.queries.teams import pupils_of, pupils_who_help, tutors_of

Concerned = set[tuple[Role, UUID]]


def concerned_by(team: Team, *, on: date) -> Concerned:
    """Return the persons a team concerns: its tutors, the class teachers, the school's coordinators, the families."""
    return concerned_by_each([team], on=on)[team.pk]


def concerned_by_each(teams: Sequence[Team], *, on: date) -> dict[UUID, Concerned]:
    """Return for each team the persons it concerns."""
    pupils = {team.pk: {pupil.pk for pupil in pupils_of(team, on=max(on, team.from_date))} for team in teams}
    helping = pupils_who_help(tutor for team in teams for tutor in tutors_of(team))
    for team in teams:  # of a pupil who helps, home and the own teacher are told as well (S-09)
        pupils[team.pk] |= {helping[tutor.person_id].pk for tutor in tutors_of(team) if tutor.person_id in helping}
    everybody = set().union(*pupils.values())
    teachers = _teachers_by_pupil(everybody, on=max([on, *(team.from_date for team in teams)]))
    visited = _teachers_by_class((_visited(team) for team in teams), on=on)
    guardians = _guardians(everybody, on=on)
    coordinators = _coordinators({team.site.organisation_id for team in teams}, Role.SCHOOL_COORDINATOR, on)
    return {
        team.pk: {
            *((Role.TUTOR, tutor.person_id) for tutor in tutors_of(team)),
            *((Role.TEACHER, pk) for pupil in pupils[team.pk] for pk in teachers[pupil]),
            *((Role.TEACHER, pk) for school_class in _visited(team) for pk in visited[school_class]),
            *((Role.SCHOOL_COORDINATOR, pk) for pk in coordinators[team.site.organisation_id]),
            *((Role.GUARDIAN, pk) for pupil in pupils[team.pk] for pk in guardians[pupil]),
        }
        for team in teams
    }


def coordinators_of(team: Team, *, on: date) -> set[UUID]:
    """Return the persons who coordinate the initiative of a team."""
    organiser = team.initiative.organiser_id
    return _coordinators({organiser}, Role.PROGRAMME_COORDINATOR, on)[organiser]


def _visited(team: Team) -> list[UUID]:
    return [member.request.school_class_id for member in team.members.all() if member.request.school_class_id]


def _teachers_by_pupil(pupils: set[UUID], *, on: date) -> dict[UUID, set[UUID]]:
    places = ClassPlace.objects.filter(current(on), pupil__in=pupils).values_list("pupil", "school_class")
    by_class = _teachers_by_class([[school_class for _, school_class in places]], on=on)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pupil, school_class in places:
        found[pupil] |= by_class[school_class]
    return found


def _teachers_by_class(classes: Iterable[Iterable[UUID]], *, on: date) -> dict[UUID, set[UUID]]:
    wanted = {pk for group in classes for pk in group}
    teachers = ClassTeacher.objects.filter(teaching(on), school_class__in=wanted)
    return _people(teachers.values_list("school_class", "person"))


def _guardians(pupils: set[UUID], *, on: date) -> dict[UUID, set[UUID]]:
    """Return who is told at home: nobody under a contact ban, and from 18 only if the pupil says so."""
    told = Guardian.objects.filter(
        minor(on, "pupil__") | Q(pupil__guardians_may_see=True), pupil__in=pupils, contact_ban=False
    )
    return _people(told.values_list("pupil", "person"))


def _coordinators(organisations: set[UUID], role: Role, on: date) -> dict[UUID, set[UUID]]:
    rows = Membership.objects.filter(current(on), organisation__in=organisations, role=role)
    return _people(rows.values_list("organisation", "person"))


def _people(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, person in pairs:
        found[key].add(person)
    return found
