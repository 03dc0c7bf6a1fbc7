"""At which sites of which initiatives somebody works with children."""

from datetime import date

from django.db.models import Q

from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.people.models import Site, Tutor, User
from tandem.people.queries import classes_visible_to, current


def places_of_tutor(tutor: Tutor, *, on: date) -> list[tuple[Initiative, Site]]:
    """Return the initiatives a tutor takes part in, with their own sites, or all where they named none."""
    enrolments = (
        Enrolment.objects.filter(current(on), Q(tutor=tutor) | Q(student_group__tutors=tutor))
        .select_related("initiative__concern_contact__person", "initiative__concern_deputy__person")
        .prefetch_related("sites__organisation", "initiative__sites__organisation")
        .distinct()
        .order_by("initiative__name", "pk")
    )
    return [
        (enrolment.initiative, site)
        for enrolment in enrolments
        for site in sorted(
            enrolment.sites.all() or enrolment.initiative.sites.all(), key=lambda site: (site.name, str(site.pk))
        )
    ]


def places_of_school(user: User, *, on: date) -> list[tuple[Initiative, Site]]:
    """Return the initiatives that something was asked of for the classes somebody teaches or runs."""
    classes = classes_visible_to(user, on=on).order_by().values("pk")
    requests = (
        Request.objects.filter(
            Q(school_class__in=classes)
            | Q(pupil__places__school_class__in=classes, pupil__places__to_date__isnull=True)
        )
        .select_related("initiative__concern_contact__person", "initiative__concern_deputy__person")
        .select_related("site__organisation")
        .order_by("site__name", "initiative__name", "site", "initiative", "pk")
        .distinct("site__name", "initiative__name", "site", "initiative")
    )
    return [(request.initiative, request.site) for request in requests]
