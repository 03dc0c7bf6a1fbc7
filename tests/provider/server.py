"""The provider's process: `python -m tests.provider.server FOLDER REDIRECT_URI`; its address is its first line."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT, SECRET, PASSWORD = "tandem", "een-geheim-van-de-school", "wachtwoord-van-de-school"
# Who is known here: subject name, address, whether the address was verified, and how they show who they are.
PEOPLE: tuple[tuple[str, str, bool, list[str]], ...] = (
    ("amina", "amina@school.test", True, ["pwd", "mfa"]),
    ("bram", "bram@school.test", True, ["pwd"]),
    ("chris", "chris@school.test", False, ["pwd", "mfa"]),
    ("dana", "dana@elders.test", True, ["pwd", "mfa"]),
)


def private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def configure(folder: Path) -> None:
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(32),
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="tests.provider.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SESSION_COOKIE_NAME="provider_session",  # cookies know no ports, and Tandem is on localhost too
        CSRF_COOKIE_NAME="provider_csrf",
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        IDP_OIDC_PRIVATE_KEY=private_key(),
        IDP_OIDC_ADAPTER="tests.provider.adapter.Adapter",
    )
    django.setup()


def populate(redirect_uris: list[str]) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - apps are loaded by now
    from allauth.idp.oidc.models import Client  # noqa: PLC0415 - the same
    from django.contrib.auth.models import User  # noqa: PLC0415 - the same
    from django.core.management import call_command  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    for name, email, verified, _amr in PEOPLE:
        user = User.objects.create_user(name, email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    client = Client(id=CLIENT, name="Tandem", scopes="openid\nprofile\nemail", skip_consent=True)
    client.redirect_uris = "\n".join(redirect_uris)
    client.allow_uri_wildcards = False
    client.set_secret(SECRET)
    client.save()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing: the tests read the first line only."""


def main(folder: str, *redirect_uris: str) -> None:
    configure(Path(folder))
    populate(list(redirect_uris))
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - apps are loaded by now

    server = make_server("localhost", 0, get_wsgi_application(), handler_class=Quiet)
    print(f"http://localhost:{server.server_port}", flush=True)  # noqa: T201 - what the tests wait for
    server.serve_forever()


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    main(*sys.argv[1:])
