"""Tutors of an initiative: what they teach, where, how often, and whether they are cleared."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import enrolments as actions
from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.actions import clearances
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Tutor
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms import enrolment as forms
from tandem.web.coordinator.forms.clearance import ClearanceForm
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.downloads import table_as_excel
from tandem.web.tables import Column, Table

SEARCHED = ("tutor__person__given_name", "tutor__person__family_name", "tutor__organisation__name")
BY_NAME = "tutor__person__sort_name"


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """What must be seen before a tutor sees a child, and whether it was."""

    kind: ClearanceKind
    seen: Clearance | None
    stands: bool


def clearance_lines(tutor: Tutor, on: date) -> list[ClearanceLine]:
    seen = {clearance.kind: clearance for clearance in tutor.clearances.all()}
    return [
        ClearanceLine(kind, found := seen.get(kind), found is not None and (found.valid_until or on) >= on)
        for kind in ClearanceKind
    ]


def columns(on: date) -> list[Column]:
    def cleared(row: Enrolment) -> str:
        lines = clearance_lines(row.tutor, on) if row.tutor else []
        return words.clearance([line.kind for line in lines if not line.stands])

    return [
        Column(
            "name",
            gettext_lazy("Naam"),
            value="tutor.person.full_name",
            order=(BY_NAME,),
            kind="heading",
            link=lambda row: reverse("coordinator-enrolment", args=[row.pk]),
        ),
        Column("organisation", gettext_lazy("Van"), "tutor.organisation.name", ("tutor__organisation__name", BY_NAME)),
        Column("teaches", gettext_lazy("Kan helpen met"), lambda row: words.teaches(row.teaches)),
        Column("sites", gettext_lazy("Waar"), lambda row: words.listing(sorted(s.name for s in row.sites.all()))),
        Column("max", gettext_lazy("Per week hoogstens"), "max_sessions", ("max_sessions", BY_NAME), kind="number"),
        Column(
            "period",
            gettext_lazy("Wanneer"),
            lambda row: words.period(row.from_date, row.to_date),
            ("from_date", BY_NAME),
        ),
        Column("cleared", gettext_lazy("Mag bij kinderen"), cleared),
    ]


@requires(Permission.PROGRAMME_READ)
@require_safe
def enrolment_list(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    rows = queries.enrolments_managed_by(request.user, on=today).filter(initiative=initiative, tutor__isnull=False)
    table = Table(request, rows, columns(today), search=SEARCHED, sort="name")
    if table.wants_export:
        return table_as_excel(table, name=_("Tutors %(initiative)s") % {"initiative": initiative}, at=timezone.now())
    return render_of(request, initiative, "coordinator/enrolments/list.html", {"table": table})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    known = queries.tutors_known_to(request.user, on=timezone.localdate())
    who = forms.WhoForm(request.POST or None, tutors=known.exclude(enrolments__initiative=initiative))
    offer, teaches = _offer_forms(request, initiative)
    if all([who.is_valid(), offer.is_valid(), teaches.is_valid()]):
        tutor = who.cleaned_data["tutor"]
        _enrol(request, initiative, tutor, offer, teaches)
        messages.success(request, _("%(name)s doet mee.") % {"name": tutor.person.full_name})
        return redirect("coordinator-enrolments", initiative.pk)
    context = {"who": who, "offer": offer, "teaches": teaches}
    return render_of(request, initiative, "coordinator/enrolments/new.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def enrolment(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    row, tutor = _own(request, enrolment_id)
    offer, teaches = _offer_forms(request, row.initiative, row)
    if all([offer.is_valid(), teaches.is_valid()]):
        _enrol(request, row.initiative, tutor, offer, teaches)
        messages.success(request, _("Opgeslagen."))
        return redirect("coordinator-enrolments", row.initiative_id)
    return _draw(request, row, tutor, offer=offer, teaches=teaches)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def record_clearance(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Write down that a check, training or agreement was seen: the date, never the document."""
    row, tutor = _own(request, enrolment_id)
    today = timezone.localdate()
    form = ClearanceForm(request.POST, today=today)
    if form.is_valid():
        clearances.record(tutor=tutor, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Opgeschreven dat u het gezien hebt."))
        return redirect("coordinator-enrolment", row.pk)
    return _draw(request, row, tutor, clearance_form=form)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def withdraw_clearance(request: Request, enrolment_id: uuid.UUID, kind: str) -> HttpResponse:
    """Suspend a tutor in one step: what was seen no longer counts."""
    row, tutor = _own(request, enrolment_id)
    clearance = get_object_or_404(tutor.clearances, kind=kind)
    clearances.withdraw(clearance=clearance, by=request.user, at=timezone.now())
    messages.warning(
        request,
        _("%(name)s mag vanaf nu niet bij kinderen zijn, tot u het opnieuw gezien hebt.")
        % {"name": tutor.person.full_name},
    )
    return redirect("coordinator-enrolment", row.pk)


def _own(request: Request, enrolment_id: uuid.UUID) -> tuple[Enrolment, Tutor]:
    row = get_object_or_404(queries.enrolments_managed_by(request.user, on=timezone.localdate()), pk=enrolment_id)
    if row.tutor is None:
        raise Http404
    return row, row.tutor


def _offer_forms(
    request: Request, initiative: Initiative, row: Enrolment | None = None
) -> "tuple[forms.OfferForm, BaseFormSet[forms.TeachesForm]]":
    data = request.POST or None
    initial = forms.initial_offer(row) if row else forms.initial_for_new(initiative)
    lines = forms.initial_lines(row) if row else []
    sites = initiative.sites.select_related("organisation").order_by("name", "pk")
    return forms.OfferForm(data, sites=sites, initial=initial), forms.TeachesFormSet(
        data, prefix="teaches", initial=lines
    )


def _enrol(
    request: Request,
    initiative: Initiative,
    tutor: Tutor,
    offer: forms.OfferForm,
    teaches: "BaseFormSet[forms.TeachesForm]",
) -> None:
    actions.enrol_tutor(
        initiative=initiative,
        tutor=tutor,
        teaches=forms.teaches_of(teaches),
        by=request.user,
        at=timezone.now(),
        **offer.cleaned_data,
    )


def _draw(
    request: Request,
    row: Enrolment,
    tutor: Tutor,
    *,
    offer: forms.OfferForm | None = None,
    teaches: "BaseFormSet[forms.TeachesForm] | None" = None,
    clearance_form: ClearanceForm | None = None,
) -> HttpResponse:
    sites = row.initiative.sites.order_by("name", "pk")
    today = timezone.localdate()
    context = {
        "enrolment": row,
        "tutor": tutor,
        "offer": offer or forms.OfferForm(sites=sites, initial=forms.initial_offer(row)),
        "teaches": teaches or forms.TeachesFormSet(prefix="teaches", initial=forms.initial_lines(row)),
        "clearance_form": clearance_form or ClearanceForm(today=today),
        "clearances": clearance_lines(tutor, today),
    }
    return render_of(request, row.initiative, "coordinator/enrolments/edit.html", context)
