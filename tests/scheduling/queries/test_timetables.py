from datetime import date, time

import pytest

from tandem.scheduling.enums import Wish
from tandem.scheduling.models import ClassWish
from tandem.scheduling.queries.timetables import (
    ClassHour,
    bell_schedules_visible_to,
    class_hours,
    classes_with_teachers,
    rooms_visible_to,
    site_hours,
    timetable_date,
)
from tests.factories.people import (
    ClassPlaceFactory,
    SchoolClassFactory,
    SiteFactory,
    UserFactory,
    school_coordinator,
    teacher_of,
)
from tests.factories.scheduling import BellScheduleFactory, LessonFactory, PeriodFactory, RoomFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 10)
H1 = (time(8, 30), time(9, 20))
H2 = (time(9, 20), time(10, 10))
DOUBLE = (time(8, 30), time(10, 10))


def hours(school_class):
    return [(hour.day, hour.starts, hour.ends, hour.subjects) for hour in class_hours(school_class, on=TODAY)]


def bell(site, name="gewoon", *, days=(0,), after_school=()):
    schedule = BellScheduleFactory(site=site, name=name)
    for day in days:
        for number, (starts, ends) in enumerate((H1, H2), start=1):
            PeriodFactory(bell_schedule=schedule, day=day, number=number, starts=starts, ends=ends)
        for number, (starts, ends) in enumerate(after_school, start=3):
            PeriodFactory(bell_schedule=schedule, day=day, number=number, starts=starts, ends=ends, after_school=True)
    return schedule


def test_lessons_without_a_bell_schedule_keep_their_own_times():
    school_class = SchoolClassFactory()
    LessonFactory(school_class=school_class, subject="rekenen", starts=H1[0], ends=H1[1])
    LessonFactory(school_class=school_class, subject="taal", day=1, starts=time(10, 30), ends=time(11))

    assert hours(school_class) == [(0, *H1, ("rekenen",)), (1, time(10, 30), time(11), ("taal",))]


def test_bell_schedule_without_lessons_gives_all_hours_in_school_time():
    school_class = SchoolClassFactory()
    bell(school_class.site, days=(0, 2), after_school=[(time(15, 45), time(16, 45))])

    assert hours(school_class) == [(0, *H1, ()), (0, *H2, ()), (2, *H1, ()), (2, *H2, ())]


def test_double_lesson_is_painted_hour_by_hour_and_hours_without_a_lesson_are_left_out():
    school_class = SchoolClassFactory()
    bell(school_class.site, days=(0, 1, 2))
    LessonFactory(school_class=school_class, subject="rekenen", starts=DOUBLE[0], ends=DOUBLE[1])
    LessonFactory(school_class=school_class, subject="taal", day=1, starts=H2[0], ends=H2[1])

    assert hours(school_class) == [(0, *H1, ("rekenen",)), (0, *H2, ("rekenen",)), (1, *H2, ("taal",))]


def test_of_several_bell_schedules_the_one_the_lessons_follow_is_taken():
    school_class = SchoolClassFactory()
    bell(school_class.site, "a-onderbouw")
    upper = BellScheduleFactory(site=school_class.site, name="b-bovenbouw")
    PeriodFactory(bell_schedule=upper, starts=time(8, 45), ends=time(9, 35))
    LessonFactory(school_class=school_class, subject="taal", starts=time(8, 45), ends=time(9, 35))

    assert hours(school_class) == [(0, time(8, 45), time(9, 35), ("taal",))]


def test_halves_of_a_class_are_cut_into_hours_that_do_not_overlap():
    school_class = SchoolClassFactory()
    LessonFactory(school_class=school_class, subject="muziek", starts=time(9), ends=time(10))
    LessonFactory(school_class=school_class, subject="techniek", starts=time(9, 30), ends=time(10, 30))

    assert hours(school_class) == [
        (0, time(9), time(9, 30), ("muziek",)),
        (0, time(9, 30), time(10), ("muziek", "techniek")),
        (0, time(10), time(10, 30), ("techniek",)),
    ]


