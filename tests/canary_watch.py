"""Every family name a factory gives is a canary: none may turn up in a log line or a mail of any test.

The log of the database server is read when the run is over.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail

from tandem.config.logs import WithoutRows

CANARY = re.compile(r"Achternaam\d+")


class Watch(logging.Handler):
    """Formats every record as the server does, and keeps those that name somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(WithoutRows("%(name)s: %(message)s"))
        self.leaked: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        if CANARY.search(text):
            self.leaked.append(text)

    def take(self) -> list[str]:
        """Return what leaked since the last time."""
        leaked, self.leaked = self.leaked, []
        return leaked


def in_mail() -> list[str]:
    """Return the mails of this test that name somebody."""
    letters = [
        f"{letter.subject}\n{letter.body}\n{getattr(letter, 'alternatives', '')}"
        for letter in getattr(mail, "outbox", [])
    ]
    return [letter for letter in letters if CANARY.search(letter)]


def in_server_log(cluster: Path) -> list[str]:
    """Return the lines of a database server's log that name somebody."""
    lines = [line for file in sorted(cluster.rglob("*.log")) for line in file.read_text(errors="replace").splitlines()]
    return [line for line in lines if CANARY.search(line)]


@pytest.fixture(scope="session")
def canary_watch() -> Iterator[Watch]:
    watch = Watch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)


@pytest.fixture(autouse=True)
def no_name_leaves(canary_watch: Watch) -> Iterator[None]:
    """Fail a test in which a log line or a mail names somebody."""
    yield
    assert (canary_watch.take(), in_mail()) == ([], [])
