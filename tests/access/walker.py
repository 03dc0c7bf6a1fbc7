"""Asks every address, as everybody, in every way, and tells what answered otherwise than declared."""

import inspect
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tandem.core.permissions import FIRST_STEP_ENOUGH, Permission
from tandem.people.models import User
from tandem.people.queries import permissions_of
from tandem.web.access import PUBLIC
from tandem.web.second_step import SECOND_STEP
from tests.access import declared
from tests.access.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READING = frozenset({"GET", "HEAD"})

# How a page answered, as far as letting in goes.
OPENS, ASKS_TO_SIGN_IN = "opens", "asks to sign in"
ASKS_FOR_SECOND_STEP, ASKS_FOR_PROOF = "asks for a second step", "asks for proof"
REFUSES, NOT_THERE, NOT_THAT_WAY, BREAKS = "refuses", "is not there", "not that way", "breaks"


class Undeclared(Exception):
    """A page says nothing of who may open it, in which way, or what its address names."""


@dataclass(frozen=True)
class Page:
    """One address: who may open it, in which ways, and what it names."""

    name: str
    access: str | frozenset[Permission]
    methods: frozenset[str]
    parameters: tuple[str, ...]
    first_step_enough: bool

    @property
    def names_something(self) -> bool:
        return any(declared.names_a_row(self.name, parameter) for parameter in self.parameters)


def pages(resolver: URLResolver | None = None) -> Iterator[Page]:
    """Return every page of the URL configuration, with what it declares."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern)
        else:
            yield page_of(pattern)


def page_of(pattern: URLPattern) -> Page:
    access = getattr(pattern.callback, "access", None)
    name = pattern.name or ""
    methods = methods_of(pattern.callback)
    parameters = (*getattr(pattern.pattern, "converters", {}), *pattern.pattern.regex.groupindex)
    unknown = [each for each in parameters if not declared.is_known(name, each)]
    if not name or not access or methods is None or unknown:
        raise Undeclared(f"{pattern.pattern} ({name}): access {access}, methods {methods}, unknown names {unknown}")
    return Page(
        name, access, methods, tuple(dict.fromkeys(parameters)), bool(_kept_in(pattern.callback, "first_step_enough"))
    )


def methods_of(view: Any) -> frozenset[str] | None:
    """Return the methods a view lets through, or None when it lets everything through unsaid."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        own = {method.upper() for method in view_class.http_method_names if hasattr(view_class, method)}
        return frozenset(own | ({"HEAD"} if "GET" in own else set()))
    listed = _kept_in(view, "request_method_list")
    return None if listed is None else frozenset(listed)


def _kept_in(view: Any, name: str) -> Any:
    """Return what a decorator around a view was given under this name, the outermost first."""
    while view is not None:
        if inspect.isfunction(view) and (value := inspect.getclosurevars(view).nonlocals.get(name)) is not None:
            return value
        view = getattr(view, "__wrapped__", None)
    return None


def expected(page: Page, actor: str, permissions: frozenset[Permission], method: str, own: bool) -> str:
    """Return how a page should answer, by what is declared alone."""
    signed_in = actor != declared.ANONYMOUS
    if page.access != PUBLIC and not signed_in:
        return ASKS_TO_SIGN_IN
    if isinstance(page.access, frozenset) and permissions.isdisjoint(page.access):
        return REFUSES
    if method not in page.methods:
        return NOT_THAT_WAY
    if isinstance(page.access, frozenset) and not declared.is_own(page.name, actor, own=own):
        return NOT_THERE
    return OPENS


@dataclass
class Walk:
    """What was asked, and what answered otherwise than declared."""

    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    read: list[tuple[str, str]] = field(default_factory=list)  # which page, and what stood on it


class Visitor:
    """A browser of one person, which forgets after each request what the request changed."""

    def __init__(self, user: User | None, *, second_step: bool = True) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
            if not second_step:
                session = self.client.session
                session.pop(SECOND_STEP, None)
                session.save()
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method: str, address: str) -> HttpResponse:
        self.client.cookies.load(self.cookies)
        with transaction.atomic():
            response = self.client.generic(method, address)
            if not response.streaming:
                response.content  # noqa: B018 - read before the rows it may come from are forgotten
            transaction.set_rollback(True)
        return response


