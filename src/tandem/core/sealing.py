"""Migrations that seal text which stood in clear: add, copy, remove."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Q

from tandem.core.sealed import SealedTextField

CLEAR = "{}_in_clear"


def seal_fields(app: str, model: str, fields: Mapping[str, SealedTextField]) -> list[Operation]:
    """Return the operations that make these text fields of a model sealed ones, with what stands in them."""
    return [
        *(migrations.RenameField(model, name, CLEAR.format(name)) for name in fields),
        *(migrations.AddField(model, name, field) for name, field in fields.items()),
        migrations.RunPython(_copy(app, model, list(fields)), elidable=True),
        *(migrations.RemoveField(model, CLEAR.format(name)) for name in fields),
    ]


def _copy(app: str, model: str, names: list[str]) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    def copy(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        rows = apps.get_model(app, model).objects.using(schema_editor.connection.alias)
        written = Q()
        for name in names:
            written |= ~Q(**{CLEAR.format(name): ""})
        for row in rows.filter(written).order_by("pk"):
            for name in names:
                setattr(row, name, getattr(row, CLEAR.format(name)))
            row.save(update_fields=names)

    return copy
