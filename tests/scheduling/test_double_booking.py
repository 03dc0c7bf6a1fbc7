"""Sixteen clients who book the same few people and rooms at once, two thousand times."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from tandem.scheduling.actions.booking import AlreadyBooked, book, takes
from tandem.scheduling.models import Session, Team
from tests.factories.people import PersonFactory
from tests.factories.scheduling import PublishedTeamFactory, RoomFactory

CLIENTS, ATTEMPTS = 16, 2000
MONDAY = datetime(2026, 9, 7, 7, tzinfo=UTC)
CONSTRAINT = "nobody_and_no_room_is_booked_twice"
DOUBLE = """
    SELECT count(*) FROM scheduling_occupancy one JOIN scheduling_occupancy other
    ON one.kind = other.kind AND one.resource_id = other.resource_id AND one.id < other.id
    AND one.during && other.during AND NOT one.cancelled AND NOT other.cancelled
"""


@dataclass(frozen=True)
class People:
    """Few enough to be in each other's way all the time."""

    team: Team
    tutors: list[UUID]
    pupils: list[UUID]
    rooms: list[UUID]


def make_people() -> People:
    team = PublishedTeamFactory()
    return People(
        team,
        [person.pk for person in PersonFactory.create_batch(6)],
        [person.pk for person in PersonFactory.create_batch(12)],
        [room.pk for room in RoomFactory.create_batch(3, site=team.site)],
    )


def attempts(client: int, people: People) -> Counter[str]:
    """Book a tutor, two pupils and a room for quarters of an hour of one week, as fast as the database lets us."""
    rnd, outcomes = random.Random(client), Counter()
    for number in range(ATTEMPTS // CLIENTS):
        # A microsecond apart, so that only people and rooms can be in the way.
        starts_at = MONDAY + timedelta(days=rnd.randrange(5), minutes=15 * rnd.randrange(20))
        starts_at += timedelta(microseconds=client * ATTEMPTS + number)
        session = Session(
            team=people.team, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45), changed_at=MONDAY
        )
        taken = [rnd.choice(people.tutors), *rnd.sample(people.pupils, 2)]
        try:
            with transaction.atomic():
                session.save()
                book(takes(session, people=taken, room=rnd.choice(people.rooms)))
        except AlreadyBooked as refused:
            outcomes["refused with a name" if refused.booked else "refused"] += 1
        else:
            outcomes["booked"] += 1
    connection.close()
    return outcomes


def rush() -> tuple[Counter[str], int]:
    """Let all clients try at once; return what came of it and how many double bookings there are."""
    people = make_people()
    with ThreadPoolExecutor(CLIENTS) as pool:
        results = pool.map(lambda client: attempts(client, people), range(CLIENTS))
    outcomes = sum(results, Counter())
    with connection.cursor() as cursor:
        cursor.execute(DOUBLE)
        return outcomes, cursor.fetchone()[0]


@contextmanager
def without_constraint(owner: psycopg.Connection) -> Iterator[None]:
    found = owner.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [CONSTRAINT])
    definition = found.fetchone()[0]
    owner.execute(f"ALTER TABLE scheduling_occupancy DROP CONSTRAINT {CONSTRAINT}")
    try:
        yield
    finally:
        owner.execute("DELETE FROM scheduling_occupancy")
        owner.execute(f"ALTER TABLE scheduling_occupancy ADD CONSTRAINT {CONSTRAINT} {definition}")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sixteen_clients_never_book_anybody_twice():
    outcomes, double = rush()

    assert (outcomes.total(), double) == (ATTEMPTS, 0)
    assert outcomes["booked"] > 50
    assert outcomes["refused with a name"] > 500


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_the_same_clients_do(as_owner: psycopg.Connection):
    with without_constraint(as_owner):
        outcomes, double = rush()

    assert outcomes.total() == ATTEMPTS
    assert double > 0
