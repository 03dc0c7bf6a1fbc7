"""Free and busy from the calendars people really have, and from those made to hurt."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.scheduling.freebusy import Bounds, CalendarNotReadable, Stretch, busy_in, weekly_free

ZONE = ZoneInfo("Europe/Brussels")
FIRST, LAST = date(2026, 9, 7), date(2026, 11, 15)
MONDAY_ONLY = Bounds(days=(0,))


def calendar(*events: str) -> bytes:
    body = "\r\n".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260901T000000Z\r\n{event}\r\nEND:VEVENT"
        for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\n{body}\r\nEND:VCALENDAR\r\n".encode()


def lesson(start: str, end: str, more: str = "") -> str:
    return f"DTSTART;TZID=Europe/Brussels:{start}\r\nDTEND;TZID=Europe/Brussels:{end}" + (f"\r\n{more}" if more else "")


def busy(*events: str) -> list[tuple[datetime, datetime]]:
    return busy_in(calendar(*events), first=FIRST, last=LAST, zone=ZONE)


def free(*events: str, travel: int = 0, bounds: Bounds = MONDAY_ONLY) -> list[tuple[int, str, str]]:
    found = weekly_free(busy(*events), first=FIRST, last=LAST, bounds=bounds, travel_minutes=travel)
    return [(s.day, f"{s.starts // 60}:{s.starts % 60:02d}", f"{s.ends // 60}:{s.ends % 60:02d}") for s in found]


WEEKLY = lesson("20260907T100000", "20260907T120000", "RRULE:FREQ=WEEKLY;COUNT=20")


def test_a_weekly_lesson_takes_its_hours_and_the_margin_for_travelling():
    assert free(WEEKLY) == [(0, "8:00", "10:00"), (0, "12:00", "18:00")]
    assert free(WEEKLY, travel=45) == [(0, "8:00", "9:15"), (0, "12:45", "18:00")]


def test_a_lesson_stays_at_its_hour_over_the_change_to_winter_time():
    moments = {(starts.astimezone(ZONE).hour, ends.astimezone(ZONE).hour) for starts, ends in busy(WEEKLY)}

    assert moments == {(10, 12)}


def test_what_happens_once_takes_nothing_from_the_other_weeks():
    assert free(lesson("20260914T100000", "20260914T120000")) == [(0, "8:00", "18:00")]


def test_every_other_week_counts_as_taken():
    assert free(lesson("20260907T100000", "20260907T120000", "RRULE:FREQ=WEEKLY;INTERVAL=2")) == [
        (0, "8:00", "10:00"),
        (0, "12:00", "18:00"),
    ]


@pytest.mark.parametrize("shown_as", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_is_shown_as_free_takes_no_time(shown_as: str):
    assert busy(lesson("20260907T100000", "20260907T120000", shown_as)) == []


def test_whole_days_and_times_in_utc_and_without_a_zone_are_understood():
    found = busy(
        "DTSTART;VALUE=DATE:20260907\r\nDTEND;VALUE=DATE:20260908",
        "DTSTART:20260908T080000Z\r\nDTEND:20260908T090000Z",
        "DTSTART:20260909T080000\r\nDURATION:PT90M",
    )

    assert found == [
        (datetime(2026, 9, 7, tzinfo=ZONE), datetime(2026, 9, 8, tzinfo=ZONE)),
        (datetime(2026, 9, 8, 10, tzinfo=ZONE), datetime(2026, 9, 8, 11, tzinfo=ZONE)),
        (datetime(2026, 9, 9, 8, tzinfo=ZONE), datetime(2026, 9, 9, 9, 30, tzinfo=ZONE)),
    ]


def test_a_lesson_left_out_once_is_not_there_that_once():
    skipped = lesson(
        "20260907T100000", "20260907T120000", "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/Brussels:20260914T100000"
    )

    assert [starts.day for starts, _ in busy(skipped)] == [7, 21]


def test_a_calendar_of_one_week_is_enough():
    one_week = busy_in(calendar(lesson("20260907T100000", "20260907T120000")), first=FIRST, last=FIRST, zone=ZONE)

    found = weekly_free(one_week, first=FIRST, last=FIRST, bounds=MONDAY_ONLY, travel_minutes=0)

    assert found == [Stretch(0, 480, 600), Stretch(0, 720, 1080)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Meld u aan</html>",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:rommel\r\nEND:VEVENT\r\nEND:VCALENDAR",
        b"\x00" * 100,
        b"BEGIN:VCALENDAR" + b"x" * 2_200_000,
    ],
    ids=["nothing", "a page", "cut off", "no date", "zeros", "too big"],
)
def test_what_is_no_calendar_gives_a_sentence_or_nothing(content: bytes):
    found = read(content)

    assert found == "" or found.startswith(("Dit is geen agenda.", "Deze agenda is"))


def read(content: bytes) -> str:
    """Return what a person would be told, or nothing when the file simply holds nothing."""
    try:
        found = busy_in(content, first=FIRST, last=LAST, zone=ZONE)
    except CalendarNotReadable as refusal:
        return str(refusal)
    return " ".join(map(str, found))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3",
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY="
        + ",".join(map(str, range(1, 29)))
        + ";BYSETPOS="
        + ",".join(map(str, range(1, 366))),
    ],
)
def test_a_calendar_made_to_keep_us_busy_is_refused_at_once(rule: str):
    began = time.monotonic()

    with pytest.raises(CalendarNotReadable, match="te veel"):
        busy(*[lesson("20200907T100000", "20200907T100001", f"RRULE:{rule}")] * 20)

    assert time.monotonic() - began < 2


def test_too_many_events_are_refused():
    with pytest.raises(CalendarNotReadable, match="te veel"):
        busy(*["DTSTART:20260907T100000Z"] * 5001)


@given(
    st.lists(st.tuples(st.integers(0, 23 * 60), st.integers(1, 180), st.integers(0, 4)), max_size=6),
    st.integers(0, 120),
)
def test_free_never_touches_what_is_busy_every_week(lessons: list[tuple[int, int, int]], travel: int):
    taken = []
    for minute, lasts, day in lessons:
        for week in range(10):
            at = datetime.combine(date.fromordinal(FIRST.toordinal() + day + 7 * week), datetime.min.time(), ZONE)
            ends = min(minute + lasts, 24 * 60 - 1)
            taken.append(
                (at.replace(hour=minute // 60, minute=minute % 60), at.replace(hour=ends // 60, minute=ends % 60))
            )

    found = weekly_free(taken, first=FIRST, last=LAST, bounds=Bounds(), travel_minutes=travel)

    for stretch in found:
        assert stretch.ends - stretch.starts >= 30
        for minute, lasts, day in lessons:
            ends = min(minute + lasts, 24 * 60 - 1)
            assert day != stretch.day or ends + travel <= stretch.starts or minute - travel >= stretch.ends
