"""The lessons a student gave in a summer school, as the log has it: evidence for an internship (R-LBV-2i)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tandem.core.isolation import Purpose, working_on
from tandem.initiatives.models import Enrolment
from tandem.initiatives.queries import enrolments_supervised_by
from tandem.logbook.enums import Outcome
from tandem.logbook.models import LessonClaim, LogEntry, PupilEntry
from tandem.people.models import Tutor, User
from tandem.scheduling.enums import BlockKind
from tandem.scheduling.models import DayBlock, DayStaff, Team
from tandem.scheduling.queries.summer import SUMMER_FORMS


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson a student gave; whose it was stays out of it."""

    day: date
    site: str
    what: str
    beside: str  # the group's own teacher


def lessons_of(enrolment: Enrolment) -> list[Lesson]:
    """Return the lessons of a student on the days they stood in a group that took place, by day.

    A student reaches a group only through its teacher, a lecturer not at all: it is counted here without any pupil.
    """
    if enrolment.tutor_id is None or enrolment.initiative.form not in SUMMER_FORMS:
        return []
    with working_on(Purpose.COUNTING, about=enrolment.tutor_id):
        return _lessons(enrolment)


def _lessons(enrolment: Enrolment) -> list[Lesson]:
    blocks: defaultdict[UUID, list[DayBlock]] = defaultdict(list)
    own = DayBlock.objects.filter(given_by=enrolment, kind=BlockKind.EDUCATION)
    for block in own.select_related("team__site", "team__enrolment__tutor__person").order_by("starts", "pk"):
        blocks[block.team_id].append(block)
    there = set(DayStaff.objects.filter(enrolment=enrolment, is_there=True).values_list("team", "day_date"))
    held = LogEntry.objects.filter(session__team__in=blocks, outcome=Outcome.HELD).order_by("session__starts_at", "pk")
    days = [(team, localdate(at)) for team, at in held.values_list("session__team", "session__starts_at")]
    return [
        Lesson(day, block.team.site.name, block.what, _teacher(block.team))
        for team, day in days
        if (team, day) in there or any(block.team.enrolment_id == enrolment.pk for block in blocks[team])
        for block in blocks[team]
    ]


def _teacher(team: Team) -> str:
    return team.enrolment.tutor.person.full_name if team.enrolment.tutor else ""


def summer_enrolments_of(tutor: Tutor) -> list[Enrolment]:
    """Return in which summer schools somebody takes part, by name."""
    rows = Enrolment.objects.filter(tutor=tutor, initiative__form__in=SUMMER_FORMS).select_related("initiative")
    return list(rows.order_by("initiative__name", "pk"))


def summer_enrolments_supervised(user: User, tutor: Tutor, *, on: date) -> QuerySet[Enrolment]:
    """Return in which summer schools a student takes part who is followed by a lecturer, or is of their college."""
    rows = enrolments_supervised_by(user, on=on).filter(tutor=tutor, initiative__form__in=SUMMER_FORMS)
    return rows.select_related("lesson_claim")


def claim_of(enrolment: Enrolment) -> LessonClaim | None:
    return LessonClaim.objects.filter(enrolment=enrolment).first()


def pupil_days_attended(teams: Iterable[Team]) -> dict[UUID, int]:
    """Return for each group on how many days its pupils were there, one for each pupil and day."""
    rows = PupilEntry.objects.filter(
        log_entry__session__team__in=list(teams), log_entry__outcome=Outcome.HELD, attendance="present"
    )
    found: defaultdict[UUID, int] = defaultdict(int)
    for team in rows.values_list("log_entry__session__team", flat=True):
        found[team] += 1
    return dict(found)
