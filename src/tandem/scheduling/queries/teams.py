"""Teams and sessions, starting from who looks."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.gate import cleared_of
from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.enums import TutorKind
from tandem.people.models import ClassPlace, Pupil, SchoolClass, Tutor, User
from tandem.people.queries import current, organisations_of, sites_visible_to, taught_by
from tandem.scheduling.enums import Standing, TeamStatus
from tandem.scheduling.hours import cycle_of
from tandem.scheduling.models import Session, Team, TeamMember, TeamSlot

SHOWN = (TeamStatus.PROPOSED, TeamStatus.ACCEPTED, TeamStatus.PUBLISHED)


def is_by_students(team: Team) -> bool:
    """Tell whether a team is student tutoring in the Vlor's sense, which is always counted apart (8.5, T-2)."""
    return team.enrolment.tutor is None or TutorKind(team.enrolment.tutor.kind).is_student


def cycle_of_team(team: Team) -> int:
    """Return after how many weeks the rhythm of a team repeats."""
    return cycle_of(slot.week for slot in team.slots.all())


def teams_visible_to(user: User, *, on: date) -> QuerySet[Team]:
    """Return teams by need to know.

    A coordinator: all of the own initiatives. A school: those at its sites. A teacher: those with a pupil of an own
    class, also one who helps. A tutor: only own ones that are published, and only once the safety gate stands
    (R-NEV-13).
    """
    organised = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    sites = sites_visible_to(user, on=on).order_by().values("pk")
    return in_full(
        Team.objects.filter(
            Q(initiative__organiser__in=organised)
            | Q(site__in=sites)
            | Q(pk__in=_teams_of_classes(user, on=on).values("team"))
            | Q(enrolment__in=_helpers_taught(user, on=on).values("pk"))
            | Q(pk__in=_published_teams_of_tutor(user, on=on).values("pk"))
        )
    )


def teams_decided_by(user: User, *, on: date) -> QuerySet[Team]:
    """Return the teams somebody decides on: those of initiatives they coordinate."""
    organised = organisations_of(user, Role.PROGRAMME_COORDINATOR, on=on).values("pk")
    return in_full(Team.objects.filter(initiative__organiser__in=organised))


def teams_of_tutor(user: User, *, on: date) -> QuerySet[Team]:
    """Return the published teams of somebody who tutors."""
    return in_full(Team.objects.filter(pk__in=_published_teams_of_tutor(user, on=on).values("pk")))


def members_for_teacher(user: User, *, on: date) -> QuerySet[TeamMember]:
    """Return the places in proposed and running teams of pupils of the classes somebody teaches or runs."""
    return (
        TeamMember.objects.filter(
            Q(request__pupil__in=_pupils_taught(user, on=on).values("pupil"))
            | Q(request__school_class__in=taught_by(user, on=on).values("school_class"))
            | Q(request__site__in=sites_visible_to(user, on=on).order_by().values("pk")),
            standing__in=[Standing.PROPOSED, Standing.RUNNING],
        )
        .select_related(
            "team__initiative", "team__site", "team__room", "request__pupil__person", "request__school_class"
        )
        .prefetch_related(Prefetch("team__slots", TeamSlot.objects.order_by("week", "day", "starts")))
        .distinct()
        .order_by("request__pupil__person__sort_name", "request__subject", "pk")
    )


def sessions_visible_to(user: User, *, on: date) -> QuerySet[Session]:
    """Return the sessions of the teams somebody may see, in order of time."""
    return (
        Session.objects.filter(team__in=teams_visible_to(user, on=on).order_by().values("pk"))
        .select_related("team__initiative", "team__site", "team__enrolment__tutor__person", "room")
        .prefetch_related("team__members__request__pupil__person", "team__members__request__school_class")
        .order_by("starts_at", "pk")
    )


def sessions_between(sessions: QuerySet[Session], starts_at: datetime, ends_at: datetime) -> QuerySet[Session]:
    """Return the sessions that begin in a stretch of time."""
    return sessions.filter(starts_at__gte=starts_at, starts_at__lt=ends_at)


