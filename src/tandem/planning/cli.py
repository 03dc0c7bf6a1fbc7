"""`tandem planning`: solve and check problems on the command line."""

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

import click

from tandem.planning.check import check
from tandem.planning.io import read_problem, read_solution, write_solution
from tandem.planning.mend import Step, mend
from tandem.planning.problem import BadProblem
from tandem.planning.solution import Progress, Result, Solution
from tandem.planning.solve import solve
from tandem.planning.solver.executors import processes

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITABLE = click.Path(dir_okay=False, writable=True, path_type=Path)
A_SECOND = 1.0
PROBLEM_WRONG = 2


@click.group()
def planning() -> None:
    """Plan who tutors whom, when and where, from a file in the format tandem.planning/1."""


@planning.command("solve")
@click.argument("problem", type=EXISTING)
@click.option("-o", "--out", type=WRITABLE, required=True, help="Where the plan is written.")
@click.option("--seconds", type=click.FloatRange(min=0), default=60, show_default=True, help="How long to look.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Parts at the same time.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of all chance.")
@click.option("--stop-at-gap", type=click.FloatRange(min=0), help="Stop once the plan is this near the bound: 0.01.")
@click.option("--work", type=click.FloatRange(min=0), help="A limit that is the same on every machine.")
def solve_command(
    problem: Path, out: Path, seconds: float, workers: int, seed: int, stop_at_gap: float | None, work: float | None
) -> None:
    """Find the best plan for PROBLEM; Ctrl-C keeps the best so far."""
    with _refusals(), _stop_on_interrupt() as stop:
        facts = read_problem(problem)
        with processes(workers) as executor:
            result = solve(
                facts,
                seconds=seconds,
                workers=workers,
                seed=seed,
                stop=stop,
                stop_at_gap=stop_at_gap,
                work=work,
                on_progress=_printer(),
                executor=executor,
            )
    write_solution(out, result.solution)
    click.echo(json.dumps(_summary(result)))


@planning.command("mend")
@click.argument("problem", type=EXISTING)
@click.option("-o", "--out", type=WRITABLE, help="Where the plan with most changes is written.")
@click.option("--changes", type=click.IntRange(min=0), default=3, show_default=True, help="Changed pairs at most.")
@click.option("--seconds", type=click.FloatRange(min=0), default=30, show_default=True, help="How long to look.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Parts at the same time.")
def mend_command(problem: Path, out: Path | None, changes: int, seconds: float, workers: int) -> None:
    """Show what 0, 1, 2 ... changed pairs would buy in the running plan of PROBLEM."""
    with _refusals(), _stop_on_interrupt() as stop:
        running = read_problem(problem)
        with processes(workers) as executor:
            steps = mend(running, changes=changes, seconds=seconds, workers=workers, stop=stop, executor=executor)
    for step in steps:
        click.echo(json.dumps(_told(step), ensure_ascii=False))
    if out is not None:
        write_solution(out, steps[-1].solution)


def _told(step: Step) -> dict[str, object]:
    """Return what a step buys, and each change with its reason."""
    facts = asdict(replace(step, solution=Solution(())))
    return {name: value for name, value in facts.items() if name != "solution"}


@planning.command("check")
@click.argument("problem", type=EXISTING)
@click.argument("solution", type=EXISTING, required=False)
def check_command(problem: Path, solution: Path | None) -> None:
    """Check PROBLEM, and whether SOLUTION keeps its rules; says what it is worth."""
    with _refusals():
        facts = read_problem(problem)
        if solution is None:
            counts = {name: len(getattr(facts, name)) for name in ("sites", "tutors", "requests")}
            click.echo(json.dumps(counts))
            return
        verdict = check(facts, read_solution(solution))
    click.echo(json.dumps({"valid": verdict.valid} | asdict(verdict), indent=1))
    sys.exit(0 if verdict.valid else 1)


def _summary(result: Result) -> dict[str, object]:
    return {
        "objective": result.objective,
        "bound": result.bound,
        "gap": round(result.gap, 6),
        "status": str(result.status),
        "placed": result.placed,
        "most_placed": result.most_placed,
        "unplaced": len(result.unplaced),
        "seconds": round(result.seconds, 2),
        "terms": dict(result.terms),
    }


def _printer() -> Callable[[Progress], None]:
    shown = 0.0

    def show(progress: Progress) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= A_SECOND:
            shown = now
            gap = f"{progress.gap:.2%}"
            click.echo(
                f"{progress.seconds:7.1f} s  {progress.objective:>10}  at most {progress.bound:>12.0f}  gap {gap:>8}"
                f"  placed {progress.placed} of {progress.requests}",
                err=True,
            )

    return show


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except BadProblem as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(PROBLEM_WRONG)


@contextmanager
def _stop_on_interrupt() -> Iterator[threading.Event]:
    """The first Ctrl-C asks for the best so far, the second ends the command."""
    stop = threading.Event()

    def interrupted(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        click.echo("stopping with the best plan so far", err=True)
        stop.set()

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
