"""Invented weeks of invented classes."""

import random
from dataclasses import dataclass, field
from datetime import date, time

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.people.enums import Stage
from tandem.people.models import Person, SchoolClass
from tandem.scheduling.enums import Wish
from tandem.scheduling.models import BellSchedule, ClassWish, Lesson, Period

PRIMARY = [
    "rekenen",
    "taal",
    "lezen",
    "spelling",
    "wereldoriëntatie",
    "gym",
    "muziek",
    "tekenen",
    "Engels",
    "verkeer",
    "techniek",
    "weekafsluiting",
]
SECONDARY = [
    "Nederlands",
    "wiskunde",
    "Engels",
    "aardrijkskunde",
    "geschiedenis",
    "gym",
    "biologie",
    "muziek",
    "tekenen",
    "techniek",
    "Frans",
    "mentorles",
]
WEIGHTS = (16, 16, 10, 10, 8, 8, 8, 6, 6, 5, 4, 3)
HOURS = [(510 + 50 * p + (20 if p >= 2 else 0) + (30 if p >= 4 else 0), 50) for p in range(8)]


@dataclass
class Week:
    """The moments of a class's week."""

    moments: list[tuple[int, time, time]] = field(default_factory=list)


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def add_timetable(rnd: random.Random, school_class: SchoolClass, teacher: Person, school_year: int) -> Week:
    """Give a class its lessons, and paint what its teacher says of them."""
    subjects = SECONDARY if school_class.site.stage == Stage.SECONDARY else PRIMARY
    schedule, made = BellSchedule.objects.get_or_create(site=school_class.site, name="gewoon rooster")
    if made:
        Period.objects.bulk_create(_periods(schedule))
    week, lessons, wishes = Week(), [], []
    for day in range(5):
        for number, (start, length) in enumerate(HOURS[: 4 if day == 2 else 8]):
            starts, ends = clock(start), clock(start + length)
            week.moments.append((day, starts, ends))
            if number == 7:
                continue
            subject = rnd.choices(subjects, WEIGHTS)[0]
            lessons.append(
                Lesson(
                    site=school_class.site,
                    school_class=school_class,
                    subject=subject,
                    teacher=teacher,
                    day=day,
                    starts=starts,
                    ends=ends,
                    from_date=date(school_year, 9, 1),
                )
            )
            wish = rnd.choices((None, Wish.RATHER_NOT, Wish.NEVER), (70, 18, 12))[0]
            if wish and subject not in subjects[:2]:
                wishes.append(ClassWish(school_class=school_class, day=day, starts=starts, ends=ends, wish=wish))
    Lesson.objects.bulk_create(lessons)
    ClassWish.objects.bulk_create(wishes)
    return week


def _periods(schedule: BellSchedule) -> list[Period]:
    return [
        Period(
            bell_schedule=schedule,
            day=day,
            number=number + 1,
            starts=clock(start),
            ends=clock(start + length),
            after_school=number == 7,
        )
        for day in range(5)
        for number, (start, length) in enumerate(HOURS[: 4 if day == 2 else 8])
    ]
