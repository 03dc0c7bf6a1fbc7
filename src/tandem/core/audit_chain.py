"""Whether the audit trail is still whole: its chains, against themselves, their events and what was noted elsewhere."""

import os
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction

BROKEN = """
WITH links AS (
    SELECT link.*, lag(number, 1, 0::bigint) OVER follows AS number_before, lag(hash) OVER follows AS hash_before
    FROM core_auditlink link WINDOW follows AS (PARTITION BY chain ORDER BY number)
), erased AS (
    SELECT jsonb_array_elements(facts -> 'events')::bigint AS event_id
    FROM core_auditevent WHERE action = 'audit.erased'
), judged AS (
    SELECT links.chain, links.number,
           CASE WHEN number <> number_before + 1 THEN 'links before it are missing'
                WHEN hash <> tandem_audit_hash(hash_before, chain, number, digest) THEN 'the link was changed'
                WHEN event.id IS NULL AND erased.event_id IS NULL THEN 'its event was removed, and nobody erased it'
                WHEN tandem_audit_digest(event) <> digest THEN 'its event was changed'
           END AS fault
    FROM links
    LEFT JOIN core_auditevent event ON event.id = links.event_id
    LEFT JOIN erased ON erased.event_id = links.event_id
    UNION ALL
    SELECT tandem_audit_chain(event.organisation_id), 0, 'an event has no link'
    FROM core_auditevent event WHERE NOT EXISTS (SELECT FROM core_auditlink WHERE event_id = event.id)
)
SELECT chain, number, fault FROM judged WHERE fault IS NOT NULL ORDER BY chain, number
"""
HEADS = "SELECT DISTINCT ON (chain) chain, number, hash FROM core_auditlink ORDER BY chain, number DESC"
COUNTS = """
SELECT count(*), count(DISTINCT chain), count(*) FILTER (WHERE event.id IS NULL)
FROM core_auditlink LEFT JOIN core_auditevent event ON event.id = event_id
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain at some moment."""

    chain: uuid.UUID
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain does not hold, and why."""

    chain: uuid.UUID
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what does not hold."""

    links: int
    chains: int
    erased: int
    faults: tuple[Fault, ...]


def heads(*, using: str = DEFAULT_DB_ALIAS) -> list[Head]:
    """Return the last link of each chain."""
    with connections[using].cursor() as cursor:
        cursor.execute(HEADS)
        return [Head(chain, number, bytes(digest).hex()) for chain, number, digest in cursor.fetchall()]


def verify(noted: Iterable[Head] = (), *, using: str = DEFAULT_DB_ALIAS) -> Verified:
    """Compare every link with the one before it, with its event, and with the heads that were noted elsewhere."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(COUNTS)
        links, chains, erased = cursor.fetchone()
        cursor.execute(BROKEN)
        faults = [Fault(*row) for row in cursor.fetchall()]
        faults += [
            Fault(head.chain, head.number, "the link is not the one that was noted")
            for head in noted
            if not _stands(head, using)
        ]
    return Verified(links, chains, erased, tuple(faults))


def _stands(head: Head, using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT encode(hash, 'hex') = %s FROM core_auditlink WHERE chain = %s AND number = %s",
            [head.hash, head.chain, head.number],
        )
        return bool(cursor.fetchone() == (True,))


def erase_events(events: Sequence[int], *, by: uuid.UUID | None, at: datetime) -> int:
    """Remove what these events tell, leaving their links and a note that they were erased."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT tandem_audit_erase(%s, %s, %s)", [list(events), by, at])
        return int(cursor.fetchone()[0])


def note_heads(file: Path, found: Sequence[Head], *, at: datetime) -> None:
    """Add the heads to a file that only grows."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as written:
        written.writelines(f"{line}\n" for line in told(found, at=at))
        written.flush()
        os.fsync(written.fileno())


def told(found: Sequence[Head], *, at: datetime) -> list[str]:
    return [f"{at.isoformat()} {head.chain} {head.number} {head.hash}" for head in found]


def noted_heads(file: Path) -> list[Head]:
    """Return the heads that stand in the file."""
    if not file.exists():
        return []
    parts = [line.split() for line in file.read_text().splitlines()]
    return [Head(uuid.UUID(chain), int(number), digest) for _, chain, number, digest in parts]
