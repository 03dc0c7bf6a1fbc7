"""Which words somebody answered to: raised whenever the words of `family/words` change."""

from django.utils.translation import get_language

EDITION = "2026-11"


def text_version() -> str:
    """Return the edition and the language of the words on this page."""
    return f"{EDITION}/{(get_language() or 'nl').split('-')[0]}"
