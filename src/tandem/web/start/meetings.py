"""What partners talked about and decided: meetings with their minutes, and the log of decisions."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import decisions as actions
from tandem.initiatives.actions.decisions import DecisionNotPossible
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Decision
from tandem.initiatives.queries.start import consultations_of, decisions_of
from tandem.web.access import Request, requires
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.downloads import pdf
from tandem.web.family.language import ASKED
from tandem.web.start import papers
from tandem.web.start.forms import DecisionForm, MeetingForm, VoiceForm


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = MeetingForm(request.POST or None, initial={"held_date": timezone.localdate()})
    if form.is_valid():
        actions.hold_consultation(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Het verslag staat klaar."))
        return redirect("coordinator-start-meetings", initiative.pk)
    context = {"form": form, "meetings": consultations_of(initiative)}
    return render_of(request, initiative, "start/meetings.html", context)


@requires(Permission.PROGRAMME_READ)
@require_safe
def minutes(request: Request, initiative_id: uuid.UUID, consultation_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    meeting = get_object_or_404(consultations_of(initiative), pk=consultation_id)
    return pdf(papers.minutes(meeting, at=timezone.now()), name=_("verslag overleg"))


@requires(Permission.PROGRAMME_READ)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, group: str) -> HttpResponse:
    """Hand over the printed form on which one group writes what it expects; for parents in the language asked for."""
    initiative = own_initiative(request, initiative_id)
    if group not in PartnerGroup.values:
        raise Http404
    which = PartnerGroup(group)
    language = request.GET.get(ASKED, "") if which == PartnerGroup.PARENTS else ""
    paper_of = papers.expectations_form(initiative, which, at=timezone.now(), language=language)
    return pdf(paper_of, name=f"{_('verwachtingen')} {which.label}")


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    form = DecisionForm(request.POST or None, initial={"decided_date": timezone.localdate()})
    if form.is_valid():
        actions.write_decision(initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Ouders lezen het op hun bladzijde."))
        return redirect("coordinator-start-decisions", initiative.pk)
    context = {
        "form": form,
        "decisions": [(row, _groups(row), VoiceForm(auto_id=f"id_{row.pk}_%s")) for row in decisions_of(initiative)],
    }
    return render_of(request, initiative, "start/decisions.html", context)


def _groups(decision: Decision) -> str:
    return ", ".join(str(PartnerGroup(group).label) for group in decision.asked_groups)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def decide(request: Request, initiative_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    decision = get_object_or_404(decisions_of(initiative), pk=decision_id)
    try:
        now = timezone.now()
        actions.decide(decision=decision, decided_date=timezone.localdate(now), by=request.user, at=now)
    except DecisionNotPossible:
        messages.error(request, _("Dit was al beslist."))
    else:
        messages.success(request, _("Beslist. Ouders lezen het op hun bladzijde."))
    return redirect("coordinator-start-decisions", initiative.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def say(request: Request, initiative_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    decision = get_object_or_404(decisions_of(initiative), pk=decision_id)
    form = VoiceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Schrijf wat zij ervan vinden."))
        return redirect("coordinator-start-decisions", initiative.pk)
    try:
        actions.say(
            decision=decision,
            group=PartnerGroup(form.cleaned_data["group"]),
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
    except DecisionNotPossible:
        messages.error(request, _("Dit was al beslist."))
    else:
        messages.success(request, _("Genoteerd bij het voorstel."))
    return redirect("coordinator-start-decisions", initiative.pk)
