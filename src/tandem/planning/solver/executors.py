"""Where the work is done: here, on threads, in processes of our own, or wherever an executor from outside takes it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

T = TypeVar("T")
MOST_REMEMBERED = 100


class Inline(Executor):
    """Runs each task at once, where it is submitted: one worker, in a fixed order."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run the task and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as wrong:
            future.set_exception(wrong)
        return future


class Processes(Executor):
    """A pool of processes that is made anew when a worker dies; what the dead one carried is told as broken."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        # Not forked: the process that asks may have threads, and OR-Tools loaded.
        self._context = multiprocessing.get_context("spawn")
        self._stop: Event = self._context.Event()
        self._lock = threading.Lock()
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, self._context, initializer=_begin, initargs=(self._stop,))

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand a task to the pool, or to a new one where a worker had died."""
        with self._lock:
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                _let_go(self._pool)
                self._pool = self._new()
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ask the workers to stop, and end the pool."""
        self._stop.set()
        if self._pool._broken:  # noqa: SLF001 - see _let_go
            _let_go(self._pool)
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _let_go(broken: ProcessPoolExecutor) -> None:
    """Close what nobody reads any more: a task half written to it would keep this process from ending.

    Later Pythons than 3.11.2 do so themselves (python/cpython issue 94777).
    """
    tasks = getattr(broken, "_call_queue", None)
    if tasks is not None:
        tasks._reader.close()  # noqa: SLF001 - there is no other way to it


@contextmanager
def given_or_own(executor: Executor | None, workers: int) -> Iterator[Executor]:
    """Give the executor from outside, or one of our own for as long as the run takes."""
    if executor is not None:
        yield executor
        return
    own: Executor = Inline() if workers <= 1 else ThreadPoolExecutor(workers, "planning")
    try:
        yield own
    finally:
        own.shutdown(wait=False, cancel_futures=True)


@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """Give an executor with so many processes; one worker works here."""
    executor: Executor = Inline() if workers <= 1 else Processes(workers)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


_asked: dict[str, Callable[[], bool]] = {}
_of_pool: list[Event] = []
_parent = os.getppid()


def _begin(stop: Event) -> None:
    """Make a worker of this process: it hears the pool, and leaves Ctrl-C to the process that asked."""
    _of_pool.append(stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def hear_stop(token: str, asked: Callable[[], bool]) -> None:
    """Let the tasks of a run that are done in this process hear when it is to stop."""
    _asked[token] = asked


def no_longer_hear(token: str) -> None:
    """The run is over: what is still done for it in this process may stop."""
    _asked[token] = _over
    for old in [key for key, asked in _asked.items() if asked is _over][:-MOST_REMEMBERED]:
        del _asked[old]


def _over() -> bool:
    return True


def stop_asked(token: str) -> bool:
    """Tell a task whether the run it belongs to is to stop."""
    if _of_pool:
        return _of_pool[0].is_set() or os.getppid() != _parent
    asked = _asked.get(token)
    return asked is not None and asked()
