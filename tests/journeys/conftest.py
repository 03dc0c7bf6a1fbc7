"""A real browser against a running Tandem: one browser for all journeys, a fresh page for each."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browser import PHONE, WIDE

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, which Django takes for a coroutine calling the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = os.environ.get("TANDEM_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def _fresh_page(browser: Browser, live_server: LiveServer, size: dict[str, int], **options: object) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        base_url=live_server.url, locale="nl-BE", viewport=size, reduced_motion="reduce", **options
    )
    context.set_default_timeout(10_000)
    strangers: list[str] = []
    complaints: list[str] = []

    def only_ourselves(route: Route) -> None:
        if route.request.url.startswith(live_server.url):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", only_ourselves)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # A refused inline style or script is reported here; a page that answers 403 on purpose is not a complaint.
    page.on("console", lambda line: complaints.append(line.text) if _is_complaint(line.type, line.text) else None)
    yield page
    context.close()
    assert strangers == []
    assert complaints == []


def _is_complaint(kind: str, text: str) -> bool:
    # The browser and htmx both report an answer that did not come; journeys cut the network on purpose.
    return kind == "error" and not text.startswith(("Failed to load resource", "htmx:sendError", "htmx:afterRequest"))


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A wide screen."""
    yield from _fresh_page(browser, live_server, WIDE)


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone, with touch."""
    yield from _fresh_page(browser, live_server, PHONE, has_touch=True, is_mobile=True)
