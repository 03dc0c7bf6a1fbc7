"""Fields whose text is sealed in the database, and reads like any other in Python.

One row opens its text when somebody asks for it; for a list, `unsealed(rows)` asks for all keys at once. A text whose
key was deleted reads as empty.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import DEFAULT_DB_ALIAS, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import prefetch_related_objects
from django.db.models.query_utils import DeferredAttribute

from tandem.core import vault

ERASED = ""
Row = TypeVar("Row", bound=models.Model)


class Sealed:
    """A text as it stands in the database."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __repr__(self) -> str:
        return "<sealed>"


class SealedAttribute(DeferredAttribute):
    """Opens the text on first use."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or not isinstance(value, Sealed):
            return value
        unsealed([instance])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # Django's fields take no type when they run
    """Free text about somebody, sealed under that person's own key.

    `of` are the paths from the row to whose text it is; the first that leads somewhere counts.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *, of: Sequence[str], max_length: int, **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(max_length=max_length, **kwargs)
        self.validators = [*self.validators, MaxLengthValidator(max_length)]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, expression: object, connection: BaseDatabaseWrapper) -> Sealed | str:
        return Sealed(bytes(value)) if value else ""

    def to_python(self, value: object) -> object:
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | str:
        """Seal what was typed; what is still sealed stays as it is."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, str) and value:
            [value] = self.sealed_texts([model_instance])
        return cast(Sealed | str, value)

    def get_prep_value(self, value: object) -> bytes:
        if isinstance(value, Sealed):
            return value.raw
        if value:
            raise FieldError(f"{self.name} is sealed: it can be neither searched for nor updated in the database.")
        return b""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"exact", "isnull"}:
            raise FieldError(f"{self.name} is sealed: the database cannot search in it.")
        return super().get_lookup(lookup_name)

    def owner_of(self, row: models.Model) -> Any:
        """Return whose key seals this row's text."""
        for path in self.of:
            value: Any = row
            for part in path.split("."):
                value = None if value is None else getattr(value, part)
            if value is not None:
                return value
        raise FieldError(f"{self.name} of {row._meta.label} is nobody's text.")

    def where(self, row: models.Model) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{row.pk}"

    def sealed_texts(self, rows: Sequence[models.Model]) -> list[Sealed | str]:
        """Return the texts of these rows sealed, asking for all keys at once."""
        using = database_of(rows)
        texts = [row.__dict__.get(self.attname, "") for row in rows]
        typed = [row for row, text in zip(rows, texts, strict=True) if isinstance(text, str) and text]
        for path in self.of:
            if "." in path:
                prefetch_related_objects(typed, path.rpartition(".")[0].replace(".", "__"))
        owners = {row.pk: self.owner_of(row) for row in typed}
        keys = vault.data_keys(set(owners.values()), using=using) if owners else {}
        return [
            Sealed(vault.seal_under(keys[owners[row.pk]], text, where=self.where(row))) if row.pk in owners else text
            for row, text in zip(rows, texts, strict=True)
        ]


def database_of(rows: Sequence[models.Model]) -> str:
    """Return where these rows come from or go to; a migration works as another role than the pages."""
    return router.db_for_write(type(rows[0]), instance=rows[0]) if rows else DEFAULT_DB_ALIAS


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]


def seal(rows: Sequence[models.Model]) -> None:
    """Seal the texts of new rows of one model, asking for all keys at once; before `bulk_create`."""
    for field in sealed_fields(type(rows[0])) if rows else []:
        for row, text in zip(rows, field.sealed_texts(rows), strict=True):
            row.__dict__[field.attname] = text


def unsealed(rows: Iterable[Row]) -> list[Row]:
    """Return these rows of one model with their texts opened, with one query for the keys of all."""
    rows = list(rows)
    waiting = [
        (row, field, value)
        for row in rows
        for field in sealed_fields(type(row))
        if isinstance(value := row.__dict__.get(field.attname), Sealed)
    ]
    keys = vault.open_keys([value.raw for _, _, value in waiting], using=database_of(rows))
    for row, field, value in waiting:
        row.__dict__[field.attname] = _text(keys, value, field.where(row))
    return rows


def _text(keys: Mapping[uuid.UUID, bytes], value: Sealed, where: str) -> str:
    try:
        return vault.unseal_with(keys, value.raw, where=where)
    except vault.Erased:
        return ERASED
