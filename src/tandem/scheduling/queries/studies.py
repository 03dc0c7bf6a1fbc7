"""What the days of sessions say about a study: when the first one is, and which classes there are to compare (S-08)."""

from datetime import date

from django.db.models import Min, QuerySet
from django.utils.timezone import localdate

from tandem.initiatives.models import Initiative
from tandem.people.models import SchoolClass
from tandem.people.queries.places import school_year_of
from tandem.scheduling.models import Session


def first_session_of(initiative: Initiative) -> date | None:
    """Return the day of the first session that is planned or was held, if there is one."""
    first = Session.objects.filter(team__initiative=initiative).aggregate(first=Min("starts_at"))["first"]
    return localdate(first) if first else None


def classes_to_allocate(initiative: Initiative) -> QuerySet[SchoolClass]:
    """Return the classes of the sites of an initiative in its school year, by site and name."""
    return (
        SchoolClass.objects.filter(
            site__in=initiative.sites.values("pk"), school_year=school_year_of(initiative.starts_date)
        )
        .select_related("site")
        .order_by("site__name", "name", "pk")
    )
