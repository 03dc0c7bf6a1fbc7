"""The next session of a pupil with a tutor."""

from collections.abc import Sequence
from datetime import datetime

from tandem.people.models import Pupil
from tandem.scheduling.enums import ResourceKind, SessionStatus
from tandem.scheduling.models import Session, Team


def next_of_tutor(pupil: Pupil, teams: Sequence[Team], *, at: datetime) -> Session | None:
    """Return the first session that goes on in which the pupil is expected with one of these teams."""
    expected = Session.objects.filter(
        team__in=teams,
        status=SessionStatus.PLANNED,
        starts_at__gt=at,
        occupancy__kind=ResourceKind.PERSON,
        occupancy__resource_id=pupil.person_id,
        occupancy__cancelled=False,
    )
    return expected.select_related("team__site", "room").order_by("starts_at", "pk").first()
