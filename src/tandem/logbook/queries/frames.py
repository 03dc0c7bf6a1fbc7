"""What a teacher said a class works on this week."""

from collections.abc import Iterable
from datetime import date, timedelta

from tandem.logbook.models import Frame
from tandem.people.models import ClassPlace, SchoolClass
from tandem.people.queries import current
from tandem.scheduling.enums import Standing
from tandem.scheduling.models import TeamMember


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


def classes_without_frame(classes: Iterable[SchoolClass], *, week: date) -> list[SchoolClass]:
    """Return those of these classes of which a pupil is in a running team, and which have no frame this week."""
    classes = list(classes)
    given = set(Frame.objects.filter(school_class__in=classes, week_date=week).values_list("school_class", flat=True))
    running = TeamMember.objects.filter(standing=Standing.RUNNING, during__endswith__gt=week)
    visited = set(running.filter(request__school_class__in=classes).values_list("request__school_class", flat=True))
    places = ClassPlace.objects.filter(
        current(week + timedelta(days=4)), school_class__in=classes, pupil__in=running.values("request__pupil")
    )
    tutored = visited | set(places.values_list("school_class", flat=True))
    return [school_class for school_class in classes if school_class.pk in tutored - given]
