"""Codes people copy from paper or a message: drawn by chance, easy to read, kept only as a hash.

A letter's code has twelve signs out of thirty-two, 60 bits: without 0 and O, 1 and I, which look alike. Somebody whose
keyboard is Arabic, Ukrainian or Bulgarian may type it as it looks there.
"""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4
DIGITS = 6

# Cyrillic capitals that look like one of ours; 1 and I can only be meant as L.
_MEANT = str.maketrans("АВСЕНКМРТХУ1IІ", "ABCEHKMPTXYLLL")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_digits() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def written(code: str) -> str:
    """Return a code as it is printed, in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """Return what somebody meant: capitals without spaces or dashes, digits of any script, look-alikes as ours."""
    signs = (_plain(sign) for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    return "".join(signs).translate(_MEANT)


def read_digits(typed: str) -> str:
    """Return the digits of what somebody typed, whatever their script."""
    return "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", typed) if sign.isdigit())


def _plain(sign: str) -> str:
    return str(unicodedata.digit(sign, sign))


def digest(code: str, *, of: str) -> str:
    """Return the hash under which a code is kept; without our key it cannot be tried elsewhere."""
    return salted_hmac(f"tandem.code.{of}", code, algorithm="sha256").hexdigest()
