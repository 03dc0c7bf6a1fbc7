"""The outbox: what must be told or done outside the database, exactly for what was committed."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tandem.core.models import OutboxMessage

Handler = Callable[[Mapping[str, Any]], None]

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def post(kind: str, *, key: str, at: datetime, due_at: datetime | None = None, **payload: Any) -> None:
    """Put a message in the outbox once for this key, in the transaction of the change that asks for it."""
    post_all(kind, {key: payload}, at=at, due_at=due_at)


def post_all(
    kind: str, messages: Mapping[str, Mapping[str, Any]], *, at: datetime, due_at: datetime | None = None
) -> None:
    """Put many messages of one kind in the outbox, each once for its key."""
    OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(kind=kind, key=key, payload=payload, created_at=at, due_at=due_at or at)
            for key, payload in messages.items()
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def waiting(at: datetime, limit: int = 200) -> Iterable[OutboxMessage]:
    """Return messages that are due, oldest first."""
    return OutboxMessage.objects.filter(sent_at__isnull=True, due_at__lte=at).order_by("due_at", "id")[:limit]


def deliver(handlers: Mapping[str, Handler], *, at: datetime) -> int:
    """Hand each waiting message to the handler of its kind; return how many were sent."""
    return sum(_deliver_one(message.pk, handlers, at) for message in waiting(at))


def _deliver_one(pk: uuid.UUID, handlers: Mapping[str, Handler], at: datetime) -> bool:
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update(skip_locked=True).filter(pk=pk, sent_at__isnull=True).first()
        if message is None:
            return False
        try:
            with transaction.atomic():
                handlers[message.kind](message.payload)
        except Exception as error:  # one message that fails must not hold up the others
            delay = RETRY_AFTER[min(message.attempts, len(RETRY_AFTER) - 1)]
            message.attempts += 1
            message.due_at = at + delay
            message.last_error = type(error).__name__
            message.save(update_fields=["attempts", "due_at", "last_error"])
            return False
        message.sent_at = at
        message.save(update_fields=["sent_at"])
        return True
