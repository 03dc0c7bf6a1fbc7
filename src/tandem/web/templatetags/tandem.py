"""Small helpers our templates need: icons, kinds of fields, addresses with one parameter changed."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.forms import BoundField, widgets
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tandem.core.weeks import time_of_day
from tandem.web.family.language import language_name, long_day
from tandem.web.icons import ICONS, TURNS_WITH_THE_SCRIPT

register = template.Library()

TONE_OF_MESSAGE = {"debug": "neutral", "info": "info", "success": "success", "warning": "warning", "error": "danger"}
ICON_OF_TONE = {
    "info": "info",
    "success": "check-round",
    "warning": "worry",
    "danger": "worry",
    "neutral": "info",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon beside a word; screen readers hear only the word."""
    if name not in ICONS:
        raise ImproperlyConfigured(f"There is no icon named {name!r}; see tandem.web.icons.")
    turns = " turns" if name in TURNS_WITH_THE_SCRIPT else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        turns,
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


register.filter("language_name", language_name)
register.filter("long_day", long_day)


@register.filter
def tone(level_tag: str) -> str:
    return TONE_OF_MESSAGE.get(level_tag, "info")


@register.filter
def tone_icon(name: str) -> str:
    return ICON_OF_TONE.get(name, "info")


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how a field is laid out: hidden, checkbox, choices (a set of boxes) or box."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "choices"
    return "group" if field.use_fieldset else "box"


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: Any) -> str:
    """Return this page's address with some parameters changed, or dropped when None or empty."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else request.path


@register.filter
def minutes(value: int) -> str:
    return time_of_day(value)


@register.filter
def cell(row: Any, column: Any) -> Any:
    """Return what `column` shows of `row`."""
    return column.of(row)


@register.simple_tag
def school_sign_ins() -> list[dict[str, str]]:
    """Offer the sign-ins of schools and universities that this Tandem knows."""
    return [
        {
            "url": reverse("openid_connect_login", args=[way["id"]]),
            "words": _("Met %(label)s") % {"label": way["label"]},
        }
        for way in settings.SIGN_IN_WITH
    ]


@register.filter
def as_json(value: object) -> str:
    """Write a value for a script to read from an attribute; the template escapes it."""
    return json.dumps(value, default=list)
