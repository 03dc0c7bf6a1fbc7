"""What was said, chosen and agreed before an initiative starts."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tandem.initiatives.enums import PartnerGroup, PointState, StartPoint
from tandem.initiatives.models import (
    Consultation,
    Decision,
    Expectation,
    Goal,
    Initiative,
    Instrument,
    PartAsked,
    PointAnswer,
    QuestionContact,
)
from tandem.initiatives.start.goals import CORE
from tandem.initiatives.start.points import ASKERS
from tandem.people.models import Pupil, User


@dataclass(frozen=True, slots=True)
class PointStand:
    """One point with its answer, if there is one, and who was asked to fill it in."""

    point: StartPoint
    answer: PointAnswer | None
    asked: tuple[PartAsked, ...] = ()

    @property
    def is_agreed(self) -> bool:
        return self.answer is not None and counts(self.answer)

    @property
    def awaits_confirmation(self) -> bool:
        return self.answer is not None and self.answer.from_last_year


@dataclass(frozen=True, slots=True)
class GroupStand:
    """What one partner group said it expects, and the goals partners chose for it: none is a fact worth seeing."""

    group: PartnerGroup
    expectations: tuple[Expectation, ...]
    goals: tuple[Goal, ...]
    asked: tuple[PartAsked, ...] = ()

    @property
    def is_core(self) -> bool:
        return self.group in CORE

    @property
    def was_heard(self) -> bool:
        return any(not each.from_last_year for each in self.expectations)

    @property
    def goals_unheard(self) -> bool:
        """Tell whether goals were chosen for people nobody listened to first (R-VLOR-5d)."""
        return bool(self.goals) and not self.was_heard

    @property
    def awaits_confirmation(self) -> bool:
        return any(each.from_last_year for each in self.expectations) or any(each.from_last_year for each in self.goals)


def counts(answer: PointAnswer) -> bool:
    """Tell whether a point is agreed: what was taken over from last year counts once somebody confirmed it."""
    return answer.state == PointState.AGREED and not answer.from_last_year


def points_of(initiative: Initiative) -> list[PointStand]:
    """Return every point with where it stands, in the order of the sources."""
    answers = {answer.point: answer for answer in initiative.points.select_related("written_by__person")}
    asked = _open_asks(initiative)
    return [
        PointStand(point, answers.get(point), tuple(row for row in asked if row.point == point)) for point in StartPoint
    ]


def groups_of(initiative: Initiative) -> list[GroupStand]:
    """Return every partner group with what it said and its goals; groups without either stand there too."""
    said = list(
        initiative.expectations.select_related("written_by__person").order_by("stated_date", "written_at", "pk")
    )
    chosen = list(goals_of(initiative))
    asked = _open_asks(initiative)
    return [
        GroupStand(
            group,
            tuple(row for row in said if row.group == group),
            tuple(row for row in chosen if row.group == group),
            tuple(row for row in asked if row.group == group),
        )
        for group in PartnerGroup
    ]


def goals_of(initiative: Initiative) -> QuerySet[Goal]:
    """Return the goals partners chose; the page puts them from A to Z, since none outranks another."""
    return initiative.goals.prefetch_related("instruments").order_by("group", "library_key", "own_words", "pk")


def instruments_of(initiative: Initiative) -> QuerySet[Instrument]:
    return initiative.instruments.prefetch_related("goals").order_by("name", "pk")


def question_contacts_of(initiative: Initiative) -> dict[PartnerGroup, QuestionContact]:
    """Return where each group can go with questions."""
    return {PartnerGroup(row.group): row for row in initiative.question_contacts.all()}


def askers_without_contact(initiative: Initiative) -> list[PartnerGroup]:
    """Return for which groups it is not said yet where they can go."""
    said = question_contacts_of(initiative)
    return [group for group in ASKERS if group not in said]


def consultations_of(initiative: Initiative) -> QuerySet[Consultation]:
    return initiative.consultations.select_related("written_by__person").order_by("held_date", "pk")


def decisions_of(initiative: Initiative) -> QuerySet[Decision]:
    """Return what was decided and is proposed, the newest first."""
    return initiative.decisions.prefetch_related("voices").order_by("-decided_date", "-written_at", "pk")


def decisions_for_family(pupils: list[Pupil]) -> QuerySet[Decision]:
    """Return what was decided and is proposed in the initiatives these children take part in."""
    return (
        Decision.objects.filter(initiative__in=_initiatives_with(pupils))
        .select_related("initiative")
        .order_by("-decided_date", "-written_at", "pk")
    )


def contacts_for_family(pupils: list[Pupil]) -> QuerySet[QuestionContact]:
    """Return where parents were told they can go with questions, in their children's initiatives."""
    return (
        QuestionContact.objects.filter(initiative__in=_initiatives_with(pupils), group=PartnerGroup.PARENTS)
        .select_related("initiative")
        .order_by("initiative__name", "pk")
    )


def _initiatives_with(pupils: list[Pupil]) -> QuerySet[Initiative]:
    keys = [pupil.pk for pupil in pupils]
    return Initiative.objects.filter(
        Q(requests__pupil__in=keys) | Q(requests__school_class__places__pupil__in=keys)
    ).distinct()


def earlier_initiatives(initiative: Initiative) -> QuerySet[Initiative]:
    """Return the same organiser's initiatives of before, from which answers can be taken over, the last first."""
    return (
        Initiative.objects.filter(organiser=initiative.organiser_id, starts_date__lt=initiative.starts_date)
        .filter(Q(points__isnull=False) | Q(goals__isnull=False))
        .distinct()
        .order_by("-starts_date", "name", "pk")
    )


def parts_asked_of(user: User) -> QuerySet[PartAsked]:
    """Return the parts of a start that somebody was asked to fill in, the last asked first."""
    return (
        PartAsked.objects.filter(person=user.person_id)
        .select_related("initiative__organiser", "asked_by__person")
        .order_by("-asked_at", "pk")
    )


def _open_asks(initiative: Initiative) -> list[PartAsked]:
    return list(initiative.parts_asked.filter(done_at=None).select_related("person").order_by("asked_at", "pk"))
