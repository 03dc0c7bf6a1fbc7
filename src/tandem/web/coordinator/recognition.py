"""What tutors did, as paper: certificates, sheets of allowances and the nominative list of a year."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission, Role
from tandem.initiatives import queries
from tandem.initiatives.enums import EngagementForm
from tandem.initiatives.models import Enrolment, Initiative
from tandem.initiatives.queries.engagements import engaged_as
from tandem.initiatives.queries.training import attended_by
from tandem.logbook import recognition
from tandem.logbook.queries.recognition import (
    AllowanceYear,
    Done,
    allowance_years,
    done_by,
    done_by_all,
    worked_days,
)
from tandem.people.allowances import allowance_of
from tandem.people.enums import Country, Region, TutorKind
from tandem.people.models import Tutor
from tandem.people.queries import current
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.shared import own_initiative, render_of

PAID_SOMETHING = (EngagementForm.VOLUNTEER, EngagementForm.PAID)


@dataclass(frozen=True, slots=True)
class TutorLine:
    """One tutor's hours, and which papers there are for them."""

    enrolment: Enrolment
    as_what: str
    is_student: bool
    done: Done
    hours: str
    sheets: tuple[AllowanceYear, ...]


def certificate_of(tutor: Tutor, initiative: Initiative) -> HttpResponse:
    """Hand over the certificate of one tutor, signed for by who is finally responsible."""
    at, today = timezone.now(), timezone.localdate()
    responsible = (
        initiative.involvements.filter(current(today), membership__role=Role.FINAL_RESPONSIBLE)
        .select_related("membership__person")
        .order_by("from_date", "pk")
        .first()
    )
    signed_by = responsible.membership.person.full_name if responsible else initiative.organiser.name
    paper = recognition.certificate(
        tutor,
        initiative,
        done_by(tutor, initiative),
        recognition.training_attended(list(attended_by(tutor)), initiative),
        signed_by=signed_by,
        at=at,
    )
    return downloads.pdf(paper, name=_("Getuigschrift %(name)s") % {"name": tutor.person.full_name})


@requires(Permission.PROGRAMME_READ)
@require_safe
def overview(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    year = _year(request.GET.get("jaar", ""), today)
    rows = list(
        queries.enrolments_managed_by(request.user, on=today)
        .filter(initiative=initiative, tutor__isnull=False)
        .prefetch_related("engagements")
    )
    done = done_by_all([row.tutor_id for row in rows if row.tutor_id], initiative)
    sheets = {form: _years(request, year, form) for form in PAID_SOMETHING}
    lines = [_line(row, done, sheets, today) for row in rows]
    context = {
        "year": year,
        "years": [year - 1, year + 1],
        "lines": lines,
        "limits": _limits(initiative, year),
        "has_volunteers": bool(sheets[EngagementForm.VOLUNTEER]),
        "has_paid": bool(sheets[EngagementForm.PAID]),
        "students": sum(line.is_student for line in lines),
        "others": sum(not line.is_student for line in lines),
    }
    return render_of(request, initiative, "coordinator/recognition/overview.html", context)


@requires(Permission.PROGRAMME_READ)
@require_safe
def certificate(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    return certificate_of(tutor, row.initiative)


@requires(Permission.PROGRAMME_READ)
@require_safe
def sheet(request: Request, enrolment_id: uuid.UUID, year: int, country: str) -> HttpResponse:
    """Hand over one tutor's allowances of a year in one country, over all initiatives of the organiser."""
    row, tutor = _own(request, enrolment_id)
    form = engaged_as(row, on=timezone.localdate())
    if country not in Country.values or form not in PAID_SOMETHING:
        raise Http404
    known = [each for each in _years(request, year, form) if each.tutor_id == tutor.pk and each.country == country]
    found = known[0] if known else _nothing_yet(tutor, Country(country), year)
    organiser = row.initiative.organiser.name
    paper = recognition.allowance_sheet(
        found, year=year, organiser=organiser, paid=form == EngagementForm.PAID, at=timezone.now()
    )
    return downloads.pdf(paper, name=_("Vergoedingen %(year)d %(name)s") % {"year": year, "name": tutor.person})


@requires(Permission.PROGRAMME_READ)
@require_safe
def nominative_list(request: Request, initiative_id: uuid.UUID, year: int, engaged_as: str) -> HttpResponse:
    """Hand over the nominative list of a calendar year, over all initiatives of the organiser."""
    own_initiative(request, initiative_id)
    if engaged_as not in PAID_SOMETHING:
        raise Http404
    form = EngagementForm(engaged_as)
    title = _("Nominatieve lijst %(year)d, %(form)s") % {"year": year, "form": form.label}
    content = recognition.nominative_list(_years(request, year, form), year=year, title=title, at=timezone.now())
    return downloads.excel(content, name=title)


def _own(request: Request, pk: uuid.UUID) -> tuple[Enrolment, Tutor]:
    row = get_object_or_404(queries.enrolments_managed_by(request.user, on=timezone.localdate()), pk=pk)
    if row.tutor is None:
        raise Http404
    return row, row.tutor


def _years(request: Request, year: int, form: EngagementForm) -> list[AllowanceYear]:
    initiatives = queries.initiatives_managed_by(request.user, on=timezone.localdate())
    return allowance_years(worked_days(initiatives, year=year, form=form), year=year)


def _line(
    row: Enrolment, done: dict[uuid.UUID, Done], sheets: Mapping[EngagementForm, list[AllowanceYear]], on: date
) -> TutorLine:
    assert row.tutor is not None
    found = done[row.tutor.pk]
    form = engaged_as(row, on=on)
    return TutorLine(
        enrolment=row,
        as_what=str(form.label),
        is_student=TutorKind(row.tutor.kind).is_student,
        done=found,
        hours=words.duration(found.minutes),
        sheets=tuple(each for each in sheets.get(form, []) if each.tutor_id == row.tutor.pk),
    )


def _nothing_yet(tutor: Tutor, country: Country, year: int) -> AllowanceYear:
    return AllowanceYear(tutor.pk, tutor.person.full_name, country, (), allowance_of(country, year=year))


def _limits(initiative: Initiative, year: int) -> list[str]:
    regions = {Region(site.organisation.region) for site in initiative.sites.select_related("organisation")}
    countries = sorted({region.country for region in regions})
    return [
        recognition.limits_in_words(allowance_of(country, year=year), country=country, year=year)
        for country in countries
    ]


def _year(text: str, today: date) -> int:
    return int(text) if text.isdecimal() and 2000 < int(text) < 2100 else today.year
