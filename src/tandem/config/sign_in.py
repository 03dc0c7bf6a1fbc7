"""With whose sign-in people may enter: schools' and universities' own, over OpenID Connect, from the environment."""

import hashlib
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from tandem.config import env

# What does not differ between two places that use the same service.
KNOWN = {
    "google": {"issuer": "https://accounts.google.com", "label": "Google"},
    "microsoft": {"issuer": "", "label": "Microsoft"},
    "surfconext": {"issuer": "https://connect.surfconext.nl", "label": "SURFconext"},
}
ANYBODYS = ("/common/", "/organizations/", "/consumers/")  # Microsoft's sign-ins of whole the world
SECOND_STEPS = ("always", "amr", "never")


class SignIn(TypedDict):
    """One sign-in of others: who it is, for which mail addresses it may speak, and what it proves."""

    id: str
    label: str
    issuer: str
    domains: list[str]
    vouches_for_email: bool
    second_step: str


def sign_ins() -> list[tuple[SignIn, dict[str, Any]]]:
    """Return each sign-in of TANDEM_SIGN_IN_WITH, and what allauth needs to know of it."""
    return [_sign_in(name) for name in env.listing("TANDEM_SIGN_IN_WITH")]


def _sign_in(name: str) -> tuple[SignIn, dict[str, Any]]:
    prefix = f"TANDEM_{name.upper().replace('-', '_')}_"
    known = KNOWN.get(name, {"issuer": "", "label": name.capitalize()})
    issuer = env.text(prefix + "ISSUER", known["issuer"] or None).rstrip("/")
    _refuse_unsafe(prefix, issuer)
    second_step = env.text(prefix + "SECOND_STEP", "always")
    if second_step not in SECOND_STEPS:
        raise ImproperlyConfigured(f"{prefix}SECOND_STEP is {second_step!r}; write one of {', '.join(SECOND_STEPS)}.")
    domains = [domain.lower().lstrip("@") for domain in env.listing(prefix + "DOMAINS")]
    if not domains:
        raise ImproperlyConfigured(f"Set {prefix}DOMAINS to the mail domains this sign-in may speak for, by commas.")
    sign_in = SignIn(
        id=identity(name, issuer),
        label=env.text(prefix + "LABEL", known["label"]),
        issuer=issuer,
        domains=domains,
        # A school's own Microsoft sends no email_verified: it is the school that gives the addresses.
        vouches_for_email=env.flag(prefix + "VOUCHES_FOR_EMAIL", default=name == "microsoft"),
        second_step=second_step,
    )
    app = {
        "provider_id": sign_in["id"],
        "name": sign_in["label"],
        "client_id": env.text(prefix + "CLIENT_ID"),
        "secret": env.text(prefix + "CLIENT_SECRET"),
        "settings": {"server_url": issuer},
    }
    return sign_in, app


def identity(name: str, issuer: str) -> str:
    """Return the name under which links are kept: another issuer is another sign-in, so no subject is ever confused."""
    return f"{name}-{hashlib.sha256(issuer.encode()).hexdigest()[:8]}"


def _refuse_unsafe(prefix: str, issuer: str) -> None:
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ImproperlyConfigured(f"{prefix}ISSUER is {issuer!r}; it must begin with https://.")
    if parts.hostname == "login.microsoftonline.com" and any(each in parts.path + "/" for each in ANYBODYS):
        raise ImproperlyConfigured(
            f"{prefix}ISSUER lets anybody with a Microsoft account sign in. Use the address of your own tenant: "
            "https://login.microsoftonline.com/<tenant id>/v2.0"
        )