def proposal(initiative: Initiative) -> QuerySet[Team]:
    """Return all teams of an initiative that are proposed, accepted or running: by site, tutor and day."""
    return in_full(initiative.teams.filter(status__in=SHOWN))


def tutors_of(team: Team) -> list[Tutor]:
    """Return who tutors in a team: one tutor, or all of a group of students."""
    enrolment = team.enrolment
    if enrolment.tutor is not None:
        return [enrolment.tutor]
    group = enrolment.student_group
    if group is None:
        raise TypeError("An enrolment is of a tutor or of a group.")
    return sorted(group.tutors.all(), key=lambda tutor: (tutor.person.sort_name, str(tutor.pk)))


def pupils_of(team: Team, *, on: date) -> list[Pupil]:
    """Return the pupils of a team: those who asked, or all of the class that did."""
    pupils: dict[object, Pupil] = {}
    for member in team.members.all():
        if member.request.pupil is not None:
            pupils[member.request.pupil_id] = member.request.pupil
        elif member.request.school_class is not None:
            pupils |= {pupil.pk: pupil for pupil in pupils_in_class(member.request.school_class, on=on)}
    return sorted(pupils.values(), key=lambda pupil: (pupil.person.sort_name, str(pupil.pk)))


def pupils_who_help(tutors: Iterable[Tutor]) -> dict[UUID, Pupil]:
    """Return which of these tutors are pupils themselves, by person."""
    persons = {tutor.person_id for tutor in tutors if tutor.kind == TutorKind.OLDER_PUPIL}
    rows = Pupil.objects.filter(person__in=persons).select_related("person") if persons else ()
    return {pupil.person_id: pupil for pupil in rows}


def pupils_in_class(school_class: SchoolClass, *, on: date) -> QuerySet[Pupil]:
    """Return the pupils of a class on a day."""
    places = ClassPlace.objects.filter(current(on), school_class=school_class)
    return (
        Pupil.objects.filter(pk__in=places.values("pupil"))
        .filter(Q(left_date__isnull=True) | Q(left_date__gt=on))
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )


def in_full(teams: QuerySet[Team]) -> QuerySet[Team]:
    """Fetch teams with all a page shows of them, in a stable order."""
    members = TeamMember.objects.select_related("request__pupil__person", "request__school_class").order_by(
        "request__pupil__person__sort_name", "request__school_class__name", "pk"
    )
    return (
        teams.select_related(
            "initiative", "site__organisation", "enrolment__tutor__person", "enrolment__student_group", "room"
        )
        .prefetch_related(
            Prefetch("members", members),
            Prefetch("slots", TeamSlot.objects.order_by("week", "day", "starts", "pk")),
            Prefetch("enrolment__student_group__tutors", Tutor.objects.select_related("person")),
        )
        .order_by("site__name", "enrolment__tutor__person__sort_name", "enrolment__student_group__name", "pk")
    )


def _pupils_taught(user: User, *, on: date) -> QuerySet[ClassPlace]:
    return ClassPlace.objects.filter(current(on), school_class__in=taught_by(user, on=on).values("school_class"))


def _teams_of_classes(user: User, *, on: date) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(
        Q(request__pupil__in=_pupils_taught(user, on=on).values("pupil"))
        | Q(request__school_class__in=taught_by(user, on=on).values("school_class")),
        standing__in=[Standing.PROPOSED, Standing.RUNNING],
    )


def _helpers_taught(user: User, *, on: date) -> QuerySet[Enrolment]:
    """Return what pupils of somebody's classes offer who help other pupils."""
    return Enrolment.objects.filter(tutor__person__pupil__in=_pupils_taught(user, on=on).values("pupil"))


def _published_teams_of_tutor(user: User, *, on: date) -> QuerySet[Team]:
    me = cleared_of(user.person_id, on=on)
    return Team.objects.filter(
        Q(enrolment__tutor__in=me) | Q(enrolment__student_group__tutors__in=me), status=TeamStatus.PUBLISHED
    )
