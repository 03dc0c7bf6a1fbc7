"""What every journey asks of a page: no accessibility findings, and a picture to look at."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tandem.people.models import User

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = Path(__file__).resolve().parents[2] / "screenshots"


def sign_in(page: Page, user: User, live_server_url: str) -> None:
    """Give the browser the session of somebody who signed in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server_url}])


def expect_accessible(page: Page) -> None:
    """Fail with each finding of axe, where it is and how to mend it."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    findings = [
        f"{found['id']} ({found['impact']}): {node['target']} {node['failureSummary']}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]
    assert not findings, "\n\n".join(findings)


def expect_accessible_everywhere(page: Page) -> None:
    """Look at the page on a phone and on a wide screen."""
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        page.wait_for_function("width => innerWidth === width", arg=size["width"])
        expect_accessible(page)
        expect_no_sideways_scrolling(page)


def expect_no_sideways_scrolling(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"The page is {widths[0]} wide on a screen of {widths[1]}."


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the page as a phone and as a wide screen show it, when TANDEM_SCREENSHOTS is set."""
    if not os.environ.get("TANDEM_SCREENSHOTS"):
        return
    PICTURES.mkdir(exist_ok=True)
    before = page.viewport_size
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True)
    if before:
        page.set_viewport_size(before)
