"""What every template knows besides what its view gives."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from tandem.core.permissions import Permission
from tandem.web.access import open_permissions
from tandem.web.family.language import is_for_families
from tandem.web.navigation import MENU, Item

BAR_SIZE = 5


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    url: str
    icon: str
    here: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    label: str | Promise
    links: tuple[Link, ...]


def menu_for(permissions: frozenset[Permission], path: str) -> tuple[MenuSection, ...]:
    """Return the menu somebody with `permissions` sees, with the place they are at marked."""
    sections = []
    for section in MENU:
        items = [item for item in section.items if not item.permissions.isdisjoint(permissions)]
        if items:
            here = _closest(items, path)
            links = tuple(Link(item.label, reverse(item.url_name), item.icon, item is here) for item in items)
            sections.append(MenuSection(section.label, links))
    return tuple(sections)


def _closest(items: list[Item], path: str) -> Item | None:
    """Return the item whose address covers the most of `path`."""
    covering = [
        (len(prefix), item) for item in items if path.startswith(prefix := item.prefix or reverse(item.url_name))
    ]
    return max(covering, key=lambda found: found[0])[1] if covering else None


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give the menu, and what of it fits in the bar under a phone's thumb."""
    # Error pages may be drawn before anybody was recognised.
    if not hasattr(request, "user"):
        return {"menu": ()}
    menu = menu_for(open_permissions(request), request.path)
    links = _in_order_of_need(menu)
    in_bar = links if len(links) <= BAR_SIZE else links[: BAR_SIZE - 1]
    rest = [MenuSection(section.label, left) for section in menu if (left := _without(section, in_bar))]
    return {"menu": menu, "bar_links": in_bar, "bar_rest": rest}


def family(request: HttpRequest) -> dict[str, object]:
    """Tell the layout that a family looks, and which languages it can choose from."""
    return {"for_family": is_for_families(request), "family_languages": settings.FAMILY_LANGUAGES.items()}


def _in_order_of_need(menu: tuple[MenuSection, ...]) -> list[Link]:
    """Put the start pages of somebody's roles first, each named after its section: three times "today" helps nobody."""
    if len(menu) <= 1:
        return [link for section in menu for link in section.links]
    starts = [replace(section.links[0], label=section.label) for section in menu]
    return starts + [link for section in menu for link in section.links[1:]]


def _without(section: MenuSection, links: list[Link]) -> tuple[Link, ...]:
    shown = {link.url for link in links}
    return tuple(link for link in section.links if link.url not in shown)
