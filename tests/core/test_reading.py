"""What is asked again while one page is read is found once."""

from datetime import date
from uuid import uuid4

from tandem.core.isolation import Purpose, acting_for
from tandem.core.reading import once_per_page, reading

ASKED: list[str] = []


@once_per_page
def find(what: str, *, times: int = 1) -> str:
    ASKED.append(what)
    return what * times


def test_it_is_found_once_while_a_page_is_read_and_each_time_anywhere_else():
    ASKED.clear()

    with reading():
        inside = [find("a"), find("a"), find("a", times=2), find("b")]
    outside = [find("a"), find("a")]
    with reading():
        find("a")

    assert (inside, outside) == (["a", "a", "aa", "b"], ["a", "a"])
    assert ASKED == ["a", "a", "b", "a", "a", "a"]


def test_whoever_else_acts_finds_it_anew():
    ASKED.clear()

    with reading():
        find("a")
        with acting_for(uuid4(), purpose=Purpose.PAGE, on=date(2026, 9, 10)):
            find("a")
        find("a")

    assert ASKED == ["a", "a"]
