"""The files of the embedded server: how its folder is made, who may connect, and what it may write in its log."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem.config import databases, programs
from tandem.config.programs import Account, DatabaseNotPossible

SUPERUSER = "postgres"
ROLES = {
    "tandem_owner": "CREATEDB NOBYPASSRLS",
    "tandem_app": "NOCREATEDB NOBYPASSRLS",
    "tandem_safeguarding": "NOCREATEDB NOBYPASSRLS",
    "tandem_backup": "NOCREATEDB BYPASSRLS",
}
# A row of ours never reaches the log: neither in a statement, nor in its values, nor in the detail of an error.
SILENCE = {
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}
# One file for each day of the week, written over a week later.
LOG_ROTATION = {
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folder of one PostgreSQL server, and the account it belongs to."""

    path: Path
    account: Account

    @property
    def major(self) -> int:
        """The major version that made this folder."""
        return int((self.path / "PG_VERSION").read_text())

    def initialise(self, bin_folder: Path) -> None:
        """Make the folder beside its place and move it there whole: a start that was killed leaves nothing half."""
        unfinished = self.path.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.make_folder(unfinished)
        # From 17 on PostgreSQL brings its own C.UTF-8, the same on every machine.
        provider: list[str] = ["--locale-provider=builtin"] if programs.major_version(bin_folder) >= 17 else []
        options = ["-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8", *provider, "--data-checksums", "--auth=peer"]
        answer = programs.run([bin_folder / "initdb", "-D", unfinished, *options], self.account)
        if answer.returncode:
            raise DatabaseNotPossible(f"PostgreSQL cannot make its folder {self.path}: {answer.stderr.strip()}")
        self._write(unfinished / "custom.conf", "# Settings of this place: read last, and never changed by Tandem.\n")
        with (unfinished / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'tandem.conf'\ninclude 'custom.conf'\n")
        unfinished.rename(self.path)

    def refuse_another_owner(self) -> None:
        if self.path.exists() and self.path.stat().st_uid != self.account.uid:
            raise DatabaseNotPossible(
                f"{self.path} belongs to another account, which started Tandem here before. Start Tandem as that "
                "account, or set TANDEM_DATA to a folder of your own."
            )

    def refuse_another_major(self, bin_folder: Path) -> None:
        ours = programs.major_version(bin_folder)
        if self.major != ours:
            raise DatabaseNotPossible(
                f"{self.path} was made by PostgreSQL {self.major}, and these programs are PostgreSQL {ours}, which "
                f"cannot open it. Set TANDEM_PG_BIN to the programs of PostgreSQL {self.major} (on Debian "
                f"/usr/lib/postgresql/{self.major}/bin), run `tandem db start`, `tandem db backup FILE` and `tandem db "
                f"stop`, move {self.path} away, unset TANDEM_PG_BIN, and run `tandem db restore FILE`."
            )

    def configure(self, socket: Path, title: str, settings: Mapping[str, str]) -> None:
        """Write what the server reads when it starts: where it listens, who may connect, what it may log."""
        everything = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket),
            "unix_socket_permissions": "0700",
            "port": str(databases.PORT),
            "cluster_name": title,
            "timezone": "UTC",
            "log_timezone": "UTC",
            **SILENCE,
            **LOG_ROTATION,
            **settings,
        }
        lines = [f"{name} = {quoted(value)}\n" for name, value in everything.items()]
        self._write(
            self.path / "tandem.conf", "# Written at every start; settings of your own go in custom.conf.\n", *lines
        )
        self._write(self.path / "pg_hba.conf", "local all all peer map=tandem\n")
        people = sorted({"root", self.account.name})
        pairs = [f'tandem "{person}" {role}\n' for person in people for role in (SUPERUSER, *ROLES)]
        self._write(self.path / "pg_ident.conf", *pairs)

    def make_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700)
        if not self.account.is_ours:
            os.chown(path, self.account.uid, self.account.gid)

    def _write(self, path: Path, *lines: str) -> None:
        path.write_text("".join(lines))
        path.chmod(0o600)
        if not self.account.is_ours:
            os.chown(path, self.account.uid, self.account.gid)


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
