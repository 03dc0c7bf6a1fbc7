"""Asking for a plan, following how it goes, and what earlier runs found."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.models import Initiative
from tandem.scheduling.actions import runs as actions
from tandem.scheduling.enums import RunStatus
from tandem.scheduling.models import PlanningRun
from tandem.scheduling.queries.runs import progress_of, runs_visible_to
from tandem.web.access import Request, requires
from tandem.web.coordinator import form_words, help_words, plan_words
from tandem.web.coordinator.forms.plan import EachForm, RunForm
from tandem.web.coordinator.shared import own_initiative, render_of


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run as the pages tell it."""

    run: PlanningRun
    placed: str
    quality: str
    most: str
    seconds: int
    busy: bool


def line_of(run: PlanningRun) -> RunLine:
    progress = progress_of(run)
    return RunLine(
        run=run,
        placed=plan_words.has_a_place(progress.placed, progress.requests) if progress.objective is not None else "",
        quality=quality_words(progress.share_of_bound),
        most="" if progress.most_placed is None else help_words.at_most(progress.placed, progress.most_placed),
        seconds=round(progress.seconds),
        busy=progress.busy,
    )


def quality_words(share: float | None) -> str:
    """Say how good a plan is for certain: the bound is about the whole score, not about places alone."""
    if share is None:
        return ""
    if share >= 1:
        return _("Bewezen: geen enkel plan haalt een hogere score dan dit.")
    # Rounded down, so that never more is promised than was proven.
    percent = number_format(int(share * 1000) / 10, 1)
    return _("Bewezen: dit plan haalt ten minste %(percent)s %% van de score die hoogstens kan.") % {"percent": percent}


@requires(Permission.PLAN_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Ask for a plan; the runs so far stand below."""
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    first = min(max(today, initiative.starts_date), initiative.ends_date)
    form = RunForm(
        request.POST or None,
        earliest=initiative.starts_date,
        latest=initiative.ends_date,
        initial={"from_date": first},
    )
    if form.is_valid():
        asked = _ask(request, initiative, form)
        return redirect("coordinator-run", asked.pk) if asked else redirect("coordinator-plan", initiative.pk)
    each = EachForm(request.GET)
    each.full_clean()
    runs = [line_of(run) for run in runs_visible_to(request.user, on=today).filter(initiative=initiative)[:30]]
    context = {
        "form": form,
        "runs": runs,
        "busy": next((line for line in runs if line.busy), None),
        "deviations": form_words.deviations(initiative),
        "each": each,
        "needed": queries.needed_of(initiative, each=each.cleaned_data.get("each"), on=today),
    }
    return render_of(request, initiative, "coordinator/plans/plan.html", context)


def _ask(request: Request, initiative: Initiative, form: RunForm) -> PlanningRun | None:
    why_not = {
        "busy": _("Er wordt al een planning gemaakt. Wacht tot die klaar is, of stop ze."),
        "no_requests": _("Er zijn nog geen aanvragen. Lees eerst een lijst van een school in."),
    }
    try:
        return actions.request_run(
            initiative=initiative,
            from_date=form.cleaned_data["from_date"],
            seconds=form.cleaned_data["seconds"],
            replan_running=form.cleaned_data["replans_running"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.RunNotPossible as error:
        messages.error(request, why_not.get(str(error), _("Dit kan nu niet.")))
        return None


@requires(Permission.PLAN_MAKE)
@require_safe
def run(request: Request, run_id: uuid.UUID) -> HttpResponse:
    found = _own(request, run_id)
    context = run_context(found) | {"deviations": form_words.deviations(found.initiative)}
    return render_of(request, found.initiative, "coordinator/plans/run.html", context)


@requires(Permission.PLAN_MAKE)
@require_safe
def run_progress(request: Request, run_id: uuid.UUID) -> HttpResponse:
    """Answer with how far a run is: what the page asks every two seconds."""
    return render(request, "coordinator/plans/progress.html", run_context(_own(request, run_id)))


def run_context(run: PlanningRun) -> dict[str, object]:
    terms = [(plan_words.term(name), run.terms[name]) for name in plan_words.TERMS if name in run.terms]
    return {
        "run": run,
        "line": line_of(run),
        "terms": terms,
        "percent": min(100, round(100 * run.seconds / run.seconds_limit)) if run.seconds_limit else 0,
        "failed": run.status == RunStatus.FAILED,
        "cancelled": run.status == RunStatus.CANCELLED,
    }


@requires(Permission.PLAN_MAKE)
@require_POST
def stop(request: Request, run_id: uuid.UUID) -> HttpResponse:
    found = _own(request, run_id)
    try:
        actions.stop_run(run=found, by=request.user, at=timezone.now())
    except actions.RunNotPossible:
        messages.info(request, _("Deze planning was al klaar."))
    else:
        messages.success(request, _("Tandem stopt met zoeken en bewaart het beste plan tot nu toe."))
    return redirect("coordinator-run", found.pk)


@requires(Permission.PLAN_MAKE)
@require_POST
def cancel(request: Request, run_id: uuid.UUID) -> HttpResponse:
    found = _own(request, run_id)
    try:
        actions.cancel_run(run=found, by=request.user, at=timezone.now())
    except actions.RunNotPossible:
        messages.info(request, _("Deze planning was al klaar."))
    else:
        messages.success(request, _("De planning is afgebroken. Er is niets veranderd."))
    return redirect("coordinator-plan", found.initiative_id)


def _own(request: Request, run_id: uuid.UUID) -> PlanningRun:
    return get_object_or_404(runs_visible_to(request.user, on=timezone.localdate()), pk=run_id)
