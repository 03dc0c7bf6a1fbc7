"""A database for one piece of work, dropped afterwards: nobody's data stays behind."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql

from tandem.config import migrate

PREFIX = "tandem_once_"


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Point `default` and `owner` at a fresh, migrated database, and drop it afterwards."""
    original = connections["owner"].settings_dict["NAME"]
    name = f"{PREFIX}{secrets.token_hex(6)}"
    with maintenance() as server:
        drop_forgotten(server)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    use(name)
    try:
        migrate.migrate(verbosity=0)
        yield
    finally:
        use(original)
        with maintenance() as server:
            drop(server, name)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """Connect as the owner to the server itself."""
    parameters = connections["owner"].get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        yield server


def use(name: str) -> None:
    connections.close_all()
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = name


def drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_forgotten(server: psycopg.Connection) -> None:
    """Drop what an earlier run left when it was killed: databases of ours that nobody is connected to."""
    found = server.execute(
        "SELECT datname FROM pg_database d WHERE datname LIKE %s"
        " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)",
        [PREFIX.replace("_", r"\_") + "%"],
    ).fetchall()
    for (name,) in found:
        if re.fullmatch(PREFIX + "[0-9a-f]{12}", name):
            drop(server, name)
