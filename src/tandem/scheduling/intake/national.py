"""Recognising national numbers, so that they are thrown away before anything is kept."""

import re
from collections.abc import Iterable

from tandem.core.sheets import Value

_NINE = re.compile(r"(?<!\d)(\d{4}[. ]?\d{2}[. ]?\d{3}|\d{9})(?!\d)")
_ELEVEN = re.compile(r"(?<!\d)(\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2})(?!\d)")


def is_bsn(digits: str) -> bool:
    """A Dutch citizen service number: nine digits (eight without the leading zero) that pass the eleven test."""
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 9) or int(digits) == 0:
        return False
    numbers = [int(digit) for digit in digits.zfill(9)]
    return (sum(n * w for n, w in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))) % 11 == 0


def is_rijksregisternummer(digits: str) -> bool:
    """A Belgian national register number: eleven digits, of which the last two follow from the first nine."""
    if not digits.isascii() or not digits.isdigit() or len(digits) != 11:
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    if month % 20 > 12 or day > 31:
        return False
    first, check = int(digits[:9]), int(digits[9:])
    return check in (97 - first % 97, 97 - (2_000_000_000 + first) % 97)


def holds_national_number(text: str) -> bool:
    """Tell whether a national number stands somewhere in a text."""
    found = [(match[1], is_bsn) for match in _NINE.finditer(text)]
    found += [(match[1], is_rijksregisternummer) for match in _ELEVEN.finditer(text)]
    return any(check(re.sub(r"\D", "", digits)) for digits, check in found)


def is_national_column(values: Iterable[Value]) -> bool:
    """Tell whether a column holds national numbers, whatever its heading says.

    One in eleven numbers of nine digits passes the test by chance, so nearly all of them have to.
    """
    texts = [re.sub(r"[.\s-]", "", str(value)) for value in values if value is not None]
    if not texts:
        return False
    nine = sum(len(text) == 9 and is_bsn(text) for text in texts)
    eight = sum(len(text) == 8 and is_bsn(text) for text in texts) if nine else 0
    eleven = sum(is_rijksregisternummer(text.zfill(11)) for text in texts if len(text) >= 10)
    # Nine in ten numbers of a real column pass; 1 in 11 of an ordinary one.
    return max(nine + eight, eleven) >= 0.5 * len(texts)
