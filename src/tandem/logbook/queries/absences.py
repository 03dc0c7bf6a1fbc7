"""Which tutors said they cannot come: what a school and a coordinator must know today."""

from datetime import date

from django.db.models import QuerySet

from tandem.logbook.models import CannotCome
from tandem.scheduling.models import Team


def tutors_away(teams: QuerySet[Team], *, first: date, last: date) -> QuerySet[CannotCome]:
    """Return who cannot come to sessions of these teams from one day to another, by start."""
    return (
        CannotCome.objects.filter(
            session__team__in=teams.order_by(),
            session__starts_at__date__gte=first,
            session__starts_at__date__lte=last,
        )
        .select_related("tutor__person", "session__team__site", "session__room")
        .order_by("session__starts_at", "tutor__person__sort_name", "pk")
    )
