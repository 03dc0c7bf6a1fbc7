"""What a file would change about hours, rooms and timetables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.people.models import Site
from tandem.people.queries import current
from tandem.scheduling.intake.draft import BellRow, IntakeDraft, LessonRow, RoomRow
from tandem.scheduling.intake.findings import Choice, Source
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.names import Name, name_key, parse_name
from tandem.scheduling.intake.reading import SKIP, Notebook
from tandem.scheduling.intake.text import fold
from tandem.scheduling.models import BellSchedule, Lesson, Room
from tandem.scheduling.queries.intake.changes import Change, Difference, differences


def clock_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def compare_bells(
    rows: Sequence[BellRow], *, site: Site, notebook: Notebook
) -> tuple[Change[tuple[BellRow, ...], BellSchedule], ...]:
    """Return each bell schedule of the file beside the site's own of that name."""
    known = {fold(bell.name): bell for bell in site.bell_schedules.prefetch_related("periods").select_related("site")}
    by_name: dict[str, list[BellRow]] = defaultdict(list)
    for row in rows:
        by_name[row.schedule[:60]].append(row)
    found = []
    for name, hours in by_name.items():
        _refuse_overlap(hours, notebook)
        bell = known.get(fold(name))
        new = {f"{hour.day} {clock_time(hour.starts):%H:%M}–{clock_time(hour.ends):%H:%M}" for hour in hours}
        old = {f"{p.day} {p.starts:%H:%M}–{p.ends:%H:%M}" for p in bell.periods.all()} if bell else set()
        pairs = [("hours", _("lesuren"), old, new)] if bell else []
        found.append(Change(tuple(hours), bell, name, differences(pairs)))
    return tuple(found)


def _refuse_overlap(hours: Sequence[BellRow], notebook: Notebook) -> None:
    ordered = sorted(hours, key=lambda hour: (hour.day, hour.starts))
    for earlier, later in pairwise(ordered):
        if earlier.day == later.day and later.starts < earlier.ends:
            notebook.problem(
                "bells_overlap",
                later.schedule,
                later.source,
                _("Lesuur %(a)s en lesuur %(b)s van dezelfde dag overlappen.")
                % {"a": earlier.period, "b": later.period},
                _("Verbeter de tijden en lees opnieuw in."),
                skippable=False,
            )
            return


def compare_rooms(rows: Sequence[RoomRow], *, site: Site) -> tuple[Change[RoomRow, Room], ...]:
    known = {fold(room.name): room for room in site.rooms.all()}
    return tuple(Change(row, known.get(fold(row.name)), row.name) for row in rows)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The lessons of one class, or all lessons taken by name, that replace what stood there."""

    label: str
    class_name: str
    lessons: tuple[LessonRow, ...]


Placed = tuple[int, int, int, str, str, object, str, bool, frozenset[str]]


def compare_lessons(
    draft: IntakeDraft, *, site: Site, on: date, notebook: Notebook
) -> tuple[Change[Timetable, list[Lesson]], ...]:
    """Return the timetable of each class in the file beside the one that holds now."""
    by_class: dict[str, list[LessonRow]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in _with_known_pupils(draft, site, notebook):
        place = class_key(row.class_name) if row.class_name else ""
        names.setdefault(place, row.class_name)
        by_class[place].append(row)
    standing = _standing(site, on)
    found = []
    for place, rows in by_class.items():
        timetable = Timetable(names[place] or _("lessen op naam"), names[place], tuple(rows))
        existing = standing.get(place)
        changed = existing is not None and {_placed(lesson) for lesson in existing} != {placed(row) for row in rows}
        difference = (Difference("lessons", _("lessen"), str(len(existing or ())), str(len(rows))),) if changed else ()
        found.append(Change(timetable, existing, timetable.label, difference))
    return tuple(found)


def _with_known_pupils(draft: IntakeDraft, site: Site, notebook: Notebook) -> list[LessonRow]:
    """Return the lessons; who takes one by name must be known, or somebody must agree to leave them out."""
    wanted = {number for row in draft.lessons for number in row.pupil_numbers}
    listed = {row.number for row in draft.pupils}
    known = listed | set(site.organisation.pupils.filter(number__in=wanted - listed).values_list("number", flat=True))
    strangers = sorted(wanted - known)
    if strangers:
        source = next(row.source for row in draft.lessons if set(row.pupil_numbers) & set(strangers))
        notebook.ask(
            "lesson_strangers",
            f"{len(strangers)}",
            Source(source.file, source.sheet, 0),
            _("%(count)s leerlingen uit het rooster staan in geen leerlingenlijst, zoals %(number)s.")
            % {"count": len(strangers), "number": strangers[0]},
            _("Lees de leerlingenlijst erbij in, of neem het rooster zonder hen over."),
            (Choice(SKIP, _("Zonder deze leerlingen overnemen")),),
        )
    if not strangers:
        return list(draft.lessons)
    return [
        LessonRow(
            row.source,
            row.class_name,
            row.day,
            row.starts,
            row.ends,
            row.subject,
            row.number,
            row.teacher,
            row.room,
            row.by_name,
            tuple(number for number in row.pupil_numbers if number in known),
        )
        for row in draft.lessons
    ]


def _standing(site: Site, on: date) -> dict[str, list[Lesson]]:
    rows = (
        Lesson.objects.filter(Q(current(on)) | Q(from_date__gt=on), site=site)
        .select_related("school_class", "teacher")
        .prefetch_related("pupils")
        .order_by("day", "starts", "pk")
    )
    found: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in rows:
        found[class_key(lesson.school_class.name) if lesson.school_class else ""].append(lesson)
    return found


def teacher_key(text: str) -> object:
    return name_key(parse_name(text)) if text else None


def placed(row: LessonRow) -> Placed:
    """Return what makes two lessons the same."""
    return (
        row.day,
        row.starts,
        row.ends,
        row.subject,
        row.number,
        teacher_key(row.teacher),
        row.room,
        row.by_name,
        frozenset(row.pupil_numbers),
    )


def _placed(lesson: Lesson) -> Placed:
    teacher = lesson.teacher
    return (
        lesson.day,
        lesson.starts.hour * 60 + lesson.starts.minute,
        lesson.ends.hour * 60 + lesson.ends.minute,
        lesson.subject,
        lesson.number,
        name_key(Name(teacher.given_name, teacher.infix, teacher.family_name)) if teacher else None,
        lesson.room_name,
        lesson.by_name,
        frozenset(pupil.number for pupil in lesson.pupils.all()),
    )
