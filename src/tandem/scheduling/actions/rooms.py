"""Rooms a school lends, and when they are taken for something else."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from tandem.core import audit
from tandem.people.models import Site, User
from tandem.scheduling.actions.timetables import Stretch
from tandem.scheduling.models import Room, RoomBusy


class RoomNotPossible(Exception):
    """The site has a room of this name already."""


@transaction.atomic
def add_room(*, site: Site, name: str, by: User, at: datetime) -> Room:
    """Add a room where sessions may be held."""
    room = Room(site=site, name=name.strip())
    if site.rooms.filter(name__iexact=room.name).exists():
        raise RoomNotPossible("The site has a room of this name already.")
    try:
        room.full_clean()
    except ValidationError as error:
        raise RoomNotPossible("; ".join(error.messages)) from error
    room.save()
    audit.record("room.added", target=room, by=by, at=at, organisation=site.organisation, name=room.name)
    return room


@transaction.atomic
def set_usable(*, room: Room, usable: bool, by: User, at: datetime) -> Room:
    """Say whether plans may use a room; what was planned in it stays until it is planned anew."""
    room.usable = usable
    room.save(update_fields=["usable"])
    audit.record("room.usable_set", target=room, by=by, at=at, organisation=room.site.organisation, usable=usable)
    return room


@transaction.atomic
def set_busy(*, room: Room, busy: Collection[Stretch], by: User, at: datetime) -> None:
    """Replace the weekly stretches in which a room is in use for something else."""
    Room.objects.select_for_update().get(pk=room.pk)
    room.busy.all().delete()
    RoomBusy.objects.bulk_create(
        RoomBusy(room=room, day=stretch.day, starts=stretch.starts, ends=stretch.ends) for stretch in sorted(busy)
    )
    audit.record("room.busy_set", target=room, by=by, at=at, organisation=room.site.organisation, hours=len(busy))
