"""The list of pages in the documentation is the one of the URL configuration."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tandem.web.access import PUBLIC, SIGNED_IN
from tests.access.walker import methods_of

PAGES = Path(__file__).resolve().parents[2] / "docs" / "pages.md"
ACCESS = {PUBLIC: "–", SIGNED_IN: "signed in"}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, address)
        else:
            yield address, pattern


def told(address: str) -> str:
    """Return an address as people write it: `<uuid:team_id>` is a team."""
    if "(?P<key>" in address:
        return "/account/password/reset/key/<key>/"
    return "/" + re.sub(r"<(?:\w+:)?(\w+?)(?:_id)?>", r"<\1>", address)


def allowed(pattern: URLPattern) -> str:
    access = getattr(pattern.callback, "access", "")
    return ACCESS[access] if isinstance(access, str) else ", ".join(sorted(access))


def test_the_documentation_lists_every_page_and_who_may_open_it():
    there = {
        (told(address), allowed(pattern))
        for address, pattern in patterns(get_resolver())
        if "GET" in (methods_of(pattern.callback) or ())
    }

    lines = re.findall(r"^\| `(/[^`]*)` \| .+ \| (.+) \|$", PAGES.read_text(encoding="utf-8"), re.MULTILINE)

    listed = {(address, permission.replace("`", "")) for address, permission in lines}
    assert (sorted(there - listed), sorted(listed - there)) == ([], [])
