"""The hours of a site: one bell schedule, or several; a free afternoon is one without hours."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.core.weeks import Block, Week
from tandem.people.queries import sites_visible_to
from tandem.scheduling.actions import timetables
from tandem.scheduling.actions.timetables import Hour, TimetableNotPossible, Trouble
from tandem.scheduling.models import BellSchedule
from tandem.scheduling.queries.timetables import bell_schedules_visible_to
from tandem.web.access import Request, permissions_for, requires
from tandem.web.school.forms import BellNameForm, HourForm, HourFormSet, hour_rows
from tandem.web.school.shared import minutes_of

USUAL = (("08:30", "09:20"), ("09:20", "10:10"), ("10:25", "11:15"), ("11:15", "12:05"), ("13:00", "13:50"))


def _own_bell(request: Request, pk: uuid.UUID) -> BellSchedule:
    return get_object_or_404(
        bell_schedules_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE), pk=pk
    )


@requires(Permission.SCHOOL_READ)
@require_safe
def bell_list(request: Request) -> HttpResponse:
    bells = bell_schedules_visible_to(request.user, on=timezone.localdate())
    return render(
        request, "school/bells.html", {"bells": [(bell, week_of(bell)) for bell in bells], "manages": _manages(request)}
    )


def _manages(request: Request) -> bool:
    return Permission.SCHOOL_MANAGE in permissions_for(request)


def week_of(bell: BellSchedule) -> Week:
    """Draw the hours of a bell schedule as a week."""
    return Week(
        [
            Block(
                period.day,
                minutes_of(period.starts),
                minutes_of(period.ends),
                _("na schooltijd") if period.after_school else _("uur %(number)s") % {"number": period.number},
                kind="session" if period.after_school else "lesson",
            )
            for period in bell.periods.all()
        ]
    )


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_bell(request: Request) -> HttpResponse:
    return _edit(request, None)


@requires(Permission.SCHOOL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_bell(request: Request, bell_id: uuid.UUID) -> HttpResponse:
    return _edit(request, _own_bell(request, bell_id))


def _edit(request: Request, bell: BellSchedule | None) -> HttpResponse:
    sites = sites_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE)
    if bell:
        sites = sites.filter(pk=bell.site_id)
    initial = {"site": bell.site, "name": bell.name} if bell else {"name": _("gewone uren")}
    form = BellNameForm(request.POST or None, sites=sites, initial=initial)
    hours = HourFormSet(request.POST or None, initial=hour_rows(bell.periods.all()) if bell else _usual_hours())
    if form.is_valid() and hours.is_valid():
        try:
            _save(request, bell, form, _filled_in(hours))
        except TimetableNotPossible as error:
            form.add_error(None, _trouble(error.trouble))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("school-bells")
    return render(request, "school/bell_edit.html", {"bell": bell, "form": form, "hours": hours})


def _trouble(trouble: Trouble) -> str:
    return {
        Trouble.OVERLAP: _("Twee uren van dezelfde dag overlappen."),
        Trouble.NO_HOURS: _("Vul minstens één uur in."),
        Trouble.NAME_TAKEN: _("Deze vestiging heeft al uren met deze naam."),
        Trouble.NO_STRETCH: _("Het einde van een uur ligt na het begin."),
    }[trouble]


def _save(request: Request, bell: BellSchedule | None, form: BellNameForm, hours: list[Hour]) -> None:
    timetables.set_bell_schedule(
        bell_schedule=bell, hours=hours, by=request.user, at=timezone.now(), **form.cleaned_data
    )


def _filled_in(forms: Iterable[HourForm]) -> list[Hour]:
    return [hour for form in forms for hour in form.hours]


def _usual_hours() -> list[dict[str, object]]:
    """A beginning to correct, rather than an empty page; Wednesday afternoon is free."""
    every, but_wednesday = ["0", "1", "2", "3", "4"], ["0", "1", "3", "4"]
    return [
        {"starts": starts, "ends": ends, "days": every if starts < "12:00" else but_wednesday} for starts, ends in USUAL
    ]


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def remove_bell(request: Request, bell_id: uuid.UUID) -> HttpResponse:
    timetables.remove_bell_schedule(bell_schedule=_own_bell(request, bell_id), by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald. Lessen en ingekleurde weken houden hun eigen tijden."))
    return redirect("school-bells")
