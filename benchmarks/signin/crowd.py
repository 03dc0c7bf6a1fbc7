"""A school morning at the door: 500 pupils and parents come in within a minute, from 20 addresses; then a guesser.

Against the real server (`tandem serve`), on an empty database named by DATABASE_URL and DATABASE_OWNER_URL:

    python benchmarks/signin/crowd.py [--people 500] [--addresses 20] [--seconds 60] [--guesses 1000]
"""

import argparse
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
PICTURES = "sun,fish,sun,boat"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Person:
    """Somebody at the door: with which code, from where, when, and whether they mistype first."""

    kind: str
    code: str
    address: str = ""
    at: float = 0.0
    mistypes: bool = False


@dataclass
class Told:
    """What became of one person."""

    got_in: bool
    refused: int
    seconds: list[float] = field(default_factory=list)


class Visit:
    """A browser at one address."""

    def __init__(self, server: str, address: str) -> None:
        self.server, self.browser = server, requests.Session()
        self.browser.headers["X-Forwarded-For"] = address
        self.seconds: list[float] = []
        self.token = ""

    def get(self, path: str) -> requests.Response:
        return self.timed("GET", path, {})

    def post(self, path: str, **form: str) -> requests.Response:
        return self.timed("POST", path, {"csrfmiddlewaretoken": self.token, **form})

    def timed(self, method: str, path: str, form: dict[str, str]) -> requests.Response:
        began = time.monotonic()
        answer = self.browser.request(method, self.server + path, data=form, allow_redirects=False, timeout=120)
        self.seconds.append(time.monotonic() - began)
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer


def comes_in(server: str, person: Person, began: float) -> Told:
    time.sleep(max(0.0, began + person.at - time.monotonic()))
    visit, refused = Visit(server, person.address), 0
    page = "/account/card/" if person.kind == "pupil" else "/family/code/"
    visit.get(page)
    if person.mistypes:
        wrong = ("B" if person.code[0] == "A" else "A") + person.code[1:]
        refused += visit.post(page, code=wrong).status_code == 429
    answer = visit.post(page, code=person.code)
    refused += answer.status_code == 429
    if person.kind == "pupil" and answer.status_code == 302:
        visit.get("/account/card/pictures/")
        answer = visit.post("/account/card/pictures/", pictures=PICTURES)
        refused += answer.status_code == 429
    got_in = answer.status_code == 302 and answer.headers["Location"].startswith(("/pupil/", "/family/"))
    return Told(got_in, refused, visit.seconds)


def crowd(server: str, people: list[Person]) -> dict[str, object]:
    began = time.monotonic()
    with ThreadPoolExecutor(len(people)) as pool:
        told = list(pool.map(lambda person: comes_in(server, person, began), people))
    took = time.monotonic() - began
    seconds = sorted(each for one in told for each in one.seconds)
    return {
        "people": len(people),
        "addresses": len({person.address for person in people}),
        "mistyped_once": sum(person.mistypes for person in people),
        "got_in": sum(one.got_in for one in told),
        "refused": sum(one.refused for one in told),
        "last_one_in_after_s": round(took, 1),
        "requests": len(seconds),
        "p50_s": round(statistics.median(seconds), 3),
        "p95_s": round(seconds[int(len(seconds) * 0.95)], 3),
        "max_s": round(seconds[-1], 3),
    }


def guesser(server: str, guesses: int, emails: list[str]) -> dict[str, object]:
    """Guess passwords from one address, each time as a new device, as fast as the server answers."""

    def guess(number: int) -> int:
        visit = Visit(server, "203.0.113.99")
        visit.get("/account/login/code/")
        return visit.post("/account/login/", login=emails[number % len(emails)], password=f"gok-{number}").status_code

    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(guesses)))
    return {
        "guesses": guesses,
        "tries_let_through": answers.count(200),
        "refused": answers.count(429),
        "took_s": round(time.monotonic() - began, 1),
    }


def populate(people: int) -> None:
    """Make a school with pupils who have a card and parents who have a letter; print their codes."""
    import django  # noqa: PLC0415 - only the process that makes the people needs all of Tandem

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - the same

    from tandem.people.actions import cards, letters  # noqa: PLC0415 - the same
    from tests.factories.people import (  # noqa: PLC0415 - the same
        ClassPlaceFactory,
        GuardianFactory,
        SchoolClassFactory,
        UserFactory,
        school_coordinator,
    )

    now = timezone.now()
    school_class = SchoolClassFactory(school_year=now.year if now.month >= 8 else now.year - 1)
    school = school_class.site.organisation
    by = school_coordinator(school)
    pupils = [ClassPlaceFactory(school_class=school_class).pupil for _ in range(people // 2)]
    guardians = [GuardianFactory(pupil=pupil).person for pupil in pupils]
    printed = cards.make(pupils=pupils, by=by, at=now)
    for each in printed:
        cards.choose_pictures(card_id=each.card.pk, pictures=PICTURES.split(","), at=now)
    posted = letters.make(people=guardians, organisation=school, by=by, at=now)
    emails = [UserFactory().email for _ in range(40)]
    rows = [["pupil", each.code] for each in printed] + [["parent", each.code] for each in posted]
    print(json.dumps({"people": rows, "emails": emails}))


def cpu_seconds(root: int) -> float:
    """Return what a process and its descendants used of the processors; what waits for others does not count."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended meanwhile
        stats[int(path.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    family, grew = {root}, True
    while grew:
        more = {pid for pid, (parent, _used) in stats.items() if parent in family} - family
        family, grew = family | more, bool(more)
    return sum(stats[pid][1] for pid in family if pid in stats) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in {
        "people": 500,
        "addresses": 20,
        "seconds": 60,
        "guesses": 1000,
        "workers": 2,
        "threads": 4,
    }.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--populate", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.populate:
        populate(asked.people)
        return
    port = free_port()
    environment = os.environ | {"TANDEM_PROXIES": "1", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tandem.cli", "serve", "--port", str(port)]
    command += ["--workers", str(asked.workers), "--threads", str(asked.threads)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            if not server.stdout.readline().startswith("Tandem listens"):
                sys.exit("The server did not start: see above.")
            # Its owner makes the people: the role that serves meets the walls, as it should.
            making = environment | {"DATABASE_URL": environment["DATABASE_OWNER_URL"]}
            made = subprocess.run(
                [sys.executable, __file__, "--populate", "--people", str(asked.people)],
                env=making, check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            world = json.loads(made.stdout.splitlines()[-1])
            dice = random.Random(1)
            rows = world["people"]
            dice.shuffle(rows)
            people = [
                Person(
                    kind,
                    code,
                    address=f"198.51.100.{number % asked.addresses + 1}",
                    at=dice.uniform(0, asked.seconds),
                    mistypes=dice.random() < 0.1,
                )
                for number, (kind, code) in enumerate(rows)
            ]
            url = f"http://127.0.0.1:{port}"
            before = cpu_seconds(server.pid)
            told = crowd(url, people)
            told["server_cpu_s"] = round(cpu_seconds(server.pid) - before, 1)
            told["load_average"] = [round(each, 1) for each in os.getloadavg()]
            print(json.dumps({"crowd": told}, indent=1))
            print(json.dumps({"guesser": guesser(url, asked.guesses, world["emails"])}, indent=1))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
