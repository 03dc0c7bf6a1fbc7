"""`tandem sign-ins`: what a school's administrator must know to let its people enter with the school's sign-in."""

import click
from django.conf import settings
from django.urls import reverse

import tandem.cli.ready  # noqa: F401 - sets Django up


@click.command("sign-ins")
def sign_ins() -> None:
    """List the sign-ins of schools that are configured, each with the address it must send people back to."""
    for sign_in in settings.SIGN_IN_WITH:
        click.echo(f"{sign_in['label']}: {', '.join(sign_in['domains'])}; second step: {sign_in['second_step']}")
        click.echo(f"  issuer       {sign_in['issuer']}")
        click.echo(f"  redirect URI {settings.BASE_URL}{reverse('openid_connect_callback', args=[sign_in['id']])}")
    if not settings.SIGN_IN_WITH:
        click.echo("None. Set TANDEM_SIGN_IN_WITH; see docs/operating/signing-in.md.")
