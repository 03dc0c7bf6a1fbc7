"""Who reads: the database shows each person their own signals and nothing to anybody else.

Every read and write of this context happens inside one of these; outside them the tables look empty. What is set here
is local to the transaction and signed: the database checks the signature with a key this role cannot read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections, transaction

from tandem.safeguarding import keys

ALIAS = "safeguarding"
CLOCK = "clock"


@contextmanager
def acting_as(person_id: UUID) -> Iterator[None]:
    """See and do what this person may."""
    with _reading(str(person_id)):
        yield


@contextmanager
def acting_as_clock() -> Iterator[None]:
    """See what became due, without a word of what was written."""
    with _reading(CLOCK):
        yield


@contextmanager
def _reading(reader: str) -> Iterator[None]:
    with transaction.atomic(using=ALIAS):
        before = _set(f"{reader} {keys.signature(reader)}")
        yield
        # An error rolls the setting back with everything else.
        _set(before)


def _set(value: str) -> str:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('safeguarding.reader', true), '')")
        [(before,)] = cursor.fetchall()
        cursor.execute("SELECT set_config('safeguarding.reader', %s, true)", [value])
    return str(before)


def teach_key(alias: str) -> None:
    """Give the database the key it checks signatures with; done by the owner of the tables."""
    inner, outer = keys.pads()
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("DELETE FROM safeguarding_signing")
        cursor.execute("INSERT INTO safeguarding_signing (inner_pad, outer_pad) VALUES (%s, %s)", [inner, outer])
