"""Sessions that are over and stand nowhere: what a coordinator may ask about."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session, Team

LOOK_BACK = timedelta(weeks=6)


def unlogged(teams: QuerySet[Team], *, at: datetime) -> QuerySet[Session]:
    """Return the sessions of these teams that ended before today's and are not in the log, oldest first."""
    return (
        Session.objects.filter(
            team__in=teams.order_by().values("pk"),
            status=SessionStatus.PLANNED,
            log_entry__isnull=True,
            cannot_come__isnull=True,
            starts_at__gte=at - LOOK_BACK,
            ends_at__lte=at,
        )
        .select_related("team__site", "team__enrolment__tutor__person", "team__enrolment__student_group")
        .order_by("starts_at", "pk")
    )
