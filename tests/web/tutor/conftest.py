from datetime import datetime, timedelta

import pytest

from tests.factories.worlds import MONDAY


class Clock:
    """The time pages read, set by a test."""

    now = MONDAY + timedelta(minutes=50)

    def at(self, moment: datetime) -> None:
        self.now = moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Just after the session of the invented week."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock
