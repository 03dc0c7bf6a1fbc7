"""Drawings of figures: the same input gives the same SVG, each with a title, a description and a table twin."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

Words = str | Promise

INK, SOFT, LINE, TRACK = "#20302d", "#4d5d59", "#e4dccd", "#efe8da"
GREEN, SUN, SKY, CLAY = "#1b5e50", "#f0b44c", "#1f5680", "#c4714f"
SERIES = (GREEN, SUN, SKY, CLAY)
# From "not at all" to "very much": two clays, paper, two greens; told apart without red against green.
OPINIONS = ("#b4532f", "#e6b59c", "#d9d2c3", "#8fc3b1", "#1b5e50")
FONT = "Atkinson Hyperlegible Next, Noto Sans, Noto Sans Arabic, sans-serif"
WIDTH = 640
LABELS = 170
ROW = 34


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the same figures in words and in a table."""

    title: str
    description: str
    svg: SafeString
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> SafeString:
        head = format_html_join("", '<th scope="col">{}</th>', ((each,) for each in self.headings))
        body = format_html_join(
            "",
            '<tr><th scope="row">{}</th>{}</tr>',
            (
                (row[0], format_html_join("", '<td class="number">{}</td>', ((v,) for v in row[1:])))
                for row in self.rows
            ),
        )
        return format_html(
            '<table class="table"><caption class="visually-hidden">{}</caption><thead><tr>{}</tr></thead>'
            "<tbody>{}</tbody></table>",
            self.title,
            head,
            body,
        )


@dataclass(frozen=True, slots=True)
class Bar:
    label: Words
    value: float
    of: float | None = None  # what was planned or possible: drawn as the track behind the bar
    note: Words = ""  # stands in the drawing instead of the value, such as "20 van 24"


@dataclass(frozen=True, slots=True)
class Line:
    label: Words
    values: Sequence[float | None]  # None where nothing was measured: the line is interrupted


@dataclass(frozen=True, slots=True)
class Opinions:
    """How many chose each answer, from the least to the most agreeing; an odd number has a middle."""

    label: Words
    counts: Sequence[int]


def bars(title: Words, bars: Sequence[Bar], *, unit: Words = "", value_label: Words = "") -> Chart:
    """Draw a bar for each value; with `of`, how much of what was possible it is: dosage and progress."""
    most = max([1e-9, *(bar.value for bar in bars), *(bar.of or 0 for bar in bars)])
    room = WIDTH - LABELS - 90
    parts = []
    for index, bar in enumerate(bars):
        top = index * ROW + 8
        if bar.of is not None:
            parts.append(_rect(LABELS, top, room * bar.of / most, 18, TRACK, stroke=LINE))
        parts.append(_rect(LABELS, top, room * max(0.0, bar.value) / most, 18, GREEN))
        reach = room * max(bar.value, bar.of or 0) / most
        parts.append(_text(LABELS - 8, top + 14, bar.label, anchor="end"))
        parts.append(_text(LABELS + reach + 8, top + 14, bar.note or f"{number(bar.value)} {unit}".strip(), weight=700))
    rows = [(str(bar.label), number(bar.value), *([number(bar.of or 0)] if _any_of(bars) else [])) for bar in bars]
    headings = ["", str(value_label or unit or gettext("aantal")), *([gettext("gepland")] if _any_of(bars) else [])]
    return _chart(title, rows, headings, parts, len(bars) * ROW + 8)


def _any_of(bars: Sequence[Bar]) -> bool:
    return any(bar.of is not None for bar in bars)


def lines(title: Words, moments: Sequence[Words], series: Sequence[Line], *, unit: Words = "") -> Chart:
    """Draw growth over moments: a line and its points for each series, named at its end."""
    values = [value for line in series for value in line.values if value is not None]
    low, high = min([0.0, *values]), nice_top(max([1.0, *values]))
    left, top, height = 44, 12, 190
    room = WIDTH - left - 120
    step = room / max(1, len(moments) - 1)

    def place(index: int, value: float) -> tuple[float, float]:
        return left + index * step, top + height * (1 - (value - low) / (high - low))

    parts = []
    for tick in range(5):
        value = low + (high - low) * tick / 4
        y = place(0, value)[1]
        parts.append(f'<path d="M{left} {_n(y)}H{_n(left + room)}" stroke="{LINE}"/>')
        parts.append(_text(left - 6, y + 4, number(value), anchor="end", colour=SOFT, size=12))
    for index, moment in enumerate(moments):
        parts.append(_text(left + index * step, top + height + 20, moment, anchor="middle", colour=SOFT, size=12))
    ends: list[float] = []
    for order, line in enumerate(series):
        colour = SERIES[order % len(SERIES)]
        points = [(index, value) for index, value in enumerate(line.values) if value is not None]
        parts.append(_path([None if v is None else place(i, v) for i, v in enumerate(line.values)], colour))
        parts += [_point(*place(index, value), colour, order) for index, value in points]
        if points:
            y = _free(place(*points[-1])[1], ends)
            ends.append(y)
            parts.append(_text(place(*points[-1])[0] + 10, y + 4, line.label, colour=INK, weight=700))
    rows = [
        (str(moment), *("–" if (v := line.values[i]) is None else number(v) for line in series))
        for i, moment in enumerate(moments)
    ]
    return _chart(title, rows, [str(unit), *(str(line.label) for line in series)], parts, top + height + 32)


