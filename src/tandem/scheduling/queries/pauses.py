"""Which teams lie still, who may ask for it, and who decides."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.core.permissions import Role
from tandem.initiatives.gate import cleared_tutors
from tandem.initiatives.models import SiteContact
from tandem.initiatives.queries import initiatives_managed_by
from tandem.people.models import Guardian, Membership, User
from tandem.people.queries import current
from tandem.scheduling.enums import PauseKind, Standing, TeamStatus
from tandem.scheduling.models import Pause, Team, TeamMember
from tandem.scheduling.queries.teams import in_full, teams_visible_to, tutors_of


def paused_among(teams: Iterable[UUID]) -> set[UUID]:
    """Return those of these teams that lie still."""
    return set(Pause.objects.filter(team__in=list(teams), decided_at__isnull=True).values_list("team", flat=True))


def teams_one_may_pause(user: User, *, on: date) -> QuerySet[Team]:
    """Return the running teams that somebody is part of, in whatever role: all of them may ask for a pause.

    A family: those of its child. The others: those they may see.
    """
    children = Guardian.objects.filter(person=user.person_id).values("pupil")
    at_home = TeamMember.objects.filter(
        Q(request__pupil__in=children)
        | Q(request__school_class__places__pupil__in=children, request__school_class__places__to_date__isnull=True),
        standing=Standing.RUNNING,
    )
    seen = teams_visible_to(user, on=on).order_by().values("pk")
    return in_full(Team.objects.filter(Q(pk__in=seen) | Q(pk__in=at_home.values("team")), status=TeamStatus.PUBLISHED))


def pauses_decided_by(user: User, *, on: date) -> QuerySet[Pause]:
    """Return the open pauses that wait for somebody's word: as the named person or as coordinator."""
    managed = initiatives_managed_by(user, on=on).order_by().values("pk")
    return (
        Pause.objects.filter(Q(decider=user) | Q(team__initiative__in=managed), decided_at__isnull=True)
        .select_related("team__initiative__organiser", "raised_by__person", "decider__person")
        .distinct()
        .order_by("paused_at", "pk")
    )


def decider_of(team: Team, *, raised_by: User | None, on: date) -> User | None:
    """Return the named person who decides: whom worries go to, never somebody who tutors in the team."""
    tutoring = {tutor.person_id for tutor in tutors_of(team)}
    of_site = SiteContact.objects.filter(initiative=team.initiative_id, site=team.site_id).select_related(
        "contact__person", "deputy__person"
    )
    named = [person for row in of_site for person in (row.contact, row.deputy)]
    named += [team.initiative.concern_contact, team.initiative.concern_deputy]
    coordinators = Membership.objects.filter(
        current(on), organisation=team.initiative.organiser_id, role=Role.PROGRAMME_COORDINATOR
    ).values("person")
    named += list(User.objects.filter(person__in=coordinators, is_active=True).order_by("person__sort_name", "pk"))
    fit = [user for user in named if user is not None and user.person_id not in tutoring]
    # Who asked for the pause is asked to decide only when there is nobody else.
    others = [user for user in fit if raised_by is None or user.pk != raised_by.pk]
    return next(iter([*others, *fit]), None)


def teams_without_a_cleared_tutor(*, on: date) -> QuerySet[Team]:
    """Return running teams none of whose tutors may be with children on a day."""
    cleared = cleared_tutors(on=on).values("pk")
    running = Team.objects.filter(status=TeamStatus.PUBLISHED, to_date__gte=on)
    with_somebody = running.filter(
        Q(enrolment__tutor__in=cleared) | Q(enrolment__student_group__tutors__in=cleared)
    ).values("pk")
    return running.exclude(pk__in=with_somebody).order_by("pk")


def waiting_for_the_gate() -> QuerySet[Pause]:
    """Return the open pauses that end by themselves once a tutor is cleared."""
    return Pause.objects.filter(kind=PauseKind.GATE, decided_at__isnull=True).order_by("pk")
