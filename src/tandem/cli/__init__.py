"""The `tandem` command."""

import os

import click
import django
from django.core.management import call_command

from tandem import __version__
from tandem.cli.db import db
from tandem.cli.intake import intake
from tandem.cli.serve import serve, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tandem")
def main() -> None:
    """Run student-tutoring programmes: intake, planning, sessions and what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a management command of Django, such as `tandem manage check`."""
    django.setup()
    call_command(*arguments)


for command in (db, intake, serve, worker):
    main.add_command(command)
