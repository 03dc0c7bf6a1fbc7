"""Timetables of an import, and the stretches in which a pupil must not be taken out."""

from datetime import date, time, timedelta

from tandem.core import audit
from tandem.people.models import Pupil, Site
from tandem.scheduling.actions.intake.state import Taking, staff_person
from tandem.scheduling.intake.availability import Window
from tandem.scheduling.intake.draft import IntakeDraft, LessonRow, RequestRow
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.names import parse_name
from tandem.scheduling.intake.text import key
from tandem.scheduling.models import Lesson, PupilBusy
from tandem.scheduling.queries.intake.changes import State
from tandem.scheduling.queries.intake.times import Timetable, clock_time

DAY = timedelta(days=1)


def take_lessons(taking: Taking, site: Site) -> None:
    """Let each timetable of the file hold: from the beginning of the year, or from today where one held before."""
    for change in taking.comparison.lessons:
        if change.state is State.SAME:
            continue
        from_date = taking.starts if change.existing is None else taking.from_date
        for lesson in change.existing or ():
            _end(lesson, from_date)
        _write(taking, site, change.row, from_date)


def _end(lesson: Lesson, from_date: date) -> None:
    if lesson.from_date >= from_date:
        lesson.delete()
    elif lesson.to_date is None or lesson.to_date >= from_date:
        lesson.to_date = from_date - DAY
        lesson.save(update_fields=["to_date"])


def _write(taking: Taking, site: Site, timetable: Timetable, from_date: date) -> None:
    school_class = taking.classes.get(class_key(timetable.class_name)) if timetable.class_name else None
    lessons = Lesson.objects.bulk_create(
        Lesson(
            site=site,
            school_class=school_class,
            number=row.number[:20],
            subject=row.subject[:60],
            teacher=staff_person(taking, parse_name(row.teacher)) if row.teacher else None,
            room_name=row.room[:40],
            day=row.day,
            starts=clock_time(row.starts),
            ends=clock_time(row.ends),
            from_date=from_date,
            by_name=row.by_name,
        )
        for row in timetable.lessons
    )
    _name_pupils(taking, site, list(zip(lessons, timetable.lessons, strict=True)))
    audit.record(
        "lessons.set",
        target=school_class or site,
        by=taking.by,
        at=taking.at,
        organisation=site.organisation,
        lessons=len(lessons),
        from_date=from_date,
    )


def _name_pupils(taking: Taking, site: Site, lessons: list[tuple[Lesson, LessonRow]]) -> None:
    wanted = {number for _lesson, row in lessons for number in row.pupil_numbers}
    pupils = dict(site.organisation.pupils.filter(number__in=wanted).values_list("number", "pk"))
    through = Lesson.pupils.through
    through.objects.bulk_create(
        through(lesson_id=lesson.pk, pupil_id=pupils[number])
        for lesson, row in lessons
        for number in row.pupil_numbers
        if number in pupils
    )


def keep_free(taking: Taking, draft: IntakeDraft) -> None:
    """Keep the stretches in which a pupil must not be taken out: never what they are for."""
    for row in draft.requests:
        pupil = taking.pupils.get(row.pupil_number)
        if pupil is None and (row.not_times or row.must_not_miss) and taking.intake.site:
            pupil = taking.intake.site.organisation.pupils.filter(number=row.pupil_number).first()
        if pupil is not None:
            for window in (*row.not_times, *_lessons_not_to_miss(taking, pupil, row)):
                _keep(taking, pupil, window)


def _lessons_not_to_miss(taking: Taking, pupil: Pupil, row: RequestRow) -> list[Window]:
    wanted = {key(subject) for subject in row.must_not_miss}
    if not wanted:
        return []
    classes = pupil.places.filter(to_date__isnull=True).values("school_class")
    lessons = Lesson.objects.filter(school_class__in=classes, to_date__isnull=True).order_by("day", "starts", "pk")
    return [
        Window(lesson.day, _minutes(lesson.starts), _minutes(lesson.ends))
        for lesson in lessons
        if key(lesson.subject) in wanted
    ]


def _keep(taking: Taking, pupil: Pupil, window: Window) -> None:
    starts, ends = clock_time(window.starts), clock_time(window.ends)
    known = PupilBusy.objects.filter(pupil=pupil, day=window.day, starts=starts, ends=ends, to_date__isnull=True)
    if not known.exists():
        busy = PupilBusy.objects.create(pupil=pupil, day=window.day, starts=starts, ends=ends, from_date=taking.starts)
        audit.record("pupil.busy_added", target=busy, by=taking.by, at=taking.at, organisation=pupil.organisation)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
