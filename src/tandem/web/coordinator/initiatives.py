"""Initiatives: which there are, making one from a form of tutoring, and where it takes place."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import initiatives as actions
from tandem.initiatives.catalogue import REFUSED, TEMPLATES, template_of
from tandem.initiatives.catalogue.finding import matching
from tandem.initiatives.catalogue.template import start_of
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.contacts import contacts_by_site
from tandem.people.queries.programmes import colleagues_of, organisations_coordinated_by, sites_of_schools
from tandem.web.access import Request, requires
from tandem.web.coordinator import form_cards, form_words, steps
from tandem.web.coordinator.forms import initiative as forms
from tandem.web.coordinator.shared import own_initiative, render_of


@requires(Permission.PROGRAMME_READ)
@require_safe
def initiative_list(request: Request) -> HttpResponse:
    initiatives = queries.initiatives_managed_by(request.user, on=timezone.localdate())
    summers = [row.starts_date.year for row in initiatives if row.in_holidays]
    context = {"initiatives": initiatives, "summer": max(summers, default=None)}
    return render(request, "coordinator/initiatives/list.html", context)


@requires(Permission.PROGRAMME_READ)
@require_safe
def overview(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    context = {
        "capacity": queries.capacity_of(initiative, on=today),
        **_of_form(initiative),
        "next": steps.next_steps([initiative], on=today).get(initiative.pk),
        "sites": initiative.sites.select_related("organisation").order_by("organisation__name", "name", "pk"),
    }
    return render_of(request, initiative, "coordinator/initiatives/overview.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
def choose_form(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {
        "query": query,
        "families": list(form_cards.families(query)),
        "refused": matching(REFUSED.values(), query) if query else (),
    }
    return render(request, "coordinator/initiatives/choose_form.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request, form_name: str) -> HttpResponse:
    if refused := REFUSED.get(form_name):
        return render(request, "coordinator/initiatives/refused_form.html", {"refused": form_cards.refused(refused)})
    if form_name not in FormKind.values:
        raise Http404
    card = form_cards.card(FormKind(form_name))
    form = _form(request, forms.initial_from_template(card.kind), card.kind)
    if form.is_valid():
        initiative = actions.create_initiative(
            form=card.kind, by=request.user, at=timezone.now(), **_chosen(form, card.kind)
        )
        messages.success(request, _("Het initiatief is gemaakt. Kies nu waar het plaatsvindt."))
        return redirect("coordinator-sites", initiative.pk)
    return render(request, "coordinator/initiatives/create.html", {"form": form, "card": card})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = _form(request, forms.initial_from(initiative), FormKind(initiative.form))
    del form.fields["organiser"]
    if form.is_valid():
        actions.change_initiative(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-initiative", initiative.pk)
    context = {"form": form, **_of_form(initiative)}
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
        messages.success(request, _("De vestigingen zijn bewaard."))
        return redirect("coordinator-initiative", initiative.pk)
    context = {"form": form, "received": contacts_by_site(initiative)}
    return render_of(request, initiative, "coordinator/initiatives/sites.html", context)


def _chosen(form: forms.InitiativeForm, kind: FormKind) -> dict[str, Any]:
    """Return what somebody chose. With a second form, what was left as the first has it follows from both (S-15)."""
    chosen = form.cleaned_data
    if not chosen["second_form"]:
        return chosen
    start = start_of(TEMPLATES[kind])
    return {name: value for name, value in chosen.items() if name not in start or value != start[name]}


def _of_form(initiative: Initiative) -> dict[str, object]:
    """Return where an initiative differs from its form, and of a hybrid which rule came from which."""
    hybrid = queries.hybrid_of(initiative)
    return {
        "deviations": form_words.deviations(initiative),
        "origins": [form_words.origin(found) for found in hybrid.origins] if hybrid else [],
    }


def _form(request: Request, initial: dict[str, object], kind: FormKind) -> forms.InitiativeForm:
    today = timezone.localdate()
    form = forms.InitiativeForm(
        request.POST or None,
        organisers=organisations_coordinated_by(request.user, on=today),
        contacts=colleagues_of(request.user, on=today),
        template_of=lambda second, culture: template_of(kind, second, culturally_adaptive=culture),
        initial=initial,
    )
    form.offer_second(kind)
    return form
