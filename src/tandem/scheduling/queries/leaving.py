"""Who would leave a class, when, missing what and with whom: what its teacher says yes or no to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Q, QuerySet

from tandem.core.sealed import unsealed
from tandem.people.models import ClassPlace, SchoolClass, User
from tandem.people.queries import current
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team, TeamMember, TeamSlot
from tandem.scheduling.queries.teams import members_for_teacher


@dataclass(frozen=True, slots=True)
class Leaver:
    """A place in a team, as the class teacher sees it."""

    member: TeamMember
    slots: tuple[TeamSlot, ...]

    @property
    def team(self) -> Team:
        return self.member.team

    @property
    def in_school_time(self) -> bool:
        return any(not slot.after_school for slot in self.slots)

    @property
    def waits(self) -> bool:
        """Tell whether the teacher's word is asked: only for what is in school time, and once."""
        return self.in_school_time and self.member.teacher_agrees is None

    @property
    def runs(self) -> bool:
        return self.team.status == TeamStatus.PUBLISHED

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(subject for slot in self.slots for subject in slot.misses))

    @property
    def seen(self) -> str:
        """A short mark of what stands here, so that a yes counts for these moments and no others."""
        moments = [(s.week, s.day, f"{s.starts:%H%M}", f"{s.ends:%H%M}", sorted(s.misses)) for s in self.slots]
        return sha256(repr([moments, str(self.team.enrolment_id)]).encode()).hexdigest()[:12]


def leavers_of(school_class: SchoolClass, user: User, *, on: date) -> list[Leaver]:
    """Return who of a class is in a proposed or running team, by name; the class itself when students visit it."""
    members = (
        _of_classes(members_for_teacher(user, on=on), [school_class], on=on)
        .filter(Q(during__isnull=True) | Q(during__endswith__gt=on))
        .select_related("team__enrolment__tutor__person", "team__enrolment__student_group")
        .prefetch_related("team__slots__room")
    )
    return [Leaver(member, tuple(member.team.slots.all())) for member in unsealed(members)]


def waiting_counts(classes: Iterable[SchoolClass], user: User, *, on: date) -> dict[SchoolClass, int]:
    """Return for how many pupils of each class the teacher's word is awaited, for classes where it is."""
    classes = list(classes)
    members = set(
        _of_classes(members_for_teacher(user, on=on), classes, on=on)
        .filter(teacher_agrees__isnull=True, team__slots__after_school=False)
        .order_by()
        .values_list("pk", "request__pupil", "request__school_class")
    )
    places = ClassPlace.objects.filter(
        current(on), school_class__in=classes, pupil__in={pupil for _, pupil, _ in members}
    )
    classes_of: dict[object, set[object]] = {}
    for pupil, school_class in places.values_list("pupil", "school_class"):
        classes_of.setdefault(pupil, set()).add(school_class)
    counts = {
        school_class: sum(
            whole == school_class.pk or school_class.pk in classes_of.get(pupil, ()) for _, pupil, whole in members
        )
        for school_class in classes
    }
    return {school_class: count for school_class, count in counts.items() if count}


def _of_classes(members: QuerySet[TeamMember], classes: Iterable[SchoolClass], *, on: date) -> QuerySet[TeamMember]:
    classes = list(classes)
    places = ClassPlace.objects.filter(current(on), school_class__in=classes)
    return members.filter(Q(request__pupil__in=places.values("pupil")) | Q(request__school_class__in=classes))
