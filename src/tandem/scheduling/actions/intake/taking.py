"""Writing what a comparison found new or changed."""

from datetime import date, datetime

from tandem.initiatives.actions import requests as request_actions
from tandem.people.actions import pupils as pupil_actions
from tandem.people.actions import schools as school_actions
from tandem.people.models import Pupil, Site, User
from tandem.scheduling.actions import rooms as room_actions
from tandem.scheduling.actions import timetables as timetable_actions
from tandem.scheduling.actions.intake import lessons as lesson_actions
from tandem.scheduling.actions.intake import tutors as tutor_actions
from tandem.scheduling.actions.intake.state import Taking
from tandem.scheduling.actions.timetables import Hour, Stretch
from tandem.scheduling.intake.draft import IntakeDraft, PupilRow
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.names import name_key
from tandem.scheduling.models import Import
from tandem.scheduling.queries.intake.changes import Change, State
from tandem.scheduling.queries.intake.compare import Comparison
from tandem.scheduling.queries.intake.people import LEFT, people_at
from tandem.scheduling.queries.intake.times import clock_time


def take_over(*, intake: Import, draft: IntakeDraft, comparison: Comparison, by: User, at: datetime, on: date) -> None:
    """Write everything new and changed, in the order in which rows refer to one another."""
    taking = Taking(intake, comparison, by, at, on)
    site = intake.site
    if site is not None:
        taking.staff = people_at(site, on=on)
        _classes(taking, site)
        _pupils(taking, site)
        _missing(taking)
        _teachers(taking)
        _bells(taking, site)
        _rooms(taking, site)
        lesson_actions.take_lessons(taking, site)
        _requests(taking, site)
        lesson_actions.keep_free(taking, draft)
    tutor_actions.take_tutors(taking)


def _classes(taking: Taking, site: Site) -> None:
    for change in taking.comparison.classes:
        taking.classes[class_key(change.row)] = change.existing or school_actions.add_class(
            site=site, name=change.row, school_year=taking.comparison.school_year, by=taking.by, at=taking.at
        )


def _pupils(taking: Taking, site: Site) -> None:
    for change in taking.comparison.pupils:
        row, pupil = change.row, change.existing
        if pupil is None:
            pupil = pupil_actions.add_pupil(
                organisation=site.organisation,
                number=row.number[:40],
                given_name=row.name.given[:100],
                infix=row.name.infix[:30],
                family_name=row.name.family[:100],
                birth_date=row.birth_date,
                year=row.year or 0,
                by=taking.by,
                at=taking.at,
            )
            _place(taking, pupil, row, taking.starts)
            if row.left_date:
                pupil_actions.set_left(pupil=pupil, left_date=row.left_date, by=taking.by, at=taking.at)
        else:
            _change_pupil(taking, pupil, change)
        taking.pupils[row.number] = pupil


def _change_pupil(taking: Taking, pupil: Pupil, change: Change[PupilRow, Pupil]) -> None:
    changed = {difference.field for difference in change.differences}
    if changed & {"name", "birth_date", "year"}:
        pupil_actions.change_pupil(pupil=pupil, by=taking.by, at=taking.at, **change.values)
    if "classes" in changed:
        first = not pupil.places.filter(school_class__school_year=taking.comparison.school_year).exists()
        _place(taking, pupil, change.row, taking.starts if first else taking.from_date)
    if "left_date" in changed:
        pupil_actions.set_left(pupil=pupil, left_date=change.row.left_date, by=taking.by, at=taking.at)


def _place(taking: Taking, pupil: Pupil, row: PupilRow, from_date: date) -> None:
    classes = [taking.classes[class_key(name)] for name in (row.class_name, *row.more_classes)]
    pupil_actions.set_classes(pupil=pupil, classes=classes, from_date=from_date, by=taking.by, at=taking.at)


def _missing(taking: Taking) -> None:
    for missing in taking.comparison.missing:
        if missing.answer == LEFT:
            pupil_actions.set_left(pupil=missing.pupil, left_date=taking.on, by=taking.by, at=taking.at)


def _teachers(taking: Taking) -> None:
    for change in taking.comparison.teachers:
        if change.state is State.SAME:
            continue
        row = change.row
        school_class = taking.classes[class_key(row.class_name)]
        person = change.values["person"] or taking.staff.get(name_key(row.name))
        if person is not None:
            school_actions.set_teacher(
                school_class=school_class, person=person, days=row.days, by=taking.by, at=taking.at
            )
            continue
        added = school_actions.add_teacher(
            school_class=school_class,
            given_name=row.name.given[:100] or row.name.family[:100],
            infix=row.name.infix[:30],
            family_name=row.name.family[:100] if row.name.given else "",
            days=row.days,
            email=row.email,
            by=taking.by,
            at=taking.at,
        )
        taking.staff[name_key(row.name)] = added.person


def _bells(taking: Taking, site: Site) -> None:
    for change in taking.comparison.bells:
        if change.state is not State.SAME:
            timetable_actions.set_bell_schedule(
                site=site,
                name=change.label,
                hours=[Hour(Stretch(row.day, clock_time(row.starts), clock_time(row.ends))) for row in change.row],
                bell_schedule=change.existing,
                by=taking.by,
                at=taking.at,
            )


def _rooms(taking: Taking, site: Site) -> None:
    for change in taking.comparison.rooms:
        if change.state is State.NEW:
            room_actions.add_room(site=site, name=change.row.name, by=taking.by, at=taking.at)


def _requests(taking: Taking, site: Site) -> None:
    initiative = taking.intake.initiative
    for change in taking.comparison.requests:
        row = change.row
        wishes = {key: value for key, value in change.values.items() if key != "priority"}
        priority = {"priority": change.values["priority"]} if "priority" in change.values else {}
        if change.existing is None and initiative is not None:
            pupil = taking.pupils.get(row.pupil_number) or site.organisation.pupils.select_related("person").get(
                number=row.pupil_number
            )
            taking.pupils[row.pupil_number] = pupil
            request_actions.add_request(
                initiative=initiative,
                site=site,
                subject=row.subject[:60],
                level=pupil.year,
                asked_date=taking.on,
                pupil=pupil,
                by=taking.by,
                at=taking.at,
                **priority,
                **wishes,
            )
        elif change.existing is not None and change.state is State.CHANGED:
            changed = {difference.field for difference in change.differences}
            if changed - {"priority"}:
                request_actions.change_request(request=change.existing, by=taking.by, at=taking.at, **wishes)
            if "priority" in changed:
                request_actions.set_priority(request=change.existing, by=taking.by, at=taking.at, **priority)
