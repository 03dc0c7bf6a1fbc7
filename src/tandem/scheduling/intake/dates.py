"""Days, times of day and days of the week, as people write them; and what a spreadsheet makes of them."""

import re
from datetime import date, datetime, time, timedelta

from tandem.core.sheets import Value
from tandem.scheduling.intake.text import Unclear, fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maart mrt mar", "april apr", "mei may", "juni jun", "juli jul", "augustus aug",
         "september sep sept", "oktober okt oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
EXCEL_ZERO = date(1899, 12, 30)
_NUMERIC_DATE = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{2,4})(?:[ t].*)?")
_WORDED_DATE = re.compile(r"(\d{1,2})[-. ]*([a-z]{3,9})\.?[-. ]*'?(\d{2}|\d{4})?")


def parse_date(value: Value) -> date:
    """Return a day, read the Dutch way: day, month, year."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and 10_000 <= value <= 80_000:
        return EXCEL_ZERO + timedelta(days=value)
    text = fold(str(value))
    if re.fullmatch(r"\d{5}", text):
        return EXCEL_ZERO + timedelta(days=int(text))
    if re.fullmatch(r"\d{8}", text):
        first_year = text[:4] if text[:2] in ("19", "20") else text[4:]
        return _day(int(first_year), int(text[4:6] if text[:2] in ("19", "20") else text[2:4]),
                    int(text[6:] if text[:2] in ("19", "20") else text[:2]))  # fmt: skip
    if match := _NUMERIC_DATE.fullmatch(text):
        first, middle, last = match.groups()
        if len(first) == 4:
            return _day(int(first), int(middle), int(last))
        if len(first) <= 2:
            return _day(_full_year(last), int(middle), int(first))
    if (match := _WORDED_DATE.fullmatch(text)) and match[2] in _MONTHS and match[3]:
        return _day(_full_year(match[3]), _MONTHS[match[2]], int(match[1]))
    raise Unclear(str(value))


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 3:
        raise Unclear(text)
    return year if year > 99 else year + (2000 if year < 60 else 1900)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unclear(f"{day}-{month}-{year}") from error
    if not 1900 <= year <= 2100:
        raise Unclear(str(year))
    return found


def undate(value: Value) -> Value:
    """Return "7-8" for the seventh of August: Excel turns what looks like a day into one."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.day}-{value.month}"
    if isinstance(value, str):
        match = re.fullmatch(r"(\d{1,2})[-. ]([a-z]{3})\.?(?:[-. ]\d{2,4})?", fold(value))
        if match and match[2] in _MONTHS:
            return f"{int(match[1])}-{_MONTHS[match[2]]}"
        if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.]20\d\d(?: 00?:00.*)?", value.strip()):
            return f"{int(match[1])}-{int(match[2])}"
        if match := re.fullmatch(r"20\d\d-(\d{2})-(\d{2})(?:[ T]00:00.*)?", value.strip()):
            return f"{int(match[2])}-{int(match[1])}"
    return value


# Times of day, as minutes since midnight.

_CLOCK = r"(?:(\d{1,2})\s*(?:[:.uh]|\s?uur)\s*(\d{2})|(\d{1,2})(\d{2})(?!\d)|(\d{1,2}))\s*(?:uur|u|h)?\.?"
_TIME = re.compile(_CLOCK)
_SPAN = re.compile(rf"(?:van\s*)?{_CLOCK}\s*(?:-|tot(?: en met)?|t/m|to|a|~)\s*{_CLOCK}")


def parse_time(value: Value) -> int:
    """Return the minutes since midnight of "8.30u", "08:30", "8u", "0830" or a cell with a time."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, float) and 0 < value < 1:
        return round(value * 24 * 60)
    if isinstance(value, float):
        # "8.30" typed into a cell of numbers.
        value = f"{value:.2f}"
    if value is None or isinstance(value, bool | date):
        raise Unclear(str(value))
    match = _TIME.fullmatch(fold(str(value)))
    if match is None:
        raise Unclear(str(value))
    return _minutes(match.groups())


def _minutes(groups: tuple[str | None, ...]) -> int:
    hour, minute = (groups[0], groups[1]) if groups[0] else (groups[2], groups[3]) if groups[2] else (groups[4], "0")
    total = int(hour or 0) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or total > 24 * 60:
        raise Unclear(f"{hour}:{minute}")
    return total


def parse_span(value: Value) -> tuple[int, int]:
    """Return begin and end of "8.30 - 9.30", "08:30–09:20" or "9 tot 12 uur"."""
    match = _SPAN.fullmatch(fold(str(undate(value))))
    if match is None:
        raise Unclear(str(value))
    begin, end = _minutes(match.groups()[:5]), _minutes(match.groups()[5:])
    if end <= 6 * 60 and begin >= 7 * 60:
        end += 12 * 60
    if end <= begin:
        raise Unclear(str(value))
    return begin, end


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# Days of the week; 0 is Monday.

_DAYS = {
    name: number
    for number, names in enumerate(
        ("maandag ma mon monday lundi", "dinsdag di din tue tuesday", "woensdag wo woe wed wednesday",
         "donderdag do don thu thursday", "vrijdag vr vrij fri friday", "zaterdag za zat sat saturday",
         "zondag zo zon sun sunday"))
    for name in names.split()
}  # fmt: skip
DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DAY_PATTERN = "|".join(sorted(_DAYS, key=len, reverse=True))
_ALL_WEEK = frozenset(("elke dag", "hele week", "alle dagen", "dagelijks", "doordeweeks", "werkdagen", "week"))


def day_of(word: str) -> int:
    return _DAYS[word]


def parse_days(value: Value) -> tuple[int, ...]:
    """Return the days of "ma t/m do", "ma-di", "ma, di en do" or "elke dag"; nothing else may stand there."""
    text = fold(str(value)).strip(" .:()")
    if text in _ALL_WEEK:
        return (0, 1, 2, 3, 4)
    if re.fullmatch(r"[1-7]", text):
        return (int(text) - 1,)
    text = re.sub(r"\b(t/m|tot en met|t\.?e\.?m\.?|tm|tot)\b\.?", "~", text)
    text = re.sub(rf"\b({DAY_PATTERN})\b\.?", lambda match: f" {_DAYS[match[1]]} ", text)
    text = re.sub(r"\b(en|op|ook|elke|iedere|de)\b|[,/&+;]", " ", text)
    days: list[int] = []
    words = re.sub(r"\s*[-~]\s*", " ~ ", text).split()
    for index, word in enumerate(words):
        if word == "~":
            if not days or index + 1 >= len(words) or not words[index + 1].isdigit():
                raise Unclear(str(value))
            days.extend(range(days[-1] + 1, int(words[index + 1])))
        elif re.fullmatch(r"[0-6]", word):
            days.append(int(word))
        else:
            raise Unclear(str(value))
    if not days:
        raise Unclear(str(value))
    return tuple(sorted(set(days)))


def is_days(value: Value) -> bool:
    if not isinstance(value, str) or re.fullmatch(r"\d", value.strip()):
        return False
    try:
        parse_days(value)
    except Unclear:
        return False
    return True
