"""How many audited updates a second, with and without the chain, at 1 and 16 clients over 60 organisations.

    PYTHONPATH=src DATABASE_URL=... DATABASE_OWNER_URL=... python benchmarks/audit/chain.py [seconds]

On a database of its own: it fills the trail and switches the triggers of `core_auditevent` off for a while.
"""

import os
import random
import secrets
import sys
import threading
import time
import uuid

import psycopg

ORGANISATIONS = [uuid.UUID(int=number + 1) for number in range(60)]
INSERT = """
INSERT INTO core_auditevent (at, action, by_id, organisation_id, target_type, target_id, facts, salt)
VALUES (now(), 'session.recorded', %s, %s, 'logbook.logentry', %s, '{"minutes": 45}', %s)
"""
UPDATE = "UPDATE benchmark_row SET n = n + 1 WHERE id = %s"


def client(number: int, until: float, done: list[int]) -> None:
    chance = random.Random(number)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        while time.monotonic() < until:
            with connection.transaction():
                connection.execute(UPDATE, [chance.randrange(10_000)])
                values = [uuid.uuid4(), chance.choice(ORGANISATIONS), uuid.uuid4(), secrets.token_bytes(16)]
                connection.execute(INSERT, values)
            done[number] += 1


def rate(clients: int, seconds: float) -> float:
    done = [0] * clients
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=client, args=(number, until, done)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def switch(owner: psycopg.Connection, how: str) -> None:
    for trigger in ("audit_note", "audit_link"):
        owner.execute(f"ALTER TABLE core_auditevent {how} TRIGGER {trigger}")


def main(seconds: float) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("CREATE TABLE benchmark_row AS SELECT id, 0 AS n FROM generate_series(0, 9999) id")
        owner.execute("CREATE UNIQUE INDEX ON benchmark_row (id)")
        owner.execute("GRANT SELECT, UPDATE ON benchmark_row TO PUBLIC")
        try:
            for clients in (1, 16):
                found = {"with": 0.0, "without": 0.0}
                for _ in range(2):  # in turns, so that a slow minute hits both
                    for word, how in (("without", "DISABLE"), ("with", "ENABLE")):
                        switch(owner, how)
                        found[word] += rate(clients, seconds / 2)
                ratio = found["with"] / found["without"]
                print(
                    f"{clients:2d} clients: {found['without'] / 2:7.0f} updates/s without the chain, "
                    f"{found['with'] / 2:7.0f} with it ({ratio:.2f})"
                )
        finally:
            switch(owner, "ENABLE")
            owner.execute("DROP TABLE benchmark_row")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
