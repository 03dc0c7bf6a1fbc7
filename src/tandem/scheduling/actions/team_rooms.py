"""Giving teams their named room."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tandem.people.models import Site
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team, TeamSlot
from tandem.scheduling.problems.rooms import Stretch, assign_rooms
from tandem.scheduling.queries.taken_rooms import taken_rooms
from tandem.scheduling.queries.teams import cycle_of_team


@dataclass(frozen=True, slots=True)
class Rooms:
    """Teams that change room by the day, and teams for which there was none at some moment."""

    changing: frozenset[UUID]
    without: frozenset[UUID]


def give_rooms(teams: Sequence[Team]) -> Rooms:
    """Give each team one room for all its sessions where possible; a class that is visited stays in its own."""
    changing: set[UUID] = set()
    without: set[UUID] = set()
    by_site: dict[Site, list[Team]] = {}
    for team in teams:
        if team.initiative.needs_room:
            by_site.setdefault(team.site, []).append(team)
    for site, here in by_site.items():
        rooms = list(site.rooms.filter(usable=True).order_by("name", "pk").values_list("pk", flat=True))
        if rooms:  # a school that named no rooms finds them itself
            assigned = _give(here, rooms, site)
            changing |= assigned.changing
            without |= assigned.without
    return Rooms(frozenset(changing), frozenset(without))


def _give(teams: Sequence[Team], rooms: Sequence[UUID], site: Site) -> Rooms:
    wanted = {team.pk: [_stretch(team, slot) for slot in team.slots.all()] for team in teams}
    had = {team.pk: team.room_id for team in teams if team.room_id is not None and team.room_id in rooms}
    with_whom = {team.pk: team.enrolment_id for team in teams}
    found = assign_rooms(wanted, rooms, _taken(site, teams), had, with_whom)
    for team in teams:
        _set_team(team, found.fixed.get(team.pk))
        for slot in team.slots.all():
            _set_slot(slot, found.by_stretch.get((team.pk, _stretch(team, slot))))
    without = frozenset(pk for pk, _ in found.without)
    return Rooms(frozenset(pk for pk, _ in found.by_stretch) - without, without)


def _taken(site: Site, teams: Sequence[Team]) -> dict[UUID, list[Stretch]]:
    """Return when each room is in use for something else, or for teams that run beside these."""
    taken: dict[UUID, list[Stretch]] = {}
    first, last = min(team.from_date for team in teams), max(team.to_date for team in teams)
    for pk, rows in taken_rooms([site], first=first, last=last).items():
        taken[pk] = [Stretch(row.day, row.starts, row.ends, row.first, row.last) for row in rows]
    others = (
        TeamSlot.objects.filter(team__site=site, team__status=TeamStatus.PUBLISHED)
        .exclude(team__in=[team.pk for team in teams])
        .select_related("team")
        .prefetch_related("team__slots")
        .order_by("pk")
    )
    for slot in others:
        room = slot.room_id or slot.team.room_id
        if room is not None:
            taken.setdefault(room, []).append(_stretch(slot.team, slot))
    return taken


def _stretch(team: Team, slot: TeamSlot) -> Stretch:
    return Stretch(
        slot.day, slot.starts, slot.ends, team.from_date, team.to_date, week=slot.week, cycle=cycle_of_team(team)
    )


def _set_team(team: Team, room: UUID | None) -> None:
    if team.room_id != room:
        team.room_id = room
        team.save(update_fields=["room"])


def _set_slot(slot: TeamSlot, room: UUID | None) -> None:
    if slot.room_id != room:
        slot.room_id = room
        slot.save(update_fields=["room"])
