"""What a teacher said a class works on this week."""

from datetime import date, timedelta

from tandem.logbook.models import Frame
from tandem.people.models import SchoolClass


def frame_of(school_class: SchoolClass, *, week: date) -> Frame | None:
    """Return the frame of the week that begins on this Monday."""
    return Frame.objects.filter(school_class=school_class, week_date=week).first()


def last_frame(school_class: SchoolClass, *, before: date) -> Frame | None:
    """Return the latest frame before this Monday, to say "as last week" with; not one older than six weeks."""
    return (
        Frame.objects.filter(
            school_class=school_class, week_date__lt=before, week_date__gte=before - timedelta(weeks=6)
        )
        .order_by("-week_date")
        .first()
    )
