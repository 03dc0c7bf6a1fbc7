"""When a tutor said to be able to."""

from datetime import date

from django.db.models import QuerySet

from tandem.people.models import Tutor
from tandem.people.queries import current
from tandem.scheduling.models import Availability, TutorCalendar


def availability_of(tutor: Tutor, *, on: date) -> QuerySet[Availability]:
    """Return the weekly stretches that hold on a day, in order of the week."""
    return Availability.objects.filter(current(on), tutor=tutor).order_by("day", "starts", "pk")


def later_availability_of(tutor: Tutor, *, after: date) -> QuerySet[Availability]:
    """Return the weekly stretches that begin to hold later, such as those of the next block."""
    return Availability.objects.filter(tutor=tutor, from_date__gt=after).order_by("from_date", "day", "starts", "pk")


def calendars_to_read() -> QuerySet[TutorCalendar]:
    """Return the calendars with an address, the one not read for longest first."""
    return TutorCalendar.objects.exclude(address="").select_related("tutor__organisation").order_by("read_at", "pk")
