"""What the walls cost: the same pages of the demo city, with them and without, turn by turn.

    python benchmarks/isolation/overhead.py [--rounds 30] [--seconds 5] [--seed 7]

On a database of its own, on the server of DATABASE_OWNER_URL or the embedded one. Without them, nobody says who acts
and PostgreSQL heeds no policy; all else is the same. Both take turns, so that a busy machine slows both.
"""

import argparse
import functools
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo.command import SIGN_INS, build
from tandem.config import migrate, serve
from tandem.config.owner import working_as_owner
from tandem.config.throwaway import throwaway_database
from tandem.core.isolation.context import Teller
from tandem.people.models import User
from tandem.web.second_step import SECOND_STEP, By

WARM_UP = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in {"rounds": 30, "seconds": 5, "seed": 7}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with serve.database(), throwaway_database():
        with working_as_owner():
            build(seed=asked.seed, seconds=asked.seconds, told=lambda _: None)
        migrate.run_as_owner(lambda cursor: cursor.execute("ANALYZE"))
        found = compare(asked.rounds)
        connections.close_all()
    print(json.dumps(found, indent=1))


def compare(rounds: int) -> Mapping[str, object]:
    """Ask each page as whoever opens it, by turns with the walls and without; return the medians in milliseconds."""
    clients = {who: signed_in(email) for who, email, *_ in SIGN_INS}
    asked = [(who, page) for who, client in clients.items() for page in pages_of(client)]
    seconds: dict[tuple[str, str], dict[bool, list[float]]] = {each: {True: [], False: []} for each in asked}
    for who, page in asked:
        for turn in range(rounds + WARM_UP):
            for walls in (True, False) if turn % 2 else (False, True):
                with nullcontext() if walls else without_walls():
                    began = time.perf_counter()
                    answer = clients[who].get(page)
                    took = 1000 * (time.perf_counter() - began)
                assert answer.status_code == 200, (who, page, answer.status_code)
                if turn >= WARM_UP:
                    seconds[who, page][walls].append(took)
    return told(seconds)


def told(seconds: Mapping[tuple[str, str], Mapping[bool, list[float]]]) -> Mapping[str, object]:
    """Return the median of each page with and without the walls, and how many times longer they make it."""
    rows = []
    for (who, page), each in seconds.items():
        behind, open_ = (statistics.median(each[walls]) for walls in (True, False))
        rows.append({"who": who, "page": page, "behind_ms": round(behind, 1), "open_ms": round(open_, 1),
                     "times": round(behind / open_, 2)})  # fmt: skip
    times = [row["times"] for row in rows]
    whole = [sum(statistics.median(each[walls]) for each in seconds.values()) for walls in (True, False)]
    return {
        "pages": rows,
        "median_times": round(statistics.median(times), 2),
        "worst_times": max(times),
        "all_pages_together_times": round(whole[0] / whole[1], 2),
    }


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


def pages_of(browser: Client) -> list[str]:
    """Return the pages that somebody's own page links to, as far as they open: lists, most of them."""
    first = browser.get("/", follow=True)
    links = re.findall(r'<a [^>]*?href="(/[^"#?]*)"', first.content.decode())
    found = dict.fromkeys([first.request["PATH_INFO"], *links])
    return [page for page in found if page != "/" and browser.get(page).status_code == 200]


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
