import io
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from tandem.core import charts, pdf
from tandem.core.pdf import PaperColumn, Section
from tandem.core.weeks import Block, Slot, Week

AT = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)
COLUMNS = [PaperColumn("Datum"), PaperColumn("Wie"), PaperColumn("Minuten", "number")]


def read(paper: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(paper))


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(paper).pages)


def fonts_of(paper: bytes) -> set[str]:
    return {
        font["/BaseFont"].get_object().split("+")[-1]
        for page in read(paper).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }


def hours(**changes: object) -> bytes:
    values = {
        "title": "Uren van Amina Peeters",
        "columns": COLUMNS,
        "rows": [["14-9-2026", "Noor en Sami", "50"]],
        "total": ["Samen", "", "50"],
        "signatures": ["Tutor", "Coördinator"],
        "at": AT,
    }
    return pdf.hours_sheet(**(values | changes))


def week() -> Week:
    blocks = [
        Block(0, 510, 610, "Noor en Sami", "lokaal 12"),
        Block(2, 510, 560, "Yusuf", kind="proposed", label="voorstel"),
    ]
    slots = [Slot(510, 560, "1e uur"), Slot(560, 610, "2e uur")]
    return Week(blocks, slots, monday=date(2026, 9, 14), closed=frozenset({(2, 560)}))


def test_a_sheet_of_hours_is_tagged_dutch_and_titled():
    catalogue = read(hours()).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "nl"
    assert read(hours()).metadata.title == "Uren van Amina Peeters"


def test_a_sheet_of_hours_has_its_rows_total_and_signatures():
    text = text_of(hours())

    for words in ("14-9-2026", "Noor en Sami", "Samen", "Tutor", "Coördinator"):
        assert words in text


def test_only_our_own_fonts_are_used():
    assert fonts_of(hours()) == {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}


def test_the_same_data_gives_the_same_paper():
    assert hours() == hours()


@pytest.mark.parametrize("hostile", ["#panic()", "$x$", "*vet*", '#read("base.typ")', "]#v(1cm)[", '"; #let x = 1'])
def test_text_is_never_read_as_typst(hostile: str):
    paper = hours(rows=[["14-9-2026", hostile, "50"]])

    assert hostile in text_of(paper)


def test_a_week_on_one_landscape_page():
    paper = pdf.week_sheet(week(), title="Week 38 in Noord", at=AT)

    (page,) = read(paper).pages
    assert page.mediabox.width > page.mediabox.height
    for words in ("Maandag 14/9", "8:30–10:10", "Noor en Sami", "voorstel", "geen les"):
        assert words in page.extract_text()


def test_a_report_holds_tables_and_charts_with_words_for_who_cannot_see_them():
    chart = charts.bars("Gegeven", [charts.Bar("Noor", 20, 24)], unit="sessies")
    section = Section("Per leerling", COLUMNS, [["14-9-2026", "Noor", "20"]], charts=[chart])

    paper = pdf.report([section], title="Dosage", at=AT)

    assert "Per leerling" in text_of(paper)
    assert chart.description in alternatives(paper)


def alternatives(paper: bytes) -> list[str]:
    """Return every text that stands in for a picture."""
    found: list[str] = []
    waiting = [read(paper).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, dict):
            found += [node["/Alt"]] if "/Alt" in node else []
            waiting.append(node.get("/K", ArrayObject()))
        elif isinstance(node, list):
            waiting += node
    return found


def places_of(paper: bytes) -> dict[str, float]:
    """Return how far from the left edge each run of text begins."""
    found: dict[str, float] = {}
    page = read(paper).pages[0]
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: found.setdefault(text.strip(), cm[4] + tm[4]))
    return found


def test_arabic_runs_from_right_to_left_in_its_own_font():
    with translation.override("ar"):
        paper = pdf.report([], title="أهلاً وسهلاً", at=AT, intro=["يلتقي ابنكم بمعلّمته كل يوم اثنين الساعة 8:30."])

    places = places_of(paper)

    assert read(paper).trailer["/Root"]["/Lang"] == "ar"
    assert {font for font in fonts_of(paper) if "Arabic" in font} == {"NotoSansArabic-Regular", "NotoSansArabic-Bold"}
    # Sideways: the first word's first letter stands right of the second word, near the right edge.
    assert places["أ"] > places["وسهل"] > float(read(paper).pages[0].mediabox.width) / 2


def test_ukrainian_is_written_in_the_cyrillic_font():
    with translation.override("uk"):
        paper = pdf.report([], title="Ласкаво просимо", at=AT)

    assert "NotoSans-Bold" in fonts_of(paper)
    assert "Ласкаво просимо" in text_of(paper)
