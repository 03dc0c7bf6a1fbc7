"""Tasks go out to workers and their answers come back, whoever dies on the way."""

from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import pytest

from tandem.planning.solver.clock import Clock
from tandem.planning.solver.crew import Crew, Meanwhile
from tandem.planning.solver.executors import Inline


class Broken(ThreadPoolExecutor):
    """Every worker dies over its first task."""

    def submit(self, *_, **__):
        future: Future[int] = Future()
        future.set_exception(BrokenExecutor())
        return future


def clock(stop=lambda: False):
    return Clock(60.0, None, stop)


def tasks(count):
    rows = iter([(f"task {n}", n) for n in range(count)])
    return lambda: next(rows, None)


def doubled(number):
    return 2 * number


@pytest.mark.parametrize(("executor", "workers"), [(Inline(), 1), (ThreadPoolExecutor(2), 2), (Broken(2), 2)])
def test_every_task_is_answered_once(executor, workers):
    found = dict(Crew(executor, workers, clock()).each(doubled, tasks(7)))

    assert found == {f"task {n}": 2 * n for n in range(7)}


def test_nothing_more_is_begun_once_somebody_says_stop():
    found = []
    crew = Crew(Inline(), 1, clock(lambda: len(found) >= 2))

    for key, _ in crew.each(doubled, tasks(7)):
        found.append(key)

    assert found == ["task 0", "task 1"]


def test_meanwhile_other_workers_do_small_tasks():
    with ThreadPoolExecutor(2) as executor:
        aside = Meanwhile(Crew(executor, 2, clock()), doubled, tasks(7))
        found = [*aside.collect(), *aside.finish(), *aside.collect(), *aside.finish()]

    assert dict(found) == {f"task {n}": 2 * n for n in range(7)}


def test_who_works_alone_does_nothing_meanwhile():
    aside = Meanwhile(Crew(Inline(), 1, clock()), doubled, tasks(7))

    assert [*aside.collect(), *aside.finish()] == []
