"""Typed reading of the environment: a missing or wrong variable fails with the sentence that mends it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    if value.lower() in {"", "0", "1", "no", "yes", "false", "true"}:
        return value.lower() in {"1", "yes", "true"} if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.") from None


def listing(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().absolute()