def test_cluster_lessons_of_its_pupils_belong_to_the_class():
    place = ClassPlaceFactory()
    cluster = LessonFactory(school_class=None, site=place.school_class.site, subject="wiskunde", by_name=True)
    cluster.pupils.add(place.pupil)
    LessonFactory(school_class=None, site=place.school_class.site, subject="scheikunde", by_name=True)

    assert hours(place.school_class) == [(0, time(8, 30), time(9, 20), ("wiskunde",))]


def test_lessons_of_another_block_or_class_do_not_count():
    school_class = SchoolClassFactory()
    LessonFactory(school_class=school_class, to_date=date(2026, 9, 9))
    LessonFactory(school_class=school_class, from_date=date(2026, 9, 11))
    LessonFactory(site=school_class.site)

    assert hours(school_class) == []


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2026, 8, 20), date(2026, 9, 1)),  # in the holidays: the first day of the next timetable
        (date(2026, 10, 5), date(2026, 10, 5)),
        (date(2027, 7, 15), date(2027, 7, 15)),  # nothing comes any more
    ],
)
def test_timetable_that_counts_is_todays_or_the_next(on, counts):
    school_class = SchoolClassFactory()
    LessonFactory(school_class=school_class, from_date=date(2026, 9, 1), to_date=date(2026, 12, 18))
    LessonFactory(school_class=school_class, from_date=date(2027, 1, 4), to_date=date(2027, 6, 30))

    assert timetable_date(school_class, on=on) == counts


def test_hours_of_a_site_take_all_its_bell_schedules_together():
    site = SiteFactory()
    bell(site, "onderbouw", after_school=[(time(15, 45), time(16, 45))])
    PeriodFactory(bell_schedule=BellScheduleFactory(site=site, name="bovenbouw"), starts=time(9), ends=time(9, 20))

    assert [(hour.starts, hour.ends) for hour in site_hours(site)] == [
        (time(8, 30), time(9)),
        (time(9), time(9, 20)),
        H2,
        (time(15, 45), time(16, 45)),
    ]


def test_what_was_painted_over_other_hours_never_opens():
    school_class = SchoolClassFactory()
    bell(school_class.site)
    ClassWish.objects.create(school_class=school_class, day=0, starts=time(8, 30), ends=time(8, 50), wish=Wish.MAY)
    ClassWish.objects.create(school_class=school_class, day=0, starts=time(8, 50), ends=time(9, 30), wish=Wish.NEVER)

    assert class_hours(school_class, on=TODAY) == [
        ClassHour(0, *H1, wish=Wish.NEVER),
        ClassHour(0, *H2, wish=Wish.NEVER),
    ]


def test_hours_cost_the_same_for_any_number_of_lessons(django_assert_num_queries):
    school_class = SchoolClassFactory()
    bell(school_class.site, days=(0, 1, 2, 3, 4))

    for _ in range(2):
        LessonFactory.create_batch(2, school_class=school_class)
        with django_assert_num_queries(4):
            class_hours(school_class, on=TODAY)


def test_school_coordinator_sees_rooms_and_hours_of_the_own_sites_only():
    mine, other = SiteFactory(), SiteFactory()
    coordinator = school_coordinator(mine.organisation)
    rooms = [RoomFactory(site=mine), RoomFactory(site=other)]
    bells = [BellScheduleFactory(site=mine), BellScheduleFactory(site=other)]

    assert list(rooms_visible_to(coordinator, on=TODAY)) == rooms[:1]
    assert list(bell_schedules_visible_to(coordinator, on=TODAY)) == bells[:1]
    assert list(rooms_visible_to(teacher_of(SchoolClassFactory(site=mine)), on=TODAY)) == []


def test_classes_come_with_their_teachers_and_number_of_pupils():
    school_class = SchoolClassFactory()
    teacher = teacher_of(school_class)
    ClassPlaceFactory(school_class=school_class)
    ClassPlaceFactory(school_class=school_class, to_date=date(2026, 9, 9))
    SchoolClassFactory(site=school_class.site)

    found = classes_with_teachers(teacher, on=TODAY)

    assert [(c, c.pupil_count, c.painted, [t.person for t in c.class_teachers.all()]) for c in found] == [
        (school_class, 1, False, [teacher.person])
    ]
    assert list(classes_with_teachers(UserFactory(), on=TODAY)) == []
