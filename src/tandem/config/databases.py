"""Where the database is: DATABASE_URL, else the embedded server in the data folder."""

import hashlib
import os
import pwd
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Values travel apart from the statement: a refused statement then never carries a child's note into a log.
OPTIONS = {"server_side_binding": True}
# Behind the walls, to plan a statement takes longer than to run it: where pages are served, what is asked again keeps
# its plan. Work in the background fills tables as it goes, so that a plan from its beginning would be a bad one.
KEEP_PLAN_FROM = 2
KEPT = 15 * 60  # seconds that a connection is kept, with its plans
PORT = 5432
SAFEGUARDING = "DATABASE_SAFEGUARDING_URL"
LONGEST_SOCKET = 107  # bytes that Linux allows the path of a Unix socket


def make_data_folder(data: Path) -> None:
    """Make the data folder if it is not there; one that exists keeps the permissions its owner gave it."""
    if data.exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    # Root's server runs as another account, which must be able to walk through to its own folder.
    data.chmod(0o711 if os.geteuid() == 0 else 0o700)


def kept_secret(data: Path) -> str:
    """Return the secret of this data folder, made on first use and readable by its owner alone."""
    path = data / "secret"
    make_data_folder(data)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    value = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
    return value


def cluster_folder(data: Path) -> Path:
    """Return the folder that holds the embedded server's files."""
    return data.resolve() / "postgres"


def socket_folder(data: Path) -> Path:
    """Return the folder of the embedded server's socket: in the data folder, or in /tmp where that path is too long."""
    usual = data.resolve() / "run"
    if len(os.fsencode(usual / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return usual
    return Path("/tmp") / f"tandem-{short_name(data)}"  # noqa: S108 - made with mode 700, its owner is checked


def short_name(data: Path) -> str:
    """Return a short name for this data folder, the same for everybody who comes by."""
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def embedded_url(data: Path, role: str, name: str = "tandem") -> str:
    """Return the address of a database on the embedded server, for one of its roles."""
    socket = socket_folder(data)
    url = f"postgresql://{role}@/{name}?host={quote(str(socket), safe='')}&port={PORT}"
    cluster = cluster_folder(data)
    if socket.parent != cluster.parent and cluster.exists():
        # Anybody may make a folder in /tmp: talk to nobody but the account that owns our files.
        url += f"&requirepeer={quote(pwd.getpwuid(cluster.stat().st_uid).pw_name)}"
    return url


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def url_for(role: str, data: Path) -> str:
    """Return the address of Tandem's database for `app`, `owner`, `backup` or `safeguarding` (empty when not set)."""
    if is_embedded():
        return embedded_url(data, f"tandem_{role}")
    app = os.environ["DATABASE_URL"]
    owner = os.environ.get("DATABASE_OWNER_URL", app)
    backup = os.environ.get("DATABASE_BACKUP_URL", owner)
    return {"app": app, "owner": owner, "backup": backup, "safeguarding": os.environ.get(SAFEGUARDING, "")}[role]


def parsed(url: str) -> dict[str, Any]:
    """Translate an address into one entry of Django's DATABASES."""
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
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": OPTIONS | {"prepare_threshold": _keep_plan_from()} | query,
    }


def _keep_plan_from() -> int | None:
    """Return at which time a statement keeps its plan, or nothing where none does."""
    return KEEP_PLAN_FROM if os.environ.get("TANDEM_KEEP_PLANS") == "yes" else None


def from_environment(data: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default` for the role that serves, `owner` for migrations, one for signals alone."""
    found = {"default": parsed(url_for("app", data)), "owner": parsed(url_for("owner", data))}
    # Without the address, commands that touch no signal still work; `tandem serve` refuses.
    if address := url_for("safeguarding", data):
        found["safeguarding"] = parsed(address)
    return found
