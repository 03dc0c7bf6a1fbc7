"""The start page of whoever works at a school: who leaves today, what is different, and the one thing to do next."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.core.weeks import monday_of
from tandem.initiatives.queries.partnerships import unjustified_of
from tandem.logbook.queries.file_readers import requests_to_answer
from tandem.logbook.queries.frames import classes_without_frame
from tandem.logbook.queries.leaving import leaving_classes_on, leaving_on
from tandem.people.models import SchoolClass
from tandem.people.queries import sites_visible_to
from tandem.scheduling.queries.leaving import waiting_counts
from tandem.scheduling.queries.timetables import classes_with_teachers, site_without_hours, site_without_rooms
from tandem.web.access import Request, requires
from tandem.web.school.shared import manages_school


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: what, why, and where."""

    title: str
    why: str
    url: str
    label: str


@requires(Permission.SCHOOL_READ, Permission.CLASS_READ)
@require_safe
def home(request: Request) -> HttpResponse:
    today = timezone.localdate()
    classes = list(classes_with_teachers(request.user, on=today))
    taught = [
        school_class
        for school_class in classes
        if any(row.person_id == request.user.person_id for row in school_class.class_teachers.all())
    ]
    manages = manages_school(request)
    by_class = leaving_classes_on(taught, request.user, day=today)
    steps = [*_asked(request), *_teacher_steps(request, taught), *(_school_steps(request) if manages else ())]
    context = {
        "today": today,
        "taught": [(school_class, by_class[school_class.pk]) for school_class in taught],
        "school": leaving_on(request.user, day=today) if manages else None,
        "next": next(iter(steps), None),
        "later": steps[1:],
        "manages": manages,
        "empty": not classes,
    }
    return render(request, "school/home.html", context)


def _asked(request: Request) -> Iterator[Step]:
    """What a family asked about a file goes before all else: it waits for a person with a name."""
    if first := requests_to_answer(request.user, on=timezone.localdate()).first():
        day = date_format(first.answer_by_date, "j F")
        yield Step(
            _("Een gezin vraagt iets over de map van een leerling."),
            _("%(who)s antwoordt ten laatste op %(day)s.") % {"who": first.answered_by.full_name, "day": day},
            reverse("school-file-requests"),
            _("Bekijken"),
        )


def _teacher_steps(request: Request, taught: list[SchoolClass]) -> Iterator[Step]:
    today = timezone.localdate()
    for school_class, count in waiting_counts(taught, request.user, on=today).items():
        yield Step(
            ngettext(
                "%(count)s plek voor %(name)s wacht op uw ja.",
                "%(count)s plekken voor %(name)s wachten op uw ja.",
                count,
            )
            % {"count": count, "name": school_class.name},
            _("U ziet wie wanneer weggaat en wat die leerling dan mist."),
            reverse("school-class-answers", args=[school_class.pk]),
            _("Bekijken"),
        )
    for school_class in taught:
        if not school_class.painted:  # type: ignore[attr-defined]  # annotated by its query
            yield Step(
                _("Kleur de week van %(name)s in.") % {"name": school_class.name},
                _("Zo weet de planning wanneer leerlingen mogen, liever niet of nooit weg kunnen."),
                reverse("school-class-week", args=[school_class.pk]),
                _("Inkleuren"),
            )
    for school_class in classes_without_frame(taught, week=monday_of(today)):
        yield Step(
            _("Waar werkt %(name)s deze week aan?") % {"name": school_class.name},
            _("De tutors lezen het vlak voor hun sessie. Zoals vorige week kan in één tik."),
            reverse("school-class-frame", args=[school_class.pk]),
            _("Invullen"),
        )


def _school_steps(request: Request) -> Iterator[Step]:
    for found in unjustified_of(request.user, on=timezone.localdate()):
        yield Step(
            _("Zeg waarom %(site)s meedoet aan %(initiative)s.")
            % {"site": found.site.name, "initiative": found.initiative.name},
            _("Zonder die verantwoording kan het initiatief niet beginnen. Een document dat u al hebt, volstaat."),
            reverse("together-justification-write", args=[found.initiative.pk, found.site.pk]),
            _("Invullen"),
        )
    sites = sites_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE)
    if site := site_without_hours(sites):
        yield Step(
            _("Vul de lesuren van %(site)s in.") % {"site": site.name},
            _("Dan kunnen leerkrachten de week van hun klas inkleuren."),
            reverse("school-bell-add"),
            _("Lesuren"),
        )
    if site := site_without_rooms(sites):
        yield Step(
            _("Welke lokalen mag Tandem gebruiken op %(site)s?") % {"site": site.name},
            _("Zonder lokaal kan geen enkel groepje beginnen."),
            reverse("school-rooms"),
            _("Lokalen"),
        )
