"""Writing sessions, and who and what they take. The database refuses an overlap; here it is said who or what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

import psycopg
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tandem.scheduling.enums import ResourceKind
from tandem.scheduling.models import Occupancy, Session

P = ParamSpec("P")
R = TypeVar("R")
TRIES = 4


@dataclass(frozen=True, slots=True, order=True)
class Booked:
    """What was taken already: the key of a person or a room, and when."""

    kind: str
    resource_id: UUID
    starts_at: datetime
    ends_at: datetime


class AlreadyBooked(Exception):
    """A tutor, a pupil or a room would be in two places at once."""

    def __init__(self, booked: Sequence[Booked]) -> None:
        self.booked = tuple(booked)
        super().__init__(", ".join(f"{clash.kind} {clash.starts_at:%Y-%m-%d %H:%M}" for clash in booked))


def takes(session: Session, *, people: Iterable[UUID], room: UUID | None) -> list[Occupancy]:
    """Return what a session takes: the persons in it and its room, from its start up to its end."""
    during = DateTimeTZRange(session.starts_at, session.ends_at, "[)")
    rows = [Occupancy(session=session, kind=ResourceKind.PERSON, resource_id=pk, during=during) for pk in people]
    if room is not None:
        rows.append(Occupancy(session=session, kind=ResourceKind.ROOM, resource_id=room, during=during))
    return rows


def hold(resources: Iterable[UUID]) -> None:
    """Let nobody else book these people and rooms until this transaction ends.

    The constraint alone would refuse as well, but two who change the same people at once would wait for each other
    until the database breaks the tie; taken first and in order, nobody waits in a circle.
    """
    numbers = sorted({resource.int >> 65 for resource in resources})  # random keys: their first bits are enough
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) WITH ORDINALITY AS wanted (number, turn) "
            "ORDER BY turn",
            [numbers],
        )


def book(rows: Iterable[Occupancy]) -> None:
    """Take people and rooms, or say who or what is taken already."""
    rows = sorted(rows, key=lambda row: (row.kind, row.resource_id, row.during.lower))
    hold(row.resource_id for row in rows)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # As lists, not as thousands of placeholders: a city's year is 40,000 rows.
            cursor.execute(
                "INSERT INTO scheduling_occupancy (id, session_id, kind, resource_id, during, cancelled) "
                "SELECT *, false FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::tstzrange[])",
                [
                    [row.pk for row in rows],
                    [row.session_id for row in rows],
                    [row.kind for row in rows],
                    [row.resource_id for row in rows],
                    [row.during for row in rows],
                ],
            )
    except IntegrityError as error:
        if not isinstance(error.__cause__, psycopg.errors.ExclusionViolation):
            raise
        raise AlreadyBooked(_in_the_way(rows)) from error


def _in_the_way(rows: Sequence[Occupancy]) -> list[Booked]:
    """Return what stands in the way, a few at most; empty when it was let go in the meantime."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT o.kind, o.resource_id, lower(o.during), upper(o.during) "
            "FROM scheduling_occupancy o "
            "JOIN unnest(%s::text[], %s::uuid[], %s::tstzrange[]) AS wanted (kind, resource_id, during) "
            "ON o.kind = wanted.kind AND o.resource_id = wanted.resource_id AND o.during && wanted.during "
            "WHERE NOT o.cancelled ORDER BY 3, 1, 2 LIMIT 10",
            [[row.kind for row in rows], [row.resource_id for row in rows], [row.during for row in rows]],
        )
        return [Booked(*row) for row in cursor.fetchall()]


def again_after_deadlock(action: Callable[P, R]) -> Callable[P, R]:
    """Do a whole transaction again when the database broke a tie between two that waited for each other."""

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, TRIES + 1):
            try:
                return action(*args, **kwargs)
            except OperationalError as error:
                deadlock = isinstance(error.__cause__, psycopg.errors.DeadlockDetected)
                if not deadlock or attempt == TRIES or connection.in_atomic_block:
                    raise
        raise AssertionError("unreachable")

    return tried
