"""Many clients over few connections: each transaction says who acts, and leaves nothing behind (the whole of it, with
10,000 requests on a database of its own, is `benchmarks/isolation/leak.py`)."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import psycopg
import pytest
from benchmarks.isolation.leak import Found, Rows, crowd, own_rows, with_a_context_that_stays
from django.utils import timezone

from tests.access.world import make_world
from tests.database import closed_to_nobody

pytestmark = pytest.mark.django_db(databases=["default", "safeguarding"], transaction=True)

REQUESTS = 480


@pytest.fixture
def own(as_owner: psycopg.Connection) -> Iterator[Mapping[UUID, Rows]]:
    """What each person of two worlds reads alone; whoever does not say who acts reads nothing, as where it serves."""
    users = [user.pk for mark in ("Alfa", "Beta") for user in make_world(mark).actors.values()]
    with closed_to_nobody(as_owner):
        yield own_rows(users, on=timezone.localdate())


def ask(own: Mapping[UUID, Rows]) -> Found:
    return crowd(own, requests=REQUESTS, clients=16, count=4, forget=0.3, on=timezone.localdate())


def test_nobody_reads_another_s_rows_through_a_shared_connection(own: Mapping[UUID, Rows]):
    found = ask(own)

    assert (found.requests, found.leaks, found.missing) == (REQUESTS, 0, 0)
    assert found.forgotten > 100
    assert sum(bool(rows) for rows in own.values()) > 10


def test_a_context_that_outlives_its_transaction_is_found_out(own: Mapping[UUID, Rows]):
    found = with_a_context_that_stays(lambda: ask(own))

    assert found.leaks > 0
