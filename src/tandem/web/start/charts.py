"""The organisation chart in words: levels, and in each who has which role."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.initiatives.queries.organisation import Level, Seat
from tandem.web.people import words


@dataclass(frozen=True, slots=True)
class ShownSeat:
    role: str
    name: str  # nobody is said so
    deputies: str
    reach: str


@dataclass(frozen=True, slots=True)
class ShownLevel:
    name: str
    seats: tuple[ShownSeat, ...]


def levels_of(levels: Iterable[Level]) -> list[ShownLevel]:
    return [
        ShownLevel(
            level.organisation.name if level.organisation else _("Het hele initiatief"),
            tuple(_seat(seat) for seat in level.seats),
        )
        for level in levels
    ]


def _seat(seat: Seat) -> ShownSeat:
    role = words.role(seat.role)
    return ShownSeat(
        role=f"{role}, {seat.where}" if seat.where else role,
        name=seat.person.full_name if seat.person else "",
        deputies=", ".join(person.full_name for person in seat.deputies),
        reach=(seat.person.phone or seat.person.email) if seat.person else "",
    )
