"""What tutors learned, what is still asked of them, and what they may take on."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tandem.initiatives.enums import Came, GatheringKind, Layer, SkillKind, Strand, Topic
from tandem.initiatives.models import Gathering, GatheringAttendance, Initiative, TutorSkill
from tandem.initiatives.queries.enrolments import tutors_of
from tandem.initiatives.queries.initiatives import initiatives_managed_by
from tandem.initiatives.training_rules import PAIR, TrainingAsked, training_asked
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor, User


@dataclass(frozen=True, slots=True)
class TrainingLacks:
    """What of the training somebody has not been to yet; nothing of it means all was attended."""

    attitudes: bool = False
    strands: tuple[Strand, ...] = ()
    topics: tuple[Topic, ...] = ()
    days: int = 0

    def __bool__(self) -> bool:
        return self.attitudes or bool(self.strands or self.topics or self.days)


def gatherings_managed_by(user: User, *, on: date) -> QuerySet[Gathering]:
    """Return trainings, intervisions and moments to look back of the initiatives somebody coordinates, by time."""
    return (
        Gathering.objects.filter(initiative__in=initiatives_managed_by(user, on=on).order_by().values("pk"))
        .select_related("initiative__organiser")
        .order_by("starts_at", "pk")
    )


def gatherings_of(tutor: Tutor) -> QuerySet[Gathering]:
    """Return the gatherings of the initiatives a tutor takes part in, by time."""
    return (
        Gathering.objects.filter(Q(initiative__enrolments__tutor=tutor) | Q(initiative__student_groups__tutors=tutor))
        .select_related("initiative")
        .distinct()
        .order_by("starts_at", "pk")
    )


def attended_by(tutor: Tutor) -> QuerySet[GatheringAttendance]:
    """Return where a tutor was, or was exempt from, by time."""
    return (
        GatheringAttendance.objects.filter(tutor=tutor)
        .exclude(came=Came.ABSENT)
        .select_related("gathering__initiative")
        .order_by("gathering__starts_at", "pk")
    )


def asked_of(initiative: Initiative) -> TrainingAsked:
    """Return what an initiative asks its tutors to have learned: what its form, or both forms of a hybrid, ask."""
    return training_asked(initiative.template, days=initiative.training_days)


def lacks_of(initiative: Initiative, tutors: Iterable[UUID]) -> dict[UUID, TrainingLacks]:
    """Return for each tutor what they still lack of the training that the form of an initiative asks."""
    asked = asked_of(initiative)
    rows = GatheringAttendance.objects.filter(
        gathering__initiative=initiative, gathering__kind=GatheringKind.TRAINING, gathering__cancelled_at__isnull=True
    ).exclude(came=Came.ABSENT)
    been: defaultdict[UUID, list[Gathering]] = defaultdict(list)
    for row in rows.select_related("gathering").order_by("gathering__starts_at", "pk"):
        been[row.tutor_id].append(row.gathering)
    return {tutor: _lacks(asked, been[tutor]) for tutor in tutors}


def _lacks(asked: TrainingAsked, been: Collection[Gathering]) -> TrainingLacks:
    strands = {Strand(each.strand) for each in been}
    topics = {Topic(topic) for each in been for topic in each.topics}
    days = {localdate(each.starts_at) for each in been}
    return TrainingLacks(
        attitudes=not any(each.layer == Layer.ATTITUDES for each in been),
        strands=tuple(strand for strand in Strand if strand in asked.strands - strands),
        topics=tuple(topic for topic in Topic if topic in asked.topics - topics),
        days=max(0, asked.days - len(days)) if asked.days > 1 else 0,
    )


def trained_tutors(initiative: Initiative, tutors: Collection[UUID]) -> frozenset[UUID]:
    """Return who of these attended all the training that the form asks."""
    return frozenset(tutor for tutor, lacks in lacks_of(initiative, tutors).items() if not lacks)


@dataclass(frozen=True, slots=True)
class CoachingShare:
    """How much of the training is on coaching techniques (R-VLOR-9.1d)."""

    coaching: int
    minutes: int

    @property
    def percent(self) -> int:
        return round(100 * self.coaching / self.minutes) if self.minutes else 0


def coaching_share(initiative: Initiative) -> CoachingShare:
    """Return the minutes on coaching techniques of all minutes of training."""
    rows = list(
        initiative.gatherings.filter(kind=GatheringKind.TRAINING, cancelled_at__isnull=True).values_list(
            "coaching_minutes", "minutes"
        )
    )
    return CoachingShare(sum(coaching for coaching, _ in rows), sum(minutes for _, minutes in rows))


@dataclass(frozen=True, slots=True)
class Skills:
    """What is known of a tutor: may they lead a group, are they an experienced teacher, which subjects they master."""

    groups: bool = False
    experienced: bool = False
    mastered: frozenset[str] = frozenset()


def skills_of(tutors: Collection[UUID]) -> dict[UUID, Skills]:
    """Return what is known of each of these tutors."""
    able: defaultdict[str, set[UUID]] = defaultdict(set)
    mastered: defaultdict[UUID, set[str]] = defaultdict(set)
    for tutor, kind, subject in (
        TutorSkill.objects.filter(tutor__in=tutors).order_by("pk").values_list("tutor", "kind", "subject")
    ):
        if kind == SkillKind.MASTERY:
            mastered[tutor].add(subject)
        else:
            able[kind].add(tutor)
    return {
        tutor: Skills(
            groups=tutor in able[SkillKind.GROUPS],
            experienced=tutor in able[SkillKind.EXPERIENCED],
            mastered=frozenset(mastered[tutor]),
        )
        for tutor in tutors
    }


def lacking_skills(initiative: Initiative, *, skills: Skills, subject: str, size: int) -> tuple[SkillKind, ...]:
    """Return what a tutor lacks to work with so many pupils at once on a subject."""
    asked, lacks = asked_of(initiative), []
    if asked.mastery and subject.strip().lower() not in skills.mastered:
        lacks.append(SkillKind.MASTERY)
    if asked.groups and size > PAIR and not skills.groups:
        lacks.append(SkillKind.GROUPS)
    if asked.experienced and not skills.experienced:
        lacks.append(SkillKind.EXPERIENCED)
    return tuple(lacks)


def students_count(initiative: Initiative) -> tuple[int, int]:
    """Return how many tutors are students in the Vlor's sense, and how many are others: always counted apart."""
    kinds = list(tutors_of(initiative).values_list("kind", flat=True))
    students = sum(TutorKind(kind).is_student for kind in kinds)
    return students, len(kinds) - students
