"""The audit trail: written in the transaction of the change it tells about."""

import secrets
import uuid
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.db.models import QuerySet

from tandem.core.models import AuditEvent

SALT_BYTES = 16


class Actor(Protocol):
    pk: uuid.UUID


class AuditOutsideTransaction(Exception):
    """An event would survive a change that is rolled back."""


def record(
    action: str,
    *,
    target: models.Model,
    by: Actor | None,
    at: datetime,
    organisation: models.Model | None = None,
    **facts: Any,
) -> AuditEvent:
    """Record that `by` did `action` to `target`; `by` is nobody only for what Tandem does by itself."""
    if not transaction.get_connection().in_atomic_block:
        raise AuditOutsideTransaction(action)
    return AuditEvent.objects.create(
        at=at,
        action=action,
        by_id=by.pk if by else None,
        organisation_id=organisation.pk if organisation else None,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        facts=facts,
        salt=secrets.token_bytes(SALT_BYTES),
    )


READ = "read"


@transaction.atomic
def record_read(
    *,
    whose: models.Model,
    what: str,
    purpose: str,
    by: Actor,
    at: datetime,
    organisation: models.Model | None = None,
) -> AuditEvent:
    """Record that `by` opened what is written about the person `whose`, outside their own part in it, and for what."""
    return record(READ, target=whose, by=by, at=at, organisation=organisation, what=what, purpose=purpose)


def reads_of(person_id: uuid.UUID) -> QuerySet[AuditEvent]:
    """Return who opened what about a person, newest first; `facts` holds `what` and `purpose`."""
    return AuditEvent.objects.filter(action=READ, target_id=person_id).order_by("-at", "-pk")
