"""The `tandem` command."""

import importlib
import os

import click

from tandem import __version__
from tandem.config.programs import OperatingNotPossible

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")

# Each command is in a module of its own and bears its name there; only the one that is asked for is imported.
COMMANDS = {
    "audit": "tandem.cli.audit",
    "db": "tandem.cli.db",
    "demo": "tandem.cli.demo.command",
    "intake": "tandem.cli.intake",
    "keys": "tandem.cli.keys",
    "manage": "tandem.cli.serve",
    "plan": "tandem.cli.plan",
    "planning": "tandem.planning.cli",
    "serve": "tandem.cli.serve",
    "sign-ins": "tandem.cli.sign_ins",
    "worker": "tandem.cli.serve",
}


class CommandsOnDemand(click.Group):
    """Imports a command when somebody asks for it: `tandem db status` need not wait for the planner."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what is in its way is told in a sentence, without a traceback."""
        try:
            return super().invoke(ctx)
        except OperatingNotPossible as refusal:
            raise click.ClickException(str(refusal)) from None


@click.group(cls=CommandsOnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tandem")
def main() -> None:
    """Run student-tutoring programmes: intake, planning, sessions and what came of it."""
