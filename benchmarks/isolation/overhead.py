"""What the walls cost: the same pages of the demo city, with them and without, turn by turn.

    TANDEM_KEEP_PLANS=yes python benchmarks/isolation/overhead.py [--rounds 30] [--seconds 5] [--seed 7]
        [--who coördinator] [--page requests]

On a database of its own, on the server of DATABASE_OWNER_URL or the embedded one; with --here on the one of
DATABASE_URL, where the demo city stands. Without the walls, nobody says who acts and PostgreSQL heeds no policy; all
else is the same. Both take turns, so that a busy machine slows both; besides the time that passes, the time on the
processor is told, of Tandem and of its PostgreSQL process, which waiting for others does not lengthen.
"""

import argparse
import functools
import json
import os
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo.command import SIGN_INS, build
from tandem.config import migrate, serve
from tandem.config.owner import working_as_owner
from tandem.config.throwaway import throwaway_database
from tandem.core.isolation.context import Teller
from tandem.people.models import User
from tandem.web.second_step import SECOND_STEP, By

WARM_UP = 9  # a connection keeps a plan once it asked twice and planned five times


@dataclass(frozen=True)
class Cost:
    """What one answer took, in milliseconds: by the clock, and on the processors of Tandem and of PostgreSQL."""

    passed: float
    ours: float
    of_database: float

    @property
    def worked(self) -> float:
        return self.ours + self.of_database


Costs = Mapping[bool, list[Cost]]  # behind the walls, and without them


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in {"rounds": 30, "seconds": 5, "seed": 7}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--who", default="", help="only the pages of this person")
    parser.add_argument("--page", default="", help="only the pages whose name holds this")
    parser.add_argument("--here", action="store_true", help="on the database of DATABASE_URL, which has the city")
    asked = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with serve.database(), nullcontext() if asked.here else throwaway_database():
        if not asked.here:
            with working_as_owner():
                build(seed=asked.seed, seconds=asked.seconds, told=lambda _: None)
        migrate.run_as_owner(lambda cursor: cursor.execute("ANALYZE"))
        found = compare(asked.rounds, who=asked.who, page=asked.page)
        connections.close_all()
    print(json.dumps(found | {"load_average": os.getloadavg()}, indent=1, ensure_ascii=False))


def compare(rounds: int, *, who: str, page: str) -> dict[str, object]:
    """Ask each page as whoever opens it, by turns with the walls and without; return the medians."""
    costs = {}
    for someone, email, *_ in SIGN_INS:
        if who in someone:
            browser = signed_in(email)
            for name, address in pages_of(browser).items():
                if page in name:
                    costs[someone, name] = asked_by_turns(browser, address, rounds)
    return told(costs)


def asked_by_turns(browser: Client, address: str, rounds: int) -> Costs:
    found: Costs = {True: [], False: []}
    for turn in range(rounds + WARM_UP):
        for walls in (True, False) if turn % 2 else (False, True):
            with nullcontext() if walls else without_walls():
                cost = cost_of(browser, address)
            if turn >= WARM_UP:
                found[walls].append(cost)
    return found


def cost_of(browser: Client, address: str) -> Cost:
    clocks = time.perf_counter(), time.thread_time(), database_time()
    answer = browser.get(address)
    now = time.perf_counter(), time.thread_time(), database_time()
    assert answer.status_code == 200, (address, answer.status_code)
    return Cost(*(1000 * (after - before) for before, after in zip(clocks, now, strict=True)))


def database_time() -> float:
    """Return the seconds that the PostgreSQL process behind our connection was on a processor."""
    connection = connections["default"]
    connection.ensure_connection()
    spent, *_ = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()
    return int(spent) / 1e9


def told(costs: Mapping[tuple[str, str], Costs]) -> dict[str, object]:
    """Return the median of each page with and without the walls, and how many times longer they make it."""
    rows = [{"who": who, "page": page} | compared(each) for (who, page), each in costs.items()]
    together = []
    for kind in ("passed", "worked", "of_database"):
        whole = [sum(median(each[walls], kind) for each in costs.values()) for walls in (True, False)]
        times = [row[f"{kind}_times"] for row in rows]
        together.append({
            "all_pages": kind, "behind_ms": round(whole[0], 1), "open_ms": round(whole[1], 1),
            "together_times": round(whole[0] / whole[1], 2), "median_times": round(statistics.median(times), 2),
            "worst_times": max(times),
        })  # fmt: skip
    return {"pages": rows, "together": together}


def compared(costs: Costs) -> dict[str, object]:
    found: dict[str, object] = {}
    for kind in ("passed", "worked", "of_database"):
        behind, open_ = (median(costs[walls], kind) for walls in (True, False))
        found |= {f"{kind}_ms": [round(behind, 1), round(open_, 1)], f"{kind}_times": round(behind / open_, 2)}
    return found


def median(costs: Iterable[Cost], kind: str) -> float:
    return statistics.median(getattr(cost, kind) for cost in costs)


def signed_in(email: str) -> Client:
    """Return a browser of somebody who came in by two steps."""
    browser = Client()
    with working_as_owner():
        user = User.objects.get(email=email)
        browser.force_login(user)
        session = browser.session
        session[SECOND_STEP] = {"user": str(user.pk), "by": By.APP_OR_KEY.value}
        session.save()
    return browser


def pages_of(browser: Client) -> dict[str, str]:
    """Return the address of each page that opens within two steps of somebody's own page, one of each name."""
    found: dict[str, str] = {}
    first = browser.get("/", follow=True)
    nearby = [first.request["PATH_INFO"], *links_of(first)]
    for _ in range(2):
        further = []
        for address in dict.fromkeys(nearby):
            name = name_of(address)
            if name and name not in found and (answer := browser.get(address)).status_code == 200:
                found[name] = address
                further += links_of(answer)
        nearby = further
    return found


def links_of(answer: HttpResponse) -> list[str]:
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return []
    return re.findall(r'<a [^>]*?href="(/[^"#?]*)"', answer.content.decode())


def name_of(address: str) -> str:
    """Return the name of a page; what is no page of ours, is made for handing over, or signs out, has none."""
    try:
        name = resolve(address).url_name or ""
    except Resolver404:
        return ""
    return (
        "" if name in ("home", "account_logout") or name.endswith(("-pdf", "-excel", "-file", "-everything")) else name
    )


class Bare:
    """Stands in for whoever tells the database who acts: nobody does."""

    @staticmethod
    def call(self: Teller, execute: Callable[..., Any], *rest: Any) -> Any:
        return execute(*rest)

    @staticmethod
    def tell(self: Teller, connection: BaseDatabaseWrapper) -> None:
        return None


@contextmanager
def without_walls() -> Iterator[None]:
    """Serve as the owner, whom no policy holds, and say nothing of who acts."""
    served = connections["default"]
    connections["default"] = open_connection()
    try:
        with mock.patch.object(Teller, "__call__", Bare.call), mock.patch.object(Teller, "tell", Bare.tell):
            yield
    finally:
        connections["default"] = served


@functools.cache
def open_connection() -> BaseDatabaseWrapper:
    wrapper = connections.create_connection("owner")
    wrapper.alias = "default"
    return wrapper


if __name__ == "__main__":
    main()
