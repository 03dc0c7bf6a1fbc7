"""Text files with columns: which encoding, which separator."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from tandem.core.sheets.archive import reaches_outside, too_many_rows, too_wide
from tandem.core.sheets.grid import MAX_COLUMNS, MAX_ROWS, Grid, Marks, Place, UnreadableFile, Value, clean, rectangle

_SEPARATORS = ";\t,|"
_SAMPLE = 60


def read_delimited(file: str, data: bytes) -> tuple[Grid, ...]:
    """Return a text file as one sheet without a name."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        separator, text = first[4], rest
    else:
        separator = separator_of(text)
    rows: list[list[Value]] = []
    formulas: set[Place] = set()
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        if len(rows) >= MAX_ROWS:
            raise too_many_rows()
        if len(line) > MAX_COLUMNS:
            raise too_wide()
        row = [clean(cell) for cell in line]
        formulas.update((len(rows), index) for index, value in enumerate(row) if _is_formula(value))
        rows.append(row)
    return (Grid(file=file, name="", rows=rectangle(rows), marks=Marks(formulas=frozenset(formulas))),)


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with or without mark, or in Windows-1252."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _repaired(data.decode("utf-8-sig", errors="replace"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    head = data[:4000]
    if head.count(b"\0") > len(head) // 4:
        even, odd = head[::2].count(b"\0"), head[1::2].count(b"\0")
        return data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    if b"\0" in data or sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head) > len(head) // 50:
        raise UnreadableFile(
            _("Dit bestand is geen lijst die Tandem kent. Bewaar het in Excel als .xlsx of .csv en probeer opnieuw.")
        )
    try:
        return _repaired(data.decode("utf-8"))
    except UnicodeDecodeError:
        # The five bytes Windows-1252 leaves open stand for themselves, so that no byte is refused.
        return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in data)


def _repaired(text: str) -> str:
    """Undo one round of reading UTF-8 as Windows-1252, which shows as Ã and Å."""
    if not any(pair in text for pair in ("Ã", "Å", "Ä\u0178", "â€")):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def separator_of(text: str) -> str:
    """Return the separator that cuts most lines into the same number of columns, above one."""
    lines = [line for line in text.split("\n", _SAMPLE * 2)[: _SAMPLE * 2] if line.strip()][:_SAMPLE]
    best, best_score = ";", 0.0
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        score = count / len(lines) if width > 1 and lines else 0.0
        if score > best_score + 0.05:
            best, best_score = separator, score
    return best


def _is_formula(value: Value) -> bool:
    if not isinstance(value, str) or not value.startswith(("=", "@", "+", "-")):
        return False
    if any(sign in value for sign in ("|", "(", "!")) and value[1:2].isalpha():
        if "|" in value or "://" in value:
            raise reaches_outside()
        return True
    return value.startswith("=")
