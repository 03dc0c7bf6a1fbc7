import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tandem.config import postgres, serve
from tandem.config.serve import Child, ServingNotPossible, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


def eventually(truth: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not truth() and time.monotonic() < deadline:
        time.sleep(0.05)
    return truth()


def test_a_child_that_is_killed_is_started_again_and_stopped_at_the_end():
    child = Child("sleeper", SLEEP)
    supervisor = Supervisor([child])
    thread = threading.Thread(target=supervisor.run, args=(lambda: True, lambda: None))
    thread.start()
    eventually(lambda: child.process is not None)
    first = child.process
    first.kill()

    again = eventually(lambda: child.process not in {None, first})

    second = child.process
    supervisor.asked_to_stop.set()
    thread.join()
    assert (again, second.poll()) == (True, -signal.SIGTERM)


def test_ready_is_told_once():
    supervisor = Supervisor([Child("sleeper", SLEEP)])
    told: list[str] = []
    threading.Timer(1, supervisor.asked_to_stop.set).start()

    supervisor.run(lambda: True, lambda: told.append("ready"))

    assert told == ["ready"]


def test_a_child_that_cannot_start_is_given_up_and_the_others_are_stopped():
    healthy, failing = Child("sleeper", SLEEP), Child("worker", FAIL, tries=2)

    with pytest.raises(ServingNotPossible, match=r"The worker stops each time it is started \(exit 3\)"):
        Supervisor([healthy, failing]).run(lambda: True, lambda: None)

    assert healthy.process.poll() == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed():
    child = Child("stubborn", STUBBORN)
    supervisor = Supervisor([child], patience=1)
    threading.Timer(1.5, supervisor.asked_to_stop.set).start()

    supervisor.run(lambda: True, lambda: None)

    assert child.process.poll() == -signal.SIGKILL


def test_a_taken_port_is_refused_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(ServingNotPossible) as refusal:
            serve.refuse_a_taken_port("127.0.0.1", port)

    assert str(refusal.value) == (
        f"Cannot serve on 127.0.0.1 port {port} (Address already in use). Choose another with --port."
    )


@pytest.mark.slow
def test_serve_answers_and_ctrl_c_leaves_nothing_running(data: Path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tandem.cli", "serve", "--port", str(port), "--workers", "1"]
    source = str(Path(postgres.__file__).parents[2])
    environment = os.environ | {"TANDEM_DATA": str(data), "PYTHONPATH": source}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        told = serving.stdout.readline()

        answered = serve.answers("127.0.0.1", port)
        children = Path(f"/proc/{serving.pid}/task/{serving.pid}/children").read_text().split()
        serving.send_signal(signal.SIGINT)
        serving.wait(30)

    left = [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert (told, answered, len(children)) == (
        f"Tandem listens on http://127.0.0.1:{port} and calls itself http://localhost:8000.\n",
        True,
        2,
    )
    assert (left, postgres.Server(data).state, serve.answers("127.0.0.1", port)) == ([], postgres.State.STOPPED, False)
