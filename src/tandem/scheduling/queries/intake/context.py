"""What is known at a site, for a file to be read against."""

from datetime import date, time

from tandem.people.enums import Stage
from tandem.people.models import ClassPlace, Pupil, Site
from tandem.people.queries import current, school_year_of
from tandem.scheduling.intake.draft import Context, KnownPupil
from tandem.scheduling.intake.names import Name
from tandem.scheduling.models import Import


def context_for(intake: Import, *, on: date) -> Context:
    """Return the site's ladder, the year it is, and the pupils it has."""
    site = intake.site
    if site is None:
        return Context(school_year=school_year_of(on))
    places = (
        ClassPlace.objects.filter(current(on), pupil__organisation=site.organisation_id)
        .select_related("school_class")
        .order_by("from_date", "pk")
    )
    classes = {place.pupil_id: place.school_class.name for place in places}
    pupils = Pupil.objects.filter(organisation=site.organisation_id, left_date__isnull=True).select_related("person")
    return Context(
        stage=Stage(site.stage),
        school_year=school_year_of(on),
        known_pupils=tuple(
            KnownPupil(
                pupil.number,
                Name(pupil.person.given_name, pupil.person.infix, pupil.person.family_name),
                classes.get(pupil.pk, ""),
                pupil.birth_date,
            )
            for pupil in pupils.order_by("number", "pk")
        ),
        periods=_periods(site),
    )


def _periods(site: Site) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the hours of the site's first bell schedule, by day and number."""
    bell = site.bell_schedules.order_by("name", "pk").first()
    return {
        (period.day, period.number): (minutes_of(period.starts), minutes_of(period.ends))
        for period in (bell.periods.all() if bell else ())
    }


def minutes_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute
