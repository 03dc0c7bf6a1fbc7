"""Each prohibition is held by a guard; each test of one fails when the guard is taken away, which is tried here.

`guarded_by` runs the test as it is, and once more with each of its guards away: then it must fail.
"""

import ast
import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fnmatch import fnmatch
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import psycopg
import pytest
from django.apps import apps
from django.db import connections, models, transaction
from psycopg import sql

from tandem.core.permissions import ROLES, Permission, Role

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tandem"
Removal = Callable[[], AbstractContextManager[object]]
Test = Callable[..., None]


def guarded_by(*removals: Removal) -> Callable[[Test], Test]:
    """Prove that a test needs its guards: it holds, and fails with any of them away."""

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def proven(*args: Any, **kwargs: Any) -> None:
            with undone():
                test(*args, **kwargs)
            for removal in removals:
                with undone(), removal(), pytest.raises((AssertionError, pytest.fail.Exception)):
                    test(*args, **kwargs)

        return proven

    return decorate


@contextmanager
def undone() -> Iterator[None]:
    """Take back what a test that uses the database did, so that it can be run again."""
    if not connections["default"].in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def without(place: str, instead: object) -> Removal:
    """Put something harmless in the place of a guard."""
    return lambda: mock.patch(place, instead)


def allowed(role: Role, *permissions: Permission) -> Removal:
    """Give a role more than it has."""
    return lambda: mock.patch.dict(ROLES, {role: ROLES[role] | set(permissions)})


def forbidden(role: Role, *permissions: Permission) -> Removal:
    """Give a role less than it has."""
    return lambda: mock.patch.dict(ROLES, {role: ROLES[role] - set(permissions)})


def without_constraint(table: str, constraint: str) -> Removal:
    """Let the owner of the database drop a constraint, and put it back."""

    @contextmanager
    def removal() -> Iterator[None]:
        with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as owner:
            [definition] = owner.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [constraint]
            ).fetchone() or [None]
            change = sql.SQL("ALTER TABLE {} ").format(sql.Identifier(table))
            owner.execute(change + sql.SQL("DROP CONSTRAINT {}").format(sql.Identifier(constraint)))
            try:
                yield
            finally:
                owner.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))  # what would have been refused
                add = sql.SQL("ADD CONSTRAINT {} {}").format(sql.Identifier(constraint), sql.SQL(definition))
                owner.execute(change + add)

    return removal


def with_field(model: type[models.Model], name: str) -> Removal:
    """Pretend that a model has one field more."""
    fields = model._meta.get_fields()
    more = SimpleNamespace(name=name, concrete=True, choices=None)
    return lambda: mock.patch.object(model._meta, "get_fields", return_value=(*fields, more))


def with_source(path: str, text: str) -> Removal:
    """Pretend that our source has one file more."""
    return lambda: mock.patch.dict(EXTRA, {SOURCE / path: text})


EXTRA: dict[Path, str] = {}


def sources(pattern: str) -> dict[str, str]:
    """Return our files by path, as they would be read now."""
    found = {path: path.read_text() for path in SOURCE.glob(pattern)}
    found |= {path: text for path, text in EXTRA.items() if fnmatch(_name(path), pattern.replace("**/", "*"))}
    return {_name(path): text for path, text in sorted(found.items())}


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def fields_called(*words: str) -> set[str]:
    """Return the fields of our models with one of these words in their name."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("tandem.")
        for field in model._meta.get_fields()
        if field.concrete and set(field.name.split("_")) & set(words)
    }


def names_in(code: str) -> set[str]:
    """Return every name, attribute, keyword and string that a module uses."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found |= {node.arg, *node.arg.split("__")}
        elif isinstance(node, ast.alias):
            found.add(node.name.rpartition(".")[2])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found |= {node.value, *node.value.split("__")}
    return found
