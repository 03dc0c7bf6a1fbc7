"""Days on which nothing is held: holidays, closures and suspensions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.people.enums import Region
from tandem.people.models import ClassPlace, Site
from tandem.scheduling.calendar import public_holidays, school_holidays
from tandem.scheduling.models import Closure, Suspension


def free_days(site: Site, first: date, last: date, *, in_holidays: bool = False) -> dict[date, str]:
    """Return the days on which a site holds nothing, with why: school holidays and its own closures.

    For what is held in the holidays it is the other way round: days with school, and public holidays.
    """
    region = Region(site.organisation.region)
    if in_holidays:
        found = {day: _("schooldag") for day in days_between(first, last)}
        for day in school_holidays(region, first, last).keys() - public_holidays(region, first, last).keys():
            del found[day]
    else:
        found = school_holidays(region, first, last)
    closures = Closure.objects.filter(
        Q(site=site) | Q(site__isnull=True, organisation=site.organisation_id), from_date__lte=last, to_date__gte=first
    ).order_by("from_date", "pk")
    for closure in closures:
        found |= dict.fromkeys(days_between(max(first, closure.from_date), min(last, closure.to_date)), closure.name)
    return found


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day of a stretch, both ends included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


@dataclass(frozen=True)
class Suspended:
    """Who is away on which days."""

    tutors: dict[UUID, set[date]] = field(default_factory=dict)
    pupils: dict[UUID, set[date]] = field(default_factory=dict)

    def tutor(self, pk: UUID, on: date) -> bool:
        return on in self.tutors.get(pk, ())

    def pupil(self, pk: UUID, on: date) -> bool:
        return on in self.pupils.get(pk, ())


def suspended(*, tutors: Iterable[UUID], pupils: Iterable[UUID], first: date, last: date) -> Suspended:
    """Return on which days which of these people are away: exams, internships and trips, their own or their class's."""
    pupils = set(pupils)
    class_of: dict[UUID, list[UUID]] = {}
    for place in ClassPlace.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=first), pupil__in=pupils):
        class_of.setdefault(place.school_class_id, []).append(place.pupil_id)
    rows = Suspension.objects.filter(
        Q(tutor__in=set(tutors)) | Q(pupil__in=pupils) | Q(school_class__in=class_of),
        from_date__lte=last,
        to_date__gte=first,
    )
    found = Suspended()
    for row in rows:
        days = set(days_between(max(first, row.from_date), min(last, row.to_date)))
        if row.tutor_id:
            found.tutors.setdefault(row.tutor_id, set()).update(days)
        if row.pupil_id:
            found.pupils.setdefault(row.pupil_id, set()).update(days)
        if row.school_class_id:
            for pupil in class_of.get(row.school_class_id, []):
                found.pupils.setdefault(pupil, set()).update(days)
    return found
