"""`tandem keys`: the keys under which free text on people is sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings

import tandem.cli.ready  # noqa: F401 - models are used below
from tandem.cli.db import available
from tandem.config import keys as sealing
from tandem.core.cipher import KeyFileNotFit


@click.group()
def keys() -> None:
    """Renew the wrapping key, and copy the data keys apart from the database."""


@contextmanager
def at_hand() -> Iterator[None]:
    """Have the database running, and tell in a sentence when the key file does not fit it."""
    try:
        with available():
            yield
    except KeyFileNotFit as error:
        raise click.ClickException(str(error)) from None


@keys.command()
def rotate() -> None:
    """Wrap every data key by a new wrapping key, and forget the old one."""
    with at_hand():
        count = sealing.rotate()
    click.echo(
        f"{count} data keys are wrapped by a new key. Copy {settings.TANDEM_KEY_FILE} to where you keep it apart."
    )


@keys.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the wrapped data keys to FILE, over the former copy: keep only the newest."""
    with at_hand():
        count = sealing.backup(file.absolute())
    click.echo(f"{file}: {count} data keys. They open only together with {settings.TANDEM_KEY_FILE}.")


@keys.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put back from FILE the data keys that the database lacks."""
    with at_hand():
        count = sealing.restore(file.absolute())
        again = sealing.erase_again()
    click.echo(f"{count} data keys were put back.")
    if again:
        click.echo(f"{again} persons who were erased since then are erased again.")
