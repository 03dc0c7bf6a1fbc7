"""Which field a column holds: by the words above it, and by what stands in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from tandem.core.sheets import Value
from tandem.scheduling.intake.dates import is_days, parse_date, parse_days, parse_span, parse_time
from tandem.scheduling.intake.fields import ALIASES, DISCARDED, NEEDED, REPEATED, WEIGHTS, Discard, Field, TableKind
from tandem.scheduling.intake.grades import parse_grade
from tandem.scheduling.intake.national import is_national_column
from tandem.scheduling.intake.text import Unclear, key

SURE = 0.9
LIKELY = 0.6
Learnt = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as it stands on the sheet: its words, the words above those, and what follows."""

    index: int
    text: str
    above: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the field it was given, or the reason it is thrown away."""

    index: int
    heading: str
    field: Field | None
    confidence: float
    discard: Discard | None = None
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    kind: TableKind
    score: float
    columns: tuple[Column, ...]


@cache
def likeness(heading: str, alias: str) -> float:
    """Return how surely two headings mean the same, from 0 to 1."""
    if heading == alias:
        return 1.0
    if len(alias) >= 3 and f" {alias} " in f" {heading} ":
        return 0.75 + 0.2 * len(alias) / len(heading)
    ratio = fuzz.ratio(heading, alias)
    return 0.6 + (ratio - 80) / 100 if ratio >= 80 and len(alias) >= 6 else 0.0


@cache
def _best_alias(heading: str, aliases: tuple[str, ...]) -> float:
    forms = {key(heading), key(re.sub(r"\(.*?\)", " ", heading))} - {""}
    return max((likeness(form, alias) for form in forms for alias in aliases), default=0.0)


@cache
def discard_of(heading: str) -> tuple[Discard | None, float]:
    """Return why a column with this heading must be thrown away, and how surely."""
    best: tuple[Discard | None, float] = (None, 0.0)
    for reason, words in DISCARDED.items():
        score = max((likeness(key(heading), word) for word in words), default=0.0)
        if score > best[1]:
            best = (reason, score)
    return best


def _share(values: Iterable[Value], fits: Callable[[Value], object]) -> float:
    present = [value for value in values if value is not None]
    return sum(bool(fits(value)) for value in present) / len(present) if present else 1.0


def _readable(parse: Callable[[Value], object]) -> Callable[[Value], object]:
    def fits(value: Value) -> bool:
        try:
            parse(value)
        except (Unclear, ValueError, OverflowError):
            return False
        return True

    return fits


def _is_code(value: Value) -> bool:
    return not isinstance(value, bool) and bool(re.fullmatch(r"[A-Za-z]{0,4}[-.]?\d[\w./-]*", str(value).strip()))


def _is_words(value: Value) -> bool:
    return isinstance(value, str) and bool(re.search(r"[^\W\d_]", value)) and not re.search(r"\d{3}", value)


def _is_short(value: Value) -> bool:
    return len(str(value)) <= 30


_FITS = {
    Field.NAME: _is_words,
    Field.GIVEN: _is_words,
    Field.FAMILY: _is_words,
    Field.INFIX: lambda value: isinstance(value, str) and not any(sign.isdigit() for sign in value),
    Field.BIRTH_DATE: _readable(parse_date),
    Field.CLASS: _is_short,
    Field.YEAR: _readable(parse_grade),
    Field.EMAIL: lambda value: "@" in str(value),
    Field.BEGIN: _readable(parse_time),
    Field.END: _readable(parse_time),
    Field.SPAN: _readable(parse_span),
    Field.DAY: _readable(parse_days),
    Field.PERIOD: lambda value: bool(re.search(r"\d", str(value))),
}


def fit(field: Field, values: Sequence[Value]) -> float:
    """Return how well what stands in a column agrees with a field: 1 when it does, less when it cannot."""
    fits = _FITS.get(field)
    share = _share(values, fits) if fits else 1.0
    return 1.0 if share >= 0.6 else 0.8 if share >= 0.4 else 0.3


def speaks(text: str, kind: TableKind) -> bool:
    """Tell whether words are a heading of this kind of table by themselves."""
    return bool(text) and any(_best_alias(text, aliases) >= LIKELY for aliases in ALIASES[kind].values())


def _is_row_count(values: Sequence[Value]) -> bool:
    return len(values) >= 3 and list(values) == list(range(1, len(values) + 1))


def _scores(heading: Heading, kind: TableKind) -> list[tuple[float, Field]]:
    found = []
    words = heading.text or heading.above
    both = f"{heading.above} {heading.text}" if heading.text and heading.above else words
    for field, aliases in ALIASES[kind].items():
        score = _best_alias(words, aliases)
        # "Leerling" above "nr" makes a number of it; "Groep 5" above it must not make a class of it.
        if score < LIKELY and _best_alias(both, aliases) >= SURE:
            score = 0.85
        if score < LIKELY:
            continue
        if field is Field.NAME and fit(field, heading.values) < 0.5 and _share(heading.values, _is_code) > 0.6:
            # A column called "leerling" that holds numbers.
            found.append((0.9 * score, Field.NUMBER))
            continue
        if field is Field.NUMBER and _is_row_count(heading.values):
            score *= 0.5
        found.append((score * fit(field, heading.values), field))
    if is_days(heading.text):
        days_field = {TableKind.PUPILS: Field.TEACHER, TableKind.TUTORS: Field.AVAILABILITY}.get(kind)
        if days_field and (kind is TableKind.TUTORS or _best_alias(heading.above, ALIASES[kind][Field.TEACHER])):
            found.append((0.95, days_field))
    return found


def _days_in(heading: Heading) -> tuple[int, ...]:
    for text in (heading.text, *re.findall(r"[\[(]([^\])]*)[\])]", heading.text)):
        if is_days(text) and key(text) not in ("werkdagen", "doordeweeks", "week"):
            return parse_days(text)
    return ()


def name_of(heading: Heading) -> str:
    return heading.text or heading.above


def assign(headings: Sequence[Heading], kind: TableKind, learnt: Learnt) -> tuple[Column, ...]:
    """Give each column the field it most likely holds; no field twice, except where that has a meaning."""
    claims: list[tuple[float, int, Field, Heading]] = []
    fixed: dict[int, Column] = {}
    for heading in headings:
        words = name_of(heading)
        reason, discard_score = discard_of(words)
        if (reason is Discard.NATIONAL_NUMBER and discard_score >= 0.7) or is_national_column(heading.values):
            fixed[heading.index] = Column(heading.index, words, None, 1.0, Discard.NATIONAL_NUMBER)
            continue
        remembered = learnt.get((kind, key(words)))
        if remembered is not None:
            field = Field(remembered) if remembered else None
            discard = None if field else Discard.UNMAPPED
            fixed[heading.index] = Column(heading.index, words, field, 1.0, discard, _days_in(heading))
            continue
        scores = _scores(heading, kind)
        if reason and discard_score >= 0.7 and discard_score >= max((score for score, _ in scores), default=0.0):
            fixed[heading.index] = Column(heading.index, words, None, discard_score, reason)
            continue
        claims.extend((score, -heading.index, field, heading) for score, field in scores)
    taken = {column.field for column in fixed.values() if column.field} - REPEATED
    for score, _order, field, heading in sorted(claims, key=lambda claim: claim[:2], reverse=True):
        if score >= LIKELY * 0.75 and heading.index not in fixed and field not in taken:
            fixed[heading.index] = Column(heading.index, name_of(heading), field, score, None, _days_in(heading))
            if field not in REPEATED:
                taken.add(field)
    for heading in headings:
        fixed.setdefault(heading.index, Column(heading.index, name_of(heading), None, 0.0, Discard.UNMAPPED))
    return tuple(fixed[index] for index in sorted(fixed))


_TITLE_WORDS = {
    TableKind.PUPILS: ("groepslijst", "klassenlijst", "klaslijst", "leerlingenlijst", "leerlingen"),
    TableKind.REQUESTS: ("aanmeld", "aanvra", "tutoring", "nominat", "aangemeld", "kandida"),
    TableKind.TUTORS: (
        "formulierreacties",
        "tutoren formulier",
        "tutors formulier",
        "aanmelding tutor",
        "studenten",
        "tutorenlijst",
    ),
    TableKind.TEACHERS: ("leerkrachten", "personeel", "teamlijst", "bezetting"),
    TableKind.LESSONS: ("rooster",),
    TableKind.BELLS: ("lestijden", "belrooster", "bellen"),
    TableKind.ROOMS: ("lokalen", "ruimtes"),
    TableKind.BUSY: ("colleges", "lesrooster studenten"),
}


def guess(headings: Sequence[Heading], titles: str, learnt: Learnt) -> Guess | None:
    """Return the kind of table these columns make, if they make one."""
    best: Guess | None = None
    for kind, needed in NEEDED.items():
        if not needed or kind in (TableKind.WEEK, TableKind.UNTIS_LESSONS, TableKind.UNTIS_CHOICES):
            continue
        columns = assign(headings, kind, learnt)
        have = {column.field: column.confidence for column in columns if column.field}
        if not _satisfied(kind, have):
            continue
        weight = sum(score * WEIGHTS.get(field, 1.0) for field, score in have.items())
        bonus = 1.5 if any(word in key(titles) for word in _TITLE_WORDS.get(kind, ())) else 0.0
        candidate = Guess(kind, weight + bonus, columns)
        if best is None or candidate.score > best.score:
            best = candidate
    return best


def _satisfied(kind: TableKind, have: Mapping[Field, float]) -> bool:
    """Tell whether each needed group has a column of its own."""
    return _each_has_one(NEEDED[kind], frozenset(have))


def _each_has_one(groups: Sequence[frozenset[Field]], free: frozenset[Field]) -> bool:
    return not groups or any(_each_has_one(groups[1:], free - {field}) for field in groups[0] & free)
