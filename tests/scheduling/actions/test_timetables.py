from datetime import UTC, datetime, time

import pytest

from tandem.core.models import AuditEvent
from tandem.scheduling.actions import timetables
from tandem.scheduling.actions.timetables import Hour, Stretch, TimetableNotPossible
from tandem.scheduling.enums import Wish
from tandem.scheduling.models import BellSchedule, ClassWish, Period
from tests.factories.people import SchoolClassFactory, SiteFactory, UserFactory
from tests.factories.scheduling import BellScheduleFactory, PeriodFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
FIRST = Stretch(0, time(8, 30), time(9, 20))
SECOND = Stretch(0, time(9, 20), time(10, 10))
TUESDAY = Stretch(1, time(8, 30), time(9, 20))
LATE = Stretch(0, time(15, 45), time(16, 45))


def test_painting_replaces_the_whole_week():
    school_class, by = SchoolClassFactory(), UserFactory()
    timetables.paint_class(school_class=school_class, wishes={FIRST: Wish.NEVER, TUESDAY: Wish.MAY}, by=by, at=AT)

    timetables.paint_class(school_class=school_class, wishes={FIRST: Wish.MAY, SECOND: Wish.RATHER_NOT}, by=by, at=AT)

    painted = ClassWish.objects.order_by("day", "starts").values_list("day", "starts", "ends", "wish")
    assert list(painted) == [
        (0, time(8, 30), time(9, 20), Wish.MAY),
        (0, time(9, 20), time(10, 10), Wish.RATHER_NOT),
    ]
    assert [event.facts for event in AuditEvent.objects.filter(action="class.painted").order_by("id")] == [
        {"never": 1, "rather_not": 0, "may": 1},
        {"never": 0, "rather_not": 1, "may": 1},
    ]


def test_painting_leaves_other_classes_alone():
    painted, other, by = SchoolClassFactory(), SchoolClassFactory(), UserFactory()
    timetables.paint_class(school_class=other, wishes={FIRST: Wish.NEVER}, by=by, at=AT)

    timetables.paint_class(school_class=painted, wishes={}, by=by, at=AT)

    assert list(ClassWish.objects.values_list("school_class", flat=True)) == [other.pk]


def test_painting_two_stretches_over_one_moment_is_refused_whole():
    school_class = SchoolClassFactory()
    overlap = Stretch(0, time(9, 0), time(10, 0))

    with pytest.raises(TimetableNotPossible):
        timetables.paint_class(
            school_class=school_class, wishes={FIRST: Wish.MAY, overlap: Wish.MAY}, by=UserFactory(), at=AT
        )

    assert not ClassWish.objects.exists()


@pytest.mark.parametrize(
    ("day", "starts", "ends"), [(7, time(8), time(9)), (0, time(9), time(9)), (-1, time(8), time(9))]
)
def test_stretch_lies_on_a_day_and_lasts(day, starts, ends):
    with pytest.raises(TimetableNotPossible):
        Stretch(day, starts, ends)


def test_bell_schedule_numbers_the_hours_of_each_day_in_order():
    site = SiteFactory()

    timetables.set_bell_schedule(
        site=site,
        name="bovenbouw",
        hours=[Hour(LATE, after_school=True), Hour(SECOND), Hour(TUESDAY), Hour(FIRST)],
        by=UserFactory(),
        at=AT,
    )

    periods = Period.objects.order_by("day", "number").values_list("day", "number", "starts", "after_school")
    assert list(periods) == [
        (0, 1, time(8, 30), False),
        (0, 2, time(9, 20), False),
        (0, 3, time(15, 45), True),
        (1, 1, time(8, 30), False),
    ]


def test_site_has_several_bell_schedules_each_with_its_own_hours():
    upper = PeriodFactory(bell_schedule__name="bovenbouw").bell_schedule
    lower = timetables.set_bell_schedule(
        site=upper.site, name="onderbouw", hours=[Hour(TUESDAY)], by=UserFactory(), at=AT
    )

    timetables.set_bell_schedule(
        site=upper.site, name="onderbouw", hours=[Hour(FIRST)], by=UserFactory(), at=AT, bell_schedule=lower
    )

    assert list(upper.site.bell_schedules.order_by("name")) == [upper, lower]
    assert list(lower.periods.values_list("day", flat=True)) == [0]
    assert upper.periods.count() == 1


@pytest.mark.parametrize("hours", [[], [Hour(FIRST), Hour(Stretch(0, time(9, 0), time(9, 30)))]])
def test_bell_schedule_without_hours_or_with_overlapping_ones_is_refused(hours):
    with pytest.raises(TimetableNotPossible):
        timetables.set_bell_schedule(site=SiteFactory(), name="gewoon", hours=hours, by=UserFactory(), at=AT)

    assert not BellSchedule.objects.exists()


def test_second_bell_schedule_of_one_name_is_refused():
    first = BellScheduleFactory(name="gewoon")

    with pytest.raises(TimetableNotPossible):
        timetables.set_bell_schedule(site=first.site, name="Gewoon", hours=[Hour(FIRST)], by=UserFactory(), at=AT)


def test_removing_a_bell_schedule_leaves_what_was_painted():
    school_class, by = SchoolClassFactory(), UserFactory()
    bell_schedule = BellScheduleFactory(site=school_class.site)
    timetables.paint_class(school_class=school_class, wishes={FIRST: Wish.NEVER}, by=by, at=AT)

    timetables.remove_bell_schedule(bell_schedule=bell_schedule, by=by, at=AT)

    assert (BellSchedule.objects.count(), ClassWish.objects.count()) == (0, 1)
