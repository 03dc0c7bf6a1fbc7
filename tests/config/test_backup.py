"""Backup and restore are tried as an operator does it: with the command, on a server of its own."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tandem.config import databases, keys, postgres, programs
from tests.config.conftest import FAST

Tandem = Callable[..., subprocess.CompletedProcess[str]]
SOURCE = str(Path(postgres.__file__).parents[2])

BUSY = """
import psycopg, sys
while True:
    try:
        with psycopg.connect(sys.argv[1]) as connection:
            connection.execute("SELECT pg_sleep(0.01)")
    except psycopg.OperationalError:
        pass
"""


@pytest.fixture
def tandem(data: Path) -> Tandem:
    """Run the `tandem` command on this data folder."""
    return partial(run_tandem, data)


def run_tandem(data: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tandem.cli", *map(str, arguments)]
    chosen = os.environ | {"TANDEM_DATA": str(data), "PYTHONPATH": SOURCE} | environment
    return subprocess.run(command, env=chosen, capture_output=True, text=True, check=False)


@pytest.fixture
def filled(data: Path) -> postgres.Server:
    """A server with Tandem's tables and some rows in them."""
    subprocess.run(["/bin/cp", "-a", f"{migrated_data()}/.", data], check=True)
    server = postgres.Server(data, FAST)
    server.start()
    return server


def migrated_data() -> Path:
    """Return a data folder of which the server stands still, filled once in a run for all processes."""
    made = Path(settings.TANDEM_DATA) / "migrated"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = made.with_suffix(".unfinished")
            making.mkdir()
            making.chmod(0o711)
            fill(postgres.Server(making, FAST))
            making.rename(made)
    return made


def fill(server: postgres.Server) -> None:
    server.start()
    migrated = run_tandem(server.data, "db", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    with owner(server) as connection:
        connection.execute(
            "INSERT INTO django_session SELECT 'key-' || n, 'é' || n, now() FROM generate_series(1, 500) n"
        )
        connection.execute("INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('later', 'default')")
    server.stop()


def owner(server: postgres.Server) -> psycopg.Connection:
    return psycopg.connect(databases.embedded_url(server.data, "tandem_owner"), autocommit=True)


def contents(server: postgres.Server) -> dict[str, str]:
    """Return a digest of the rows of every table, and where every sequence is."""
    with owner(server) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        digest = "SELECT md5(string_agg(r::text, E'\n' ORDER BY r::text)) FROM {} r"
        rows = {
            name: connection.execute(sql.SQL(digest).format(sql.Identifier(name))).fetchone()[0] for (name,) in tables
        }
        sequences = connection.execute("SELECT sequencename, last_value::text FROM pg_sequences").fetchall()
        return rows | dict(sequences)


def databases_of(server: postgres.Server) -> list[str]:
    with server.connect("postgres") as connection:
        return [
            name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY 1")
        ]


@pytest.mark.slow
def test_what_is_restored_is_what_was_backed_up(filled: postgres.Server, tandem: Tandem, tmp_path: Path):
    before = contents(filled)
    file = tmp_path / "tandem.backup"
    backup = tandem("db", "backup", file)
    with owner(filled) as connection:
        connection.execute("DELETE FROM django_session WHERE session_key > 'key-3'")
        connection.execute("CREATE TABLE came_later (id int)")
    idle = psycopg.connect(databases.embedded_url(filled.data, "tandem_app"))

    restore = tandem("db", "restore", "--yes", file)

    assert (backup.returncode, restore.returncode, restore.stderr) == (0, 0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert contents(filled) == before
    assert databases_of(filled) == ["postgres", "tandem"]
    with psycopg.connect(databases.embedded_url(filled.data, "tandem_app")) as app:
        # The walls came back with the rows: who does not say for whom it acts reads none of them.
        assert app.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("TRUNCATE django_session")
    with pytest.raises(psycopg.OperationalError):
        idle.execute("SELECT 1")


@pytest.mark.slow
def test_a_restore_that_fails_changes_nothing(filled: postgres.Server, tandem: Tandem, tmp_path: Path):
    before = contents(filled)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    tandem("db", "backup", whole)
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])

    refused = [tandem("db", "restore", "--yes", file) for file in (broken, tmp_path / "absent", Path(__file__))]

    assert [(answer.returncode, answer.stderr.startswith("Error: ")) for answer in refused] == [(1, True)] * 3
    assert refused[1].stderr == f"Error: There is no file {tmp_path / 'absent'}.\n"
    assert contents(filled) == before
    assert databases_of(filled) == ["postgres", "tandem"]


def test_a_backup_never_overwrites_one(server: postgres.Server, tandem: Tandem, tmp_path: Path):
    file = tmp_path / "tandem.backup"
    file.write_text("last week's")

    answer = tandem("db", "backup", file)

    assert (answer.returncode, file.read_text()) == (1, "last week's")
    assert answer.stderr == f"Error: {file} exists. Choose another name: a backup never overwrites one.\n"


