"""A tutor's hours per month, as they follow from the log: to look at, to sign, to take along."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core import pdf
from tandem.core.pdf import PaperColumn
from tandem.core.permissions import Permission
from tandem.core.workbooks import Sheet, SheetColumn
from tandem.core.workbooks import workbook as make_workbook
from tandem.logbook.queries.hours import HourLine, hours_of, total_minutes
from tandem.logbook.queries.lessons import summer_enrolments_of
from tandem.people.models import Tutor
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import tutor_of


@requires(Permission.TUTOR_READ)
@require_safe
def hours(request: Request) -> HttpResponse:
    first = _asked_month(request.GET.get("maand", ""))
    tutor = tutor_of(request)
    lines = hours_of(tutor, first=first, last=_last(first))
    context = {
        "first": first,
        "lines": lines,
        "total": as_hours(total_minutes(lines)),
        "previous": f"?maand={_last_month(first):%Y-%m}",
        "following": f"?maand={_last(first) + timedelta(days=1):%Y-%m}",
        "summer": bool(summer_enrolments_of(tutor)),
        "is_this": first == timezone.localdate().replace(day=1),
    }
    return render(request, "tutor/hours.html", context)


@requires(Permission.TUTOR_READ)
@require_safe
def sheet(request: Request, year: int, month: int) -> HttpResponse:
    """Hand out the month on paper, with a line for each who signs."""
    tutor, first = tutor_of(request), _month(year, month)
    lines = hours_of(tutor, first=first, last=_last(first))
    paper = pdf.hours_sheet(
        title=_("Uren van %(name)s") % {"name": tutor.person.full_name},
        intro=[_month_name(first), tutor.organisation.name],
        columns=[
            PaperColumn(_("Dag")),
            PaperColumn(_("Begin")),
            PaperColumn(_("Waar")),
            PaperColumn(_("Wat")),
            PaperColumn(_("Uren"), "number"),
        ],
        rows=[
            [_day(line), f"{timezone.localtime(line.starts_at):%H:%M}", line.site, _what(line), as_hours(line.minutes)]
            for line in lines
        ],
        total=[_("Samen"), "", "", "", as_hours(total_minutes(lines))],
        signatures=[tutor.person.full_name, _("Voor het programma")],
        notes=[_("Deze uren volgen uit het logboek van de tutor.")],
        at=timezone.now(),
    )
    return downloads.pdf(paper, name=_name(tutor, first))


@requires(Permission.TUTOR_READ)
@require_safe
def workbook(request: Request, year: int, month: int) -> HttpResponse:
    """Hand out the month as Excel."""
    tutor, first = tutor_of(request), _month(year, month)
    lines = hours_of(tutor, first=first, last=_last(first))
    page = Sheet(
        name=f"{first:%Y-%m}",
        title=_("Uren van %(name)s") % {"name": tutor.person.full_name},
        columns=[
            SheetColumn(_("Dag"), "date"),
            SheetColumn(_("Begin"), "time"),
            SheetColumn(_("Waar")),
            SheetColumn(_("Initiatief")),
            SheetColumn(_("Wat")),
            SheetColumn(_("Minuten"), "whole"),
        ],
        rows=[
            [
                line.day,
                timezone.localtime(line.starts_at).time(),
                line.site,
                line.initiative,
                _what(line),
                line.minutes,
            ]
            for line in lines
        ],
    )
    content = make_workbook([page], title=_month_name(first), at=timezone.now())
    return downloads.excel(content, name=_name(tutor, first))


def as_hours(minutes: int) -> str:
    """Write minutes as hours and minutes: 95 becomes 1:35."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _what(line: HourLine) -> str:
    return _("%(subject)s (voor niets gekomen)") % {"subject": line.subject} if line.in_vain else line.subject


def _day(line: HourLine) -> str:
    return date_format(line.day, "D j/n")


def _month_name(first: date) -> str:
    return date_format(first, "F Y")


def _asked_month(text: str) -> date:
    year, _dash, month = text.partition("-")
    if year.isdecimal() and month.isdecimal():
        return _month(int(year), int(month))
    return timezone.localdate().replace(day=1)


def _month(year: int, month: int) -> date:
    if not (2000 < year < 2100 and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def _last(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _last_month(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _name(tutor: Tutor, first: date) -> str:
    return _("Uren %(month)s %(name)s") % {"month": f"{first:%Y-%m}", "name": tutor.person.full_name}
