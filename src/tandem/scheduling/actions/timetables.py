"""When a class may be left, and when a site's hours are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum, auto
from itertools import pairwise

from django.db import transaction

from tandem.core import audit
from tandem.people.models import SchoolClass, Site, User
from tandem.scheduling.enums import Wish
from tandem.scheduling.models import BellSchedule, ClassWish, Period


class Trouble(StrEnum):
    """Why hours cannot be."""

    NO_STRETCH = auto()  # outside the week, or ending before it starts
    OVERLAP = auto()
    NO_HOURS = auto()
    NAME_TAKEN = auto()


class TimetableNotPossible(Exception):
    """The hours contradict one another."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A weekly stretch of time; day 0 is Monday."""

    day: int
    starts: time
    ends: time

    def __post_init__(self) -> None:
        if not 0 <= self.day <= 6 or self.ends <= self.starts:
            raise TimetableNotPossible(Trouble.NO_STRETCH)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a bell schedule."""

    stretch: Stretch
    after_school: bool = False


@transaction.atomic
def paint_class(*, school_class: SchoolClass, wishes: Mapping[Stretch, Wish], by: User, at: datetime) -> None:
    """Replace what was painted over a class's week: when pupils may leave, rather not, or never."""
    _refuse_overlap(wishes)
    # Two teachers of one class who paint at once must not end up with both weeks on top of each other.
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    school_class.wishes.all().delete()
    ClassWish.objects.bulk_create(
        ClassWish(school_class=school_class, day=stretch.day, starts=stretch.starts, ends=stretch.ends, wish=Wish(wish))
        for stretch, wish in sorted(wishes.items())
    )
    audit.record(
        "class.painted",
        target=school_class,
        by=by,
        at=at,
        organisation=school_class.site.organisation,
        never=sum(wish == Wish.NEVER for wish in wishes.values()),
        rather_not=sum(wish == Wish.RATHER_NOT for wish in wishes.values()),
        may=sum(wish == Wish.MAY for wish in wishes.values()),
    )


@transaction.atomic
def set_bell_schedule(
    *,
    site: Site,
    name: str,
    hours: Iterable[Hour],
    by: User,
    at: datetime,
    bell_schedule: BellSchedule | None = None,
) -> BellSchedule:
    """Make a bell schedule of a site, or replace one's name and hours; a free afternoon is one without hours."""
    hours = sorted(hours, key=lambda hour: hour.stretch)
    _refuse_overlap(hour.stretch for hour in hours)
    if not hours:
        raise TimetableNotPossible(Trouble.NO_HOURS)
    same_name = site.bell_schedules.filter(name__iexact=name)
    if (same_name.exclude(pk=bell_schedule.pk) if bell_schedule else same_name).exists():
        raise TimetableNotPossible(Trouble.NAME_TAKEN)
    bell_schedule = bell_schedule or BellSchedule(site=site)
    bell_schedule.name = name
    bell_schedule.full_clean()
    bell_schedule.save()
    bell_schedule.periods.all().delete()
    Period.objects.bulk_create(_periods(bell_schedule, hours))
    audit.record(
        "bell_schedule.set",
        target=bell_schedule,
        by=by,
        at=at,
        organisation=site.organisation,
        name=name,
        hours=len(hours),
    )
    return bell_schedule


@transaction.atomic
def remove_bell_schedule(*, bell_schedule: BellSchedule, by: User, at: datetime) -> None:
    """Remove a bell schedule; lessons and what was painted keep their own times."""
    organisation = bell_schedule.site.organisation
    audit.record(
        "bell_schedule.removed", target=bell_schedule, by=by, at=at, organisation=organisation, name=bell_schedule.name
    )
    bell_schedule.delete()


def _periods(bell_schedule: BellSchedule, hours: Iterable[Hour]) -> Iterable[Period]:
    """Number the hours of each day from 1, in order."""
    count: defaultdict[int, int] = defaultdict(int)
    for hour in hours:
        stretch = hour.stretch
        count[stretch.day] += 1
        yield Period(
            bell_schedule=bell_schedule,
            day=stretch.day,
            number=count[stretch.day],
            starts=stretch.starts,
            ends=stretch.ends,
            after_school=hour.after_school,
        )


def _refuse_overlap(stretches: Iterable[Stretch]) -> None:
    ordered = sorted(stretches)
    for earlier, later in pairwise(ordered):
        if earlier.day == later.day and later.starts < earlier.ends:
            raise TimetableNotPossible(Trouble.OVERLAP)
