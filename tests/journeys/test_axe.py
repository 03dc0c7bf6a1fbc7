"""The check itself finds what it should."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import expect_accessible, expect_no_sideways_scrolling


@pytest.mark.parametrize(
    ("markup", "finding"),
    [
        ('<input type="text" name="naam">', "label"),
        ('<img src="/static/img/tandem.svg">', "image-alt"),
        ('<p class="soft"><a href="/"></a></p>', "link-name"),
    ],
)
def test_a_planted_mistake_is_found(page: Page, transactional_db: None, markup: str, finding: str):
    page.goto("/")
    page.locator("main").evaluate("(main, markup) => main.insertAdjacentHTML('beforeend', markup)", markup)

    with pytest.raises(AssertionError, match=finding):
        expect_accessible(page)


def test_a_page_that_is_too_wide_is_found(phone: Page, transactional_db: None):
    phone.goto("/")
    phone.locator("main").evaluate("main => main.insertAdjacentHTML('beforeend', '<pre>' + 'x'.repeat(400))")

    with pytest.raises(AssertionError, match="wide on a screen"):
        expect_no_sideways_scrolling(phone)
