"""A database for one piece of work, dropped afterwards: nobody's data stays behind."""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from tandem.config import migrate

PREFIX = "tandem_once_"
TRIES = 5


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Point every connection at a fresh, migrated database, and drop it afterwards."""
    original = connections["owner"].settings_dict["NAME"]
    name = f"{PREFIX}{secrets.token_hex(6)}"
    # The lock is held for as long as the database is ours, so that nobody takes it for a forgotten one.
    with maintenance() as server:
        drop_forgotten(server)
        lock(server, name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        use(name)
        try:
            migrate.migrate(verbosity=0)
            yield
        finally:
            use(original)
            drop(server, name)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """Connect as the owner to the server itself."""
    parameters = connections["owner"].get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        yield server


def use(name: str) -> None:
    connections.close_all()
    for alias in settings.DATABASES:
        connections[alias].settings_dict["NAME"] = name


def drop(server: psycopg.Connection, name: str) -> None:
    """Drop a database with whoever is connected to it.

    PostgreSQL may be tidying up in it, which only PostgreSQL itself may end: a plain drop makes it stop.
    """
    statement = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    for left in reversed(range(TRIES)):
        try:
            server.execute(statement + sql.SQL(" WITH (FORCE)"))
        except psycopg.errors.InsufficientPrivilege:
            try:
                server.execute(statement)
            except psycopg.errors.ObjectInUse:
                if not left:
                    raise
                time.sleep(1)
                continue
        return


def lock(server: psycopg.Connection, name: str) -> bool:
    """Claim a name until this connection ends; false when another process has it."""
    row = server.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
    return row is not None and bool(row[0])


def drop_forgotten(server: psycopg.Connection) -> None:
    """Drop what earlier runs left when they were killed: databases of ours that no process has claimed."""
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]).fetchall()
    for (name,) in found:
        if re.fullmatch(PREFIX + "[0-9a-f]{12}", name) and lock(server, name):
            drop(server, name)