def test_a_backup_that_fails_leaves_no_file(server: postgres.Server, tandem: Tandem, tmp_path: Path):
    with owner(server) as connection:
        connection.execute("CREATE TABLE closed (id int)")

    answer = tandem("db", "backup", tmp_path / "file")

    assert (answer.returncode, "permission denied for table closed" in answer.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_commands_tell_where_the_database_is(tandem: Tandem):
    absent = tandem("db", "status")
    started = tandem("db", "start"), tandem("db", "start")
    running = tandem("db", "status")
    asked = tandem("db", "psql", "--as", "backup", "-Atc", "SELECT current_user")
    stopped = tandem("db", "stop"), tandem("db", "stop")

    assert (absent.returncode, "Database:    absent" in absent.stdout) == (4, True)
    assert [answer.stdout for answer in started] == [
        "The database server runs.\n",
        "The database server ran already.\n",
    ]
    assert (running.returncode, "Database:    running" in running.stdout) == (0, True)
    assert asked.stdout == "tandem_backup\n"
    assert [answer.stdout for answer in stopped] == [
        "The database server is stopped.\n",
        "The database server did not run.\n",
    ]
    assert tandem("db", "status").returncode == 3


def test_another_server_is_not_started_or_stopped(tandem: Tandem):
    answer = tandem("db", "stop", DATABASE_URL="postgresql://tandem_app@localhost/tandem")

    assert (answer.returncode, answer.stderr) == (
        1,
        "Error: DATABASE_URL is set: that server is started and stopped where it runs.\n",
    )


def test_a_server_that_does_not_answer_is_told_in_a_sentence(tandem: Tandem, tmp_path: Path):
    answer = tandem("db", "status", DATABASE_URL=f"postgresql://tandem_app@/tandem?host={tmp_path}")

    assert (answer.returncode, answer.stderr.startswith("Error: The database does not answer: ")) == (1, True)


@pytest.mark.slow
def test_a_restore_replaces_a_database_that_is_in_use(filled: postgres.Server, tandem: Tandem, tmp_path: Path):
    tandem("db", "backup", tmp_path / "file")
    url = databases.embedded_url(filled.data, "tandem_app")
    clients = [subprocess.Popen([sys.executable, "-c", BUSY, url]) for _ in range(2)]

    answers = [tandem("db", "restore", "--yes", tmp_path / "file").returncode for _ in range(2)]

    for client in clients:
        client.kill()
        client.wait()
    assert (answers, databases_of(filled)) == ([0, 0], ["postgres", "tandem"])


def give_keys(server: postgres.Server, *owners: str) -> None:
    with owner(server) as connection:
        for number, whose in enumerate(owners):
            connection.execute(
                "INSERT INTO core_datakey VALUES (gen_random_uuid(), %s, %s, 'w')",
                [f"00000000-0000-0000-0000-00000000000{number}", whose.encode()],
            )


def keys_of(server: postgres.Server) -> list[str]:
    with owner(server) as connection:
        rows = connection.execute("SELECT wrapped FROM core_datakey ORDER BY owner_id").fetchall()
        return [bytes(wrapped).decode() for (wrapped,) in rows]


@pytest.mark.slow
def test_a_backup_holds_no_data_key_and_a_restore_brings_none_back(
    filled: postgres.Server, tandem: Tandem, tmp_path: Path
):
    give_keys(filled, "of-amina", "of-bram")
    tandem("db", "backup", tmp_path / "file")
    with owner(filled) as connection:
        connection.execute("DELETE FROM core_datakey WHERE wrapped = %s", [b"of-amina"])

    restored = tandem("db", "restore", "--yes", tmp_path / "file")

    assert (restored.returncode, keys_of(filled)) == (0, ["of-bram"])
    listed = subprocess.run(
        [programs.folder() / "pg_restore", "--file=-", tmp_path / "file"], capture_output=True, check=True
    ).stdout
    assert (b"key-17" in listed, b"of-bram".hex().encode() in listed) == (True, False)


@pytest.mark.slow
def test_data_keys_are_copied_apart_and_put_back(filled: postgres.Server, tandem: Tandem, tmp_path: Path):
    give_keys(filled, "of-amina", "of-bram")
    copy = tmp_path / "keys"
    copy.write_text("an older copy")

    copied = tandem("keys", "backup", copy)
    with owner(filled) as connection:
        connection.execute("DELETE FROM core_datakey WHERE wrapped = %s", [b"of-amina"])
    back = [tandem("keys", "restore", copy).stdout for _ in range(2)]

    assert (copied.returncode, copy.stat().st_mode & 0o777, copied.stdout.startswith(f"{copy}: 2 data keys.")) == (
        0,
        0o600,
        True,
    )
    assert back == ["1 data keys were put back.\n", "0 data keys were put back.\n"]
    assert keys_of(filled) == ["of-amina", "of-bram"]


@pytest.mark.parametrize("content", ["", "{}", '{"format": "tandem.keys/1", "keys": [["a"]]}', "\x00"])
def test_what_is_no_copy_of_keys_is_refused(content: str, tmp_path: Path):
    file = tmp_path / "keys"
    file.write_text(content)

    with pytest.raises(keys.KeysNotPossible, match="is not a copy"):
        keys.restore(file)
