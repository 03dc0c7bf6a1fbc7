"""Training, intervision and moments to look back: planned, attended, and what follows from that."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from tandem.core import audit
from tandem.initiatives.enums import Came, GatheringKind, Layer, SkillKind, Topic
from tandem.initiatives.models import Gathering, GatheringAttendance, Initiative, TrainingQuality, TutorSkill
from tandem.initiatives.queries.training import trained_tutors
from tandem.people.actions import clearances
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Person, Tutor, User

OF_TRAINING = frozenset(
    {"title", "starts_at", "minutes", "place", "strand", "layer", "topics", "coaching_minutes", "given_by", "recipe"}
)


class GatheringNotPossible(Exception):
    """It cannot be planned or attended like this; its first argument names why."""


@transaction.atomic
def plan_training(*, initiative: Initiative, by: User, at: datetime, **facts: Any) -> Gathering:
    """Plan a training of one strand; attitudes come first, so nothing else is planned before them."""
    gathering = Gathering(initiative=initiative, kind=GatheringKind.TRAINING)
    return _keep_training(gathering, facts, "training.planned", by, at)


@transaction.atomic
def change_training(*, gathering: Gathering, by: User, at: datetime, **facts: Any) -> Gathering:
    """Change a training, as long as attitudes stay first."""
    return _keep_training(gathering, facts, "training.changed", by, at)


@transaction.atomic
def cancel(*, gathering: Gathering, by: User, at: datetime) -> Gathering:
    """Call a gathering off; whoever has it in a calendar sees that."""
    if gathering.attendances.exists():
        raise GatheringNotPossible("attended")
    gathering.cancelled_at = gathering.changed_at = at
    gathering.save(update_fields=["cancelled_at", "changed_at"])
    if gathering.kind == GatheringKind.TRAINING:
        _refuse_other_than_attitudes_first(gathering.initiative)
    _record("gathering.cancelled", gathering, by, at)
    return gathering


@transaction.atomic
def plan_rhythm(
    *,
    initiative: Initiative,
    kind: GatheringKind,
    title: str,
    moments: Collection[datetime],
    minutes: int,
    place: str = "",
    by: User,
    at: datetime,
) -> list[Gathering]:
    """Plan the intervisions or moments to look back of a trajectory; those that stand already stay as they are."""
    if kind == GatheringKind.TRAINING:
        raise GatheringNotPossible("training")
    if not moments:
        raise GatheringNotPossible("no_moments")
    known = set(initiative.gatherings.filter(kind=kind, title=title).values_list("starts_at", flat=True))
    made = [
        Gathering(
            initiative=initiative,
            kind=kind,
            title=title,
            starts_at=starts_at,
            minutes=minutes,
            place=place,
            changed_at=at,
        )
        for starts_at in sorted(set(moments) - known)
    ]
    for gathering in made:
        gathering.full_clean()
        gathering.save()
    audit.record(
        "gatherings.planned",
        target=initiative,
        by=by,
        at=at,
        organisation=initiative.organiser,
        kind=kind,
        count=len(made),
    )
    return made


@transaction.atomic
def record_attendance(
    *, gathering: Gathering, came: Mapping[Tutor, Came], themes: str | None = None, by: User, at: datetime
) -> list[Tutor]:
    """Write down who was there; whoever now has all the training the form asks has that clearance, and no other.

    Returns the tutors whose clearance changed.
    """
    if gathering.cancelled_at is not None:
        raise GatheringNotPossible("cancelled")
    if gathering.starts_at > at:
        raise GatheringNotPossible("not_yet")
    had = trained_tutors(gathering.initiative, [tutor.pk for tutor in came])
    for tutor, answer in came.items():
        GatheringAttendance.objects.update_or_create(
            gathering=gathering, tutor=tutor, defaults={"came": answer, "written_by": by, "written_at": at}
        )
    if themes is not None:
        gathering.themes = themes
        gathering.save(update_fields=["themes"])
    _record("gathering.attended", gathering, by, at, present=sum(each != Came.ABSENT for each in came.values()))
    if gathering.kind != GatheringKind.TRAINING:
        return []
    _keep_group_skill(gathering, came, by, at)
    return _keep_clearances(gathering, came, had, by, at)


@transaction.atomic
def name_owner(*, initiative: Initiative, owner: Person, by: User, at: datetime) -> TrainingQuality:
    """Name who answers for the training, the support and their quality."""
    row, _ = TrainingQuality.objects.update_or_create(
        initiative=initiative, defaults={"owner": owner, "named_by": by, "named_at": at}
    )
    audit.record("training.owner_named", target=row, by=by, at=at, organisation=initiative.organiser, person=owner.pk)
    return row


@transaction.atomic
def confirm_skill(
    *, tutor: Tutor, kind: SkillKind, subject: str = "", confirmed_date: date, by: User, at: datetime
) -> TutorSkill:
    """Confirm that a tutor masters a subject, or can work with a group."""
    if confirmed_date > localdate(at):
        raise GatheringNotPossible("later")
    row, _ = TutorSkill.objects.update_or_create(
        tutor=tutor,
        kind=kind,
        subject=subject.strip().lower(),
        defaults={"confirmed_by": by, "confirmed_date": confirmed_date, "gathering": None},
    )
    row.full_clean()
    audit.record(
        "skill.confirmed", target=row, by=by, at=at, organisation=tutor.organisation, tutor=tutor.pk, kind=kind
    )
    return row


@transaction.atomic
def withdraw_skill(*, skill: TutorSkill, by: User, at: datetime) -> None:
    """Take back that somebody knows this of a tutor; no reason is kept."""
    tutor = skill.tutor
    audit.record(
        "skill.withdrawn", target=skill, by=by, at=at, organisation=tutor.organisation, tutor=tutor.pk, kind=skill.kind
    )
    skill.delete()


def _keep_training(gathering: Gathering, facts: dict[str, Any], action: str, by: User, at: datetime) -> Gathering:
    if unknown := set(facts) - OF_TRAINING:
        raise TypeError(f"A training has no {', '.join(sorted(unknown))}.")
    for field, value in facts.items():
        setattr(gathering, field, value)
    gathering.changed_at = at
    gathering.full_clean()
    gathering.save()
    _refuse_other_than_attitudes_first(gathering.initiative)
    _record(action, gathering, by, at)
    return gathering


def _refuse_other_than_attitudes_first(initiative: Initiative) -> None:
    """Hold the order: whatever else is taught comes after (or with the end of) a training on attitudes (R-RT-5.1e)."""
    rows = initiative.gatherings.filter(kind=GatheringKind.TRAINING, cancelled_at__isnull=True)
    first = rows.order_by("starts_at", "pk").first()
    if first is not None and first.layer != Layer.ATTITUDES:
        raise GatheringNotPossible("attitudes_first")


def _keep_group_skill(gathering: Gathering, came: Mapping[Tutor, Came], by: User, at: datetime) -> None:
    if Topic.GROUPS not in gathering.topics:
        return
    on = localdate(gathering.starts_at)
    for tutor, answer in came.items():
        if answer == Came.ABSENT:
            TutorSkill.objects.filter(tutor=tutor, gathering=gathering).delete()
        elif not TutorSkill.objects.filter(tutor=tutor, kind=SkillKind.GROUPS).exists():
            TutorSkill.objects.create(
                tutor=tutor, kind=SkillKind.GROUPS, gathering=gathering, confirmed_by=by, confirmed_date=on
            )


def _keep_clearances(
    gathering: Gathering, came: Mapping[Tutor, Came], had: frozenset[UUID], by: User, at: datetime
) -> list[Tutor]:
    has = trained_tutors(gathering.initiative, [tutor.pk for tutor in came])
    changed: list[Tutor] = []
    for tutor in came:
        standing = Clearance.objects.filter(tutor=tutor, kind=ClearanceKind.TRAINING).first()
        if tutor.pk in has and standing is None:
            clearances.record(tutor=tutor, kind=ClearanceKind.TRAINING, seen_date=localdate(at), by=by, at=at)
            changed.append(tutor)
        elif tutor.pk in had - has and standing is not None:
            clearances.withdraw(clearance=standing, by=by, at=at)
            changed.append(tutor)
    return changed


def _record(action: str, gathering: Gathering, by: User, at: datetime, **facts: object) -> None:
    audit.record(action, target=gathering, by=by, at=at, organisation=gathering.initiative.organiser, **facts)
