"""Serve Tandem on one machine: the web server and the worker, kept alive and stopped together."""

import ctypes
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tandem.config import databases, migrate, postgres
from tandem.config.programs import OperatingNotPossible

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 20  # seconds to finish a request or a job before a child is killed
HEALTHY = 10  # a child that lived this long had a good start
TRIES = 5  # bad starts in a row before we give up
DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


class ServingNotPossible(OperatingNotPossible):
    """The server cannot run."""


@dataclass
class Child:
    """A process that has to be there as long as we are."""

    name: str
    command: Sequence[str]
    tries: int = TRIES
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    bad_starts: int = 0
    not_before: float = 0.0

    def keep_alive(self, now: float) -> None:
        """Start it when it is not there: at once after a good life, later and later after bad starts."""
        if self.process is None:
            if now >= self.not_before:
                self._start(now)
        elif self.process.poll() is not None:
            self.bad_starts = 0 if now - self.began > HEALTHY else self.bad_starts + 1
            if self.bad_starts >= self.tries:
                raise ServingNotPossible(
                    f"The {self.name} stops each time it is started (exit {self.process.returncode})."
                )
            self.not_before = now + (2.0**self.bad_starts - 1)
            self.process = None

    def stop(self, deadline: float) -> None:
        """Wait until it ends by itself after a polite request, or end it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self, now: float) -> None:
        # In a session of its own, Ctrl-C reaches us alone and we stop the children in order.
        self.process = subprocess.Popen(  # noqa: S603 - our own command lines
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent
        )
        self.began = now


@dataclass
class Supervisor:
    """Starts the children, starts one again that died, and stops them all together."""

    children: list[Child]
    patience: float = PATIENCE
    asked_to_stop: threading.Event = field(default_factory=threading.Event)

    def run(self, ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Keep the children alive until somebody asks to stop; call `when_ready` once they can be used."""
        told = False
        try:
            while not self.asked_to_stop.is_set():
                for child in self.children:
                    child.keep_alive(time.monotonic())
                if not told and ready():
                    when_ready()
                    told = True
                self.asked_to_stop.wait(0.2)
        finally:
            self.stop()

    def stop(self) -> None:
        for child in self.children:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + self.patience
        for child in self.children:
            child.stop(deadline)


def serve(*, host: str, port: int, workers: int, threads: int, when_ready: Callable[[], None]) -> None:
    """Serve pages and do background work until interrupted, on the database of the settings."""
    refuse_a_taken_port(host, port)
    with database():
        prepare()
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        supervisor = Supervisor(
            [Child("web server", web_command(bind, workers, threads)), Child("worker", worker_command())]
        )
        with stopped_by_signals(supervisor.asked_to_stop):
            supervisor.run(lambda: answers(host, port), when_ready)


@contextmanager
def database() -> Iterator[None]:
    """Have the database running: ours, or the one of DATABASE_URL."""
    if databases.is_embedded():
        with postgres.running(settings.TANDEM_DATA):
            yield
    else:
        yield


def prepare() -> None:
    """Bring the tables up to date, see that we serve without powers over them, and put the static files in place."""
    migrate.migrate(verbosity=0)
    refuse_to_serve_in_the_open()
    call_command("collectstatic", verbosity=0, interactive=False)


def refuse_to_serve_in_the_open() -> None:
    """Refuse a role with powers over the tables, a table without its wall, and signals that are read with the rest."""
    migrate.refuse_a_powerful_app_role()
    migrate.refuse_a_table_without_a_wall()
    migrate.refuse_signals_without_a_role_of_their_own()


def web_command(bind: str, workers: int, threads: int) -> list[str]:
    memory = Path("/dev/shm")  # noqa: S108 - only a heartbeat, which a slow disk would hold up
    place = ["--worker-tmp-dir", str(memory)] if memory.is_dir() else []
    size = ["--workers", str(workers), "--threads", str(threads)]
    return [sys.executable, "-m", "gunicorn", "--bind", bind, *size, *place, "--graceful-timeout", str(PATIENCE - 5),
            "--log-level", "warning", "tandem.config.wsgi"]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "-m", "tandem.cli", "worker"]


def refuse_a_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServingNotPossible(
                f"Cannot serve on {host} port {port} ({error.strerror}). Choose another with --port."
            ) from None


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def stopped_by_signals(event: threading.Event) -> Iterator[None]:
    """Set the event instead of dying when somebody asks us to stop."""
    before = {number: signal.signal(number, lambda *_: event.set()) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def die_with_parent() -> None:
    """Ask the system, where it can, to end this child when its parent is killed, so that no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
