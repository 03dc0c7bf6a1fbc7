"""Addresses of the file on this page."""

from collections.abc import Mapping
from typing import Any

from django import template

from tandem.web.file_address import file_address

register = template.Library()


@register.simple_tag(takes_context=True)
def own_file(context: Mapping[str, Any], name: str = "", *args: object) -> str:
    return file_address(context["file_of"], name, *args)
