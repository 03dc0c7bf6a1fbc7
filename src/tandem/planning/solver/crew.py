"""Whoever does the work: tasks go to an executor, and their answers come back as they end."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, TypeVar

from tandem.planning.solver.clock import Clock
from tandem.planning.solver.executors import Inline

PATIENCE_SECONDS = 0.25
GRACE_SECONDS = 2.0
AHEAD = 4  # how many small tasks a worker may have waiting, so that it never waits itself

Key = TypeVar("Key")
Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Crew:
    """So many workers, wherever an executor has them; what a worker that died carried is done here."""

    def __init__(self, executor: Executor, workers: int, clock: Clock) -> None:
        self.executor = executor
        self.workers = workers
        self.clock = clock

    def each(
        self, do: Callable[[Task], Answer], next_task: Callable[[], tuple[Key, Task] | None]
    ) -> Iterator[tuple[Key, Answer]]:
        """Keep all workers busy, and yield each task's key with its answer; ends when no task is left."""
        running: dict[Future[Answer], tuple[Key, Task]] = {}
        while True:
            while len(running) < self.workers and (new := next_task()) is not None:
                running[self.submit(do, new[1])] = new
            if not running:
                return
            done, _ = wait(running, timeout=PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(running).index):
                key, task = running.pop(future)
                yield key, self.answer(future, do, task)
            # What was begun may end, but nobody waits long for a slow worker.
            if self.clock.asked_to_stop() or self.clock.over_by() > GRACE_SECONDS:
                for future in running:
                    future.cancel()
                return

    def submit(self, do: Callable[[Task], Answer], task: Task) -> Future[Answer]:
        """Hand over one task."""
        try:
            return self.executor.submit(do, task)
        except BrokenExecutor:
            # No worker is left: so is the rest.
            self.executor, self.workers = Inline(), 1
            return self.executor.submit(do, task)

    def answer(self, future: Future[Answer], do: Callable[[Task], Answer], task: Task) -> Answer:
        """Return what came of a task."""
        try:
            return future.result()
        except BrokenExecutor:
            return do(task)


class Meanwhile(Generic[Key, Task, Answer]):
    """Small tasks for the workers who have nothing to do while this process works itself."""

    def __init__(
        self, crew: Crew, do: Callable[[Task], Answer], next_task: Callable[[], tuple[Key, Task] | None]
    ) -> None:
        self.crew = crew
        self.do = do
        self.next_task = next_task
        self.running: dict[Future[Answer], tuple[Key, Task]] = {}

    def collect(self) -> Iterator[tuple[Key, Answer]]:
        """Yield what has ended, and hand over more; nothing where this process is the only worker."""
        for future in [future for future in self.running if future.done()]:
            key, task = self.running.pop(future)
            yield key, self.crew.answer(future, self.do, task)
        while len(self.running) < AHEAD * (self.crew.workers - 1) and (new := self.next_task()) is not None:
            self.running[self.crew.submit(self.do, new[1])] = new

    def finish(self) -> Iterator[tuple[Key, Answer]]:
        """Yield what is still under way once it has ended."""
        while self.running and not self.crew.clock.asked_to_stop():
            wait(self.running, timeout=PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
            for future in [future for future in self.running if future.done()]:
                key, task = self.running.pop(future)
                yield key, self.crew.answer(future, self.do, task)
            if self.crew.clock.over_by() > GRACE_SECONDS:
                return
