"""Who acts: said once around some work, and told to the database, signed, in each of its transactions."""

import functools
import hashlib
import hmac
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ParamSpec, Protocol, TypeVar

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from tandem.core.isolation.purposes import Purpose

P = ParamSpec("P")
R = TypeVar("R")
SECONDS = 15 * 60  # longer than any transaction lasts
SETTING = "tandem.context"
FEW = 20  # signatures a connection remembers


class Actor(Protocol):
    @property
    def pk(self) -> uuid.UUID: ...


@dataclass(frozen=True, slots=True)
class Acting:
    """Who works, for what, about which row, and on which day: all that the walls go by."""

    user: uuid.UUID | None
    purpose: Purpose
    on: date
    about: uuid.UUID | None = None

    def signed(self) -> str:
        """Return this as the database believes it, for a while."""
        # The machine's clock, since the database compares it with its own.
        until = f"{time.time() + SECONDS:.3f}"
        text = "|".join([str(self.user or ""), self.purpose, str(self.about or ""), self.on.isoformat(), until])
        return f"{text}|{hmac.new(signing_key(), text.encode(), hashlib.sha256).hexdigest()}"


_acting: ContextVar[Acting | None] = ContextVar("tandem_acting", default=None)


@contextmanager
def acting_for(
    user: Actor | uuid.UUID | None,
    *,
    on: date,
    purpose: Purpose = Purpose.PAGE,
    about: uuid.UUID | None = None,
) -> Iterator[None]:
    """Let what happens inside reach what `user` may reach for this purpose, in this thread.

    A thread or task that is started inside begins with nobody, and so reaches nothing.
    """
    pk = user if isinstance(user, uuid.UUID) or user is None else user.pk
    with _in_place(Acting(pk, purpose, on, about)):
        yield


@contextmanager
def working_on(purpose: Purpose, *, about: uuid.UUID | None = None) -> Iterator[None]:
    """Let whoever acts reach what this purpose opens instead; where nobody acts, nobody goes on."""
    acting = who_acts()
    with _in_place(replace(acting, purpose=purpose, about=about) if acting else None):
        yield


def go_on(purpose: Purpose, *, about: uuid.UUID | None = None) -> None:
    """Let whoever acts reach what this purpose opens for the rest of what they do, such as for the rest of a page."""
    acting = who_acts()
    if acting is not None:
        _acting.set(replace(acting, purpose=purpose, about=about))
        _tell(connections[DEFAULT_DB_ALIAS])


def following(name: str, key: str = "pk") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Carry an action through as the programme it happens in: what it brings about reaches further than who did it.

    `name` is the argument that says where it happens. Whether somebody may do it was settled before.
    """

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(action)
        def carried_through(*args: P.args, **kwargs: P.kwargs) -> R:
            with working_on(Purpose.FOLLOWING, about=getattr(kwargs[name], key)):
                return action(*args, **kwargs)

        return carried_through

    return decorate


def name_of_secret(secret: str) -> uuid.UUID:
    """Return a name for a secret, by which it can be worked on without being said."""
    return uuid.UUID(hashlib.sha256(secret.encode()).hexdigest()[:32])


@contextmanager
def acting_for_nobody() -> Iterator[None]:
    """Let what happens inside reach nothing that is behind a wall."""
    with _in_place(None):
        yield


@contextmanager
def acting_as(acting: Acting | None) -> Iterator[None]:
    """Go on as somebody who acted before, in another thread or after a commit."""
    with _in_place(acting):
        yield


def who_acts() -> Acting | None:
    return _acting.get()


def on_commit(work: Callable[[], object]) -> None:
    """Do this after the commit, as whoever acts now: Django's own would do it as nobody."""

    def again(acting: Acting | None) -> None:
        with acting_as(acting):
            work()

    transaction.on_commit(functools.partial(again, who_acts()))


@functools.cache
def signing_key() -> bytes:
    """Return the key that only this app and the owner's table know."""
    return hashlib.sha256(b"tandem.walls|" + settings.SECRET_KEY.encode()).digest()


@contextmanager
def _in_place(acting: Acting | None) -> Iterator[None]:
    token = _acting.set(acting)
    _tell(connections[DEFAULT_DB_ALIAS])
    try:
        yield
    finally:
        _acting.reset(token)
        _tell(connections[DEFAULT_DB_ALIAS])


class Teller:
    """Runs around each statement of one connection: in a transaction the database hears first who acts."""

    def __init__(self) -> None:
        self.told: Acting | None = None
        self.signatures: dict[Acting, tuple[str, float]] = {}

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        connection: BaseDatabaseWrapper = context["connection"]
        if connection.get_autocommit() and who_acts() is not None:
            # Alone, a statement would be its own transaction, with no room to say who acts.
            with transaction.atomic(using=connection.alias):
                self.tell(connection)
                return execute(sql, params, many, context)
        self.tell(connection)
        return execute(sql, params, many, context)

    def tell(self, connection: BaseDatabaseWrapper) -> None:
        """Make the setting of this transaction what it should be; it is undone with the transaction, or a savepoint."""
        raw: psycopg.Connection[Any] = connection.connection
        status = raw.info.transaction_status
        if status == TransactionStatus.IDLE:
            self.told = None
        if connection.get_autocommit() or status == TransactionStatus.INERROR:
            return
        acting = who_acts()
        if acting is not self.told:
            raw.execute("SELECT set_config(%s, %s, true)", [SETTING, self.signature(acting) if acting else ""])
            self.told = acting

    def signature(self, acting: Acting) -> str:
        """Sign, or use again what was signed lately: lists the database kept for this signature then still count."""
        now = time.monotonic()
        text, made = self.signatures.get(acting, ("", 0.0))
        if not text or now - made > SECONDS / 3:
            if len(self.signatures) >= FEW:
                self.signatures.clear()
            text = acting.signed()
            self.signatures[acting] = (text, now)
        return text


def _tell(connection: BaseDatabaseWrapper) -> None:
    """Say at once who acts where a transaction is under way, so that no savepoint inside takes it back."""
    if connection.connection is None or connection.get_autocommit():
        return
    if connection.connection.info.transaction_status == TransactionStatus.INTRANS:
        teller_of(connection).tell(connection)


def teller_of(connection: BaseDatabaseWrapper) -> Teller:
    return next(wrapper for wrapper in connection.execute_wrappers if isinstance(wrapper, Teller))


def watch(connection: BaseDatabaseWrapper) -> None:
    """Put the teller around the statements of a connection, once."""
    if not any(isinstance(wrapper, Teller) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.insert(0, Teller())  # whoever times statements takes away the last
    teller_of(connection).told = None
