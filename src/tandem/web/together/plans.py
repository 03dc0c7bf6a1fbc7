"""The working plan of a school: every partner adds to it, and says what is done."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions import together as actions
from tandem.initiatives.models import PlanNeed, PlanStep
from tandem.initiatives.queries.partnerships import Part, Partnership
from tandem.initiatives.queries.together import needs_of, plan_of
from tandem.initiatives.together.actorship import Actor
from tandem.initiatives.together.expectations import Whose
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms.fields import DayField
from tandem.web.together.shared import PLANS, partnership, render_together

PARTNERS = (Permission.SCHOOL_MANAGE, Permission.PROGRAMME_MANAGE, Permission.COURSE_PEOPLE, Permission.TUTOR_READ)
WHOSE = {
    Part.SCHOOL: Whose.SCHOOL,
    Part.PROGRAMME: Whose.PROGRAMME,
    Part.COLLEGE: Whose.COLLEGE,
    Part.TUTOR: Whose.TUTOR,
}


class StepForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Wat doen we?"), max_length=200)
    who = forms.ChoiceField(label=gettext_lazy("Wie?"), choices=Actor.choices)
    due_date = DayField(label=gettext_lazy("Tegen wanneer?"))


class NeedForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Wat hebt u nodig om dit goed te doen?"),
        max_length=300,
        help_text=gettext_lazy("Bijvoorbeeld: een kwartier met de leerkracht, of een kastje voor materiaal."),
    )


def _own(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> Partnership:
    return partnership(request, initiative_id, site_id, tutoring=True)


@requires(*PLANS)
@require_safe
def plan(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    return _page(request, _own(request, initiative_id, site_id))


def _page(request: Request, found: Partnership, *, status: int = 200, **given: forms.Form) -> HttpResponse:
    today = timezone.localdate()
    steps = list(plan_of(found.initiative, found.site))
    context: dict[str, Any] = {
        "steps": steps,
        "begun": any(step.added_by_id is None for step in steps),
        "done": sum(step.done_at is not None for step in steps),
        "today": today,
        "needs": list(needs_of(found.initiative, found.site)),
        "takes_part": whose(found) is not None,
        "mine": whose(found),
        "step_form": StepForm(initial={"due_date": today}),
        "need_form": NeedForm(auto_id="need_%s"),
        **given,
    }
    return render_together(request, found, "together/plan.html", context, status)


def whose(found: Partnership) -> Whose | None:
    """Return as which partner somebody adds to the plan; who only reads for the school adds nothing."""
    return next((side for part, side in WHOSE.items() if part in found.parts), None)


def _back(found: Partnership) -> HttpResponse:
    return redirect("together-plan", found.initiative.pk, found.site.pk)


@requires(*PARTNERS)
@require_POST
def begin(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    try:
        actions.begin_plan(initiative=found.initiative, site=found.site, by=request.user, at=timezone.now())
    except actions.PlanNotPossible:
        messages.info(request, _("De gewone stappen staan er al in."))
    else:
        messages.success(request, _("De gewone stappen staan erin. Verander wat u wilt."))
    return _back(found)


@requires(*PARTNERS)
@require_POST
def add_step(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, found, step_form=form, status=422)
    actions.add_step(
        initiative=found.initiative, site=found.site, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("Toegevoegd. Alle partners zien het."))
    return _back(found)


@requires(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    step = _step(found, step_id)
    form = StepForm(request.POST or None, initial={"text": step.text, "who": step.who, "due_date": step.due_date})
    if request.method == "POST" and form.is_valid():
        actions.change_step(step=step, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Veranderd."))
        return _back(found)
    return render_together(request, found, "together/plan_step.html", {"form": form, "step": step})


@requires(*PARTNERS)
@require_POST
def mark_step(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    done = request.POST.get("done") == "yes"
    actions.mark_done(step=_step(found, step_id), done=done, by=request.user, at=timezone.now())
    messages.success(request, _("Gedaan.") if done else _("Staat weer open."))
    return _back(found)


@requires(*PARTNERS)
@require_POST
def remove_step(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    try:
        actions.remove_step(step=_step(found, step_id), by=request.user, at=timezone.now())
    except actions.PlanNotPossible:
        messages.error(request, _("Deze stap is gedaan en blijft staan. Zet ze eerst weer open."))
    else:
        messages.success(request, _("Weggehaald."))
    return _back(found)


@requires(*PARTNERS)
@require_POST
def add_need(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    form, side = NeedForm(request.POST, auto_id="need_%s"), whose(found)
    if not form.is_valid() or side is None:
        return _page(request, found, need_form=form, status=422)
    actions.add_need(
        initiative=found.initiative,
        site=found.site,
        whose=side,
        by=request.user,
        at=timezone.now(),
        **form.cleaned_data,
    )
    messages.success(request, _("Opgeschreven, naast wat de anderen nodig hebben."))
    return _back(found)


@requires(*PARTNERS)
@require_POST
def remove_need(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, need_id: uuid.UUID) -> HttpResponse:
    """Take back a need: only of one's own side."""
    found = _own(request, initiative_id, site_id)
    need = get_object_or_404(
        PlanNeed.objects.select_related("initiative__organiser"),
        pk=need_id,
        initiative=found.initiative,
        site=found.site,
        whose__in=[side for part, side in WHOSE.items() if part in found.parts],
    )
    actions.remove_need(need=need, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return _back(found)


def _step(found: Partnership, pk: uuid.UUID) -> PlanStep:
    rows = PlanStep.objects.select_related("initiative__organiser")
    return get_object_or_404(rows, pk=pk, initiative=found.initiative, site=found.site)


@requires(*PLANS)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = _own(request, initiative_id, site_id)
    needs = [(Whose(need.whose).label, need.text) for need in needs_of(found.initiative, found.site)]
    sections = [
        pdf.Section(
            columns=[pdf.PaperColumn(label) for label in (_("Wat"), _("Wie"), _("Tegen"), _("Gedaan"))],
            rows=[
                (step.text, str(Actor(step.who).label), _day(step.due_date), _done(step))
                for step in plan_of(found.initiative, found.site)
            ],
        )
    ]
    if needs:
        sections.append(
            pdf.Section(
                title=_("Wat wie nodig heeft"),
                columns=[pdf.PaperColumn(_("Wie")), pdf.PaperColumn(_("Wat"))],
                rows=[(str(who), text) for who, text in needs],
            )
        )
    content = pdf.report(
        sections,
        title=_("Werkplan %(school)s") % {"school": found.site.name},
        intro=[found.initiative.name],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Werkplan %(school)s") % {"school": found.site.name})


def _day(on: date) -> str:
    return date_format(on, "j F Y")


def _done(step: PlanStep) -> str:
    return _day(timezone.localdate(step.done_at)) if step.done_at else ""
