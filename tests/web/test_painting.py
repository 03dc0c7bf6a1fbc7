from tandem.web.painting import AVAILABILITY, PaintForm, PaintRow

ROWS = (PaintRow("1", 510, 560, "1e uur"), PaintRow("2", 560, 610))


def form(data: dict[str, str] | None = None, **options: object) -> PaintForm:
    return PaintForm(data, rows=ROWS, days=(0, 1), **options)


def test_a_painted_week_is_read_back_by_day_and_hour():
    painted = form({"cell-0-1": "good", "cell-1-1": "never", "cell-0-2": "rather_not", "cell-1-2": "good"})

    assert painted.is_valid()
    assert painted.painted == {(0, "1"): "good", (1, "1"): "never", (0, "2"): "rather_not", (1, "2"): "good"}


def test_a_value_that_no_brush_paints_is_refused():
    painted = form({"cell-0-1": "always", "cell-1-1": "never", "cell-0-2": "good", "cell-1-2": "good"})

    assert list(painted.errors) == ["cell-0-1"]


def test_a_missing_cell_is_refused():
    assert list(form({"cell-0-1": "good"}).errors) == ["cell-1-1", "cell-0-2", "cell-1-2"]


def test_closed_hours_ask_nothing_and_take_nothing():
    painted = form({"cell-0-1": "good", "cell-1-1": "never", "cell-0-2": "good"}, closed=frozenset({(0, "1")}))

    assert list(painted.fields) == ["cell-1-1", "cell-0-2", "cell-1-2"]
    assert [[cell.field is None for cell in cells] for _, cells in painted.lines] == [[True, False], [False, False]]


def test_a_cell_starts_with_what_was_painted_before_else_the_first_brush():
    painted = form(painted={(0, "2"): "busy"}, brushes=AVAILABILITY)

    assert [[cell.brush.value for cell in cells] for _, cells in painted.lines] == [["free", "free"], ["busy", "free"]]


def test_every_cell_says_which_day_and_hour_it_is():
    assert [str(field.label) for field in form().fields.values()] == [
        "maandag, 1e uur, 8:30–9:20",
        "dinsdag, 1e uur, 8:30–9:20",
        "maandag, 9:20–10:10",
        "dinsdag, 9:20–10:10",
    ]
