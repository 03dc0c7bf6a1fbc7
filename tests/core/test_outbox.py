from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from tandem.core import outbox
from tandem.core.models import OutboxMessage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_message_is_delivered_once_however_often_it_is_posted():
    told = []
    outbox.post("hello", key="one", at=NOON, name="Ana")
    outbox.post("hello", key="one", at=NOON, name="Ana")

    sent = [outbox.deliver({"hello": told.append}, at=NOON), outbox.deliver({"hello": told.append}, at=NOON)]

    assert (sent, told) == ([1, 0], [{"name": "Ana"}])


def test_message_of_a_change_rolled_back_is_never_sent():
    told = []

    class Stop(Exception):
        pass

    def change():
        with transaction.atomic():
            outbox.post("hello", key="one", at=NOON)
            raise Stop

    with pytest.raises(Stop):
        change()

    assert (outbox.deliver({"hello": told.append}, at=NOON), told) == (0, [])


def test_message_that_fails_holds_up_no_other_and_is_tried_again_later():
    told = []

    def handle(payload):
        if payload["name"] == "Ben" and not told:
            raise ConnectionError
        told.append(payload["name"])

    outbox.post("hello", key="b", at=NOON, name="Ben")
    outbox.post("hello", key="c", at=NOON + timedelta(seconds=1), name="Cem")
    at = NOON + timedelta(seconds=2)

    first = outbox.deliver({"hello": handle}, at=at)
    failed = OutboxMessage.objects.values("attempts", "last_error", "sent_at").get(key="b")
    second = outbox.deliver({"hello": handle}, at=at + timedelta(minutes=1))

    assert (first, failed, second, told) == (
        1,
        {"attempts": 1, "last_error": "ConnectionError", "sent_at": None},
        1,
        ["Cem", "Ben"],
    )
