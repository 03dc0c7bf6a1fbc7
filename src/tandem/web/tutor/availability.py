"""When a tutor can: painted in a week, or taken from their own calendar."""

from datetime import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives.queries.colleges import reserved_for
from tandem.people.models import Tutor
from tandem.scheduling.actions.availability import (
    AvailabilityNotPossible,
    forget_calendar,
    keep_calendar,
    paint_availability,
    take_over_calendar,
)
from tandem.scheduling.freebusy import Stretch
from tandem.scheduling.models import Availability, TutorCalendar
from tandem.scheduling.queries.availability import availability_of, later_availability_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.words import stretch
from tandem.web.painting import Brush, PaintForm, PaintRow
from tandem.web.tutor.forms import CalendarForm, PeriodForm
from tandem.web.tutor.shared import tutor_of

STEP = 30
ROWS = tuple(PaintRow(f"{minute:04d}", minute, minute + STEP) for minute in range(8 * 60, 18 * 60, STEP))
BRUSHES = (
    Brush("busy", gettext_lazy("ik kan niet"), "empty", "minus"),
    Brush("free", gettext_lazy("ik kan"), "good", "check"),
)
DAYS = (0, 1, 2, 3, 4)


@requires(Permission.AVAILABILITY_PAINT)
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: Request) -> HttpResponse:
    tutor = tutor_of(request)
    data = request.POST if request.method == "POST" else None
    week = PaintForm(data, rows=ROWS, brushes=BRUSHES, days=DAYS, painted=_painted(tutor))
    period = PeriodForm(data, initial={"from_date": timezone.localdate()})
    if request.method == "POST" and week.is_valid() and period.is_valid():
        try:
            paint_availability(
                tutor=tutor, stretches=_stretches(week), by=request.user, at=timezone.now(), **period.cleaned_data
            )
        except AvailabilityNotPossible as refusal:
            period.add_error("to_date", str(refusal))
        else:
            messages.success(request, _("Bewaard. We zoeken alleen op uren waarop je kunt."))
            return redirect("tutor-availability")
    return _page(request, tutor, week=week, period=period)


@requires(Permission.AVAILABILITY_PAINT)
@require_POST
def calendar(request: Request) -> HttpResponse:
    """Take over a calendar: a file at once, an address in the background and again every night."""
    tutor = tutor_of(request)
    form = CalendarForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _take_over(request, tutor, form)
        except AvailabilityNotPossible as refusal:
            form.add_error("address" if form.cleaned_data["address"] else "file", str(refusal))
        else:
            return redirect("tutor-availability")
    return _page(request, tutor, calendar_form=form, status=422)


def _take_over(request: Request, tutor: Tutor, form: CalendarForm) -> None:
    margins = {"bounds": form.bounds, "travel_minutes": form.cleaned_data["travel_minutes"]}
    if form.cleaned_data["address"]:
        keep_calendar(tutor=tutor, address=form.cleaned_data["address"], by=request.user, at=timezone.now(), **margins)
        messages.success(request, _("We lezen je agenda nu, en elke nacht opnieuw. Kijk hier straks of het klopt."))
        return
    from_date, to_date = form.period
    take_over_calendar(
        tutor=tutor,
        content=form.cleaned_data["file"].read(),
        from_date=from_date,
        to_date=to_date,
        by=request.user,
        at=timezone.now(),
        **margins,
    )
    messages.success(request, _("Je agenda is gelezen. Kijk hieronder of het klopt; je kunt het nog anders kleuren."))


@requires(Permission.AVAILABILITY_PAINT)
@require_POST
def forget(request: Request) -> HttpResponse:
    forget_calendar(tutor=tutor_of(request), by=request.user, at=timezone.now())
    messages.success(request, _("We lezen je agenda niet meer. Wat er nu staat, blijft staan."))
    return redirect("tutor-availability")


def _page(
    request: Request,
    tutor: Tutor,
    *,
    week: PaintForm | None = None,
    period: PeriodForm | None = None,
    calendar_form: CalendarForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    kept = TutorCalendar.objects.filter(tutor=tutor).first()
    context = {
        "week": week or PaintForm(rows=ROWS, brushes=BRUSHES, days=DAYS, painted=_painted(tutor)),
        "period": period or PeriodForm(initial={"from_date": today}),
        "calendar_form": calendar_form or CalendarForm(initial=_margins(kept) | {"from_date": today}),
        "kept": kept if kept and kept.address else None,
        "later": [_later(row) for row in later_availability_of(tutor, after=today)],
        "reserved": [(row, stretch(row.day, row.starts, row.ends)) for row in reserved_for(tutor, on=today)],
        "is_empty": not Availability.objects.filter(tutor=tutor).exists(),
    }
    return render(request, "tutor/availability.html", context, status=status)


def _later(stretch: Availability) -> str:
    return _("Vanaf %(from)s: %(day)s, %(starts)s–%(ends)s.") % {
        "from": date_format(stretch.from_date, "j F"),
        "day": WEEKDAYS[stretch.day],
        "starts": f"{stretch.starts:%H:%M}",
        "ends": f"{stretch.ends:%H:%M}",
    }


def _margins(kept: TutorCalendar | None) -> dict[str, object]:
    calendar = kept or TutorCalendar()
    return {name: getattr(calendar, name) for name in ("travel_minutes", "days", "earliest", "latest")}


def _painted(tutor: Tutor) -> dict[tuple[int, str], str]:
    """Return the hours that are wholly within what the tutor said, as they hold today."""
    known = list(availability_of(tutor, on=timezone.localdate()))
    return {
        (day, row.key): "free"
        for day in DAYS
        for row in ROWS
        if any(r.day == day and _minutes(r.starts) <= row.starts and _minutes(r.ends) >= row.ends for r in known)
    }


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _stretches(form: PaintForm) -> list[Stretch]:
    """Return the painted hours with neighbours joined."""
    found: list[Stretch] = []
    free = [(day, row) for day in DAYS for row in ROWS if form.painted[day, row.key] == "free"]
    for day, row in free:
        if found and found[-1].day == day and found[-1].ends == row.starts:
            found[-1] = Stretch(day, found[-1].starts, row.ends)
        else:
            found.append(Stretch(day, row.starts, row.ends))
    return found
