"""Who belongs in a session: its tutors and, on its day, its pupils."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tandem.core.sealed import unsealed
from tandem.initiatives.gate import cleared_of
from tandem.initiatives.models import Enrolment, StudentGroup
from tandem.people.models import Person, Pupil, Tutor, User
from tandem.scheduling.enums import ResourceKind, TeamStatus
from tandem.scheduling.models import Occupancy, Session, Team, TeamMember

GRACE = timedelta(days=14)
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil in a session."""

    pupil: Pupil


def teams_tutored_by(tutors: QuerySet[Tutor]) -> QuerySet[Team]:
    """Return the teams of these tutors, whether they tutor alone or in a group of students."""
    groups = StudentGroup.objects.filter(tutors__in=tutors)
    enrolments = Enrolment.objects.filter(Q(tutor__in=tutors) | Q(student_group__in=groups))
    return Team.objects.filter(enrolment__in=enrolments)


def sessions_visible_to(user: User, *, on: date) -> QuerySet[Session]:
    """Return the sessions somebody tutors in, by start: of published teams, while cleared (R-NEV-13).

    Of a team that has ended, the last two weeks stay, so that its last session can still be logged.
    """
    tutors = Tutor.objects.filter(pk__in=cleared_of(user.person_id, on=on))
    just_over = Q(team__status=TeamStatus.ENDED, starts_at__date__lt=on, starts_at__date__gte=on - GRACE)
    return (
        Session.objects.filter(Q(team__status=TeamStatus.PUBLISHED) | just_over, team__in=teams_tutored_by(tutors))
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
    """Return the pupils of each session, by name: those it was planned with, so nobody who is on a trip that day."""
    sessions = list(sessions)
    tutoring = _people_tutoring({session.team_id for session in sessions})
    expected = defaultdict(set)
    for some in in_batches(sessions):
        taken = Occupancy.objects.filter(session__in=some, kind=ResourceKind.PERSON)
        for session, person in taken.values_list("session_id", "resource_id"):
            expected[person].add(session)
    by_key = {session.pk: session for session in sessions}
    found: dict[uuid.UUID, list[Place]] = {session.pk: [] for session in sessions}
    pupils = Pupil.objects.filter(person__in=expected).select_related("person").order_by("person__sort_name", "pk")
    for pupil in pupils:
        for key in expected[pupil.person_id]:
            team = by_key[key].team_id
            if pupil.person_id not in tutoring[team]:  # an older pupil who tutors is a pupil too, but not here
                found[key].append(Place(pupil))
    return found


def in_batches(sessions: Sequence[Session]) -> Iterator[Sequence[Session]]:
    """Yield the sessions in parts that can be named one by one: a query takes 65,535 values at most."""
    for first in range(0, len(sessions), BATCH):
        yield sessions[first : first + BATCH]


def _people_tutoring(teams: set[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = Team.objects.filter(pk__in=teams).values_list(
        "pk", "enrolment__tutor__person_id", "enrolment__student_group__tutors__person_id"
    )
    for team, alone, in_group in rows:
        found[team] |= {alone, in_group}
    return found


def goals_of(teams: set[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID | None], str]:
    """Return the goal the school gave, per team and pupil; without a pupil it is that of the whole class."""
    members = TeamMember.objects.filter(team__in=teams).select_related("request").order_by("pk")
    unsealed(member.request for member in members)
    return {(member.team_id, member.request.pupil_id): member.request.goal for member in members}


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
