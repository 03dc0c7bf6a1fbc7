"""The parts of a page, used as people use them: mouse, finger, keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core.permissions import Role
from tandem.people.models import User
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.browser import (
    expect_accessible,
    expect_accessible_everywhere,
    screenshot,
    sign_in,
)

LABEL = "maandag, 2e uur, 9:20–10:10"


@pytest.fixture
def admin(transactional_db: None) -> User:
    user = UserFactory()
    MembershipFactory(person=user.person, role=Role.PLATFORM_ADMIN)
    return user


@pytest.fixture
def guide(page: Page, live_server: LiveServer, admin: User) -> Page:
    sign_in(page, admin, live_server.url)
    page.goto("/stijl/")
    return page


def cell(page: Page, day: str, hour: str) -> Locator:
    return page.locator(".paint").first.get_by_role("button", name=f"{day}, {hour}")


def centre(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def painted(page: Page) -> dict[str, str]:
    """Return what would be sent, by field."""
    return page.locator(".paint").first.evaluate(
        "root => Object.fromEntries([...root.querySelectorAll('select')].map(s => [s.name, s.value]))"
    )


def test_every_part_is_accessible(guide: Page):
    screenshot(guide, "stijl")

    expect(guide.get_by_role("heading", level=1)).to_have_text("Stijl")
    expect_accessible_everywhere(guide)


def test_hours_are_painted_by_stroking_over_them(guide: Page):
    before = painted(guide)
    guide.locator(".palette").first.get_by_text("liever niet").click()

    guide.mouse.move(*centre(cell(guide, "dinsdag", "1e uur")))
    guide.mouse.down()
    guide.mouse.move(*centre(cell(guide, "dinsdag", "4e uur")), steps=20)
    guide.mouse.up()
    guide.mouse.move(*centre(cell(guide, "vrijdag", "4e uur")))

    assert painted(guide) == before | {f"cell-1-{hour}": "rather_not" for hour in "1234"}
    expect(cell(guide, "dinsdag", "3e uur")).to_have_accessible_name("dinsdag, 3e uur, 10:25–11:15: liever niet")


def test_hours_are_painted_with_the_keyboard(guide: Page):
    before = painted(guide)
    cell(guide, "maandag", "1e uur").focus()

    for key in ("3", "ArrowRight", "2", "ArrowDown", "Space", "Shift+ArrowRight"):
        guide.keyboard.press(key)

    changed = {"cell-0-1": "never", "cell-1-1": "rather_not", "cell-1-2": "rather_not", "cell-2-2": "rather_not"}
    assert painted(guide) == before | changed
    expect(cell(guide, "woensdag", "2e uur")).to_be_focused()


def test_walking_skips_hours_without_a_lesson_and_stops_at_the_edge(guide: Page):
    cell(guide, "dinsdag", "5e uur").focus()

    guide.keyboard.press("ArrowRight")
    expect(cell(guide, "donderdag", "5e uur")).to_be_focused()

    for _ in range(3):
        guide.keyboard.press("ArrowRight")
    expect(cell(guide, "vrijdag", "5e uur")).to_be_focused()


def test_a_heading_fills_its_whole_day(guide: Page):
    before = painted(guide)
    guide.locator(".palette").first.get_by_text("nooit").click()

    guide.locator(".paint").first.get_by_role("button", name="Vrijdag", exact=True).click()

    assert painted(guide) == before | {f"cell-4-{hour}": "never" for hour in "123456"}


def test_hours_are_painted_with_a_finger(phone: Page, live_server: LiveServer, admin: User):
    sign_in(phone, admin, live_server.url)
    phone.goto("/stijl/")
    before = painted(phone)
    phone.locator(".palette").first.get_by_text("liever niet").tap()
    start = cell(phone, "dinsdag", "1e uur")
    start.scroll_into_view_if_needed()

    stroke(phone, centre(start), centre(cell(phone, "donderdag", "1e uur")))

    assert painted(phone) == before | {f"cell-{day}-1": "rather_not" for day in (1, 2, 3)}


def stroke(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Stroke with one finger, as the browser itself would hear it."""
    session = page.context.new_cdp_session(page)
    (x, y), (to_x, to_y) = start, end
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x + (to_x - x) * step / 10, "y": y + (to_y - y) * step / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_what_was_painted_is_what_is_sent(guide: Page):
    guide.locator(".palette").first.get_by_text("nooit").click()
    cell(guide, "dinsdag", "1e uur").click()

    with guide.expect_request("**/stijl/") as sent:
        guide.locator("form:has(.paint)").get_by_role("button", name="Bewaren").click()

    assert "cell-1-1=never" in (sent.value.post_data or "")
    assert "paint-brush" not in (sent.value.post_data or "")
    expect(guide.locator("#messages")).to_contain_text("Bewaard.")


