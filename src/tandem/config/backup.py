"""Backup and restore: one file that holds the whole database, and a restore that is all or nothing."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from tandem.config import databases, migrate, programs
from tandem.config.programs import DatabaseNotPossible
from tandem.config.throwaway import drop

KEYS_TABLE = "core_datakey"
ERASED_TABLE = "privacy_erased"


def environment_for(url: str) -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs find this database; a command line shows no password."""
    options = psycopg.pq.Conninfo.parse(url.encode())
    chosen = {option.envvar.decode(): option.val.decode() for option in options if option.val and option.envvar}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"} | chosen


def backup(file: Path, *, data: Path) -> None:
    """Write the whole database to a new file that only its owner can read, as the role that may read every row."""
    if file.exists():
        raise DatabaseNotPossible(f"{file} exists. Choose another name: a backup never overwrites one.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        # Named, not as standard output: only then does pg_dump say where in the file each table is.
        call(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            # Without the data keys: deleting one here then erases what it sealed in every backup.
            f"--exclude-table-data={KEYS_TABLE}",
            # Only the owner reads the key that says who acts; a restore is given it anew.
            "--exclude-schema=walls_key",
            f"--file={unfinished}",
            url=databases.url_for("backup", data),
        )
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Replace the database by the one in the file.

    It is built, migrated and given its rights beside the present one, which stays in use until the two change names
    in one transaction; when anything fails, nothing has changed.
    """
    if not file.is_file():
        raise DatabaseNotPossible(f"There is no file {file}.")
    name = connections["owner"].settings_dict["NAME"]
    building = f"{name}_restoring"
    with maintenance() as server:
        drop(server, building)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(building)))
        try:
            fill(building, file)
            carry_keys(name, building)
            swap(server, name, building)
        finally:
            drop(server, building)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """Connect as the owner to the server itself, outside the database that is replaced."""
    connections.close_all()
    parameters = connections["owner"].get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        yield server


def fill(building: str, file: Path) -> None:
    """Read the file into the new database, bring it up to date, and set the rights of the other roles."""
    owner = connections["owner"]
    original = owner.settings_dict["NAME"]
    url = databases.url_for("owner", settings.TANDEM_DATA)
    call(
        "pg_restore",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        f"--dbname={building}",
        str(file),
        url=url,
    )
    owner.settings_dict["NAME"] = building
    try:
        migrate.migrate(verbosity=0)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = original


def carry_keys(present: str, building: str) -> None:
    """Give the new database the data keys of the present one and no others, and the numbers of who was erased."""
    parameters = connections["owner"].get_connection_params()
    with (
        psycopg.connect(**parameters | {"dbname": building}) as new,
        psycopg.connect(**parameters | {"dbname": present}) as old,
    ):
        new.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(KEYS_TABLE)))
        copy_rows(KEYS_TABLE, old, new)
        if has_table(ERASED_TABLE, old):
            # Whoever is known to be erased in one of the two stays so; `erase_again` then does what is left.
            known = new.execute("SELECT person_id FROM privacy_erased").fetchall()
            old.execute("DELETE FROM privacy_erased WHERE person_id = ANY (%s)", [[person for (person,) in known]])
            copy_rows(ERASED_TABLE, old, new)
            old.rollback()


def has_table(table: str, database: psycopg.Connection) -> bool:
    """Tell whether this database has a table; one that was never migrated has none."""
    return database.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)


def copy_rows(table: str, old: psycopg.Connection, new: psycopg.Connection) -> None:
    """Copy the rows of a table from one database to another."""
    if not has_table(table, old):
        return
    copy_out = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))
    copy_in = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(table))
    with old.cursor().copy(copy_out) as rows, new.cursor().copy(copy_in) as into:
        for row in rows:
            into.write(row)


def swap(server: psycopg.Connection, name: str, building: str) -> None:
    """Give the new database the name of the old one, ending the work of whoever is connected, and drop the old one."""
    old = f"{name}_replaced"
    drop(server, old)
    for last in (False, False, False, False, True):
        # Somebody may come back between the two; while the names change, nobody gets in.
        server.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend'",
            [name],
        )
        try:
            rename(server, {name: old, building: name})
            break
        except psycopg.errors.ObjectInUse as error:
            if last:
                raise DatabaseNotPossible(f"The database stays in use and was not replaced: {error}") from None
    drop(server, old)


def rename(server: psycopg.Connection, names: dict[str, str]) -> None:
    """Give databases other names: all of them, or none."""
    with server.transaction():
        for present, wanted in names.items():
            statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(statement.format(sql.Identifier(present), sql.Identifier(wanted)))


def call(program: str, *arguments: str, url: str) -> None:
    """Run one of PostgreSQL's programs on this database; what it complains of becomes our refusal."""
    answer = subprocess.run(  # noqa: S603 - our own command lines
        [programs.folder() / program, *arguments],
        env=environment_for(url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise DatabaseNotPossible(f"{program} could not do its work: {answer.stderr.strip()}")
