"""How far sites are apart."""

from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.people.models import Site, User
from tandem.scheduling.models import TravelTime


class PlaceNotPossible(Exception):
    """The two sites are one and the same."""


@transaction.atomic
def set_travel_time(*, a: Site, b: Site, minutes: int, by: User, at: datetime) -> TravelTime:
    """Say how many minutes two sites are apart, both ways; a pair that is not said cannot be combined on one day."""
    if a.pk == b.pk:
        raise PlaceNotPossible("same_site")
    first, second = sorted((a, b), key=lambda site: str(site.pk))
    TravelTime.objects.filter(a=second, b=first).delete()
    found = TravelTime.objects.select_for_update().filter(a=first, b=second).first() or TravelTime(a=first, b=second)
    found.minutes = minutes
    found.full_clean()
    found.save()
    audit.record("travel_time.set", target=found, by=by, at=at, organisation=a.organisation, minutes=minutes)
    return found


@transaction.atomic
def remove_travel_time(*, travel_time: TravelTime, by: User, at: datetime) -> None:
    """Take back a travel time: the two sites are no longer combined on one day."""
    audit.record("travel_time.removed", target=travel_time, by=by, at=at, organisation=travel_time.a.organisation)
    travel_time.delete()
