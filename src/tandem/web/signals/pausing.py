"""Letting a match lie still, in one step and without a reason; and what a named person then decides."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.scheduling.actions import pauses as actions
from tandem.scheduling.actions.pauses import PauseNotPossible
from tandem.scheduling.actions.teams import EndNotPossible
from tandem.scheduling.enums import ClosingStep, PauseKind
from tandem.scheduling.models import Pause, Team
from tandem.scheduling.queries.pauses import paused_among, pauses_decided_by, teams_one_may_pause
from tandem.scheduling.queries.teams import in_full
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words

OF_A_TEAM = (
    Permission.TUTOR_READ,
    Permission.FAMILY_READ,
    Permission.CLASS_READ,
    Permission.PROGRAMME_READ,
)
STEPS = [ClosingStep.GOODBYE, ClosingStep.TOLD]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A running match as anybody of it may call it: who tutors, what, when, where; never which children."""

    team: Team
    tutor: str
    when: str
    is_paused: bool


@dataclass(frozen=True, slots=True)
class PauseLine:
    """A match that lies still, for the one who decides."""

    pause: Pause
    title: str
    form: "EndForm"


class EndForm(forms.Form):
    step = forms.ChoiceField(
        label=gettext_lazy("Hoe hoort het kind het?"),
        choices=[(step.value, step.label) for step in STEPS],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Wie vertelt het, en wanneer?"), max_length=300, required=False)
    wait_again = forms.BooleanField(
        label=gettext_lazy("De leerling wacht daarna op een nieuwe plek"), required=False, initial=True
    )


@requires(*OF_A_TEAM)
@require_safe
def choose(request: Request) -> HttpResponse:
    teams = list(teams_one_may_pause(request.user, on=timezone.localdate()))
    still = paused_among(team.pk for team in teams)
    lines = [TeamLine(team, plan_words.tutor(team), plan_words.slots(team), team.pk in still) for team in teams]
    return render(request, "signals/pause.html", {"lines": lines})


def laid_still(request: Request, team_id: uuid.UUID) -> Pause | None:
    """Let a team lie still for whoever may ask that; nothing where it lay still, or had ended."""
    team = get_object_or_404(teams_one_may_pause(request.user, on=timezone.localdate()), pk=team_id)
    try:
        return actions.raise_concern(team=team, by=request.user, at=timezone.now())
    except PauseNotPossible:
        return None


@requires(*OF_A_TEAM)
@require_POST
def pause(request: Request, team_id: uuid.UUID) -> HttpResponse:
    found = laid_still(request, team_id)
    if found is None:
        messages.info(request, _("Dit duo of groepje loopt niet meer."))
        return redirect("pause-choose")
    if found.decider is not None:
        messages.success(
            request,
            _("Het ligt stil, vanaf nu. %(name)s neemt contact met je op en beslist hoe het verdergaat.")
            % {"name": found.decider.person.full_name},
        )
    else:
        messages.success(request, _("Het ligt stil, vanaf nu. De coördinator beslist hoe het verdergaat."))
    return redirect("pause-choose")


@requires(Permission.SIGNAL_RECEIVE)
@require_safe
def to_decide(request: Request) -> HttpResponse:
    return _draw(request)


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def resume(request: Request, pause_id: uuid.UUID) -> HttpResponse:
    try:
        actions.resume(pause=_own(request, pause_id), by=request.user, at=timezone.now())
    except PauseNotPossible:
        messages.info(request, _("Hierover is al beslist."))
    else:
        messages.success(request, _("Het gaat verder zoals voorheen. Iedereen om wie het gaat, hoort dat."))
    return redirect("pauses")


@requires(Permission.SIGNAL_RECEIVE)
@require_POST
def end(request: Request, pause_id: uuid.UUID) -> HttpResponse:
    row = _own(request, pause_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _draw(request, wrong=(row.pk, form))
    try:
        actions.end_paused(
            pause=row,
            step=ClosingStep(form.cleaned_data["step"]),
            note=form.cleaned_data["note"],
            wait_again=form.cleaned_data["wait_again"],
            by=request.user,
            at=timezone.now(),
        )
    except (PauseNotPossible, EndNotPossible):
        messages.info(request, _("Hierover is al beslist."))
    else:
        messages.success(request, _("Afgerond, met een afscheid."))
    return redirect("pauses")


def _own(request: Request, pause_id: uuid.UUID) -> Pause:
    rows = pauses_decided_by(request.user, on=timezone.localdate()).filter(kind=PauseKind.CONCERN)
    return get_object_or_404(rows, pk=pause_id)


def _draw(request: Request, *, wrong: tuple[uuid.UUID, EndForm] | None = None) -> HttpResponse:
    rows = list(pauses_decided_by(request.user, on=timezone.localdate()))
    teams = {team.pk: team for team in in_full(Team.objects.filter(pk__in={row.team_id for row in rows}))}
    lines = [
        PauseLine(
            row,
            plan_words.team(teams[row.team_id]),
            wrong[1] if wrong and wrong[0] == row.pk else EndForm(auto_id=f"id_{row.pk}_%s"),
        )
        for row in rows
        if row.team_id in teams
    ]
    return render(request, "signals/pauses.html", {"lines": lines})
