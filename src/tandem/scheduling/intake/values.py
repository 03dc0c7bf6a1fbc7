"""Small things people write in a cell: how often, how many hours, yes or no, addresses, subjects."""

import re
from datetime import date, datetime, time

from tandem.core.sheets import Value
from tandem.scheduling.intake.dates import undate
from tandem.scheduling.intake.fields import SUBJECTS
from tandem.scheduling.intake.text import Unclear, fold, key, squeeze


def text_of(value: Value) -> str:
    """Return what stands in a cell as a person would read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return squeeze(str(value))


def parse_times_per_week(value: Value) -> tuple[int | None, int | None]:
    """Return how often a week and how many minutes, from "2x 45 min", "2 x p.w.", "twee keer" or 2."""
    text = fold(str(undate(value)))
    for word, digit in (("een", "1"), ("twee", "2"), ("drie", "3"), ("vier", "4"), ("vijf", "5"), ("dagelijks", "5"),
                        ("elke dag", "5"), ("wekelijks", "1")):  # fmt: skip
        text = re.sub(rf"\b{word}\b", digit, text)
    minutes = re.search(r"(\d{2,3})\s*(?:min|minuten|m\b|')", text)
    rest = text.replace(minutes[0], " ") if minutes else text
    counts = re.findall(r"(?<![\d,.])([1-9])(?![\d,.])", rest)
    if len(set(counts)) > 1 or re.search(r"\d-\d", rest):
        raise Unclear(str(value))
    if not counts and not minutes:
        raise Unclear(str(value))
    return (int(counts[0]) if counts else None, int(minutes[1]) if minutes else None)


def parse_hours(value: Value) -> float:
    """Return the most hours of "3,5", "max 8", "4-6" or 6."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    numbers = [float(part.replace(",", ".")) for part in re.findall(r"\d+(?:[.,]\d+)?", fold(str(undate(value))))]
    if not numbers or max(numbers) > 40:
        raise Unclear(str(value))
    return max(numbers)


_YES = frozenset(["ja", "j", "yes", "y", "x", "waar", "true", "1", "ok", "oke", "akkoord", "v", "✓", "✔"])
_NO = frozenset(["nee", "n", "no", "nog", "niet", "onwaar", "false", "0", "-"]) | {"nog niet"}


def parse_yes(value: Value) -> bool | None:
    """Return yes or no, or nothing when it is neither, such as "aangevraagd"."""
    if isinstance(value, bool):
        return value
    text = fold(str(value)).strip(" .!")
    if text in _YES or text.startswith(("ja ", "ja,", "ja(")):
        return True
    if text in _NO or text.startswith(("nee ", "nee,", "nog niet")):
        return False
    return None


def parse_email(value: Value) -> str:
    text = fold(str(value)).removeprefix("mailto:").strip(" <>;,.")
    if not re.fullmatch(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", text):
        raise Unclear(str(value))
    return text


def parse_phone(value: Value) -> str:
    text = re.sub(r"[^\d+]", "", str(value))
    digits = text.lstrip("+")
    if not 8 <= len(digits) <= 15:
        raise Unclear(str(value))
    # A spreadsheet drops the leading zero of a number.
    return f"0{digits}" if len(digits) in (8, 9) and not text.startswith(("0", "+")) else text


_ANY = frozenset(("maakt niet uit", "alles", "alle vakken", "geen voorkeur", "alle", "om het even", "nvt", "allemaal"))


def parse_subjects(value: Value) -> tuple[str, ...]:
    """Return the subjects of "reken+taal" or "Rekenen, Taal"; nothing for "maakt niet uit"."""
    text = squeeze(str(value))
    if key(text) in _ANY:
        return ()
    found = []
    for part in re.split(r"[,;+/&\n]|\ben\b", text):
        word = key(part)
        if word:
            found.append(SUBJECTS.get(word, squeeze(part).lower()))
    return tuple(dict.fromkeys(found))


def parse_levels(value: Value) -> tuple[int, int] | None:
    """Return the lowest and highest group of "groep 7/8", "bovenbouw" or "6-9" (years of age); None is all."""
    text = fold(str(undate(value)))
    if key(text) in _ANY:
        return None
    for word, levels in (("onderbouw", (1, 4)), ("middenbouw", (3, 5)), ("bovenbouw", (5, 8)), ("kleuter", (1, 2))):
        if word in text:
            return levels
    numbers = [int(number) for number in re.findall(r"\d{1,2}", text)]
    if not numbers or max(numbers) > 18:
        raise Unclear(str(value))
    if "groep" in text or "gr" in text.split():
        return min(numbers), min(max(numbers), 8)
    # Years of age: a child of six is in group 3.
    return max(1, min(numbers) - 3), max(1, min(8, max(numbers) - 3))
