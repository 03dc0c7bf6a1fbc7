from datetime import date

import pytest

from tandem.core.weeks import Block, Slot, Week, monday_of, time_of_day, weekdays_of

FIRST, SECOND, THIRD = Slot(510, 560, "1e uur"), Slot(560, 610, "2e uur"), Slot(625, 675, "3e uur")
SLOTS = (FIRST, SECOND, THIRD)


def grid(week: Week) -> list[list[tuple[int, list[str]]]]:
    """Return of each row its cells as (span, titles)."""
    return [[(cell.span, [str(block.title) for block in cell.blocks]) for cell in row.cells] for row in week.rows]


def test_a_block_stands_in_the_slot_where_it_begins():
    week = Week([Block(1, 560, 610, "Noor")], SLOTS, days=(0, 1))

    assert grid(week) == [[(1, []), (1, [])], [(1, []), (1, ["Noor"])], [(1, []), (1, [])]]


def test_a_block_reaches_over_all_slots_it_lasts():
    week = Week([Block(0, 510, 610, "Noor")], SLOTS, days=(0,))

    assert grid(week) == [[(2, ["Noor"])], [], [(1, [])]]


def test_blocks_that_overlap_share_one_cell_in_order():
    blocks = [Block(0, 560, 675, "Sami"), Block(0, 510, 610, "Noor"), Block(0, 560, 610, "Bram")]

    week = Week(blocks, SLOTS, days=(0,))

    assert grid(week) == [[(3, ["Noor", "Bram", "Sami"])], [], []]


def test_a_block_may_begin_inside_a_slot():
    week = Week([Block(0, 530, 555, "Noor")], SLOTS, days=(0,))

    assert grid(week) == [[(1, ["Noor"])], [(1, [])], [(1, [])]]


def test_what_falls_outside_every_slot_gets_a_row_of_its_own():
    week = Week([Block(0, 930, 975, "Noor"), Block(0, 600, 640, "Sami"), Block(0, 612, 640, "Bram")], SLOTS, days=(0,))

    assert week.row_slots == [FIRST, SECOND, Slot(612, 625), THIRD, Slot(930, 975)]


def test_without_slots_the_blocks_themselves_make_the_rows():
    week = Week([Block(0, 510, 560, "Noor"), Block(1, 530, 600, "Sami")], days=(0, 1))

    assert week.row_slots == [Slot(510, 530), Slot(530, 560), Slot(560, 600)]
    assert grid(week) == [[(2, ["Noor"]), (1, [])], [(2, ["Sami"])], [(1, [])]]


def test_a_closed_hour_is_marked_unless_something_happens_then():
    week = Week([Block(0, 560, 610, "Noor")], SLOTS, days=(0,), closed=frozenset({(0, 510), (0, 560)}))

    assert [cell.closed for row in week.rows for cell in row.cells] == [True, False, False]


def test_days_know_their_date_and_which_is_today():
    week = Week([], days=(0, 1), monday=date(2026, 9, 14), today=date(2026, 9, 15))

    assert [(day.heading, day.is_today) for day in week.day_list] == [("Maandag 14/9", False), ("Dinsdag 15/9", True)]


@pytest.mark.parametrize(("day", "starts", "ends"), [(7, 510, 560), (0, 560, 560), (0, 600, 560), (0, 1430, 1500)])
def test_a_block_outside_a_day_is_refused(day: int, starts: int, ends: int):
    with pytest.raises(ValueError, match="within one day"):
        Block(day, starts, ends, "Noor")


def test_small_helpers():
    assert monday_of(date(2026, 9, 20)) == date(2026, 9, 14)
    assert weekdays_of([Block(5, 510, 560, "Noor")]) == [0, 1, 2, 3, 4, 5]
    assert [time_of_day(minutes) for minutes in (0, 510, 1439)] == ["0:00", "8:30", "23:59"]