def test_a_message_is_closed(guide: Page):
    guide.locator("form:has(.paint)").get_by_role("button", name="Bewaren").click()
    message = guide.locator("#messages .alert").filter(has_text="Bewaard.")

    message.get_by_role("button", name="Sluiten").click()

    expect(message).to_have_count(0)


def test_a_question_comes_before_what_cannot_be_undone(guide: Page):
    guide.get_by_role("link", name="Intrekken").click()
    dialog = guide.get_by_role("dialog", name="Deze planning intrekken?")

    expect(dialog).to_be_visible()
    expect_accessible(guide)
    screenshot(guide, "stijl-vraag")
    dialog.get_by_text("Terug").click()
    expect(dialog).to_be_hidden()


def test_a_list_is_searched_sorted_and_paged_without_a_new_page(guide: Page):
    guide.evaluate("window.stayed = true")
    listing = guide.locator("#table-parts")

    listing.get_by_role("link", name="Onderdeel").click()
    expect(listing.get_by_role("columnheader", name="Onderdeel")).to_have_attribute("aria-sort", "descending")
    listing.get_by_role("searchbox").press_sequentially("pup")
    expect(listing).to_contain_text("gezocht op “pup”")
    expect(guide.locator("#announcer")).to_contain_text("gezocht op “pup”")
    expect(listing.get_by_role("searchbox")).to_be_focused()
    expect(listing.get_by_role("link", name="pupil", exact=True)).to_be_visible()

    assert guide.evaluate("window.stayed")
    assert "parts-q=pup" in guide.url
    assert "parts-sort=-model" in guide.url
    guide.reload()
    expect(listing.get_by_role("searchbox")).to_have_value("pup")


def test_long_work_tells_how_far_it_is_and_stops_asking_when_done(guide: Page):
    asked: list[str] = []
    guide.on("request", lambda request: asked.append(request.url) if "/voortgang/" in request.url else None)
    live = guide.locator("#progress-live")

    guide.get_by_role("link", name="Bekijk hoe het zichzelf bijwerkt").click()

    expect(guide.locator("#announcer")).to_have_text("Klaar: alle stappen zijn gezet.", timeout=30_000)
    expect(live.get_by_role("progressbar")).to_have_attribute("value", "4")
    guide.wait_for_timeout(1500)

    assert [url.split("/")[-2] for url in asked] == ["1", "2", "3", "4"]


def test_a_list_asks_to_sign_in_again_when_the_session_has_ended(guide: Page):
    guide.context.clear_cookies()

    guide.locator("#table-parts").get_by_role("link", name="Onderdeel").click()

    expect(guide).to_have_url(re.compile(r"/account/login/\?next=/stijl/$"))


def test_a_list_says_so_when_the_connection_is_gone(guide: Page):
    listing = guide.locator("#table-parts")
    guide.context.set_offline(True)

    listing.get_by_role("link", name="Onderdeel").click()

    expect(guide.locator("#messages")).to_contain_text("Kijk of u verbinding hebt")
    expect(listing.get_by_role("table")).to_be_visible()
    guide.context.set_offline(False)


def test_a_list_where_nothing_is_found_says_so_and_shows_all_again(guide: Page):
    listing = guide.locator("#table-parts")

    listing.get_by_role("searchbox").fill("bestaat niet")
    expect(listing.get_by_role("heading", name="Niets gevonden")).to_be_visible()
    expect_accessible(guide)
    listing.get_by_role("link", name="Alles tonen", exact=True).last.click()

    expect(listing.get_by_role("table")).to_be_visible()


def test_everything_works_without_javascript(browser: Browser, live_server: LiveServer, admin: User):
    context = browser.new_context(base_url=live_server.url, locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, admin, live_server.url)
    page.goto("/stijl/")

    page.get_by_label(LABEL).first.select_option("rather_not")
    page.get_by_role("link", name="Intrekken").click()
    expect(page.get_by_role("heading", name="Deze planning intrekken?")).to_be_visible()
    page.locator("dialog").get_by_text("Terug").click()
    listing = page.locator("#table-parts")
    listing.get_by_role("searchbox").fill("pupil")
    listing.get_by_role("button", name="Zoeken").click()

    expect(page.locator("#table-parts")).to_contain_text("gezocht op “pupil”")
    context.close()
