"""The Django app of this context."""

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from tandem.core.isolation.context import watch


def watch_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let each connection that serves tell the database who acts."""
    if connection.alias == DEFAULT_DB_ALIAS:
        watch(connection)


class CoreConfig(AppConfig):
    name = "tandem.core"

    def ready(self) -> None:
        connection_created.connect(watch_connection, dispatch_uid="tandem.walls")
