"""A class's week as its teacher knows it: the hours of each day, what is taught then, and what was painted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tandem.core.permissions import Permission
from tandem.people.models import ClassPlace, ClassTeacher, SchoolClass, Site, User
from tandem.people.queries import (
    classes_visible_to,
    current,
    school_year_of,
    schools_visible_to,
    sites_visible_to,
    teaching,
)
from tandem.scheduling.enums import Wish
from tandem.scheduling.models import BellSchedule, ClassWish, Closure, Lesson, Period, Room, Suspension

STRICTEST = (Wish.NEVER, Wish.RATHER_NOT, Wish.MAY)


@dataclass(frozen=True, slots=True)
class ClassHour:
    """One hour of a class's week; `wish` is None where nobody painted yet."""

    day: int
    starts: time
    ends: time
    subjects: tuple[str, ...] = ()
    wish: Wish | None = None


def class_hours(school_class: SchoolClass, *, on: date) -> list[ClassHour]:
    """Return the hours in which a class is taught on a day's timetable, in order.

    The hours are those of the bell schedule that the class's lessons follow most; a lesson outside it, or a class
    without a bell schedule, gets the lesson's own times. Where a day's lessons are known, hours without one are left
    out, so that a free afternoon is free.
    """
    lessons = list(lessons_of_class(school_class, on=on))
    bell = _bell_of(school_class.site, lessons)
    stretches = _stretches([] if bell is None else list(bell.periods.all()), lessons)
    wishes = list(school_class.wishes.all())
    return [
        ClassHour(day, starts, ends, _subjects(lessons, day, starts, ends), _wish(wishes, day, starts, ends))
        for day, starts, ends in stretches
    ]


def timetable_date(school_class: SchoolClass, *, on: date) -> date:
    """Return the day whose timetable counts: this one, or in the holidays the first day of the next timetable."""
    lessons = Lesson.objects.filter(school_class=school_class)
    if lessons.filter(current(on)).exists():
        return on
    coming = lessons.filter(from_date__gt=on).order_by("from_date").values_list("from_date", flat=True).first()
    return coming or on


def lessons_of_class(school_class: SchoolClass, *, on: date) -> QuerySet[Lesson]:
    """Return the weekly lessons of a class on a day, with the cluster lessons its pupils have."""
    places = ClassPlace.objects.filter(current(on), school_class=school_class)
    clusters = Lesson.pupils.through.objects.filter(lesson=OuterRef("pk"), pupil__in=places.values("pupil"))
    return Lesson.objects.filter(
        Q(school_class=school_class) | Q(Exists(clusters), by_name=True), current(on)
    ).order_by("day", "starts", "subject", "pk")


def _bell_of(site: Site, lessons: list[Lesson]) -> BellSchedule | None:
    bells = list(site.bell_schedules.prefetch_related("periods").order_by("name", "pk"))
    begins = {(lesson.day, lesson.starts) for lesson in lessons}
    return max(
        bells,
        # Of two that fit as well, the first by name.
        key=lambda bell: (sum((p.day, p.starts) in begins for p in bell.periods.all()), -bells.index(bell)),
        default=None,
    )


def _stretches(periods: list[Period], lessons: list[Lesson]) -> list[tuple[int, time, time]]:
    in_school = [(period.day, period.starts, period.ends) for period in periods if not period.after_school]
    taught = {lesson.day for lesson in lessons}
    found = {
        (day, starts, ends)
        for day, starts, ends in in_school
        if not lessons or (day in taught and _overlapping(lessons, day, starts, ends))
    }
    outside = [
        lesson
        for lesson in lessons
        if not any(
            day == lesson.day and starts < lesson.ends and lesson.starts < ends for day, starts, ends in in_school
        )
    ]
    return sorted(found | set(_cut(outside)))


def _cut(lessons: Iterable[Lesson]) -> Iterable[tuple[int, time, time]]:
    """Cut lessons that overlap in part, such as those of halves of a class, into hours that do not."""
    lessons = list(lessons)
    for day in {lesson.day for lesson in lessons}:
        edges = sorted({edge for lesson in lessons if lesson.day == day for edge in (lesson.starts, lesson.ends)})
        for starts, ends in pairwise(edges):
            if _overlapping(lessons, day, starts, ends):
                yield day, starts, ends


def _overlapping(lessons: Iterable[Lesson], day: int, starts: time, ends: time) -> list[Lesson]:
    return [lesson for lesson in lessons if lesson.day == day and lesson.starts < ends and starts < lesson.ends]


def _subjects(lessons: list[Lesson], day: int, starts: time, ends: time) -> tuple[str, ...]:
    return tuple(sorted({lesson.subject for lesson in _overlapping(lessons, day, starts, ends)}))


