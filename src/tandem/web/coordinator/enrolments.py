"""Tutors of an initiative: what they teach, where, how often, and whether they are cleared."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import enrolments as actions
from tandem.initiatives.gate import Missing, countries_of, missing_of
from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.actions.clearances import ClearanceNotPossible, HaltNotPossible
from tandem.people.checks import rule_of
from tandem.people.enums import ClearanceKind
from tandem.people.models import Clearance, Tutor
from tandem.scheduling.actions import safety
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

    label: str
    kind: ClearanceKind
    seen: Clearance | None
    stands: bool

    @property
    def slug(self) -> str:
        return self.seen.model or self.kind.value if self.seen else ""


def clearance_lines(tutor: Tutor, missing: Sequence[Missing], on: date) -> list[ClearanceLine]:
    """Return what was seen, and after it what was never seen."""
    rows = sorted(
        tutor.clearances.all(), key=lambda row: (list(ClearanceKind).index(ClearanceKind(row.kind)), row.model)
    )
    lines = [
        ClearanceLine(
            label=row.get_model_display() if row.model else row.get_kind_display(),
            kind=ClearanceKind(row.kind),
            seen=row,
            stands=(row.valid_until or on) >= on,
        )
        for row in rows
    ]
    known = {line.label for line in lines}
    never = [found for found in missing if found.kind is not None and found.label not in known]
    return lines + [ClearanceLine(found.label, found.kind, None, stands=False) for found in never if found.kind]


def columns(missing: Mapping[uuid.UUID, Sequence[Missing]]) -> list[Column]:
    def cleared(row: Enrolment) -> str:
        return words.clearance(missing[row.tutor_id]) if row.tutor_id else ""

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
    missing = missing_of([tutor for tutor in rows.values_list("tutor", flat=True) if tutor], on=today)
    table = Table(
        request,
        rows,
        columns(missing),
        search=SEARCHED,
        sort="name",
        count_words=lambda count: ngettext("%(n)d tutor", "%(n)d tutors", count) % {"n": count},
    )
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
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-enrolments", row.initiative_id)
    return _draw(request, row, tutor, offer=offer, teaches=teaches)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def record_clearance(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Write down that a check, training or agreement was seen: the date, never the document."""
    row, tutor = _own(request, enrolment_id)
    today = timezone.localdate()
    countries = countries_of(tutor)
    form = ClearanceForm(request.POST, today=today, countries=countries)
    if form.is_valid():
        try:
            safety.record_clearance(
                tutor=tutor, countries=countries, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ClearanceNotPossible as error:
            form.refuse(str(error))
        else:
            messages.success(request, _("Opgeschreven dat u het gezien hebt."))
            return redirect("coordinator-enrolment", row.pk)
    return _draw(request, row, tutor, clearance_form=form)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def withdraw_clearance(request: Request, enrolment_id: uuid.UUID, kind: str) -> HttpResponse:
    """Say that what was seen no longer counts."""
    row, tutor = _own(request, enrolment_id)
    clearance = get_object_or_404(tutor.clearances, Q(model=kind) | Q(model="", kind=kind))
    safety.withdraw_clearance(clearance=clearance, by=request.user, at=timezone.now())
    messages.warning(
        request,
        _("%(name)s mag vanaf nu niet bij kinderen zijn, tot u het opnieuw gezien hebt.")
        % {"name": tutor.person.full_name},
    )
    return redirect("coordinator-enrolment", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def halt(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Stop a tutor in one step, everywhere."""
    row, tutor = _own(request, enrolment_id)
    try:
        safety.halt_tutor(tutor=tutor, by=request.user, at=timezone.now())
    except HaltNotPossible:
        messages.info(request, _("%(name)s stond al stil.") % {"name": tutor.person.full_name})
    else:
        messages.warning(
            request,
            _("%(name)s staat stil: geen sessies, geen leerlingen, tot u het opheft.")
            % {"name": tutor.person.full_name},
        )
    return redirect("coordinator-enrolment", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def lift_halt(request: Request, enrolment_id: uuid.UUID) -> HttpResponse:
    """Let a stopped tutor go on."""
    row, tutor = _own(request, enrolment_id)
    try:
        safety.lift_halt(tutor=tutor, by=request.user, at=timezone.now())
    except HaltNotPossible:
        messages.info(request, _("%(name)s stond niet stil.") % {"name": tutor.person.full_name})
    else:
        messages.success(request, _("%(name)s mag weer verder.") % {"name": tutor.person.full_name})
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
    missing = missing_of([tutor.pk], on=today)[tutor.pk]
    countries = countries_of(tutor)
    context = {
        "enrolment": row,
        "tutor": tutor,
        "offer": offer or forms.OfferForm(sites=sites, initial=forms.initial_offer(row)),
        "teaches": teaches or forms.TeachesFormSet(prefix="teaches", initial=forms.initial_lines(row)),
        "clearance_form": clearance_form or ClearanceForm(today=today, countries=countries),
        "clearances": clearance_lines(tutor, missing, today),
        "rules": [rule_of(country, on=today) for country in sorted(countries)],
        "halted": any(found.kind is None for found in missing),
    }
    return render_of(request, row.initiative, "coordinator/enrolments/edit.html", context)
