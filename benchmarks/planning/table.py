#!/usr/bin/env python3
"""Print how good plans are: by hand, ours, the bound, the gap, time, memory, and the referee's verdict.

    table.py SHARED [--out TABLE.md] [--minutes M] [--workers N] [--only city peer ...] [--keep FOLDER]

SHARED is the folder with `planning/` (make.py, by_hand.py, check.py) and `data/`. Each row runs `tandem planning` as
anybody would, and stands in the table as soon as it is known. Rows that no longer fit in the minutes are left out.
Seconds are of the wall; quote the CPU seconds beside them: on a busy machine only they can be compared.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tandem.planning import changes_for, read_problem, read_solution

SCHOOL = ("data/kottenpark-2003", "data/students-fsps/colleges.csv")
PROBLEMS = {  # what make.py is told
    "reach": ["reach"],
    "peer": ["peer", SCHOOL[0]],
    "school 60": ["school", *SCHOOL, "--pupils", "60", "--tutors", "20"],
    "school 150": ["school", *SCHOOL, "--pupils", "150", "--tutors", "45"],
    "city": ["city"],
    "city --sites 13": ["city", "--sites", "13"],
    "region": ["region"],
    "province": ["province"],
    "nation": ["nation"],
}
# The most telling rows first: problem, seed, seconds.
ROWS = [
    *(("peer", seed, 60) for seed in (1, 2, 3)),
    *(("city", seed, 120) for seed in (1, 2, 3)),
    ("dropout city", 1, 5),
    ("mend city", 1, 30),
    ("explain city", 1, 2),
    ("school 150", 1, 120),
    ("school 60", 1, 60),
    ("region", 1, 300),
    ("dropout region", 1, 10),
    ("city --sites 13", 1, 300),
    ("city", 1, 300),
    *(("city", seed, 120) for seed in (4, 5)),
    *(("school 60", seed, 60) for seed in (2, 3)),
    *(("school 150", seed, 120) for seed in (2, 3)),
    ("mend region", 1, 60),
    ("reach", 1, 60),
    *(("peer", seed, 60) for seed in (4, 5)),
    *(("school 60", seed, 60) for seed in (4, 5)),
    *(("school 150", seed, 120) for seed in (4, 5)),
    ("region", 2, 300),
    ("region", 1, 900),
    ("province", 1, 1200),
    ("nation", 1, 1800),
]
HEAD = (
    "| problem | s asked | by hand | ours | × by hand | bound | gap | status | placed | first (s) | wall (s) | CPU (s) "
    "| GB | referee |\n|---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|---|"
)
SLACK = 25  # seconds that a row takes besides: making, reading, judging


@dataclass(frozen=True)
class Run:
    """A command that has ended."""

    out: str
    err: str
    wall: float
    cpu: float
    gigabytes: float


@dataclass(frozen=True)
class Bench:
    """Where things are, and how many work."""

    shared: Path
    folder: Path
    workers: int

    def tool(self, name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        script = self.shared / "planning" / name
        return subprocess.run(
            [sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=False
        )

    def tandem(self, *arguments: object) -> Run:
        """Run `tandem planning` and take its measure, its workers included."""
        program = shutil.which("tandem") or "tandem"
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            began = time.monotonic()
            process = subprocess.Popen([program, "planning", *map(str, arguments)], stdout=out, stderr=err, text=True)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.monotonic() - began
            out.seek(0)
            err.seek(0)
            said, told = out.read(), err.read()
        if process.returncode:
            raise SystemExit(f"tandem planning {arguments[0]} ended with {process.returncode}: {told[-2000:]}")
        return Run(said, told, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2)

    def problem(self, name: str, seed: int) -> Path:
        """Make the problem, once."""
        out = self.folder / f"{name.replace(' ', '_')}-{seed}.json"
        if not out.exists():
            told = [str(self.shared / a) if a.startswith("data/") else a for a in PROBLEMS[name]]
            plain = next((n for n, a in enumerate(told) if a.startswith("--")), len(told))
            made = self.tool("make.py", *told[:plain], out, *told[plain:], "--seed", seed)
            if made.returncode:
                raise SystemExit(made.stderr)
        return out

    def by_hand(self, name: str, seed: int) -> int | None:
        problem, out = self.problem(name, seed), self.folder / "by_hand.json"
        if name in ("reach", "province", "nation") or self.tool("by_hand.py", problem, out, "--group").returncode:
            return None
        return int(json.loads(self.tool("check.py", problem, out).stdout)["objective"])

    def verdict(self, problem: Path, plan: Path) -> dict[str, object]:
        return dict(json.loads(self.tool("check.py", problem, plan).stdout))

    def plan_of(self, name: str, seed: int) -> Path:
        """Return the plan that runs, made where no row before has left one."""
        plan = self.folder / f"plan-{name}-{seed}.json"
        if not plan.exists():
            seconds = 60 if name == "city" else 120
            self.tandem("solve", self.problem(name, seed), "-o", plan, "--seconds", seconds, "--workers", self.workers)
        return plan


def solved(bench: Bench, name: str, seed: int, seconds: int) -> str:
    problem = bench.problem(name, seed)
    plan = bench.folder / f"plan-{name}-{seed}.json"
    run = bench.tandem("solve", problem, "-o", plan, "--seconds", seconds, "--workers", bench.workers)
    return line(bench, f"{name} {seed}", seconds, problem, plan, run, bench.by_hand(name, seed))


def line(bench: Bench, title: str, seconds: int, problem: Path, plan: Path, run: Run, hand: int | None = None) -> str:
    told, said = json.loads(run.out.splitlines()[-1]), bench.verdict(problem, plan)
    first = re.search(r"[\d.]+(?= s )", run.err)
    same = said["valid"] and said["objective"] == told["objective"]
    return (
        f"| {title} | {seconds} | {hand or '–'} | {told['objective']} "
        f"| {told['objective'] / hand if hand else 0:.3f} | {told['bound']:.0f} | {told['gap']:.2%} | {told['status']} "
        f"| {told['placed']}/{said['requests']} | {first[0] if first else '–'} | {run.wall:.0f} | {run.cpu:.0f} "
        f"| {run.gigabytes:.1f} | {'valid, same score' if same else 'DISAGREES'} |"
    )


def dropped_out(bench: Bench, name: str, seed: int, seconds: int) -> str:
    """A tutor is gone, and nobody else is moved."""
    problem, plan = bench.folder / f"dropout-{name}.json", bench.folder / f"plan-dropout-{name}.json"
    bench.tool("make.py", "dropout", bench.problem(name, seed), bench.plan_of(name, seed), problem, "--pin")
    run = bench.tandem("solve", problem, "-o", plan, "--seconds", seconds, "--workers", bench.workers)
    return line(bench, f"{name} {seed}, dropout --pin", seconds, problem, plan, run)


def mended(bench: Bench, name: str, seed: int, seconds: int) -> str:
    """A tutor is gone: what 0, 1, 2 and 3 changed pairs would buy."""
    problem, plan = bench.folder / f"mend-{name}.json", bench.folder / f"plan-mend-{name}.json"
    bench.tool("make.py", "dropout", bench.problem(name, seed), bench.plan_of(name, seed), problem)
    run = bench.tandem("mend", problem, "-o", plan, "--seconds", seconds, "--changes", 3, "--workers", bench.workers)
    said = bench.verdict(problem, plan)
    steps = [json.loads(row) for row in run.out.splitlines()]
    told = "; ".join(
        f"{'nobody moved' if step['nobody_moved'] else step['allowed']}: need {step['need']} of at most "
        f"{step['most_need']}, {step['changed']} pairs and {step['moved_slots']} slots changed"
        f"{', proven' if step['proven'] else ''}"
        for step in steps
    )
    verdict = "valid" if said["valid"] else "INVALID"
    spent = f"{run.wall:.0f} | {run.cpu:.0f} | {run.gigabytes:.1f}"
    return (
        f"| {name} {seed}, mend: {told} | {seconds} | – | {said['objective']} | – | – | – | – "
        f"| {said['placed']}/{said['requests']} | – | {spent} | {verdict} |"
    )


def explained(bench: Bench, name: str, seed: int, seconds: int) -> str:
    """What would place each of the first twenty who wait, each change planned again."""
    problem, plan = read_problem(bench.problem(name, seed)), read_solution(bench.plan_of(name, seed))
    placed = {request for group in plan.groups for request in group.requests}
    took, helped = [], 0
    for request in [request for request in problem.requests if request.id not in placed][:20]:
        began = time.monotonic()
        helped += bool(changes_for(problem, plan, request.id, seconds=seconds))
        took.append(time.monotonic() - began)
    told = f"{helped} of {len(took)} have a change that helps; median {median(took):.1f} s, slowest {max(took):.1f} s"
    return f"| {name} {seed}, explanation of a request: {told} | {seconds} " + "| – " * 11 + "|"


def told_row(bench: Bench, name: str, seed: int, seconds: int) -> str:
    kinds: dict[str, Callable[[Bench, str, int, int], str]] = {
        "dropout": dropped_out,
        "mend": mended,
        "explain": explained,
    }
    kind, _, rest = name.partition(" ")
    return kinds[kind](bench, rest, seed, seconds) if kind in kinds else solved(bench, name, seed, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, help="the table is added to this file, row by row")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="+", help="rows whose name begins so")
    parser.add_argument("--keep", type=Path, help="keep problems and plans here, and use those that are there")
    told = parser.parse_args()
    ends = time.monotonic() + 60 * told.minutes

    def say(text: str) -> None:
        print(text, flush=True)
        if told.out:
            with told.out.open("a", encoding="utf-8") as table:
                table.write(text + "\n")

    say(HEAD)
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(told.shared.resolve(), folder.resolve(), told.workers)
        for name, seed, seconds in ROWS:
            wanted = not told.only or any(name.startswith(only) for only in told.only)
            if wanted and time.monotonic() + seconds + SLACK <= ends:
                say(told_row(bench, name, seed, seconds))


if __name__ == "__main__":
    main()
