"""Every address names who may open it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tandem.core.permissions import Permission
from tandem.web.access import PUBLIC, SIGNED_IN


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            yield address, pattern


EVERY_ADDRESS = dict(addresses(get_resolver()))


def opened_to(access: str) -> list[str]:
    return [address for address, p in EVERY_ADDRESS.items() if getattr(p.callback, "access", None) == access]


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_every_page_names_a_permission_or_is_openly_public(address: str):
    access = getattr(EVERY_ADDRESS[address].callback, "access", None)

    assert access in (PUBLIC, SIGNED_IN) or (access and all(isinstance(each, Permission) for each in access))


@pytest.mark.parametrize("address", opened_to(PUBLIC))
def test_what_is_public_needs_no_sign_in(address: str):
    assert getattr(EVERY_ADDRESS[address].callback, "login_required", True) is False


def test_only_what_is_ones_own_opens_to_anybody_signed_in():
    """The own account, and the part of a start consultation that somebody was asked for, whatever their role."""
    found = opened_to(SIGNED_IN)

    assert [address for address in found if not address.startswith(("account/", "asked/"))] == []
