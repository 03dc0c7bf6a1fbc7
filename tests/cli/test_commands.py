import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import tandem
from tandem.cli import COMMANDS, main

SOURCE = str(Path(tandem.__file__).parents[1])


def test_help_names_every_command():
    answer = CliRunner().invoke(main, ["--help"])

    assert answer.exit_code == 0
    assert [line.split()[0] for line in answer.output.split("Commands:\n")[1].splitlines()] == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_what_it_does(name: str):
    command = main.get_command(click.Context(main), name)

    assert command is not None
    assert command.get_short_help_str(limit=200).endswith(".")


def test_an_unknown_command_is_refused():
    answer = CliRunner().invoke(main, ["nonsense"])

    assert (answer.exit_code, "No such command 'nonsense'." in answer.output) == (2, True)


def test_database_commands_do_not_wait_for_the_rest():
    code = "import sys, tandem.cli.db; print({'ortools', 'tandem.people.models'} & sys.modules.keys())"

    answer = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": SOURCE}, capture_output=True, text=True, check=True
    )

    assert answer.stdout == "set()\n"


def test_what_is_in_the_way_is_told_in_a_sentence(tmp_path: Path):
    environment = {"PYTHONPATH": SOURCE, "TANDEM_DATA": str(tmp_path)}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "tandem.cli", "serve", "--port", str(port)]

        answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    told = f"Error: Cannot serve on 127.0.0.1 port {port} (Address already in use). Choose another with --port.\n"
    assert (answer.returncode, answer.stderr) == (1, told)
