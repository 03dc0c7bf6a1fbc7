"""`tandem audit`: whether the audit trail is still whole."""

import sys
from pathlib import Path

import click
from django.conf import settings

import tandem.cli.ready  # noqa: F401 - settings are used below
from tandem.cli.db import available
from tandem.core import audit_chain


@click.group()
def audit() -> None:
    """Verify the chains of the audit trail."""


@audit.command()
@click.option(
    "--heads",
    type=click.Path(path_type=Path, exists=True),
    help="Heads noted elsewhere, such as the data protection officer's; the file of this machine when not said.",
)
def verify(heads: Path | None) -> None:
    """Compare every link with the one before it, its event and the noted heads; exit code 1 when one does not hold."""
    with available():
        found = audit_chain.verify(audit_chain.noted_heads(heads or settings.TANDEM_AUDIT_HEADS), using="owner")
    click.echo(f"{found.links} links in {found.chains} chains; the events of {found.erased} were erased.")
    for fault in found.faults:
        click.echo(f"{fault.chain} {fault.number}: {fault.why}.")
    click.echo("The trail does not hold." if found.faults else "The trail holds.")
    sys.exit(1 if found.faults else 0)
