"""Test databases: made and migrated once by the owner, then copied for each run and each worker."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from tandem.config import migrate, reach
from tandem.config.throwaway import drop
from tandem.core.isolation import Wall, install
from tandem.core.isolation.context import signing_key
from tandem.safeguarding import context

# A test database need not survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOCK = 2_054_842_984
NOBODY_ACTS = "(SELECT walls.purpose()) = ''"


@contextmanager
def fresh_database(worker: str) -> Iterator[None]:
    """Point every connection at a fresh copy of the migrated database, and drop it afterwards."""
    original = connections["owner"].settings_dict["NAME"]
    name = "_".join(part for part in ("test", original, worker) if part)
    with maintenance() as server:
        template = migrated_template(server, original)
        drop(server, name)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    use(name)
    migrate.without_compiling()  # a setting of a database, which its copy does not have
    migrate.run_as_owner(know_this_key)
    context.teach_key("owner")  # each run makes key files of its own
    try:
        yield
    finally:
        connections.close_all()
        use(original)
        with maintenance() as server:
            drop(server, name)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """Connect as the owner to the server itself; one worker at a time makes or drops databases."""
    parameters = connections["owner"].get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield server


def migrated_template(server: psycopg.Connection, original: str) -> str:
    """Return the migrated database to copy from, made anew when a migration changed."""
    prefix = f"test_{original}_template_"
    template = prefix + fingerprint()
    known = [
        name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall() if name.startswith(prefix)
    ]
    if template in known:
        return template
    for name in known:
        drop(server, name)
    building = prefix + "unfinished"
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    use(building)
    migrate.migrate(verbosity=0)
    # Only here: tests with real transactions empty the tables afterwards.
    app = sql.Identifier(settings.DATABASES["default"]["USER"])
    signals = sql.Identifier(settings.DATABASES["safeguarding"]["USER"])
    migrate.run(
        sql.SQL("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}").format(app),
        *(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), app) for table in migrate.signal_tables()),
        *(
            sql.SQL("GRANT TRUNCATE ON {} TO {}").format(sql.Identifier(table), signals)
            for table in migrate.SAFEGUARDING_RIGHTS
        ),
    )
    migrate.run_as_owner(open_to_nobody)
    migrate.run_as_owner(never_vacuum)
    use(original)
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(template)))
    return template


def fingerprint() -> str:
    """Return a short name for all that shapes an empty database."""
    isolation = Path(install.__file__).parent
    ours = [Path(__file__), Path(migrate.__file__), *reach.SCRIPTS, Path(reach.__file__), *isolation.iterdir()]
    of_apps = [Path(app.path) for app in apps.get_app_configs()]
    ours += [path for app in of_apps for path in app.glob("walls.py")]
    migrations = [path for app in of_apps for path in app.glob("migrations/*.py")]
    digest = hashlib.sha256(repr([version(name) for name in ("django", "procrastinate")]).encode())
    for path in sorted(path for path in ours + migrations if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_to_nobody(cursor: CursorWrapper) -> None:
    """Let a test itself, for whom nobody acts, make and read any row; a page or a task it starts meets the walls.

    Only here: no migration makes this policy, and what serves for people never runs on this database.
    """
    for wall in install.declared():
        if isinstance(wall, Wall):
            statement = sql.SQL("CREATE POLICY tests_open ON {} USING ({nobody}) WITH CHECK ({nobody})")
            cursor.execute(statement.format(sql.Identifier(wall.table), nobody=sql.SQL(NOBODY_ACTS)))


def never_vacuum(cursor: CursorWrapper) -> None:
    """Keep autovacuum from these tables, whatever the server does with others.

    All that it finds there was rolled back: it writes down that a table of many pages holds no rows, and every later
    plan believes that, in a test with thousands of rows too.
    """
    cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("ALTER TABLE {} SET (autovacuum_enabled = off)").format(sql.Identifier(table)))


@contextmanager
def closed_to_nobody(owner: psycopg.Connection) -> Iterator[None]:
    """Have it as where Tandem serves: while nobody acts, nothing behind a wall is read, by a test neither."""
    tables = [sql.Identifier(wall.table) for wall in install.declared() if isinstance(wall, Wall)]
    for table in tables:
        owner.execute(sql.SQL("ALTER POLICY tests_open ON {} USING (false)").format(table))
    try:
        yield
    finally:
        for table in tables:
            owner.execute(
                sql.SQL("ALTER POLICY tests_open ON {} USING ({nobody})").format(table, nobody=sql.SQL(NOBODY_ACTS))
            )


def know_this_key(cursor: CursorWrapper) -> None:
    """Let the copied database know the key of this run: each run has a data folder of its own, and so a secret."""
    install.give_key(cursor, signing_key())


def use(name: str) -> None:
    """Make every later connection go to this database."""
    for alias in settings.DATABASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def worker_name() -> str:
    """Return pytest-xdist's name for this process, or nothing when there is one process."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")
