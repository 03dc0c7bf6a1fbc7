"""What an initiative can show of the training of its tutors and of the support they get on the way."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from tandem.initiatives.enums import Came, GatheringKind, Strand
from tandem.initiatives.models import GatheringAttendance, Initiative
from tandem.initiatives.queries.training import coaching_share


@dataclass(frozen=True, slots=True)
class TrainingShown:
    """Strands with a training, minutes on coaching, who came, and moments of support."""

    strands: tuple[Strand, ...]
    missing: tuple[Strand, ...]
    trainings: int
    minutes: int
    coaching_minutes: int
    attended: int
    expected: int
    support: int
    last_date: date | None


def training_shown(initiative: Initiative, *, at: datetime) -> TrainingShown:
    """Return what stands in the records of trainings and intervisions: counted, nobody types it in (R-VLOR-10.3-3)."""
    rows = list(initiative.gatherings.filter(cancelled_at__isnull=True).order_by("starts_at", "pk"))
    trainings = [row for row in rows if row.kind == GatheringKind.TRAINING]
    there = GatheringAttendance.objects.filter(gathering__in=[row.pk for row in trainings])
    strands = {row.strand for row in trainings}
    share = coaching_share(initiative)
    given = [localdate(row.starts_at) for row in rows if row.starts_at <= at]
    return TrainingShown(
        strands=tuple(strand for strand in Strand if strand in strands),
        missing=tuple(strand for strand in Strand if strand not in strands),
        trainings=len(trainings),
        minutes=share.minutes,
        coaching_minutes=share.coaching,
        attended=there.exclude(came=Came.ABSENT).count(),
        expected=there.count(),
        support=len(rows) - len(trainings),
        last_date=max(given, default=None),
    )
