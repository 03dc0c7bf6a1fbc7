"""The embedded server: PostgreSQL in the data folder, on a Unix socket that only our own account and root can reach.

One process starts and stops it, others join. The server's processes hold a lock for as long as one of them lives, so
whether it runs is never guessed from a process number, which the system may have given to something else.
"""

import fcntl
import os
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from tandem.config import databases, programs
from tandem.config.cluster import ROLES, SUPERUSER, Cluster
from tandem.config.programs import DatabaseNotPossible

DATABASE = "tandem"
PATIENCE = 60  # seconds for a server to start, recover or stop


class State(StrEnum):
    ABSENT = "absent"
    STOPPED = "stopped"
    RUNNING = "running"


@dataclass(frozen=True)
class Server:
    """The PostgreSQL server of one data folder."""

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cluster(self) -> Cluster:
        path = databases.cluster_folder(self.data)
        return Cluster(path, programs.server_account(path))

    @property
    def state(self) -> State:
        if not databases.cluster_folder(self.data).exists():
            return State.ABSENT
        with locked(self.data / "postgres.alive", fcntl.LOCK_SH) as free:
            return State.STOPPED if free else State.RUNNING

    def start(self) -> bool:
        """Have the server accept connections, with its roles and database; tell whether it was we who started it."""
        databases.make_data_folder(self.data)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with locked(self.data / "postgres.alive", fcntl.LOCK_EX) as lock:
                if lock:
                    self._start_holding(lock)
                    return True
            # Somebody holds the lock: a server, one that starts, or what a killed one left for a moment.
            if self.answers():
                return False
            time.sleep(0.05)
        raise DatabaseNotPossible(f"A database server for {self.data} runs, but does not answer. Run `tandem db stop`.")

    def stop(self) -> bool:
        """Stop the server, ending the work of whoever is connected; tell whether there was one to stop."""
        if self.state is not State.RUNNING:
            return False
        bin_folder = programs.within_reach(self.cluster.account, self.data)
        answer = self._control(bin_folder, "stop", "-m", "fast")
        deadline = time.monotonic() + PATIENCE
        while self.state is State.RUNNING:
            if answer.returncode or time.monotonic() > deadline:
                raise DatabaseNotPossible(f"The database server does not stop: {answer.stderr.strip()}")
            time.sleep(0.02)
        return True

    def connect(self, database: str = DATABASE) -> psycopg.Connection:
        """Connect as the superuser of this server, which only its own account and root can."""
        return psycopg.connect(databases.embedded_url(self.data, SUPERUSER, database), autocommit=True)

    def answers(self) -> bool:
        """Tell whether the server accepts connections to its database, which is the last thing a first start makes."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _start_holding(self, lock: TextIO) -> None:
        """Start the server, which inherits the lock and keeps it until its last process ends."""
        if not programs.reaches(self.cluster.account, self.data):
            raise DatabaseNotPossible(
                f"The database server runs as the account {self.cluster.account.name}, never as root, and that account "
                f"cannot enter {self.data}. Set TANDEM_DATA to a folder it may walk through, such as /var/lib/tandem."
            )
        self.cluster.refuse_another_owner()
        bin_folder = programs.within_reach(self.cluster.account, self.data)
        if not self.cluster.path.exists():
            self.cluster.initialise(bin_folder)
        self.cluster.refuse_another_major(bin_folder)
        self._prepare_socket_folder()
        title = f"tandem-{databases.short_name(self.data)}"
        self.cluster.configure(databases.socket_folder(self.data), title, self.settings)
        self._forget_a_process_long_gone()
        self._launch(bin_folder, lock)
        self._make_roles_and_database()

    def _prepare_socket_folder(self) -> None:
        socket = databases.socket_folder(self.data)
        try:
            found = socket.lstat()
        except FileNotFoundError:
            self.cluster.make_folder(socket)
            return
        account = self.cluster.account
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
            raise DatabaseNotPossible(
                f"{socket} is where the database server puts its socket, but it is not a folder that belongs to "
                f"{account.name} alone. Remove it and start again."
            )

    def _forget_a_process_long_gone(self) -> None:
        """Remove what a killed server left, when its number now belongs to something that is not PostgreSQL.

        PostgreSQL would take that for itself and refuse to start: after a restart numbers are given out again, and in
        a container a killed process may stay in the list for ever.
        """
        lock = databases.socket_folder(self.data) / f".s.PGSQL.{databases.PORT}.lock"
        for left in (self.cluster.path / "postmaster.pid", lock):
            if left.exists() and b"postgres" not in command_of(left.read_text().split("\n")[0]):
                left.unlink()

    def _launch(self, bin_folder: Path, lock: TextIO) -> None:
        log = self.cluster.path / "start.log"
        log.unlink(missing_ok=True)
        answer = self._control(bin_folder, "start", "-l", str(log), inherited=lock.fileno())
        if answer.returncode:
            told = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise DatabaseNotPossible(f"The database server does not start.\n{answer.stderr}{told}".strip())

    def _control(
        self, bin_folder: Path, *arguments: str, inherited: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        options = ["-D", str(self.cluster.path), "-w", "-t", str(PATIENCE), *arguments]
        return programs.run([str(bin_folder / "pg_ctl"), *options], self.cluster.account, inherited=inherited)

    def _make_roles_and_database(self) -> None:
        with self.connect("postgres") as connection:
            for role, powers in ROLES.items():
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                statement = sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION {}")
                verb = sql.SQL("ALTER" if known else "CREATE")
                connection.execute(statement.format(verb, sql.Identifier(role), sql.SQL(powers)))
            # The owner may end what the others do, to put a restored database in its place.
            connection.execute("GRANT tandem_app, tandem_safeguarding, tandem_backup TO tandem_owner")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER tandem_owner")


@contextmanager
def running(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Have the server of this folder running: start it and stop it afterwards, or join the one that runs.

    The note in the keeper's file outlives a keeper that was killed, so that the next one knows it has to stop the
    server that was left; a server started with `tandem db start` has no such note and stays.
    """
    server = Server(data, settings or {})
    databases.make_data_folder(data)
    note = data / "postgres.kept"
    with locked(data / "postgres.keeper", fcntl.LOCK_EX) as first:
        started = server.start()
        keeper = bool(first) and (started or note.exists())
        if keeper:
            note.touch()
        try:
            yield server
        finally:
            if keeper:
                server.stop()
                note.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, kind: int) -> Iterator[TextIO | None]:
    """Hold a lock on this file, or get nothing when somebody else holds it."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file


def command_of(pid: str) -> bytes:
    """Return how a process was started; nothing for one that is gone."""
    try:
        return Path("/proc", pid.strip(), "cmdline").read_bytes()
    except OSError:
        return b""
