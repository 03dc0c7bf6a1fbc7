"""All rows a problem is made of, read once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.initiatives.enums import RequestStatus
from tandem.initiatives.models import Enrolment, Initiative, PupilGroup, Request
from tandem.initiatives.queries.groups import pupil_groups_of
from tandem.people.enums import ConsentAnswer, ConsentPurpose
from tandem.people.models import ClassPlace, Consent, Site
from tandem.people.queries import current
from tandem.scheduling.enums import TeamStatus, Wish
from tandem.scheduling.hours import Hour, minutes_of
from tandem.scheduling.models import (
    Availability,
    ClassWish,
    Lesson,
    Period,
    PupilBusy,
    Room,
    Team,
    TravelTime,
)
from tandem.scheduling.queries.reserved_slots import reserved_availability
from tandem.scheduling.queries.taken_rooms import taken_rooms
from tandem.scheduling.weeks import Painted, Taught

ASKING = (RequestStatus.WAITING, RequestStatus.PLACED)
Stretch = tuple[int, int, int]  # day, start, end


@dataclass
class Facts:
    """What a plan from a day on is made of."""

    initiative: Initiative
    from_date: date
    requests: list[Request]
    enrolments: list[Enrolment]
    sites: list[Site]
    hours: dict[UUID, dict[UUID, list[Hour]]] = field(default_factory=dict)  # site -> bell schedule -> hours
    lessons: dict[UUID, list[Taught]] = field(default_factory=dict)  # class
    own_lessons: dict[UUID, list[Taught]] = field(default_factory=dict)  # pupil, when timetabled by name
    painted: dict[UUID, list[Painted]] = field(default_factory=dict)  # class
    classes: dict[UUID, list[UUID]] = field(default_factory=dict)  # pupil -> classes
    busy: dict[UUID, list[Stretch]] = field(default_factory=dict)  # pupil
    available: dict[UUID, list[Availability]] = field(default_factory=dict)  # tutor or group
    rooms: dict[UUID, list[UUID]] = field(default_factory=dict)  # site -> usable rooms
    room_busy: dict[UUID, list[Stretch]] = field(default_factory=dict)  # room
    travel: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    no_after_school: set[UUID] = field(default_factory=set)  # pupils whose family said no to after school
    groups: dict[UUID, PupilGroup] = field(default_factory=dict)  # of children, as people made them
    own_teams: list[Team] = field(default_factory=list)
    other_teams: list[Team] = field(default_factory=list)

    def classes_of(self, pupil: UUID | None) -> list[UUID]:
        return self.classes.get(pupil, []) if pupil else []

    def available_to(self, row: Enrolment) -> list[Availability]:
        """Return when a tutor or a group said to be free."""
        key = row.tutor_id or row.student_group_id
        return self.available.get(key, []) if key else []


def gather(initiative: Initiative, *, from_date: date) -> Facts:
    """Read everything a plan of this initiative from this day on may need."""
    requests = list(
        initiative.requests.filter(status__in=ASKING)
        .filter(Q(pupil__isnull=True) | Q(pupil__left_date__isnull=True) | Q(pupil__left_date__gt=from_date))
        .select_related("pupil__person", "school_class", "site")
        .prefetch_related("not_tutors", "apart_from")
        .order_by("asked_date", "pk")
    )
    enrolments = list(
        initiative.enrolments.filter(from_date__lte=initiative.ends_date)
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=from_date))
        .select_related("tutor__person__pupil", "student_group")
        .prefetch_related("sites", "student_group__tutors__person")
        .order_by("from_date", "pk")
    )
    sites = {request.site_id: request.site for request in requests}
    facts = Facts(
        initiative, from_date, requests, enrolments, sorted(sites.values(), key=lambda s: (s.name, str(s.pk)))
    )
    facts.groups = {group.pk: group for group in pupil_groups_of(initiative)}
    _read_pupils(facts)
    _read_school(facts)
    _read_tutors(facts)
    _read_teams(facts)
    return facts


def _read_pupils(facts: Facts) -> None:
    pupils = {request.pupil_id for request in facts.requests if request.pupil_id} | {
        tutor.person.pupil.pk
        for tutor in (row.tutor for row in facts.enrolments)
        if tutor is not None and hasattr(tutor.person, "pupil")
    }
    classes = defaultdict(list)
    for place in ClassPlace.objects.filter(current(facts.from_date), pupil__in=pupils).order_by("from_date", "pk"):
        classes[place.pupil_id].append(place.school_class_id)
    facts.classes = dict(classes)
    busy = defaultdict(list)
    for row in PupilBusy.objects.filter(current(facts.from_date), pupil__in=pupils).order_by("pk"):
        busy[row.pupil_id].append((row.day, minutes_of(row.starts), minutes_of(row.ends)))
    facts.busy = dict(busy)
    answers = Consent.objects.filter(pupil__in=pupils, purpose=ConsentPurpose.AFTER_SCHOOL).order_by(
        "answered_at", "pk"
    )
    latest = {(row.pupil_id, row.party): row.answer for row in answers}
    facts.no_after_school = {pupil for (pupil, _), answer in latest.items() if answer == ConsentAnswer.NO}
    own = defaultdict(list)
    through = Lesson.pupils.through.objects.filter(pupil__in=pupils, lesson__in=_lessons(facts).values("pk"))
    named: dict[UUID, list[UUID]] = defaultdict(list)
    for link in through.order_by("pk"):
        named[link.lesson_id].append(link.pupil_id)
    for lesson in Lesson.objects.filter(pk__in=named).order_by("day", "starts", "pk"):
        for pupil in named[lesson.pk]:
            own[pupil].append(_taught(lesson))
    facts.own_lessons = dict(own)


def _lessons(facts: Facts) -> QuerySet[Lesson]:
    return Lesson.objects.filter(current(facts.from_date))


def _taught(lesson: Lesson) -> Taught:
    return Taught(lesson.day, minutes_of(lesson.starts), minutes_of(lesson.ends), lesson.subject)


def _read_school(facts: Facts) -> None:
    sites = [site.pk for site in facts.sites]
    classes = {pk for known in facts.classes.values() for pk in known} | {
        request.school_class_id for request in facts.requests if request.school_class_id
    }
    lessons: dict[UUID | None, list[Taught]] = defaultdict(list)
    for lesson in _lessons(facts).filter(school_class__in=classes, by_name=False).order_by("day", "starts", "pk"):
        lessons[lesson.school_class_id].append(_taught(lesson))
    facts.lessons = {pk: found for pk, found in lessons.items() if pk}
    painted = defaultdict(list)
    for wish in ClassWish.objects.filter(school_class__in=classes).order_by("day", "starts", "pk"):
        painted[wish.school_class_id].append(
            Painted(wish.day, minutes_of(wish.starts), minutes_of(wish.ends), Wish(wish.wish))
        )
    facts.painted = dict(painted)
    facts.hours = _hours(sites)
    _fill_hours(facts)
    rooms = defaultdict(list)
    for room in Room.objects.filter(site__in=sites, usable=True).order_by("name", "pk"):
        rooms[room.site_id].append(room.pk)
    facts.rooms = dict(rooms)
    taken = taken_rooms(sites, first=facts.from_date, last=facts.initiative.ends_date)
    facts.room_busy = {
        room: [(row.day, minutes_of(row.starts), minutes_of(row.ends)) for row in rows] for room, rows in taken.items()
    }
    for travel in TravelTime.objects.filter(a__in=sites, b__in=sites).order_by("pk"):
        facts.travel[travel.a_id, travel.b_id] = travel.minutes


def _hours(sites: Iterable[UUID]) -> dict[UUID, dict[UUID, list[Hour]]]:
    found: dict[UUID, dict[UUID, list[Hour]]] = defaultdict(lambda: defaultdict(list))
    for period in Period.objects.filter(bell_schedule__site__in=sites).select_related("bell_schedule").order_by("pk"):
        found[period.bell_schedule.site_id][period.bell_schedule_id].append(
            Hour(period.day, minutes_of(period.starts), minutes_of(period.ends), period.after_school)
        )
    return {site: dict(schedules) for site, schedules in found.items()}


def _fill_hours(facts: Facts) -> None:
    """Where a school gave no bell times, the hours of lessons and of what teachers painted stand in for them."""
    for site in facts.sites:
        if site.pk in facts.hours:
            continue
        stand_in: dict[UUID, list[Hour]] = {}
        for request in facts.requests:
            if request.site_id != site.pk:
                continue
            own = [request.school_class_id] if request.school_class_id else facts.classes_of(request.pupil_id)
            for pk in own:
                known = [*facts.lessons.get(pk, ()), *facts.painted.get(pk, ())]
                stand_in[pk] = sorted({Hour(row.day, row.starts, row.ends) for row in known})
        facts.hours[site.pk] = stand_in


def _read_tutors(facts: Facts) -> None:
    tutors = {row.tutor_id for row in facts.enrolments if row.tutor_id}
    groups = {row.student_group_id: row.student_group for row in facts.enrolments if row.student_group}
    students = {tutor.pk for group in groups.values() for tutor in group.tutors.all()}
    available: dict[UUID | None, list[Availability]] = defaultdict(list)
    rows = Availability.objects.filter(current(facts.from_date)).filter(
        Q(tutor__in=tutors | students) | Q(student_group__in=groups)
    )
    for row in rows.order_by("day", "starts", "pk"):
        available[row.tutor_id or row.student_group_id].append(row)
    for tutor, kept_free in reserved_availability(facts.enrolments, facts.initiative, on=facts.from_date).items():
        available[tutor] += kept_free
    facts.available = {pk: found for pk, found in available.items() if pk}


def _read_teams(facts: Facts) -> None:
    """Read the initiative's own teams that count, and teams elsewhere that take the same people or rooms."""
    teams = Team.objects.select_related("enrolment__tutor", "enrolment__student_group", "site").prefetch_related(
        "members__request", "slots", "enrolment__student_group__tutors"
    )
    running = [TeamStatus.PROPOSED, TeamStatus.ACCEPTED, TeamStatus.PUBLISHED, TeamStatus.VETOED]
    facts.own_teams = list(teams.filter(initiative=facts.initiative, status__in=running).order_by("from_date", "pk"))
    facts.other_teams = list(
        teams.filter(status=TeamStatus.PUBLISHED, to_date__gte=facts.from_date)
        .exclude(initiative=facts.initiative)
        .filter(
            Q(site__in=facts.sites)
            | Q(members__request__pupil__in=[row.pupil_id for row in facts.requests if row.pupil_id])
            | Q(enrolment__tutor__in=[row.tutor_id for row in facts.enrolments if row.tutor_id])
        )
        .distinct()
        .order_by("pk")
    )
