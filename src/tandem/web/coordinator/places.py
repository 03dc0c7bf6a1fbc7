"""Travel times between sites, and days on which nothing is held beside the school holidays."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.scheduling.actions import days, travel
from tandem.scheduling.queries import places as queries
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.places import ClosureForm, TravelForm
from tandem.web.coordinator.shared import own_initiative, render_of


@requires(Permission.PROGRAMME_READ)
@require_safe
def places(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    return _draw(request, initiative, _travel_form(request, initiative), _closure_form(request, initiative))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def set_travel_time(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = _travel_form(request, initiative, request.POST)
    if not form.is_valid():
        return _draw(request, initiative, form, _closure_form(request, initiative))
    travel.set_travel_time(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("De reistijd is bewaard, heen en terug."))
    return redirect("coordinator-places", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove_travel_time(request: Request, initiative_id: uuid.UUID, travel_time_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    found = get_object_or_404(queries.travel_times_managed_by(request.user, on=timezone.localdate()), pk=travel_time_id)
    travel.remove_travel_time(travel_time=found, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald: deze twee vestigingen worden niet meer op één dag gecombineerd."))
    return redirect("coordinator-places", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def add_closure(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = _closure_form(request, initiative, request.POST)
    if not form.is_valid():
        return _draw(request, initiative, _travel_form(request, initiative), form)
    touched = days.close(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("De vrije dagen zijn bewaard."))
    _tell(request, touched)
    return redirect("coordinator-places", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove_closure(request: Request, initiative_id: uuid.UUID, closure_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    found = get_object_or_404(queries.closures_managed_by(request.user, on=timezone.localdate()), pk=closure_id)
    touched = days.open_again(closure=found, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald: de sessies van die dagen komen terug."))
    _tell(request, touched)
    return redirect("coordinator-places", initiative.pk)


def _tell(request: Request, touched: days.Touched) -> None:
    if touched.teams:
        said = ngettext(
            "%(count)d duo of groepje kreeg een ander rooster; wie erbij hoort, krijgt bericht.",
            "%(count)d duo's en groepjes kregen een ander rooster; wie erbij hoort, krijgt bericht.",
            touched.teams,
        )
        messages.info(request, said % {"count": touched.teams})
    if touched.clashing:
        said = ngettext(
            "Bij %(count)d kon niet alles terugkomen: iemand is dan al bezet.",
            "Bij %(count)d kon niet alles terugkomen: iemand is dan al bezet.",
            touched.clashing,
        )
        messages.warning(request, said % {"count": touched.clashing})


def _travel_form(request: Request, initiative: Initiative, data: object = None) -> TravelForm:
    return TravelForm(data, sites=initiative.sites.order_by("name", "pk"), prefix="travel")


def _closure_form(request: Request, initiative: Initiative, data: object = None) -> ClosureForm:
    known = queries.organisations_to_close(request.user, initiative, on=timezone.localdate())
    return ClosureForm(data, organisations=known, prefix="closure")


def _draw(request: Request, initiative: Initiative, travel: TravelForm, closure: ClosureForm) -> HttpResponse:
    context = {
        "travel_times": queries.travel_times_of(initiative),
        "travel_form": travel,
        "closures": queries.closures_of(initiative),
        "closure_form": closure,
        "sites": initiative.sites.order_by("name", "pk"),
    }
    return render_of(request, initiative, "coordinator/places.html", context)
