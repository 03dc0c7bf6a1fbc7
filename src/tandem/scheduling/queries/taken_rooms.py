"""When rooms are in use for something else, and how what is booked is called."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Q

from tandem.people.models import Person, Site
from tandem.scheduling.models import Lesson, Room, RoomBusy


@dataclass(frozen=True, slots=True)
class Taken:
    """A weekly stretch in which a room is in use, between two dates."""

    day: int
    starts: time
    ends: time
    first: date = date.min
    last: date = date.max


def taken_rooms(sites: Iterable[Site | UUID], *, first: date, last: date) -> dict[UUID, list[Taken]]:
    """Return when each usable room of these sites is taken weekly, as far as it matters between two days."""
    rooms = list(Room.objects.filter(site__in=list(sites), usable=True))
    found: dict[UUID, list[Taken]] = defaultdict(list)
    for busy in RoomBusy.objects.filter(room__in=rooms).order_by("pk"):
        found[busy.room_id].append(Taken(busy.day, busy.starts, busy.ends))
    by_name = {(room.site_id, room.name.strip().casefold()): room.pk for room in rooms}
    lessons = Lesson.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=first), from_date__lte=last, site__in={room.site_id for room in rooms}
    ).exclude(room_name="")
    for lesson in lessons.order_by("day", "starts", "pk"):
        room = by_name.get((lesson.site_id, lesson.room_name.strip().casefold()))
        if room is not None:
            taken = Taken(lesson.day, lesson.starts, lesson.ends, lesson.from_date, lesson.to_date or date.max)
            found[room].append(taken)
    return dict(found)


def names_of_booked(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Return how the persons and rooms with these keys are called."""
    keys = list(keys)
    rooms = Room.objects.filter(pk__in=keys).order_by("pk")
    people = Person.objects.filter(pk__in=keys).order_by("pk")
    return {room.pk: room.name for room in rooms} | {person.pk: person.full_name for person in people}
