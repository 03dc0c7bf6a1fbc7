"""The week of a pupil, of a class and of a tutor, as far as a plan made by hand needs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.initiatives.models import Request
from tandem.people.enums import TutorKind
from tandem.people.models import ClassPlace, Pupil, Tutor
from tandem.people.queries import current
from tandem.scheduling.enums import TeamStatus, Wish
from tandem.scheduling.hours import minutes_of
from tandem.scheduling.models import Availability, ClassWish, Lesson, PupilBusy, Team, TeamSlot
from tandem.scheduling.queries.teams import pupils_who_help, tutors_of
from tandem.scheduling.weeks import Painted, Taught, Week

WHOLE_DAY = 24 * 60
LIVE = (TeamStatus.PROPOSED, TeamStatus.ACCEPTED, TeamStatus.PUBLISHED)
Stretch = tuple[int, int, int]  # day, start, end


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a team who misses lessons: a pupil, or a whole class."""

    name: str
    week: Week
    busy: tuple[Stretch, ...]


def learners_of(team: Team, *, on: date) -> list[Learner]:
    """Return who learns in a team, each with the week they have on a day."""
    return [_learner(member.request, on) for member in team.members.all()]


def helpers_of(team: Team, *, on: date) -> list[Learner]:
    """Return who tutors in a team and misses lessons of their own: pupils who help."""
    return [_learning(pupil, on) for pupil in pupils_who_help(tutors_of(team)).values()]


def _learner(request: Request, on: date) -> Learner:
    if request.pupil is None:
        name = request.school_class.name if request.school_class else ""
        return Learner(name, _week([request.school_class_id], None, on), ())
    return _learning(request.pupil, on)


def _learning(pupil: Pupil, on: date) -> Learner:
    classes = list(ClassPlace.objects.filter(current(on), pupil=pupil).values_list("school_class", flat=True))
    busy = tuple(_stretches(PupilBusy.objects.filter(current(on), pupil=pupil)))
    return Learner(pupil.person.full_name, _week(classes, pupil.pk, on), busy)


def _week(classes: Iterable[UUID | None], pupil: UUID | None, on: date) -> Week:
    classes = list(classes)
    lessons = Lesson.objects.filter(current(on)).filter(
        Q(school_class__in=classes, by_name=False)
        | Q(pk__in=Lesson.pupils.through.objects.filter(pupil=pupil).values("lesson"))
    )
    wishes = ClassWish.objects.filter(school_class__in=classes)
    return Week(
        tuple(sorted({Taught(*stretch, row.subject) for row in lessons for stretch in _stretches([row])})),
        tuple(sorted({Painted(*stretch, Wish(row.wish)) for row in wishes for stretch in _stretches([row])})),
    )


def available_stretches(tutor: Tutor, *, on: date, also: Iterable[Availability] = ()) -> list[Stretch]:
    """Return when a tutor is free, also when somebody else said so for them, stretches that touch joined."""
    joined: list[Stretch] = []
    if tutor.kind == TutorKind.OLDER_PUPIL and not tutor.availability.exists():
        return [(day, 0, WHOLE_DAY) for day in range(7)]  # at school anyway: only their own lessons count
    own = Availability.objects.filter(current(on), tutor=tutor)
    for day, starts, ends in sorted(_stretches([*own, *also])):
        if joined and joined[-1][0] == day and starts <= joined[-1][2]:
            joined[-1] = (day, joined[-1][1], max(joined[-1][2], ends))
        else:
            joined.append((day, starts, ends))
    return joined


def other_slots(team: Team) -> QuerySet[TeamSlot]:
    """Return the slots of other teams that run, or may run, while this one does."""
    return (
        TeamSlot.objects.filter(
            team__status__in=LIVE, team__from_date__lte=team.to_date, team__to_date__gte=team.from_date
        )
        .exclude(team=team)
        .select_related("team__site", "team__initiative")
        .order_by("week", "day", "starts", "pk")
    )


def slots_of_tutors(team: Team) -> QuerySet[TeamSlot]:
    """Return when the tutors of a team are in other teams, as tutor or as pupil."""
    tutors = tutors_of(team)
    return (
        other_slots(team)
        .filter(
            Q(team__enrolment__tutor__in=tutors)
            | Q(team__enrolment__student_group__tutors__in=tutors)
            | Q(team__members__request__pupil__person__in=[tutor.person_id for tutor in tutors])
        )
        .distinct()
    )


def slots_of_pupils(team: Team) -> QuerySet[TeamSlot]:
    """Return when the pupils of a team are in other teams, as pupil or as tutor.

    A team that the pupil leaves for this one does not count: it is the same request.
    """
    requests = [member.request for member in team.members.all()]
    people = [request.pupil.person_id for request in requests if request.pupil]
    return (
        other_slots(team)
        .filter(Q(team__members__request__pupil__person__in=people) | Q(team__enrolment__tutor__person__in=people))
        .exclude(team__members__request__in=requests)
        .distinct()
    )


def _stretches(rows: Iterable[Lesson | ClassWish | PupilBusy | Availability]) -> list[Stretch]:
    return [(row.day, minutes_of(row.starts), minutes_of(row.ends)) for row in rows]
