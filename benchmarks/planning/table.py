#!/usr/bin/env python3
"""Print how good plans are: by hand, ours, the bound, the gap, time, and the referee's verdict.

    table.py SHARED [--seconds S] [--workers N] [--seeds 1 2 3] [--only city peer ...]

SHARED is the folder with `planning/` (make.py, by_hand.py, check.py) and `data/`. Quote CPU seconds beside wall
seconds: on a busy machine only they can be compared.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tandem.planning import read_problem, solution_to_dict, solve

SCHOOL = ("data/kottenpark-2003", "data/students-fsps/colleges.csv")
PROBLEMS = {  # what make.py is told, and the seconds of the target
    "reach": (["reach"], 60),
    "peer": (["peer", SCHOOL[0]], 60),
    "school 60": (["school", *SCHOOL, "--pupils", "60", "--tutors", "20"], 60),
    "school 150": (["school", *SCHOOL, "--pupils", "150", "--tutors", "45"], 120),
    "city": (["city"], 120),
    "region": (["region"], 300),
}


def tool(shared: Path, name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    script = shared / "planning" / name
    return subprocess.run([sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=False)


def make(shared: Path, arguments: list[str], seed: int, folder: Path) -> Path:
    out = folder / "problem.json"
    told = [str(shared / a) if a.startswith("data/") else a for a in arguments]
    options = told.index("--pupils") if "--pupils" in told else len(told)
    made = tool(shared, "make.py", *told[:options], out, *told[options:], "--seed", seed)
    if made.returncode:
        raise SystemExit(made.stderr)
    return out


def by_hand(shared: Path, problem: Path, folder: Path) -> int | None:
    out = folder / "by_hand.json"
    if tool(shared, "by_hand.py", problem, out, "--group").returncode:
        return None
    return json.loads(tool(shared, "check.py", problem, out).stdout)["objective"]


def row(shared: Path, name: str, seed: int, seconds: float, workers: int) -> str:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        problem = make(shared, PROBLEMS[name][0], seed, folder)
        hand = by_hand(shared, problem, folder) if name != "reach" else None
        began, used = time.monotonic(), time.process_time()
        first: list[float] = []
        result = solve(
            read_problem(problem), seconds=seconds, workers=workers, on_progress=lambda p: first.append(p.seconds)
        )
        wall, cpu = time.monotonic() - began, time.process_time() - used
        plan = folder / "plan.json"
        plan.write_text(json.dumps(solution_to_dict(result.solution)))
        said = json.loads(tool(shared, "check.py", problem, plan).stdout)
    same = said["valid"] and said["objective"] == result.objective
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return (
        f"| {name} {seed} | {hand or '–'} | {result.objective} | {result.bound:.0f} | {result.gap:.2%} "
        f"| {result.status} | {result.placed}/{said['requests']} | {first[0]:.1f} | {wall:.0f} | {cpu:.0f} "
        f"| {memory:.1f} | {'valid, same score' if same else 'DISAGREES'} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seconds", type=float, help="instead of each target's own")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--only", nargs="+", choices=list(PROBLEMS), default=list(PROBLEMS))
    told = parser.parse_args()
    print(
        "| problem | by hand | ours | bound | gap | status | placed | first (s) | wall (s) | CPU (s) | GB | referee |"
    )
    print("|---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|---|")
    for name in told.only:
        for seed in told.seeds:
            print(row(told.shared, name, seed, told.seconds or PROBLEMS[name][1], told.workers), flush=True)


if __name__ == "__main__":
    main()
