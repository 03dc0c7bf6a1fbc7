"""Year groups and classes: group 5, the fifth year, 7/8, L4T1."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from tandem.core.sheets import Value
from tandem.people.enums import Stage
from tandem.scheduling.intake.dates import EXCEL_ZERO, undate
from tandem.scheduling.intake.text import Unclear, fold, key, squeeze


@dataclass(frozen=True, slots=True)
class Grade:
    """Which years a cell names, and on which ladder: group 5 is not the fifth year."""

    years: tuple[int, ...] = ()
    stage: Stage | None = None
    kindergarten: bool = False


_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7}
_ORDINAL = r"(\d)\s*(?:e|de|ste|ie)?"
_SECONDARY_WORDS = (
    r"(?:vwo|havo|mavo|vmbo|gymnasium|gym|atheneum|ath|aso|tso|bso|kso|brugklas|middelbaar|secundair|so|vo|brug)"
)


@lru_cache(maxsize=4096, typed=True)
def parse_grade(value: Value) -> Grade:
    """Return the years of "5", "groep 5", "7/8", "3de leerjaar", "1e kleuter", "4 havo" or "L4T1"."""
    if isinstance(value, int) and 30_000 <= value <= 60_000:
        value = EXCEL_ZERO + timedelta(days=value)
    text = fold(str(undate(value)))
    for word, digit in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b", f"{digit}e", text)
    if match := re.fullmatch(rf"(?:{_ORDINAL}\s*kleuter\w*|(?:kleuter\w*|k)\s*(\d).*)", text):
        return Grade((int(match[1] or match[2]),), Stage.PRIMARY_BE, kindergarten=True)
    if re.search(rf"\b{_SECONDARY_WORDS}", text):
        years = tuple(dict.fromkeys(int(digit) for digit in re.findall(r"[1-7]", text)))
        return Grade(years or ((1,) if "brug" in text else ()), Stage.SECONDARY)
    if match := re.fullmatch(
        rf"(?:{_ORDINAL}\s*(?:leerjaar|lj|lj\.|studiejaar)\b.*|(?:leerjaar|lj\.?)\s*(\d)\b.*|l([1-6])[a-f]?)", text
    ):
        return Grade((int(match[1] or match[2] or match[3]),), Stage.PRIMARY_BE)
    group = re.match(r"(?:jaar)?(?:groep|groepen|gr)\b\.?\s*", text) or re.match(r"(?:groep|gr)(?=\d)", text)
    rest = text[group.end() :] if group else text
    stage = Stage.PRIMARY_NL if group else None
    if match := re.fullmatch(
        r"(\d)(?:\s*(?:[-/+&,]|en|t/m)\s*(\d))?(?:\s*(?:[-/+&,]|en)\s*(\d))?\s*[.-]?\s*[a-f]?", rest
    ):
        years = tuple(sorted({int(digit) for digit in match.groups() if digit}))
        if 0 in years or 9 in years:
            raise Unclear(str(value))
        # Only Dutch primary schools have an eighth year.
        return Grade(years, Stage.PRIMARY_NL if 8 in years or (len(years) > 1 and stage) else stage)
    if match := re.fullmatch(r"(?:[a-z]{1,3})?([1-7])(?:[a-z]{1,5}|\s[a-z]{2,6})[-_.]?\d{0,2}(?:_[a-z0-9]+)?", rest):
        return Grade((int(match[1]),), Stage.SECONDARY if stage is None else stage)
    if re.search(r"\d", rest):
        raise Unclear(str(value))
    return Grade((), stage)


LONGEST_NAME = 40
_CLASS_LEAD = re.compile(
    r"^(?:(?:groepslijst|klassenlijst|klaslijst|leerlingenlijst|leerlinglijst|lijst|rooster|lesrooster|weekrooster|overzicht|groep|groepen|gr|klas|klassen|stamgroep|van|de)\b[.:]?\s*)+"
)
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-/–]\s*(?:20)?(\d\d)(?!\d)")


def parse_school_year(text: str) -> int | None:
    match = _SCHOOL_YEAR.search(text)
    return int(match[1]) if match and (int(match[1]) + 1) % 100 == int(match[2]) else None


@lru_cache(maxsize=4096, typed=True)
def class_name(value: Value) -> str:
    """Return the short name of a class: "5" for "Groepslijst Groep 5 schooljaar 2025-2026", "7/8" for "gr. 7-8"."""
    if isinstance(value, int) and 30_000 <= value <= 60_000:
        value = EXCEL_ZERO + timedelta(days=value)
    text = squeeze(_SCHOOL_YEAR.sub(" ", str(undate(value))))
    text = squeeze(re.sub(r"(?i)\b(schooljaar|school jaar|peildatum.*)\b", " ", text)).strip(" -:,.")
    folded = fold(text)
    lead = _CLASS_LEAD.match(folded)
    if lead and len(folded) == len(text):
        text = text[lead.end() :].strip(" -:,.") or text
    elif match := re.match(r"(?i)(?:groep|gr)\.?(?=\d)", text):
        text = text[match.end() :]
    if re.fullmatch(r"\d(?:\s*(?:[-/+&]|\ben\b)\s*\d)+", text):
        return "/".join(sorted(re.findall(r"\d", text)))[:LONGEST_NAME]
    return re.sub(r"^(\d)\s*(?:[-/+&]|\ben\b)\s*(\d)(?=\D|$)", r"\1/\2", text)[:LONGEST_NAME]


@lru_cache(maxsize=4096, typed=True)
def class_key(value: Value) -> str:
    """Return what two ways of writing one class have in common: "schakelklas" and "Schakel"."""
    text = re.sub(r"\b(groep|gr|klas|leerjaar|lj)\b", " ", key(class_name(value))).strip()
    for word, digit in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b", str(digit), text)
    text = re.sub(r"^l?(\d)(?:e|de|ste)?$", r"\1", text)
    return re.sub(r"(klas|groep)$", "", text.replace(" ", "")) or key(str(value)).replace(" ", "")


def stage_in(text: str) -> Stage | None:
    """Return the ladder a title speaks of: "Groep 5", "3de leerjaar", "4 havo"."""
    folded = fold(text)
    found = {
        Stage.PRIMARY_NL: re.search(r"\b(?:groep|gr)\b\.?\s*\d", folded),
        Stage.PRIMARY_BE: re.search(r"\d\s*(?:e|de|ste)?\s*(?:leerjaar|lj|kleuter)\b", folded),
        Stage.SECONDARY: re.search(rf"\b{_SECONDARY_WORDS}\b", folded) if re.search(r"\d", folded) else None,
    }
    said = [stage for stage, match in found.items() if match]
    return said[0] if len(said) == 1 else None
