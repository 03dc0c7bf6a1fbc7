"""Does anybody read another's rows, when many clients share few connections and each transaction takes a free one?

    python benchmarks/isolation/leak.py [--requests 10000] [--clients 16] [--connections 4] [--forget 0.3]

On a database of its own, on the server of DATABASE_OWNER_URL or the embedded one. Some requests forget to say who acts:
they must read nothing. Then all is done again by a context that lasts as long as its connection, as a frightening
example: the count must see those leaks, or it would prove nothing.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest import mock
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.config import serve
from tandem.config.owner import working_as_owner
from tandem.config.throwaway import throwaway_database
from tandem.core.isolation import acting_for, who_acts
from tandem.core.isolation.context import SETTING, Teller

READ = ("people_pupil", "people_guardian", "scheduling_session", "logbook_pupilentry")
Rows = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """What a crowd read."""

    requests: int
    forgotten: int
    leaks: int  # requests that read a row of somebody else, or any row while nobody acts
    missing: int  # requests that did not read all their own rows
    seconds: float


def rows_read() -> Rows:
    """Read the tables in one transaction, as whoever acts."""
    found = set()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in READ:
            cursor.execute(f"SELECT id::text FROM {table}")  # noqa: S608 - one of ours
            found |= {(table, key) for (key,) in cursor.fetchall()}
    return frozenset(found)


def own_rows(users: Collection[UUID], *, on: date) -> Mapping[UUID, Rows]:
    """Return what each reads alone, with nobody else about."""
    found = {}
    for user in users:
        with acting_for(user, on=on):
            found[user] = rows_read()
    return found


@contextmanager
def few_connections(count: int) -> Iterator[None]:
    """Let all threads share this many connections: each transaction takes one that is free, and gives it back."""
    settings = connections.settings["default"]
    before, age = settings["OPTIONS"], settings["CONN_MAX_AGE"]
    connection.close()
    settings["OPTIONS"] = before | {"pool": {"min_size": count, "max_size": count, "timeout": 60}}
    settings["CONN_MAX_AGE"] = 0
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()
        settings["OPTIONS"], settings["CONN_MAX_AGE"] = before, age


def crowd(own: Mapping[UUID, Rows], *, requests: int, clients: int, count: int, forget: float, on: date) -> Found:
    """Let clients ask at the same time, each request in a transaction on a connection that others used before."""
    began = time.monotonic()
    with few_connections(count), ThreadPoolExecutor(clients) as threads:
        parts = [requests // clients + (number < requests % clients) for number in range(clients)]
        told = list(threads.map(lambda each: client(own, *each, forget=forget, on=on), enumerate(parts)))
    forgotten, leaks, missing = (sum(each[part] for each in told) for part in range(3))
    return Found(requests, forgotten, leaks, missing, round(time.monotonic() - began, 1))


def client(own: Mapping[UUID, Rows], seed: int, requests: int, *, forget: float, on: date) -> tuple[int, int, int]:
    dice, users = random.Random(seed), sorted(own)
    forgotten = leaks = missing = 0
    try:
        for _ in range(requests):
            if dice.random() < forget:
                forgotten += 1
                leaks += bool(rows_read())
            else:
                user = dice.choice(users)
                with acting_for(user, on=on):
                    read = rows_read()
                leaks += bool(read - own[user])
                missing += bool(own[user] - read)
            connection.close()  # to whoever comes next
    finally:
        connection.close()
    return forgotten, leaks, missing


def tell_for_as_long_as_the_connection_lasts(self: Teller, connection: BaseDatabaseWrapper) -> None:
    """Do what must never be done: keep who acts for the session, and count on each request to say it anew."""
    acting = who_acts()
    if acting is not None:
        connection.connection.execute("SELECT set_config(%s, %s, false)", [SETTING, self.signature(acting)])


def with_a_context_that_stays(work: Callable[[], Found]) -> Found:
    with mock.patch.object(Teller, "tell", tell_for_as_long_as_the_connection_lasts):
        return work()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in {"requests": 10_000, "clients": 16, "connections": 4, "worlds": 3}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--forget", type=float, default=0.3)
    asked = parser.parse_args()
    on = timezone.localdate()
    with serve.database(), throwaway_database():
        own = own_rows(make_people(asked.worlds), on=on)
        connections.close_all()
        measures: dict[str, Any] = {"requests": asked.requests, "clients": asked.clients, "count": asked.connections}
        told = crowd(own, **measures, forget=asked.forget, on=on)
        print(json.dumps({"for the transaction": told.__dict__}, indent=1))
        bad = with_a_context_that_stays(lambda: crowd(own, **measures, forget=asked.forget, on=on))
        print(json.dumps({"for the session (as it must not be)": bad.__dict__}, indent=1))
        connections.close_all()
    if told.leaks or told.missing or not bad.leaks:
        raise SystemExit(1)


def make_people(worlds: int) -> list[UUID]:
    """Make schools with a programme, and return who signs in there."""
    from tests.access.world import make_world  # noqa: PLC0415 - once Django knows which database this is

    with working_as_owner():
        made = [make_world(f"Stad{number}") for number in range(worlds)]
    return [user.pk for world in made for user in world.actors.values()]


if __name__ == "__main__":
    main()
