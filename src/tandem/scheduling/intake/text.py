"""Making words comparable: case, accents, signs and spaces fall away."""

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "’": "'",
        "‘": "'",
        "´": "'",
        "`": "'",
    }
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@cache
def fold(text: str) -> str:
    """Return text in lower case, without accents, with plain dashes and single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES).lower().translate(_LETTERS))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@cache
def key(text: str) -> str:
    """Return only the letters and digits of the folded text, with single spaces between words."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def squeeze(text: str) -> str:
    return " ".join(text.split())


class Unclear(ValueError):
    """A value cannot be read with certainty."""