@contextmanager
def plainly() -> Iterator[None]:
    """Ask without what no answer depends on: thousands of refusals in a log, what tests keep of each template, and the
    page that says no, drawn for each method of each address; it is drawn for reading, and where it breaks we hear so.
    """

    def drawn_to_be_read(request: HttpRequest | None, template: str, *, status: int) -> HttpResponse:
        if request is None or request.method == "GET":
            return render(request, template, status=status)
        return HttpResponse(status=status)

    logging.disable(logging.CRITICAL)
    try:
        with (
            mock.patch("django.test.client.store_rendered_templates"),
            mock.patch("tandem.web.errors.render", drawn_to_be_read),
        ):
            yield
    finally:
        logging.disable(logging.NOTSET)


def how(response: HttpResponse) -> str:
    """Return how a page answered."""
    status = response.status_code
    if status in (301, 302) and response["Location"].startswith(("/account/login/", "/family/in/")):
        return ASKS_TO_SIGN_IN
    if status in (301, 302) and response["Location"] == reverse("account_second_step"):
        return ASKS_FOR_SECOND_STEP
    if status in (301, 302) and response["Location"].startswith(reverse("account_prove")):
        return ASKS_FOR_PROOF
    told_apart = {403: REFUSES, 404: NOT_THERE, 405: NOT_THAT_WAY}
    return told_apart.get(status, BREAKS if status >= 500 else OPENS)


def walk(
    actor: str, world: World, other: World, *, methods: Iterable[str] = METHODS, only: Iterable[Page] | None = None
) -> Walk:
    """Ask every page as one of a world's people, with what their own world names and with the other's."""
    user = world.actors.get(actor)
    permissions = permissions_of(user, on=declared.today()) if user else frozenset()
    visitor, found = Visitor(user), Walk()
    with plainly():
        for page in only or pages():
            for own in (True, False) if page.names_something else (True,):
                address = declared.address(page.name, page.parameters, world if own else other, actor)
                for method in methods:
                    wanted = expected(page, actor, permissions, method, own)
                    _compare(found, visitor, page, method, address, own, wanted, actor)
    return found


def sample(everybody: Sequence[str], world: World) -> dict[str, list[Page]]:
    """Return for each person the pages they may open, and of the others one in eight: always the same."""
    found: dict[str, list[Page]] = {}
    for turn, actor in enumerate(everybody):
        user = world.actors.get(actor)
        permissions = permissions_of(user, on=declared.today()) if user else frozenset()
        found[actor] = [
            page
            for number, page in enumerate(pages())
            if (turn + number) % 8 == 0
            or (isinstance(page.access, frozenset) and not permissions.isdisjoint(page.access))
        ]
    return found


def _compare(
    found: Walk, visitor: Visitor, page: Page, method: str, address: str, own: bool, wanted: str, actor: str
) -> None:
    response = visitor.ask(method, address)
    found.asked += 1
    answer = how(response)
    found.answers[answer] += 1
    if not declared.is_as_wanted(page, answer, wanted):
        whose = "own" if own else "other"
        found.wrong.append(
            f"{actor}: {method} {page.name} ({whose}) {answer} [{response.status_code}], declared: {wanted}"
        )
    if answer == OPENS and method == "GET" and not response.streaming and response.status_code == 200:
        found.read.append((page.name, response.content.decode(errors="replace")))


def walk_with_one_step(actor: str, world: World) -> Walk:
    """Open every own page after a single step of signing in: all but what needs no more asks for a second."""
    user = world.actors[actor]
    permissions = permissions_of(user, on=declared.today())
    visitor, found = Visitor(user, second_step=False), Walk()
    with plainly():
        for page in pages():
            if not isinstance(page.access, frozenset) or permissions.isdisjoint(page.access):
                continue
            address = declared.address(page.name, page.parameters, world, actor)
            enough = page.first_step_enough or not (permissions & FIRST_STEP_ENOUGH).isdisjoint(page.access)
            answer = how(visitor.ask("GET", address))
            found.asked += 1
            if (answer == ASKS_FOR_SECOND_STEP) is enough:
                found.wrong.append(f"{actor} after one step: GET {page.name} {answer}")
    return found
