"""A worker that dies in the middle does not lose the run."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tandem.planning import check, problem_from_dict, solve
from tandem.planning.solver.executors import Processes, hear_stop, no_longer_hear, processes, stop_asked
from tests.planning import referee
from tests.planning.worlds import problem


def pid() -> int:
    return os.getpid()


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_pool_whose_worker_was_killed_is_made_anew():
    with processes(2) as pool:
        broken = pool.submit(killed).exception(timeout=120)
        again = pool.submit(pid).result(timeout=120)

    assert (type(broken).__name__, again != os.getpid()) == ("BrokenProcessPool", True)


def test_a_run_goes_on_when_a_worker_is_killed_in_the_middle():
    world = problem_from_dict(referee.make().reach(1))
    pool = Processes(1)
    worker = pool.submit(pid).result(timeout=120)
    killer = threading.Timer(1.0, os.kill, (worker, signal.SIGKILL))
    killer.start()

    result = solve(world, seconds=600, work=5.0, workers=1, executor=pool)

    killer.join()
    pool.shutdown(wait=True)
    assert check(world, result.solution).valid
    assert 0 < result.objective <= result.bound


# A worker is killed while more is handed over than fits between it and its parent.
KILLED_WHILE_HANDED_MUCH = """
import os, signal, time
from tandem.planning.solver.executors import processes

if __name__ == "__main__":
    with processes(2) as pool:
        worker = pool.submit(os.getpid).result()
        busy = [pool.submit(time.sleep, 600) for _ in range(2)]
        large = [pool.submit(len, bytes(10_000_000)) for _ in range(4)]
        time.sleep(0.5)
        os.kill(worker, signal.SIGKILL)
        print([type(each.exception()).__name__ for each in large])
"""


def test_a_process_ends_whose_worker_was_killed_while_it_was_handed_much(tmp_path):
    script = tmp_path / "plan.py"
    script.write_text(KILLED_WHILE_HANDED_MUCH)

    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)

    assert ended.stdout == f"{['BrokenProcessPool'] * 4}\n"


def test_the_installed_command_plans_with_several_processes(tmp_path):
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(json.dumps(referee.make().reach(1)))
    command = [Path(sys.executable).with_name("tandem"), "planning", "solve", problem, "-o", plan]

    ended = subprocess.run(
        [*command, "--seconds", "4", "--workers", "2"], capture_output=True, text=True, timeout=120, check=True
    )

    assert "Traceback" not in ended.stderr, ended.stderr  # of a process that could not begin
    assert json.loads(ended.stdout.splitlines()[-1])["placed"] == len(
        [request for group in json.loads(plan.read_text())["groups"] for request in group["requests"]]
    )


def test_a_finished_executor_leaves_the_work_to_the_one_who_asked():
    pool = Processes(1)
    pool.shutdown()
    pool._pool.shutdown()

    with pytest.raises(RuntimeError):
        pool.submit(pid)


def test_tasks_hear_that_their_run_is_over():
    began = time.monotonic()
    hear_stop("run", lambda: time.monotonic() - began > 10**6)
    before = stop_asked("run")
    no_longer_hear("run")

    assert (before, stop_asked("run"), stop_asked("another")) == (False, True, False)


def test_processes_and_this_process_find_the_same_proven_plan():
    world = problem()
    with processes(2) as pool:
        there = solve(world, seconds=30, workers=2, executor=pool)

    here = solve(world, seconds=30)

    assert (there.objective, there.bound) == (here.objective, here.bound)
