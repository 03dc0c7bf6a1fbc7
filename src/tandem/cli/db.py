"""`tandem db`: the database that Tandem runs on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import django
import psycopg
from django.conf import settings

from tandem.config import backup as backups
from tandem.config import databases, migrate, postgres, programs

ROLES = click.Choice(["app", "owner", "backup"])


@click.group()
def db() -> None:
    """Start, stop, back up and restore the database."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Tell in a sentence, without a traceback, that the server is away."""
    try:
        yield
    except (psycopg.OperationalError, django.db.OperationalError) as error:
        raise click.ClickException(f"The database does not answer: {error}") from None


def server() -> postgres.Server:
    """Return the embedded server, refusing when DATABASE_URL says that another one is used."""
    if not databases.is_embedded():
        raise click.ClickException("DATABASE_URL is set: that server is started and stopped where it runs.")
    return postgres.Server(settings.TANDEM_DATA)


@contextmanager
def available() -> Iterator[None]:
    """Have the database running for the time of one command."""
    with told_plainly():
        if databases.is_embedded():
            with postgres.running(settings.TANDEM_DATA):
                yield
        else:
            yield


@db.command()
def status() -> None:
    """Tell where the database is and whether it runs (exit code 0), is stopped (3) or not yet made (4)."""
    with told_plainly():
        if not databases.is_embedded():
            with psycopg.connect(databases.url_for("app", settings.TANDEM_DATA)) as connection:
                click.echo(f"The server of DATABASE_URL answers: PostgreSQL {connection.info.server_version // 10000}.")
            return
        embedded = server()
        state = embedded.state
        click.echo(f"Data folder: {settings.TANDEM_DATA}")
        click.echo(f"Programs:    {programs.folder()} (PostgreSQL {programs.full_version(programs.folder())})")
        click.echo(f"Database:    {state}")
        if state is postgres.State.RUNNING:
            with embedded.connect() as connection:
                [(size,)] = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchall()
            click.echo(f"Socket:      {databases.socket_folder(settings.TANDEM_DATA)}")
            click.echo(f"Size:        {size}")
        sys.exit({postgres.State.RUNNING: 0, postgres.State.STOPPED: 3, postgres.State.ABSENT: 4}[state])


@db.command()
def start() -> None:
    """Start the embedded server; it stays until `tandem db stop`."""
    with told_plainly():
        started = server().start()
    click.echo("The database server runs." if started else "The database server ran already.")


@db.command()
def stop() -> None:
    """Stop the embedded server."""
    with told_plainly():
        stopped = server().stop()
    click.echo("The database server is stopped." if stopped else "The database server did not run.")


@db.command(name="migrate")
def migrate_command() -> None:
    """Bring the tables up to date as the owner, and set the rights of the other roles."""
    django.setup()
    with available():
        migrate.migrate()


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database to FILE, which must not exist."""
    with available():
        backups.backup(file.absolute(), data=settings.TANDEM_DATA)
    click.echo(f"{file}: {file.stat().st_size / 1024:,.0f} KiB.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Replace the whole database by the one in FILE: all of it, or nothing."""
    if not yes:
        click.confirm("This replaces everything that is in the database now. Go on?", abort=True)
    django.setup()
    from tandem.config import keys  # noqa: PLC0415 - its models need Django, which only some of these commands set up

    with available():
        backups.restore(file.absolute())
        again = keys.erase_again()
    click.echo(f"The database is now the one of {file}.")
    if again:
        click.echo(f"{again} persons who were erased since then are erased again.")


@db.command(context_settings={"ignore_unknown_options": True})
@click.option("--as", "role", type=ROLES, default="app", help="The role to connect as; app when not said.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(role: str, arguments: tuple[str, ...]) -> None:
    """Open PostgreSQL's own prompt on the database; further arguments go to psql."""
    with available():
        program = programs.folder() / "psql"
        environment = os.environ | backups.environment_for(databases.url_for(role, settings.TANDEM_DATA))
        environment["PATH"] = os.environ.get("PATH", os.defpath)
        answer = subprocess.run([program, *arguments], env=environment, check=False)  # noqa: S603 - what the operator asks
    sys.exit(answer.returncode)
