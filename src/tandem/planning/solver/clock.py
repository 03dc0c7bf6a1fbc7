"""How long a run may go on: seconds, work, a request to stop."""

import time
from collections.abc import Callable
from typing import Protocol


class StopSignal(Protocol):
    """Something that can be set to stop a run, such as a threading.Event."""

    def is_set(self) -> bool: ...


def as_function(stop: Callable[[], bool] | StopSignal | None) -> Callable[[], bool]:
    """Return what can be asked again and again whether to stop."""
    if stop is None:
        return lambda: False
    return stop if callable(stop) else stop.is_set


class Clock:
    """Counts a run's seconds and its work.

    Work is counted in CP-SAT's deterministic seconds, so that a run limited by work alone is the same everywhere.
    """

    def __init__(self, seconds: float, work: float | None, stop: Callable[[], bool]) -> None:
        self.started = time.monotonic()
        self.seconds = seconds
        self.work_limit = work
        self.work = 0.0
        self._stop = stop
        self.stopped = False

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def spend(self, work: float) -> None:
        """Count work that was done."""
        self.work += work

    def asked_to_stop(self) -> bool:
        """Tell whether somebody said stop, however much time is left."""
        self.stopped = self.stopped or self._stop()
        return self.stopped

    def left(self, share: float = 1.0) -> float:
        """Return the seconds left of this share of the run; none where work is spent or somebody said stop."""
        if self.asked_to_stop() or (self.work_limit is not None and self.work >= share * self.work_limit):
            return 0.0
        return max(0.0, share * self.seconds - self.elapsed)

    def over_by(self) -> float:
        """Return for how many seconds the run should have been over."""
        return max(0.0, self.elapsed - self.seconds)

    def work_left(self, most: float) -> float:
        """Return how much work a part may still cost, at most."""
        return most if self.work_limit is None else max(0.01, min(most, self.work_limit - self.work))

    def until(self, share: float) -> Callable[[], float]:
        """Return a function that tells the seconds left of this share of the run."""
        return lambda: self.left(share)
