from datetime import UTC, date, datetime

import pytest

from tandem.logbook.actions import FrameNotPossible, repeat_frame, set_frame
from tandem.logbook.models import Frame
from tests.factories.people import SchoolClassFactory, teacher_of

NOW = datetime(2026, 9, 7, 7, tzinfo=UTC)


@pytest.mark.django_db
def test_a_later_word_replaces_the_earlier():
    school_class = SchoolClassFactory()
    teacher = teacher_of(school_class)

    for topic in ("breuken", " procenten "):
        set_frame(school_class=school_class, week=date(2026, 9, 7), topic=topic, goal="snappen", by=teacher, at=NOW)

    assert list(Frame.objects.values_list("week_date", "topic", "goal")) == [(date(2026, 9, 7), "procenten", "snappen")]


@pytest.mark.django_db
def test_as_last_week_takes_the_last_week_that_has_a_frame():
    school_class = SchoolClassFactory()
    teacher = teacher_of(school_class)
    set_frame(school_class=school_class, week=date(2026, 10, 19), topic="breuken", by=teacher, at=NOW)

    frame = repeat_frame(school_class=school_class, week=date(2026, 11, 9), by=teacher, at=NOW)

    assert (frame.week_date, frame.topic) == (date(2026, 11, 9), "breuken")


@pytest.mark.django_db
def test_a_frame_that_says_nothing_is_refused():
    school_class = SchoolClassFactory()
    teacher = teacher_of(school_class)

    with pytest.raises(FrameNotPossible, match="begint op maandag"):
        set_frame(school_class=school_class, week=date(2026, 9, 8), topic="breuken", by=teacher, at=NOW)
    with pytest.raises(FrameNotPossible, match="Schrijf waar de klas aan werkt"):
        set_frame(school_class=school_class, week=date(2026, 9, 7), topic=" ", by=teacher, at=NOW)
    with pytest.raises(FrameNotPossible, match="nog geen kader"):
        repeat_frame(school_class=school_class, week=date(2026, 9, 7), by=teacher, at=NOW)
