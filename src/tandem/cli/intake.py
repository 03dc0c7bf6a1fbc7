"""`tandem intake`: the workbook to fill in."""

from pathlib import Path

import click
import django

from tandem.scheduling.intake.template import template


@click.group()
def intake() -> None:
    """Work with the lists that schools and offices hand over."""


@intake.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_template(file: Path) -> None:
    """Write the workbook with Dutch headings, drop-down lists and an explanation to FILE.xlsx."""
    if file.suffix.lower() != ".xlsx":
        raise click.ClickException("Geef een bestandsnaam die op .xlsx eindigt.")
    django.setup()
    file.write_bytes(template())
    click.echo(f"{file} staat klaar om in te vullen.")
