"""Untrusted words made into what rows hold."""

import re
import unicodedata

# A mobile number tells its country by how it begins: 04… is Belgian and has ten digits, 06… is Dutch.
_MOBILE = {"04": "+32", "06": "+31"}


def as_phone(text: str) -> str | None:
    """Return a phone number with its country, as +32470123456, or None where that cannot be told."""
    plain = re.sub(r"[\s./()\-\u2010-\u2015\u2066-\u2069]", "", unicodedata.normalize("NFKC", text))
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif len(digits) == 10 and digits[:2] in _MOBILE:
        digits = _MOBILE[digits[:2]] + digits[1:]
    return digits if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits) else None
