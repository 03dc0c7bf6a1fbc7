from datetime import UTC, datetime, time

import pytest

from tandem.scheduling.actions import rooms
from tandem.scheduling.actions.rooms import RoomNotPossible
from tandem.scheduling.actions.timetables import Stretch
from tandem.scheduling.models import Room, RoomBusy
from tests.factories.people import SiteFactory, UserFactory
from tests.factories.scheduling import RoomFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Zolder", "zolder ", "", "x" * 61])
def test_a_second_room_of_one_name_or_one_without_a_name_is_refused(name):
    room = RoomFactory(name="zolder")

    with pytest.raises(RoomNotPossible):
        rooms.add_room(site=room.site, name=name, by=UserFactory(), at=AT)

    assert list(Room.objects.all()) == [room]


def test_the_same_name_at_another_site_is_another_room():
    room, site = RoomFactory(name="zolder"), SiteFactory()

    other = rooms.add_room(site=site, name="zolder", by=UserFactory(), at=AT)

    assert (list(room.site.rooms.all()), list(site.rooms.all())) == ([room], [other])


def test_room_is_not_lent_for_a_while():
    room = RoomFactory()

    rooms.set_usable(room=room, usable=False, by=UserFactory(), at=AT)

    assert not Room.objects.get().usable


def test_busy_stretches_replace_the_earlier_ones():
    room, by = RoomFactory(), UserFactory()
    rooms.set_busy(room=room, busy=[Stretch(0, time(9), time(10))], by=by, at=AT)

    rooms.set_busy(room=room, busy=[Stretch(2, time(13), time(14)), Stretch(1, time(9), time(10))], by=by, at=AT)

    assert list(RoomBusy.objects.order_by("day").values_list("day", "starts", "ends")) == [
        (1, time(9), time(10)),
        (2, time(13), time(14)),
    ]
