"""A tutor's own words about the week, read as stretches of time."""

import re
from dataclasses import dataclass, field

from tandem.scheduling.intake.dates import DAY_PATTERN, clock, day_of, parse_span, parse_time
from tandem.scheduling.intake.text import Unclear, fold

MORNING = (8 * 60, 12 * 60 + 30)
AFTERNOON = (12 * 60 + 30, 17 * 60)
EVENING = (17 * 60, 21 * 60)
WHOLE_DAY = (8 * 60, 17 * 60)
_PARTS = {
    "ochtend": MORNING, "ochtends": MORNING, "ochtenden": MORNING, "morgen": MORNING, "morgens": MORNING,
    "voormiddag": MORNING, "voormiddagen": MORNING, "vm": MORNING, "morning": MORNING,
    "middag": AFTERNOON, "middags": AFTERNOON, "middagen": AFTERNOON, "namiddag": AFTERNOON, "namiddagen": AFTERNOON,
    "nm": AFTERNOON, "afternoon": AFTERNOON,
    "avond": EVENING, "avonds": EVENING, "avonden": EVENING, "evening": EVENING,
    "hele dag": WHOLE_DAY, "de hele dag": WHOLE_DAY, "overdag": WHOLE_DAY,
}  # fmt: skip
_WEEK = (0, 1, 2, 3, 4)
_CLOCK = r"\d{1,2}(?:[:.uh]\d{2})?(?:\s*(?:uur|u|h))?"
_TOKENS = re.compile(
    rf"(?P<span>{_CLOCK}\s*(?:-|tot)\s*{_CLOCK}(?!\s*{_CLOCK}))"
    rf"|(?P<from>\b(?:vanaf|na|from|after)\s+{_CLOCK})|(?P<until>\b(?:tot|voor|before|until)\s+{_CLOCK})"
    r"|(?P<except>\b(?:behalve|niet|geen|uitgezonderd|zonder|except|maar niet)\b)"
    r"|(?P<week>\b(?:hele week|elke dag|iedere dag|alle dagen|doordeweeks|werkdagen|weekdagen|altijd|flexibel)\b)"
    rf"|(?P<part>\b(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b)"
    rf"|(?P<day>\b(?:{DAY_PATTERN})(?:en|s)?(?:\b|(?=ochtend|middag|avond|voormiddag|namiddag)))"
    r"|(?P<range>t/m|\btot en met\b|\bt\.?e\.?m\b\.?|\btm\b|~)"
    r"|(?P<sep>[,;/+&\n]|\ben\b|\bof\b)"
    r"|(?P<dash>-)"
    r"|(?P<skip>\b(?:alleen|op|in|de|om|het|'s|s|ook|elke|iedere|kan|ik|liefst|graag|beschikbaar|uur|u|only|on|the)\b|[.():'!\s])"
)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A weekly stretch; day 0 is Monday, times are minutes since midnight."""

    day: int
    starts: int
    ends: int

    def __str__(self) -> str:
        return f"{('ma', 'di', 'wo', 'do', 'vr', 'za', 'zo')[self.day]} {clock(self.starts)}–{clock(self.ends)}"


@dataclass(slots=True)
class _Phrase:
    """Days that belong together, with the hours said about them."""

    days: list[int] = field(default_factory=list)
    hours: list[tuple[int, int]] = field(default_factory=list)
    without: bool = False
    listed: bool = False


class TwoReadings(Unclear):
    """The words can mean two things; each reading is a set of windows."""

    def __init__(self, text: str, readings: tuple[tuple[Window, ...], ...]) -> None:
        super().__init__(text)
        self.readings = readings


def parse_availability(text: str, day: int | None = None) -> tuple[Window, ...]:
    """Return when somebody can; `day` is the day a column is about."""
    phrases = _phrases(text, day)
    if not phrases:
        raise Unclear(text)
    spread = _windows(phrases)
    # "ma, di en do-ochtend": the morning may belong to Thursday alone.
    doubtful = [p for p in phrases if p.listed and len(p.days) > 1 and any(h in _PARTS.values() for h in p.hours)]
    if doubtful:
        single: list[_Phrase] = []
        for phrase in phrases:
            if phrase in doubtful:
                single.append(_Phrase(days=phrase.days[:-1], without=phrase.without))
                single.append(_Phrase(days=phrase.days[-1:], hours=phrase.hours, without=phrase.without))
            else:
                single.append(phrase)
        raise TwoReadings(text, (spread, _windows(single)))
    if not spread:
        raise Unclear(text)
    return spread


def _tokens(text: str) -> list[tuple[str, str]]:
    folded = re.sub(r"\bt/m\b", "~", fold(text.replace("\n", ", ")))
    folded = re.sub(r"(dag)(?=ochtend|morgen|voormiddag|middag|namiddag|avond)", r"\1 ", folded)
    tokens = []
    at = 0
    while at < len(folded):
        match = _TOKENS.match(folded, at)
        if match is None or match.end() == at:
            raise Unclear(text)
        if match.lastgroup != "skip":
            tokens.append((match.lastgroup or "", match[0]))
        at = match.end()
    return tokens


def _phrases(text: str, day: int | None) -> list[_Phrase]:
    phrases: list[_Phrase] = []
    current = _Phrase(days=[] if day is None else [day])
    ranged = separated = False
    for kind, word in _tokens(text):
        if kind == "day":
            number = day_of(re.sub(r"(?<=dag)(en|s)$", "", word))
            if current.hours or (separated and current.without and not current.days):
                phrases.append(current)
                current = _Phrase(without=current.without and not current.hours)
            if ranged and current.days:
                current.days.extend(range(current.days[-1] + 1, number + 1))
            else:
                current.listed = current.listed or bool(current.days)
                current.days.append(number)
        elif kind == "week":
            current.days.extend(_WEEK)
        elif kind in ("part", "span", "from", "until"):
            current.hours.append(_hours(kind, word))
        elif kind == "except":
            if current.days or current.hours:
                phrases.append(current)
            current = _Phrase(without=True)
        # "ma-wo" is a stretch of days, "do-ochtend" is one word.
        ranged = kind == "range" or (kind == "dash" and bool(current.days) and not current.hours)
        separated = kind == "sep"
    if current.days or current.hours:
        phrases.append(current)
    elif current.without:
        raise Unclear(text)
    return phrases


def _hours(kind: str, word: str) -> tuple[int, int]:
    if kind == "part":
        return _PARTS[word]
    if kind == "span":
        return parse_span(word)
    moment = parse_time(re.sub(r"^[a-z]+\s+", "", word))
    hours = (moment, WHOLE_DAY[1]) if kind == "from" else (WHOLE_DAY[0], moment)
    if hours[0] >= hours[1]:
        raise Unclear(word)
    return hours


def _windows(phrases: list[_Phrase]) -> tuple[Window, ...]:
    free: dict[int, list[tuple[int, int]]] = {}
    positive = [phrase for phrase in phrases if not phrase.without] or [_Phrase(days=list(_WEEK))]
    for phrase in positive:
        for day in phrase.days or _WEEK:
            free.setdefault(day, []).extend(phrase.hours or [WHOLE_DAY])
    for phrase in phrases:
        if phrase.without:
            for day in phrase.days or _WEEK:
                for taken in phrase.hours or [(0, 24 * 60)]:
                    free[day] = [left for hours in free.get(day, []) for left in subtract(hours, taken)]
    return tuple(
        Window(day, starts, ends) for day in sorted(free) for starts, ends in union(free[day]) if ends - starts >= 15
    )


def subtract(hours: tuple[int, int], taken: tuple[int, int]) -> list[tuple[int, int]]:
    """Return what is left of a stretch without another."""
    left = [(hours[0], min(hours[1], taken[0])), (max(hours[0], taken[1]), hours[1])]
    return [(starts, ends) for starts, ends in left if starts < ends]


def union(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for starts, ends in sorted(stretches):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((starts, ends))
    return merged


def free_around(
    busy: list[Window], *, margin: int, day_starts: int = WHOLE_DAY[0], day_ends: int = WHOLE_DAY[1]
) -> tuple[Window, ...]:
    """Return the free stretches of working days around busy ones, with a margin for travelling on both sides."""
    windows: list[Window] = []
    for day in _WEEK:
        left = [(day_starts, day_ends)]
        for window in busy:
            if window.day == day:
                taken = (window.starts - margin, window.ends + margin)
                left = [part for hours in left for part in subtract(hours, taken)]
        windows.extend(Window(day, starts, ends) for starts, ends in union(left) if ends - starts >= 15)
    return tuple(windows)
