import pytest

from tandem.core.models import AuditEvent
from tandem.scheduling.actions.travel import PlaceNotPossible, remove_travel_time, set_travel_time
from tandem.scheduling.models import TravelTime
from tests.factories.people import SiteFactory, UserFactory
from tests.scheduling.world import MORNING

pytestmark = pytest.mark.django_db


def test_travel_time_is_one_row_whichever_way_it_is_said():
    here, there, by = SiteFactory(), SiteFactory(), UserFactory()

    set_travel_time(a=here, b=there, minutes=15, by=by, at=MORNING)
    set_travel_time(a=there, b=here, minutes=20, by=by, at=MORNING)

    assert list(TravelTime.objects.values_list("minutes", flat=True)) == [20]
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == ["travel_time.set"] * 2


def test_a_site_is_not_away_from_itself():
    here = SiteFactory()

    with pytest.raises(PlaceNotPossible):
        set_travel_time(a=here, b=here, minutes=15, by=UserFactory(), at=MORNING)


def test_travel_time_is_taken_back_and_that_is_recorded():
    row = TravelTime.objects.create(a=SiteFactory(), b=SiteFactory(), minutes=5)

    remove_travel_time(travel_time=row, by=UserFactory(), at=MORNING)

    assert not TravelTime.objects.exists()
    assert AuditEvent.objects.get().action == "travel_time.removed"
