"""Changing one session: it does not take place, or it takes place at another moment."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tandem.core import audit, outbox
from tandem.people.models import User
from tandem.scheduling.actions.booking import again_after_deadlock, book, hold, takes
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Occupancy, Room, Session

SESSION_CANCELLED = "scheduling.session_cancelled"
SESSION_MOVED = "scheduling.session_moved"


class SessionChangeNotPossible(Exception):
    """The session is past or cancelled, or its team meets at that moment already."""


@transaction.atomic
def cancel_session(*, session: Session, by: User, at: datetime) -> Session:
    """Say that a session does not take place; its people and room are free again, and all concerned are told."""
    session = _planned(session)
    session.status, session.changed_at = SessionStatus.CANCELLED, at
    session.save(update_fields=["status", "changed_at"])
    session.occupancy.update(cancelled=True)
    _tell(SESSION_CANCELLED, "session.cancelled", session, by, at)
    return session


@again_after_deadlock
@transaction.atomic
def move_session(
    *, session: Session, starts_at: datetime, ends_at: datetime, by: User, at: datetime, room: Room | None = None
) -> Session:
    """Hold one session at another moment, perhaps in another room; all concerned are told."""
    session = _planned(session)
    if starts_at <= at:
        raise SessionChangeNotPossible("past")
    if session.team.sessions.filter(starts_at=starts_at).exclude(pk=session.pk).exists():
        raise SessionChangeNotPossible("twice")
    people = list(session.occupancy.filter(kind="person").values_list("resource_id", flat=True))
    room = room or session.room
    hold(people + [place.pk for place in (room, session.room) if place])
    session.starts_at, session.ends_at, session.room, session.changed_at = starts_at, ends_at, room, at
    session.full_clean()
    session.save(update_fields=["starts_at", "ends_at", "room", "changed_at"])
    session.occupancy.all().delete()
    book(_taken(session, people, room))
    _tell(SESSION_MOVED, "session.moved", session, by, at)
    return session


def _taken(session: Session, people: list[Any], room: Room | None) -> list[Occupancy]:
    return takes(session, people=people, room=room.pk if room else None)


def _planned(session: Session) -> Session:
    row = (
        Session.objects.select_for_update(of=["self"])
        .select_related("team__initiative__organiser", "room")
        .get(pk=session.pk)
    )
    if row.status != SessionStatus.PLANNED:
        raise SessionChangeNotPossible(row.status)
    return row


def _tell(kind: str, action: str, session: Session, by: User, at: datetime) -> None:
    audit.record(action, target=session, by=by, at=at, organisation=session.team.initiative.organiser)
    outbox.post(kind, key=f"{kind}:{session.pk}:{at.isoformat()}", at=at, session=session.pk)
