from xml.etree import ElementTree

import pytest

from tandem.core import charts
from tandem.core.charts import Bar, Line, Opinions

SVG = "{http://www.w3.org/2000/svg}"


def drawing(chart: charts.Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 - our own drawing


def dosage() -> charts.Chart:
    return charts.bars("Gegeven van gepland", [Bar("Noor", 20, 24, "20 van 24"), Bar("Sami", 12, 24)], unit="sessies")


def growth() -> charts.Chart:
    return charts.lines("Leestempo", ["sep", "nov", "jan"], [Line("Noor", [40, None, 61.25])], unit="woorden")


def opinions() -> charts.Chart:
    return charts.diverging("Ik kom graag", ["nee", "gaat wel", "ja"], [Opinions("Noord", [1, 2, 5])])


@pytest.mark.parametrize("draw", [dosage, growth, opinions])
def test_the_same_figures_give_the_same_drawing(draw):
    assert draw().svg == draw().svg


@pytest.mark.parametrize("draw", [dosage, growth, opinions])
def test_every_drawing_has_its_title_and_its_figures_in_words(draw):
    chart = draw()

    svg = drawing(chart)

    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert (title.text, description.text) == (chart.title, chart.description)
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert svg.get("role") == "img"


@pytest.mark.parametrize("draw", [dosage, growth, opinions])
def test_no_drawing_brings_a_style_of_its_own(draw):
    assert [element.tag for element in drawing(draw()).iter() if element.get("style")] == []


def test_bars_are_as_long_as_their_values():
    widths = [float(rect.get("width")) for rect in drawing(dosage()).iter(f"{SVG}rect")]

    track, noor, _, sami = widths
    assert (noor / track, sami / track) == pytest.approx((20 / 24, 12 / 24), abs=1e-3)


def test_bars_have_a_table_with_what_was_planned():
    chart = dosage()

    assert (chart.headings, chart.rows) == (("", "sessies", "gepland"), (("Noor", "20", "24"), ("Sami", "12", "24")))
    assert chart.description == "Noor: sessies 20, gepland 24; Sami: sessies 12, gepland 24"


def test_a_line_is_interrupted_where_nothing_was_measured():
    (line,) = [path for path in drawing(growth()).iter(f"{SVG}path") if path.get("fill") == "none"]

    assert line.get("d").count("M") == 2
    assert growth().rows == (("sep", "40"), ("nov", "–"), ("jan", "61,2"))


def test_opinions_hang_around_the_middle():
    rects = [(float(r.get("x")), float(r.get("width"))) for r in drawing(opinions()).iter(f"{SVG}rect")][:3]

    middle = charts.LABELS + (charts.WIDTH - charts.LABELS - 20) / 2
    neutral_x, neutral_width = rects[1]
    assert neutral_x + neutral_width / 2 == pytest.approx(middle, abs=0.02)
    assert [width / rects[0][1] for _, width in rects] == pytest.approx([1, 2, 5], abs=1e-3)


def test_opinions_of_six_answers_are_refused():
    with pytest.raises(ValueError, match="two to five answers"):
        charts.diverging("Te veel", list("abcdef"), [Opinions("Noord", [1, 1, 1, 1, 1, 1])])


def test_words_never_become_markup():
    chart = charts.bars("<b>Kop</b> & zo", [Bar('<script>"x"</script>', 1)])

    assert drawing(chart).find(f"{SVG}title").text == "<b>Kop</b> & zo"
    assert "<script" not in chart.svg + chart.table


@pytest.mark.parametrize(("value", "top"), [(0.5, 1), (1, 1), (9, 10), (41, 50), (61, 80), (100, 100), (101, 200)])
def test_a_scale_ends_at_a_round_number(value: float, top: float):
    assert charts.nice_top(value) == top
