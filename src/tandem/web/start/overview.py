"""The start of an initiative at a glance: what is agreed, what is missing, and letting it run."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import activation, start_again
from tandem.initiatives.enums import StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.organisation import organisation_chart
from tandem.initiatives.queries.start import consultations_of, earlier_initiatives, groups_of, points_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import offer
from tandem.web.coordinator.gaps import gaps_of
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.start.charts import levels_of
from tandem.web.start.forms import EarlierForm


@requires(Permission.PROGRAMME_READ)
@require_safe
def overview(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    points, groups = points_of(initiative), groups_of(initiative)
    agreed = [stand for stand in points if stand.is_agreed and stand.point != StartPoint.EQUAL_CHANCES]
    context = {
        "points": [stand for stand in points if stand.point != StartPoint.EQUAL_CHANCES],
        "equal_chances": next(stand for stand in points if stand.point == StartPoint.EQUAL_CHANCES),
        "groups": groups,
        "agreed": len(agreed),
        "gaps": gaps_of(initiative),
        "to_confirm": any(stand.awaits_confirmation for stand in points)
        or any(stand.awaits_confirmation for stand in groups),
        "earlier_form": _earlier_form(request, initiative),
        "consultations": consultations_of(initiative),
    }
    return render_of(request, initiative, "start/overview.html", context)


def _earlier_form(request: Request, initiative: Initiative) -> EarlierForm | None:
    earlier = earlier_initiatives(initiative)
    if not earlier.exists():
        return None
    form = EarlierForm(request.POST or None)
    offer(form, "earlier", earlier)
    return form


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def activate(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    try:
        activation.activate_initiative(initiative=initiative, by=request.user, at=timezone.now())
    except activation.ActivationNotPossible as refused:
        said = ngettext(
            "Het initiatief kan nog niet beginnen: er ontbreekt één ding. Hieronder staat wat, en waar u het invult.",
            "Het initiatief kan nog niet beginnen: er ontbreken %(n)d dingen. "
            "Hieronder staat wat, en waar u het invult.",
            len(refused.missing),
        )
        messages.error(request, said % {"n": len(refused.missing)})
        return redirect("coordinator-start", initiative.pk)
    messages.success(request, _("Het initiatief loopt. U kunt nu ook publiceren."))
    return redirect("coordinator-initiative", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def take_over(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = _earlier_form(request, initiative)
    if form is not None and form.is_valid():
        taken = start_again.take_over(
            initiative=initiative, earlier=form.cleaned_data["earlier"], by=request.user, at=timezone.now()
        )
        said = ngettext(
            "%(n)d antwoord is overgenomen. Kijk na of het nog klopt.",
            "%(n)d antwoorden zijn overgenomen. Kijk na of ze nog kloppen.",
            taken,
        )
        messages.success(request, said % {"n": taken})
    return redirect("coordinator-start", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def confirm_all(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    start_again.confirm_all(initiative=initiative, by=request.user, at=timezone.now())
    messages.success(request, _("Bevestigd: wat u overnam, geldt ook dit jaar."))
    return redirect("coordinator-start", initiative.pk)


@requires(Permission.PROGRAMME_READ)
@require_safe
def organisation(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    levels = levels_of(organisation_chart(initiative, on=timezone.localdate()))
    return render_of(request, initiative, "start/organisation.html", {"levels": levels})