def _wish(wishes: Iterable[ClassWish], day: int, starts: time, ends: time) -> Wish | None:
    """Return the strictest word painted over an hour, so that new hours never open what a teacher closed."""
    painted = {w.wish for w in wishes if w.day == day and w.starts < ends and starts < w.ends}
    return next((wish for wish in STRICTEST if wish in painted), None)


@dataclass(frozen=True, slots=True, order=True)
class SiteHour:
    """An hour that a site knows, whichever bell schedule it comes from."""

    day: int
    starts: time
    ends: time


def site_hours(site: Site) -> list[SiteHour]:
    """Return the hours of all bell schedules of a site without overlaps, after school included."""
    periods = Period.objects.filter(bell_schedule__site=site)
    edges: dict[int, set[time]] = {}
    for period in periods:
        edges.setdefault(period.day, set()).update((period.starts, period.ends))
    return sorted(
        SiteHour(day, starts, ends)
        for day, found in edges.items()
        for starts, ends in pairwise(sorted(found))
        if any(p.day == day and p.starts < ends and starts < p.ends for p in periods)
    )


def classes_with_teachers(user: User, *, on: date) -> QuerySet[SchoolClass]:
    """Return this year's classes somebody may see, with who teaches them and whether their week was painted."""
    return (
        SchoolClass.objects.filter(
            pk__in=classes_visible_to(user, on=on).order_by().values("pk"), school_year__gte=school_year_of(on)
        )
        .select_related("site__organisation")
        .annotate(
            pupil_count=Count("places", filter=Q(places__from_date__lte=on) & ended_later("places", on), distinct=True),
            painted=Exists(ClassWish.objects.filter(school_class=OuterRef("pk"))),
        )
        .prefetch_related(
            Prefetch("class_teachers", ClassTeacher.objects.filter(teaching(on)).select_related("person"))
        )
        .order_by("site__name", "name", "pk")
    )


def ended_later(path: str, on: date) -> Q:
    return Q(**{f"{path}__to_date__isnull": True}) | Q(**{f"{path}__to_date__gte": on})


def rooms_visible_to(user: User, *, on: date) -> QuerySet[Room]:
    """Return the rooms of the sites somebody manages, with when they are taken weekly."""
    return (
        Room.objects.filter(site__in=sites_visible_to(user, on=on, to=Permission.SCHOOL_MANAGE).order_by().values("pk"))
        .select_related("site__organisation")
        .prefetch_related("busy")
        .order_by("site__name", "name", "pk")
    )


def bell_schedules_visible_to(
    user: User, *, on: date, to: Permission = Permission.SCHOOL_READ
) -> QuerySet[BellSchedule]:
    """Return the bell schedules of the sites somebody reads, or manages, with their hours."""
    return (
        BellSchedule.objects.filter(site__in=sites_visible_to(user, on=on, to=to).order_by().values("pk"))
        .select_related("site__organisation")
        .prefetch_related(Prefetch("periods", Period.objects.order_by("day", "starts", "pk")))
        .order_by("site__name", "name", "pk")
    )


def closures_visible_to(user: User, *, on: date) -> QuerySet[Closure]:
    """Return the closures of the schools and sites somebody manages, by day."""
    schools = schools_visible_to(user, on=on, to=Permission.SCHOOL_MANAGE).order_by().values("pk")
    sites = sites_visible_to(user, on=on, to=Permission.SCHOOL_MANAGE).order_by().values("pk")
    return (
        Closure.objects.filter(Q(organisation__in=schools) | Q(site__in=sites))
        .select_related("organisation", "site")
        .order_by("from_date", "name", "pk")
    )


def suspensions_visible_to(user: User, *, on: date) -> QuerySet[Suspension]:
    """Return when classes and pupils of the schools and sites somebody manages are away, by day."""
    schools = schools_visible_to(user, on=on, to=Permission.SCHOOL_MANAGE).order_by().values("pk")
    sites = sites_visible_to(user, on=on, to=Permission.SCHOOL_MANAGE).order_by().values("pk")
    there = ClassPlace.objects.filter(current(on), school_class__site__in=sites)
    return (
        Suspension.objects.filter(
            Q(pupil__organisation__in=schools) | Q(pupil__in=there.values("pupil")) | Q(school_class__site__in=sites)
        )
        .select_related("pupil__person", "pupil__organisation", "school_class__site__organisation")
        .order_by("from_date", "pk")
    )


def site_without_hours(sites: QuerySet[Site]) -> Site | None:
    """Return the first site that has neither a bell schedule nor lessons."""
    return sites.filter(bell_schedules__isnull=True, lessons__isnull=True).first()


def site_without_rooms(sites: QuerySet[Site]) -> Site | None:
    """Return the first site that lends no room."""
    return sites.exclude(pk__in=Room.objects.filter(usable=True).values("site")).first()
