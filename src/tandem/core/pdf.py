"""Paper: our typst templates filled with data, in our own fonts, tagged for screen readers (PDF/UA-1)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

import typst
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from tandem.core.charts import Chart
from tandem.core.weeks import Cell, Week, time_of_day

TEMPLATES = Path(__file__).resolve().parent / "typst"
FONTS = Path(__file__).resolve().parent / "fonts"

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PaperColumn:
    label: Words
    kind: Literal["text", "short", "number"] = "text"  # what is short takes no more room than it needs


class Around(TypedDict, total=False):
    """What stands around the body of any paper: lines under its title, notes at its end, and each page's foot."""

    intro: Sequence[Words]
    notes: Sequence[Words]
    footer: Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, charts, and a table of values already written as people read them."""

    title: Words = ""
    columns: Sequence[PaperColumn] = ()
    rows: Sequence[Sequence[Words]] = ()
    total: Sequence[Words] | None = None
    charts: Sequence[Chart] = ()


def render(template: str, data: Mapping[str, Any], *, at: datetime, language: str | None = None) -> bytes:
    """Return the PDF of a template in `core/typst`; `data` reaches it as JSON, so no text is ever read as typst."""
    values = {**data, "language": (language or get_language() or "nl").split("-")[0]}
    compiler = typst.Compiler(input=TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts())
    paper = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False, default=str)},
        pdf_standards="ua-1",
        timestamp=at.replace(microsecond=0),  # typst knows whole seconds
    )
    assert isinstance(paper, bytes)  # one PDF; only pictures come as a list of pages
    return paper


def _paper(template: str, *, title: Words, at: datetime, around: Around, **body: Any) -> bytes:
    """Return the PDF of a template with its title and what stands around its body."""
    return render(template, {"intro": (), "notes": (), "footer": "", **around, "title": title, **body}, at=at)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def week_sheet(week: Week, *, title: Words, at: datetime, **around: Unpack[Around]) -> bytes:
    """Return one week of a tutor, a site or a class on landscape A4."""
    return _paper(
        "week",
        title=title,
        at=at,
        around=around,
        time_label=gettext("Tijd"),
        closed_label=gettext("geen les"),
        days=[day.name if day.date is None else f"{day.name} {day.date.day}/{day.date.month}" for day in week.day_list],
        rows=[
            {
                "label": row.slot.label,
                "time": f"{time_of_day(row.slot.starts)}–{time_of_day(row.slot.ends)}",
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in week.rows
        ],
    )


def _cell(cell: Cell) -> dict[str, Any]:
    blocks = [
        {
            "time": f"{time_of_day(block.starts)}–{time_of_day(block.ends)}",
            "title": block.title,
            "detail": block.detail,
            "label": block.label,
            "kind": block.kind,
        }
        for block in cell.blocks
    ]
    return {"span": cell.span, "closed": cell.closed, "blocks": blocks}


def hours_sheet(
    *,
    title: Words,
    columns: Sequence[PaperColumn],
    rows: Sequence[Sequence[Words]],
    total: Sequence[Words],
    signatures: Sequence[Words],
    at: datetime,
    **around: Unpack[Around],
) -> bytes:
    """Return a sheet of hours with a line for each who signs."""
    return _paper(
        "hours",
        title=title,
        at=at,
        around=around,
        columns=_columns(columns),
        rows=rows,
        total=total,
        signatures=signatures,
    )


def report(sections: Sequence[Section], *, title: Words, at: datetime, **around: Unpack[Around]) -> bytes:
    """Return a report of tables and charts."""
    parts = [
        {
            "title": section.title,
            "columns": _columns(section.columns),
            "rows": section.rows,
            "total": section.total,
            "charts": [{"svg": chart.svg, "description": chart.description} for chart in section.charts],
        }
        for section in sections
    ]
    return _paper("report", title=title, at=at, around=around, sections=parts)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on paper, what it means, and how many lines there are to write on."""

    title: Words
    help: Words = ""
    lines: int = 1


def form_to_fill_in(questions: Sequence[Question], *, title: Words, at: datetime, **around: Unpack[Around]) -> bytes:
    """Return a form to fill in by hand."""
    return _paper("form", title=title, at=at, around=around, questions=[asdict(question) for question in questions])


def _columns(columns: Sequence[PaperColumn]) -> list[dict[str, Words]]:
    return [{"label": column.label, "kind": column.kind} for column in columns]


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A short paragraph or a few lines under a heading of their own."""

    title: Words
    lines: Sequence[Words]


@dataclass(frozen=True, slots=True)
class LetterCode:
    """A code to type, and the picture that opens the page where it is typed."""

    text: str
    qr: str  # an SVG
    description: Words
    address: str
    lines: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in the language of who it is for; names and numbers in `apart` keep their own direction."""

    language: str
    sender: Sequence[Words]
    to: Sequence[Words]
    date: Words
    title: Words
    greeting: Words
    parts: Sequence[LetterPart]
    code_title: Words
    code: LetterCode
    closing: LetterPart


def letters(letters: Sequence[Letter], *, title: Words, at: datetime) -> bytes:
    """Return letters, each on a page of its own and in its own language."""
    return _paper("letter", title=title, at=at, around={}, letters=[asdict(letter) for letter in letters])


@dataclass(frozen=True, slots=True)
class Card:
    """A card to cut out: who it is for, and a code to scan or to type."""

    name: Words
    under: Words
    code: str
    qr: str  # an SVG
    description: Words
    address: str


def cards(cards: Sequence[Card], *, title: Words, at: datetime) -> bytes:
    """Return cards, eight to a page, to print and cut."""
    return _paper("cards", title=title, at=at, around={}, cards=[asdict(card) for card in cards])


def certificate(
    *,
    title: Words,
    name: Words,
    lines: Sequence[Words],
    learned_title: Words,
    learned: Sequence[Words],
    signature: Words,
    at: datetime,
    **around: Unpack[Around],
) -> bytes:
    """Return a certificate with a line for who signs."""
    return _paper(
        "certificate",
        title=title,
        at=at,
        around=around,
        name=name,
        lines=lines,
        learned_title=learned_title,
        learned=learned,
        signature=signature,
    )


@dataclass(frozen=True, slots=True)
class Poster:
    """A call to hang up: in large words, with a picture that opens the page where people join."""

    call: Words
    words: Sequence[Words]
    wanted_title: Words
    wanted: Sequence[Words]
    join: Words
    qr: str  # an SVG
    description: Words
    address: str
    until: Words
    contact: Words


def poster(poster: Poster, *, title: Words, at: datetime) -> bytes:
    """Return a poster on one A4."""
    return _paper("poster", title=title, at=at, around={}, **asdict(poster))
