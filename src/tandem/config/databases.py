"""Where the database is: DATABASE_URL, else the embedded server in the data folder."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

OPTIONS = {"server_side_binding": True}


def kept_secret(data: Path) -> str:
    """Return the secret of this data folder, made on first use and readable by its owner alone."""
    path = data / "secret"
    data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    value = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
    return value


def parsed(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://: Tandem runs on PostgreSQL only.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": OPTIONS | query,
    }


def from_environment(data: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default` for the app's role, `owner` for migrations."""
    app = os.environ.get("DATABASE_URL")
    if not app:
        socket = data / "run"
        app = f"postgresql://tandem_app@/tandem?host={socket}&port=5432"
        owner = f"postgresql://tandem_owner@/tandem?host={socket}&port=5432"
    else:
        owner = os.environ.get("DATABASE_OWNER_URL", app)
    return {"default": parsed(app), "owner": parsed(owner)}
