"""Initiatives: which there are, making one from a form of tutoring, and where it takes place."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import initiatives as actions
from tandem.initiatives.enums import FormKind
from tandem.initiatives.templates import TEMPLATES, Template
from tandem.people.queries.programmes import colleagues_of, organisations_coordinated_by, sites_of_schools
from tandem.web.access import Request, requires
from tandem.web.coordinator import steps, words
from tandem.web.coordinator.forms import initiative as forms
from tandem.web.coordinator.shared import own_initiative, render_of


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form of tutoring as the page explains it."""

    kind: FormKind
    template: Template
    title: str
    explanation: str
    asks: str


def form_cards() -> list[FormCard]:
    explained = {
        FormKind.ST010: (
            _("Eén tutor, één leerling of een duo"),
            _("Een vaste student komt een paar keer per week met een leerling of een duo werken (ST010)."),
            _("Vraagt per leerling uren waarop zowel de student als de klas kan: Tandem zoekt die."),
        ),
        FormKind.HDT: (
            _("Eén tutor met twee leerlingen, elke dag"),
            _("Een vaste tutor heeft elke dag een lesuur met dezelfde twee leerlingen (HDT)."),
            _("Vraagt tutors die elke dag kunnen; met studenten die zelf les hebben lukt dat bijna nooit."),
        ),
        FormKind.MOZ: (
            _("Een groep studenten met een hele klas"),
            _("Een groep studenten komt elke week op een vast moment bij een hele klas, één op één (MoZ)."),
            _("Vraagt één moment per week waarop groep en klas allebei kunnen; de leerkracht blijft erbij."),
        ),
    }
    return [FormCard(kind, TEMPLATES[kind], *explained[kind]) for kind in FormKind]


@requires(Permission.PROGRAMME_READ)
@require_safe
def initiative_list(request: Request) -> HttpResponse:
    initiatives = queries.initiatives_managed_by(request.user, on=timezone.localdate())
    return render(request, "coordinator/initiatives/list.html", {"initiatives": initiatives})


@requires(Permission.PROGRAMME_READ)
@require_safe
def overview(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    context = {
        "capacity": queries.capacity_of(initiative, on=today),
        "deviations": [words.deviation(found) for found in queries.deviations_of(initiative)],
        "next": steps.next_steps([initiative], on=today).get(initiative.pk),
        "sites": initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk"),
    }
    return render_of(request, initiative, "coordinator/initiatives/overview.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
def choose_form(request: Request) -> HttpResponse:
    return render(request, "coordinator/initiatives/choose_form.html", {"cards": form_cards()})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request, form_name: str) -> HttpResponse:
    card = next((card for card in form_cards() if card.kind == form_name), None)
    if card is None:
        raise Http404
    form = _form(request, forms.initial_from_template(card.kind))
    if form.is_valid():
        initiative = actions.create_initiative(form=card.kind, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Het initiatief is gemaakt. Kies nu waar het plaatsvindt."))
        return redirect("coordinator-sites", initiative.pk)
    return render(request, "coordinator/initiatives/create.html", {"form": form, "card": card})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = _form(request, forms.initial_from(initiative))
    del form.fields["organiser"]
    if form.is_valid():
        actions.change_initiative(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Opgeslagen."))
        return redirect("coordinator-initiative", initiative.pk)
    context = {"form": form, "deviations": [words.deviation(found) for found in queries.deviations_of(initiative)]}
    return render_of(request, initiative, "coordinator/initiatives/edit.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def sites(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    known = sites_of_schools()
    form = forms.SitesForm(request.POST or None, sites=known, chosen=initiative.sites.all())
    if request.method == "POST" and form.is_valid():
        actions.change_initiative(
            initiative=initiative, sites=form.cleaned_data["sites"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("De vestigingen zijn opgeslagen."))
        return redirect("coordinator-initiative", initiative.pk)
    return render_of(request, initiative, "coordinator/initiatives/sites.html", {"form": form})


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def start(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    try:
        actions.start_initiative(initiative=initiative, by=request.user, at=timezone.now())
    except actions.InitiativeNotPossible:
        messages.error(request, _("Kies eerst ten minste één vestiging: daarna kan het initiatief beginnen."))
        return redirect("coordinator-sites", initiative.pk)
    messages.success(request, _("Het initiatief loopt."))
    return redirect("coordinator-initiative", initiative.pk)


def _form(request: Request, initial: dict[str, object]) -> forms.InitiativeForm:
    today = timezone.localdate()
    return forms.InitiativeForm(
        request.POST or None,
        organisers=organisations_coordinated_by(request.user, on=today),
        contacts=colleagues_of(request.user, on=today),
        initial=initial,
    )
