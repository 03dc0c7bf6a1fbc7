"""Which database connection a row travels over: signals over their own, and nothing else."""

from typing import Any

from django.db.models import Model

from tandem.safeguarding.context import ALIAS

APP = "safeguarding"


class Router:
    """Signals are read and written as their own database role; the owner makes their tables."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if db == "owner":
            return None
        return (app_label == APP) == (db == ALIAS)
