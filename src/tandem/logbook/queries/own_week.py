"""A pupil's own hours: when, where and with whom. Nothing about why."""

from datetime import datetime, timedelta

from django.db.models import F

from tandem.logbook.models import CannotCome
from tandem.logbook.queries.family import NextTime
from tandem.people.models import User
from tandem.scheduling.enums import ResourceKind, SessionStatus, TeamStatus
from tandem.scheduling.models import Occupancy, Team
from tandem.scheduling.queries.teams import in_full, tutors_of

AHEAD = timedelta(days=14)


def own_hours(user: User, *, at: datetime) -> list[NextTime]:
    """Return the sessions of the coming two weeks in which this pupil is expected, today's first."""
    taken = (
        Occupancy.objects.filter(
            kind=ResourceKind.PERSON,
            resource_id=user.person_id,
            cancelled=False,
            session__ends_at__gt=at,
            session__starts_at__lt=at + AHEAD,
            session__status=SessionStatus.PLANNED,
            session__team__status=TeamStatus.PUBLISHED,
        )
        .exclude(session__in=CannotCome.objects.filter(tutor=F("session__team__enrolment__tutor")).values("session"))
        .order_by("session__starts_at", "pk")
        .select_related("session__room")
    )
    sessions = [row.session for row in taken]
    teams = {team.pk: team for team in in_full(Team.objects.filter(pk__in={session.team_id for session in sessions}))}
    found = []
    for session in sessions:
        session.team = teams[session.team_id]
        found.append(NextTime(session, ", ".join(tutor.person.given_name for tutor in tutors_of(session.team)[:3])))
    return found
