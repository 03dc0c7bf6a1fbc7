"""Who pays for an initiative, month by month, and when that ends."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import grants as actions
from tandem.initiatives.models import Grant, Initiative
from tandem.initiatives.queries.grants import cover_of, grants_of, uncovered_soon
from tandem.initiatives.together.funding import Cover, GrantPurpose, Month
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import DayField, check_order
from tandem.web.coordinator.shared import own_initiative, render_of

TONES = {Cover.WHOLE: ("success", "check"), Cover.PART: ("warning", "clock"), Cover.NONE: ("danger", "minus")}


class GrantForm(forms.Form):
    funder = forms.CharField(label=gettext_lazy("Wie betaalt?"), max_length=120)
    amount = forms.DecimalField(
        label=gettext_lazy("Hoeveel, in euro?"), min_value=0.01, max_digits=10, decimal_places=2
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Waarvoor?"), choices=GrantPurpose.choices)
    from_date = DayField(label=gettext_lazy("Van"))
    to_date = DayField(label=gettext_lazy("Tot en met"))

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        return self.cleaned_data


def money(value: object) -> str:
    return f"€ {number_format(value, 2, force_grouping=True)}"  # type: ignore[arg-type]  # a Decimal, as numbers are


def cover(month: Month) -> str:
    return {Cover.WHOLE: _("gedekt"), Cover.PART: _("deels gedekt"), Cover.NONE: _("niet gedekt")}[month.cover]


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def funding(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = GrantForm(
        request.POST or None,
        initial={"from_date": initiative.starts_date, "to_date": initiative.ends_date, "purpose": GrantPurpose.ALL},
    )
    if form.is_valid():
        actions.add_grant(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Opgeschreven."))
        return redirect("coordinator-funding", initiative.pk)
    grants = grants_of(initiative)
    context = {
        "form": form,
        "grants": [(row, money(row.amount)) for row in grants],
        "months": [(row, money(row.amount), cover(row), *TONES[row.cover]) for row in cover_of(initiative)],
        "gap": next(iter(uncovered_soon([initiative], on=timezone.localdate())), None),
    }
    return render_of(request, initiative, "coordinator/initiatives/funding.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove(request: Request, initiative_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    grant = get_object_or_404(Grant.objects.select_related("initiative__organiser"), pk=grant_id, initiative=initiative)
    actions.remove_grant(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("coordinator-funding", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    sections = [_grants(initiative), _months(initiative)]
    content = pdf.report(
        sections,
        title=_("Wie betaalt %(name)s") % {"name": initiative.name},
        intro=[str(initiative.organiser)],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Geld %(name)s") % {"name": initiative.name})


def _grants(initiative: Initiative) -> pdf.Section:
    return pdf.Section(
        title=_("Wie betaalt"),
        columns=[
            pdf.PaperColumn(_("Wie")),
            pdf.PaperColumn(_("Waarvoor")),
            pdf.PaperColumn(_("Wanneer")),
            pdf.PaperColumn(_("Hoeveel"), "number"),
        ],
        rows=[
            (
                row.funder,
                str(GrantPurpose(row.purpose).label),
                f"{date_format(row.from_date, 'j b Y')} – {date_format(row.to_date, 'j b Y')}",
                money(row.amount),
            )
            for row in grants_of(initiative)
        ],
    )


def _months(initiative: Initiative) -> pdf.Section:
    return pdf.Section(
        title=_("Maand per maand"),
        columns=[
            pdf.PaperColumn(_("Maand")),
            pdf.PaperColumn(_("Gedekt?")),
            pdf.PaperColumn(_("Door wie")),
            pdf.PaperColumn(_("Hoeveel"), "number"),
        ],
        rows=[
            (date_format(row.first, "F Y"), cover(row), ", ".join(row.funders), money(row.amount))
            for row in cover_of(initiative)
        ],
    )
