"""Who belongs in a session: its tutors and, on its day, its pupils."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from tandem.initiatives.models import Enrolment, StudentGroup
from tandem.people.models import ClassPlace, Person, Pupil, Tutor, User
from tandem.people.queries import cleared_tutors
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Session, Team, TeamMember


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil in a session, and the goal the school gave."""

    pupil: Pupil
    goal: str = ""


def teams_tutored_by(tutors: QuerySet[Tutor]) -> QuerySet[Team]:
    """Return the teams of these tutors, whether they tutor alone or in a group of students."""
    groups = StudentGroup.objects.filter(tutors__in=tutors)
    enrolments = Enrolment.objects.filter(Q(tutor__in=tutors) | Q(student_group__in=groups))
    return Team.objects.filter(enrolment__in=enrolments)


def sessions_visible_to(user: User, *, on: date) -> QuerySet[Session]:
    """Return the sessions somebody tutors in, by start: of published teams, while cleared (R-NEV-13)."""
    tutors = cleared_tutors(on=on).filter(person=user.person_id)
    return (
        Session.objects.filter(team__in=teams_tutored_by(tutors).filter(status=TeamStatus.PUBLISHED))
        .select_related(
            "team__site__organisation",
            "team__initiative",
            "team__enrolment__tutor__person",
            "team__enrolment__student_group",
            "room",
            "log_entry__written_by__person",
        )
        .order_by("starts_at", "pk")
    )


def tutors_of(session: Session) -> list[Tutor]:
    """Return who tutors in a session, by name."""
    enrolment = session.team.enrolment
    tutors = (
        Tutor.objects.filter(pk=enrolment.tutor_id)
        if enrolment.tutor_id
        else Tutor.objects.filter(student_groups=enrolment.student_group_id)
    )
    return list(tutors.select_related("person").order_by("person__sort_name", "pk"))


def pupils_of(session: Session) -> list[Place]:
    """Return who is tutored in a session, by name."""
    return places_of([session])[session.pk]


def places_of(sessions: Iterable[Session]) -> dict[uuid.UUID, list[Place]]:
    """Return the pupils of each session, by name: those of its team on that day, and of a class all its pupils."""
    sessions = list(sessions)
    members = defaultdict(list)
    for member in (
        TeamMember.objects.filter(team__in={session.team_id for session in sessions}, during__isnull=False)
        .select_related("request__pupil__person")
        .order_by("request__pupil__person__sort_name", "pk")
    ):
        members[member.team_id].append(member)
    in_class = pupils_by_class(
        member.request.school_class_id
        for found in members.values()
        for member in found
        if member.request.school_class_id
    )
    return {
        session.pk: _on_day(members[session.team_id], in_class, timezone.localdate(session.starts_at))
        for session in sessions
    }


def pupils_by_class(classes: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[ClassPlace]]:
    """Return the places of pupils in each class, now or before, by name."""
    found = defaultdict(list)
    wanted = set(classes)
    if wanted:
        places = ClassPlace.objects.filter(school_class__in=wanted).select_related("pupil__person")
        for place in places.order_by("pupil__person__sort_name", "pupil_id", "pk"):
            found[place.school_class_id].append(place)
    return found


def _on_day(members: Iterable[TeamMember], in_class: Mapping[uuid.UUID, list[ClassPlace]], day: date) -> list[Place]:
    places: dict[uuid.UUID, Place] = {}
    for member in members:
        if day not in member.during:
            continue
        request = member.request
        asked = [request.pupil] if request.pupil_id else _in_class_on(in_class[request.school_class_id], day)
        for pupil in asked:
            if pupil.left_date is None or pupil.left_date > day:
                places.setdefault(pupil.pk, Place(pupil, request.goal))
    return list(places.values())


def _in_class_on(places: Iterable[ClassPlace], day: date) -> list[Pupil]:
    return [place.pupil for place in places if place.from_date <= day and (not place.to_date or place.to_date >= day)]


def short_names(people: Iterable[Person]) -> dict[uuid.UUID, str]:
    """Return the name a tutor sees of each: first name and initial, and a longer one only where two are the same."""
    people = list(people)
    used = defaultdict(set)
    for person in people:
        used[person.first_name_initial].add(person.pk)
    return {
        person.pk: person.full_name if len(used[person.first_name_initial]) > 1 else person.first_name_initial
        for person in people
    }
