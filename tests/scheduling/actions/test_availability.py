"""What a tutor said counts from one day to another, and the latest word counts."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.core.fetching import Fetcher, FetchNotPossible
from tandem.core.models import AuditEvent, OutboxMessage
from tandem.people.models import User
from tandem.scheduling.actions.availability import (
    AvailabilityNotPossible,
    forget_calendar,
    keep_calendar,
    paint_availability,
    renew_from_calendar,
    take_over_calendar,
)
from tandem.scheduling.calendar_tasks import read_all_calendars, read_calendar
from tandem.scheduling.freebusy import Bounds, Stretch
from tandem.scheduling.models import Availability, TutorCalendar
from tests.factories.people import TutorFactory, UserFactory
from tests.scheduling.test_freebusy import WEEKLY, calendar

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)
MORNING, EVENING = Stretch(0, 540, 720), Stretch(3, 960, 1080)
MONDAYS = Bounds(days=(0,))


@pytest.fixture
def tutor():
    return TutorFactory()


@pytest.fixture
def user(tutor) -> User:
    return UserFactory(person=tutor.person)


def rows(tutor):
    return sorted(
        (row.from_date, row.to_date, row.day, row.starts, row.ends, row.source)
        for row in Availability.objects.filter(tutor=tutor)
    )


def test_painted_hours_hold_from_a_day(tutor, user):
    paint_availability(tutor=tutor, stretches=[EVENING, MORNING], from_date=date(2026, 9, 7), by=user, at=NOW)

    assert rows(tutor) == [
        (date(2026, 9, 7), None, 0, time(9), time(12), "painted"),
        (date(2026, 9, 7), None, 3, time(16), time(18), "painted"),
    ]
    assert AuditEvent.objects.get().facts == {"stretches": 2}


def test_a_block_in_between_leaves_what_was_before_and_after(tutor, user):
    paint_availability(tutor=tutor, stretches=[MORNING], from_date=date(2026, 9, 7), by=user, at=NOW)

    paint_availability(
        tutor=tutor,
        stretches=[EVENING],
        from_date=date(2026, 11, 9),
        to_date=date(2026, 12, 18),
        by=user,
        at=NOW,
    )

    assert [(first, last, day) for first, last, day, *_ in rows(tutor)] == [
        (date(2026, 9, 7), date(2026, 11, 8), 0),
        (date(2026, 11, 9), date(2026, 12, 18), 3),
        (date(2026, 12, 19), None, 0),
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 20)), st.integers(0, 4)), max_size=5
    )
)
def test_on_each_day_the_latest_word_counts(tutor, user, words):
    Availability.objects.filter(tutor=tutor).delete()
    start = date(2026, 9, 1)
    expected: dict[int, int] = {}

    for first, lasts, weekday in words:
        from_date = start + timedelta(days=first)
        to_date = None if lasts is None else from_date + timedelta(days=lasts)
        paint_availability(
            tutor=tutor, stretches=[Stretch(weekday, 540, 600)], from_date=from_date, to_date=to_date, by=user, at=NOW
        )
        for day in range(first, 60 if lasts is None else first + lasts + 1):
            expected[day] = weekday

    for day in range(60):
        on = start + timedelta(days=day)
        found = [
            row.day
            for row in Availability.objects.filter(tutor=tutor)
            if row.from_date <= on and (row.to_date is None or row.to_date >= on)
        ]
        assert found == ([expected[day]] if day in expected else [])


def test_a_period_that_ends_before_it_begins_is_refused(tutor, user):
    with pytest.raises(AvailabilityNotPossible, match="laatste dag ligt voor de eerste"):
        paint_availability(
            tutor=tutor,
            stretches=[],
            from_date=date(2026, 9, 7),
            to_date=date(2026, 9, 6),
            by=user,
            at=NOW,
        )


def test_a_file_is_kept_as_free_stretches_only(tutor, user):
    take_over_calendar(
        tutor=tutor,
        content=calendar(WEEKLY + "\r\nSUMMARY:Bij de psycholoog\r\nLOCATION:Gent"),
        bounds=MONDAYS,
        travel_minutes=30,
        from_date=date(2026, 9, 7),
        to_date=date(2026, 12, 18),
        by=user,
        at=NOW,
    )

    assert rows(tutor) == [
        (date(2026, 9, 7), date(2026, 12, 18), 0, time(8), time(9, 30), "calendar"),
        (date(2026, 9, 7), date(2026, 12, 18), 0, time(12, 30), time(18), "calendar"),
    ]
    kept = repr([TutorCalendar.objects.values(), AuditEvent.objects.values(), OutboxMessage.objects.values()])
    assert ("psycholoog" in kept, "Gent" in kept) == (False, False)


def test_a_calendar_replaces_what_was_painted_and_painting_puts_it_aside(tutor, user):
    given = {"bounds": MONDAYS, "travel_minutes": 0, "by": user, "at": NOW}
    paint_availability(tutor=tutor, stretches=[EVENING], from_date=date(2026, 9, 7), by=user, at=NOW)
    kept = keep_calendar(tutor=tutor, address="webcal://agenda.voorbeeld.test/a.ics", **given)
    renew_from_calendar(calendar=kept, content=calendar(WEEKLY), at=NOW)
    from_calendar = {row[-1] for row in rows(tutor)}

    paint_availability(tutor=tutor, stretches=[MORNING], from_date=date(2026, 9, 7), by=user, at=NOW)

    kept.refresh_from_db()
    assert (from_calendar, {row[-1] for row in rows(tutor)}, kept.address) == ({"calendar"}, {"painted"}, "")


def test_an_address_is_kept_as_https_and_read_from_the_outbox(tutor, user):
    kept = keep_calendar(
        tutor=tutor,
        address=" webcal://agenda.voorbeeld.test/a.ics?k=1 ",
        bounds=MONDAYS,
        travel_minutes=20,
        by=user,
        at=NOW,
    )

    assert kept.address == "https://agenda.voorbeeld.test/a.ics?k=1"
    assert list(OutboxMessage.objects.values_list("kind", "payload")) == [
        ("scheduling.read_calendar", {"calendar": str(kept.pk)})
    ]


@pytest.mark.parametrize("address", ["http://agenda.voorbeeld.test/", "agenda", "file:///etc/passwd", ""])
def test_an_address_that_is_none_is_refused(tutor, user, address):
    with pytest.raises(AvailabilityNotPossible, match="begint met https"):
        keep_calendar(tutor=tutor, address=address, bounds=MONDAYS, travel_minutes=0, by=user, at=NOW)


@pytest.mark.parametrize(
    ("bounds", "travel", "sentence"),
    [
        (Bounds(days=()), 0, "minstens één dag"),
        (Bounds(earliest=600, latest=600), 0, "minstens één dag"),
        (MONDAYS, 181, "van 0 tot 180"),
    ],
)
def test_margins_that_cannot_be_are_refused(tutor, user, bounds, travel, sentence):
    with pytest.raises(AvailabilityNotPossible, match=sentence):
        keep_calendar(
            tutor=tutor, address="https://a.voorbeeld.test/", bounds=bounds, travel_minutes=travel, by=user, at=NOW
        )


@pytest.fixture
def kept(tutor, user) -> TutorCalendar:
    return keep_calendar(
        tutor=tutor, address="https://agenda.voorbeeld.test/a", bounds=MONDAYS, travel_minutes=0, by=user, at=NOW
    )


class Answers(Fetcher):
    """A fetcher for which the internet is one file, or is out of reach."""

    def __init__(self, content: bytes | None) -> None:
        object.__setattr__(self, "content", content)

    def fetch(self, address: str) -> bytes:
        if self.content is None:
            raise FetchNotPossible("Dit adres antwoordt niet.")
        return self.content


def test_reading_twice_the_same_changes_nothing(tutor, kept):
    read_calendar(kept.pk, now=lambda: NOW, fetcher=Answers(calendar(WEEKLY)))
    first = rows(tutor)

    read_calendar(kept.pk, now=lambda: NOW + timedelta(days=1), fetcher=Answers(calendar(WEEKLY)))

    kept.refresh_from_db()
    assert (rows(tutor), kept.read_at) == (first, NOW + timedelta(days=1))
    assert AuditEvent.objects.filter(action="calendar.read").count() == 1


def test_a_new_timetable_holds_from_the_day_it_is_read(tutor, kept):
    read_calendar(kept.pk, now=lambda: NOW, fetcher=Answers(calendar(WEEKLY)))

    read_calendar(kept.pk, now=lambda: NOW + timedelta(days=7), fetcher=Answers(calendar()))

    assert rows(tutor) == [
        (date(2026, 9, 7), date(2026, 9, 13), 0, time(8), time(10), "calendar"),
        (date(2026, 9, 7), date(2026, 9, 13), 0, time(12), time(18), "calendar"),
        (date(2026, 9, 14), None, 0, time(8), time(18), "calendar"),
    ]


@pytest.mark.parametrize("content", [None, b"<html>", b"BEGIN:VCALENDAR" + b"x" * 3_000_000])
def test_what_cannot_be_read_is_told_and_what_was_known_stays(tutor, kept, content):
    read_calendar(kept.pk, now=lambda: NOW, fetcher=Answers(calendar(WEEKLY)))
    known = rows(tutor)

    read_calendar(kept.pk, now=lambda: NOW + timedelta(days=1), fetcher=Answers(content))

    kept.refresh_from_db()
    assert (rows(tutor) == known, kept.problem != "") == (True, True)


def test_all_calendars_with_an_address_are_read_again(tutor, user, kept):
    assert read_all_calendars(now=lambda: NOW, fetcher=Answers(calendar(WEEKLY))) == 1

    forget_calendar(tutor=tutor, by=user, at=NOW)

    assert read_all_calendars(now=lambda: NOW, fetcher=Answers(calendar(WEEKLY))) == 0
    assert len(rows(tutor)) == 2
