"""The demo's second step: staff show it as they would at work, with the codes of an app that everybody may read."""

from pathlib import Path

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from tandem.people.models import User
from tandem.web.account.authenticators import add_app, code_now


def secret_file() -> Path:
    return Path(settings.TANDEM_DATA) / "demo" / "second-step"


def give_to(staff: list[User]) -> None:
    """Give the staff of the city one app together; its secret is this demo's own."""
    secret = generate_totp_secret()
    secret_file().parent.mkdir(parents=True, exist_ok=True)
    secret_file().write_text(secret, encoding="utf-8")
    add_app(staff, secret)


def secret() -> str:
    return secret_file().read_text(encoding="utf-8").strip()


def code() -> str:
    """Return the code of this half minute."""
    return code_now(secret())
