"""Every family name a factory gives is a canary: none may turn up in a log line or a mail of any test."""

import logging
import re
from collections.abc import Iterator

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
