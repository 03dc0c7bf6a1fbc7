"""A worker that dies in the middle does not lose the run."""

import os
import signal
import threading
import time

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
