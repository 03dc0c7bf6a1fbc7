"""No page brings code or style of its own, or asks another address for anything."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "tandem" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLES = sorted((WEB / "static").rglob("*.css"))
SCRIPTS = sorted((WEB / "static" / "js").rglob("*.js"))

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"[\s\"']on[a-z]+\s*=|hx-on", re.IGNORECASE),
    "evaluated code": re.compile(r"hx-(vals|headers|vars)\s*=\s*[\"'](js|javascript):|javascript:", re.IGNORECASE),
    "another address": re.compile(r"(src|href|action|hx-get|hx-post)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
    "an untrimmed translation": re.compile(r"{%\s*blocktrans(late)?\s(?![^%]*\btrimmed\b)"),
}


def forbidden_in(text: str) -> set[str]:
    return {name for name, pattern in FORBIDDEN.items() if pattern.search(text)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_template_holds_nothing_forbidden(path: Path):
    assert forbidden_in(path.read_text()) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color: red">', {"an inline style"}),
        ("<style>p { color: red }</style>", {"an inline style"}),
        ("<script>alert(1)</script>", {"an inline script"}),
        ('<script src="/static/js/ui.js"></script>', set()),
        ('<button onclick="go()">', {"an event attribute"}),
        ('<p hx-on:click="go()">', {"an event attribute"}),
        ('<img src="https://elders.test/a.png">', {"another address"}),
        ('<link href="//elders.test/a.css">', {"another address"}),
        ("{% blocktranslate %}Dag{% endblocktranslate %}", {"an untrimmed translation"}),
        ("{% blocktranslate trimmed %}Dag{% endblocktranslate %}", set()),
    ],
)
def test_what_is_forbidden_is_recognised(text: str, found: set[str]):
    assert forbidden_in(text) == found


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_styles_and_scripts_ask_only_ourselves(path: Path):
    assert re.findall(r"https?://|@import|\beval\(|new Function|\.style\b", path.read_text()) == []
