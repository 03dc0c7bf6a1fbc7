"""What a college gives each initiative: how many places at which school, and the moments it keeps free."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import colleges as actions
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import CollegePlaces, Initiative, ReservedSlot
from tandem.initiatives.queries.colleges import colleges_coordinated_by, initiatives_of_colleges
from tandem.people.models import Organisation, Site
from tandem.scheduling.queries.college_places import places_taken
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer
from tandem.web.coordinator.words import stretch

MOST = 5000


class PlacesForm(forms.Form):
    """How many places: for all of an initiative, and for each school; empty is no ceiling."""

    def __init__(
        self, data: Any = None, *, college: uuid.UUID, sites: list[Site], said: dict[uuid.UUID | None, CollegePlaces]
    ) -> None:
        super().__init__(data, auto_id=f"{college}_%s")
        self.sites: list[Site | None] = [None, *sites]
        for site in self.sites:
            row = said.get(site.pk if site else None)
            self.fields[_name(site)] = forms.IntegerField(
                label=site.name if site else _("In heel het initiatief"),
                min_value=0,
                max_value=MOST,
                initial=row.places if row else None,
                required=False,
            )

    @property
    def lines(self) -> list[tuple[Site | None, BoundField]]:
        return [(site, self[_name(site)]) for site in self.sites]

    @property
    def places(self) -> list[tuple[Site | None, int | None]]:
        return [(site, self.cleaned_data[_name(site)]) for site in self.sites]


def _name(site: Site | None) -> str:
    return f"places-{site.pk}" if site else "places"


class SlotForm(forms.Form):
    day = forms.TypedChoiceField(label=gettext_lazy("Dag"), choices=[(n, WEEKDAYS[n]) for n in range(5)], coerce=int)
    starts = forms.TimeField(label=gettext_lazy("Van"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=gettext_lazy("Tot"), widget=forms.TimeInput(attrs={"type": "time"}))
    site = OneField(
        Site,
        label=gettext_lazy("Alleen voor"),
        required=False,
        empty_label=gettext_lazy("alle scholen van het initiatief"),
    )
    from_date = DayField(label=gettext_lazy("Vanaf"))
    to_date = DayField(label=gettext_lazy("Tot en met"), required=False)

    def clean(self) -> dict[str, Any]:
        check_order(self, "from_date", "to_date")
        check_order(self, "starts", "ends")
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class College:
    """One college in one initiative: what it said, and what is taken."""

    organisation: Organisation
    form: PlacesForm
    lines: list[tuple[Site | None, BoundField, int]]
    slots: list[tuple[ReservedSlot, str]]
    slot_form: SlotForm


def _initiatives(request: Request) -> QuerySet[Initiative]:
    mine = colleges_coordinated_by(request.user, on=timezone.localdate())
    return initiatives_of_colleges(mine).exclude(status=InitiativeStatus.ENDED)


def _own(request: Request, pk: uuid.UUID) -> tuple[Initiative, list[Organisation]]:
    initiative = get_object_or_404(_initiatives(request), pk=pk)
    mine = colleges_coordinated_by(request.user, on=timezone.localdate())
    here = [
        college
        for college in mine
        if initiatives_of_colleges(mine.filter(pk=college.pk)).filter(pk=initiative.pk).exists()
    ]
    return initiative, here


def _own_college(request: Request, initiative_id: uuid.UUID, college_id: uuid.UUID) -> tuple[Initiative, Organisation]:
    initiative, here = _own(request, initiative_id)
    return initiative, get_object_or_404(Organisation, pk__in=[row.pk for row in here if row.pk == college_id])


@requires(Permission.COURSE_PEOPLE)
@require_safe
def place_list(request: Request) -> HttpResponse:
    return render(request, "lecturer/places.html", {"initiatives": _initiatives(request)})


@requires(Permission.COURSE_PEOPLE)
@require_safe
def places(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative, here = _own(request, initiative_id)
    return _page(request, initiative, here)


def _page(
    request: Request,
    initiative: Initiative,
    here: list[Organisation],
    *,
    wrong: tuple[Organisation, PlacesForm] | None = None,
    wrong_slot: tuple[Organisation, SlotForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = []
    for college in here:
        form = wrong[1] if wrong and wrong[0] == college else _form(initiative, college)
        taken = places_taken(initiative, college)
        lines = [(site, field, taken.get(site.pk if site else None, 0)) for site, field in form.lines]
        slot_form = wrong_slot[1] if wrong_slot and wrong_slot[0] == college else _slot_form(initiative, college)
        shown.append(College(college, form, lines, _slots(initiative, college), slot_form))
    context = {"initiative": initiative, "colleges": shown}
    return render(request, "lecturer/initiative_places.html", context, status=status)


def _form(initiative: Initiative, college: Organisation, data: Any = None) -> PlacesForm:
    sites = list(initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk"))
    said = {row.site_id: row for row in CollegePlaces.objects.filter(initiative=initiative, college=college)}
    return PlacesForm(data, college=college.pk, sites=sites, said=said)


def _slots(initiative: Initiative, college: Organisation) -> list[tuple[ReservedSlot, str]]:
    rows = ReservedSlot.objects.filter(initiative=initiative, college=college).select_related("site")
    return [(row, stretch(row.day, row.starts, row.ends)) for row in rows.order_by("day", "starts", "pk")]


def _slot_form(initiative: Initiative, college: Organisation, data: Any = None) -> SlotForm:
    form = SlotForm(data, auto_id=f"slot_{college.pk}_%s", initial={"from_date": initiative.starts_date})
    offer(form, "site", initiative.sites.order_by("name", "pk"))
    return form


@requires(Permission.COURSE_PEOPLE)
@require_POST
def set_places(request: Request, initiative_id: uuid.UUID, college_id: uuid.UUID) -> HttpResponse:
    initiative, college = _own_college(request, initiative_id, college_id)
    form = _form(initiative, college, request.POST)
    if not form.is_valid():
        return _page(request, initiative, _own(request, initiative_id)[1], wrong=(college, form), status=422)
    for site, number in form.places:
        if form.fields[_name(site)].initial != number:
            actions.set_places(
                initiative=initiative, college=college, site=site, places=number, by=request.user, at=timezone.now()
            )
    messages.success(request, _("Bewaard. Wat erboven gevraagd wordt, wacht; wie een plaats heeft, houdt ze."))
    return redirect("lecturer-initiative-places", initiative.pk)


@requires(Permission.COURSE_PEOPLE)
@require_POST
def reserve(request: Request, initiative_id: uuid.UUID, college_id: uuid.UUID) -> HttpResponse:
    initiative, college = _own_college(request, initiative_id, college_id)
    form = _slot_form(initiative, college, request.POST)
    if form.is_valid():
        try:
            actions.reserve_slot(
                initiative=initiative, college=college, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.SlotNotPossible:
            form.add_error("starts", _("Dit moment houdt u al vrij, of het eindigt voor het begint."))
        else:
            messages.success(request, _("Vrijgehouden. Uw studenten zien dat dit moment voor tutoring is."))
            return redirect("lecturer-initiative-places", initiative.pk)
    return _page(request, initiative, _own(request, initiative_id)[1], wrong_slot=(college, form), status=422)


@requires(Permission.COURSE_PEOPLE)
@require_POST
def release(request: Request, initiative_id: uuid.UUID, college_id: uuid.UUID, slot_id: uuid.UUID) -> HttpResponse:
    initiative, college = _own_college(request, initiative_id, college_id)
    rows = ReservedSlot.objects.select_related("initiative", "college")
    slot = get_object_or_404(rows, pk=slot_id, initiative=initiative, college=college)
    actions.release_slot(slot=slot, by=request.user, at=timezone.now())
    messages.success(request, _("Dit moment wordt niet meer vrijgehouden. Wat al gepland is, blijft staan."))
    return redirect("lecturer-initiative-places", initiative.pk)