def diverging(title: Words, answers: Sequence[Words], opinions: Sequence[Opinions]) -> Chart:
    """Draw opinions around a middle: disagreement to the left, agreement to the right."""
    room = WIDTH - LABELS - 20
    shades = _shades(len(answers))
    widest = max([1e-9, *(_half(each.counts, side) for each in opinions for side in (-1, 1))])
    middle = LABELS + room / 2
    parts = []
    for row, each in enumerate(opinions):
        total = sum(each.counts) or 1
        x = middle - _half(each.counts, -1) / widest * room / 2
        parts.append(f'<path d="M{_n(middle)} {row * ROW - 6}v14m0 20v8" stroke="{INK}"/>')
        parts.append(_text(LABELS - 8, row * ROW + 22, each.label, anchor="end"))
        for count, shade in zip(each.counts, shades, strict=True):
            width = count / total / widest * room / 2
            parts.append(_rect(x, row * ROW + 8, width, 20, shade))
            if width > 24:
                colour = "#ffffff" if shade in (OPINIONS[0], OPINIONS[-1]) else INK
                parts.append(_text(x + width / 2, row * ROW + 22, str(count), anchor="middle", size=12, colour=colour))
            x += width
    bottom = len(opinions) * ROW + 8
    parts += _legend(answers, shades, bottom + 8)
    rows = [(str(each.label), *(str(count) for count in each.counts)) for each in opinions]
    return _chart(title, rows, ["", *(str(answer) for answer in answers)], parts, bottom + 34)


def _half(counts: Sequence[int], side: int) -> float:
    """Return the share on one side of the middle; a middle answer counts half on each."""
    total, half = sum(counts) or 1, len(counts) // 2
    chosen = counts[:half] if side < 0 else counts[-half:]
    neutral = counts[half] / 2 if len(counts) % 2 else 0
    return (sum(chosen) + neutral) / total


def _shades(number_of_answers: int) -> tuple[str, ...]:
    known = {
        2: (OPINIONS[0], OPINIONS[4]),
        3: (OPINIONS[0], OPINIONS[2], OPINIONS[4]),
        4: (OPINIONS[0], OPINIONS[1], OPINIONS[3], OPINIONS[4]),
        5: OPINIONS,
    }
    if number_of_answers not in known:
        raise ValueError(f"Opinions are drawn with two to five answers, not {number_of_answers}.")
    return known[number_of_answers]


def _legend(answers: Sequence[Words], shades: Sequence[str], top: float) -> list[str]:
    step = WIDTH / len(answers)
    parts = []
    for index, (answer, shade) in enumerate(zip(answers, shades, strict=True)):
        parts.append(_rect(index * step + 4, top + 4, 14, 14, shade))
        parts.append(_text(index * step + 24, top + 16, answer, size=12))
    return parts


def number(value: float) -> str:
    """Write a figure with at most one decimal, as the reader's language does."""
    rounded = round(value, 1)
    return number_format(rounded, decimal_pos=0 if rounded == int(rounded) else 1)


def nice_top(value: float) -> float:
    """Return the round number a scale ends at."""
    size = 1.0
    while size * 10 < value:
        size *= 10
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= value)


def _chart(
    title: Words, rows: Sequence[tuple[str, ...]], headings: Sequence[str], parts: Sequence[str], height: float
) -> Chart:
    description = "; ".join(_in_words(row, headings) for row in rows)
    body = "".join(parts)
    key = hashlib.sha256(f"{title}{description}{body}".encode()).hexdigest()[:10]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" role="img" '
        f'aria-labelledby="t{key} d{key}" font-family="{FONT}"><title id="t{key}">{escape(str(title))}</title>'
        f'<desc id="d{key}">{escape(description)}</desc>{body}</svg>'
    )
    return Chart(str(title), description, mark_safe(svg), tuple(headings), tuple(rows))  # noqa: S308 - all text is escaped


def _in_words(row: tuple[str, ...], headings: Sequence[str]) -> str:
    values = ", ".join(f"{heading} {value}".strip() for heading, value in zip(headings[1:], row[1:], strict=True))
    return f"{row[0]}: {values}"


def _n(value: float) -> str:
    """Write a coordinate short and always the same."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _rect(x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "none") -> str:
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(0, width))}" height="{_n(height)}" rx="3" '
        f'fill="{fill}" stroke="{stroke}"/>'
    )


def _text(
    x: float, y: float, words: Words, *, anchor: str = "start", colour: str = INK, size: int = 14, weight: int = 400
) -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{colour}" font-size="{size}" '
        f'font-weight="{weight}">{escape(str(words))}</text>'
    )


def _path(points: Sequence[tuple[float, float] | None], colour: str) -> str:
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            steps.append(f"{pen}{_n(point[0])} {_n(point[1])}")
            pen = "L"
    return f'<path d="{"".join(steps)}" fill="none" stroke="{colour}" stroke-width="3" stroke-linejoin="round"/>'


def _point(x: float, y: float, colour: str, order: int) -> str:
    """Draw a point; each series has its own shape, so that colour is never the only difference."""
    if order % 2:
        return f'<rect x="{_n(x - 4.5)}" y="{_n(y - 4.5)}" width="9" height="9" fill="{colour}" stroke="{INK}"/>'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4.5" fill="{colour}"/>'


def _free(y: float, taken: Sequence[float]) -> float:
    while any(abs(y - other) < 16 for other in taken):
        y += 16
    return y
