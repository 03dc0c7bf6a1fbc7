"""Deciding about one team: accept, veto, lock, move by hand, take back, say goodbye."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import Enrolment
from tandem.initiatives.peers import has_programme
from tandem.initiatives.queries import enrolments_of
from tandem.logbook.queries.pair_weeks import pair_minutes
from tandem.scheduling.actions import proposals as actions
from tandem.scheduling.actions import teams as team_actions
from tandem.scheduling.clash import Clash, Moment
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.queries.clashes import clashes_of
from tandem.scheduling.queries.explanations import why_fits
from tandem.scheduling.queries.teams import teams_decided_by
from tandem.scheduling.queries.turns import turns_after, turns_of
from tandem.scheduling.queries.waits import waiting_for
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words
from tandem.web.coordinator.board import TeamLine, minutes_of, tutor_week
from tandem.web.coordinator.forms.plan import (
    EndForm,
    MomentFormSet,
    TutorForm,
    VetoForm,
    initial_moments,
    moments_of,
)
from tandem.web.coordinator.shared import render_of

OPEN = (TeamStatus.PROPOSED, TeamStatus.ACCEPTED)
NEXT_TURNS = 6


@requires(Permission.PLAN_DECIDE)
@require_safe
def team(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _draw(request, _own(request, team_id))


def _draw(request: Request, found: Team, **changed: object) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "line": TeamLine(found, waiting_for(found, on=today)),
        "fits": [plan_words.fit(fact) for fact in why_fits(found)],
        "open": found.status in OPEN,
        "may_undo": found.status in (TeamStatus.ACCEPTED, TeamStatus.VETOED),
        "running": found.status == TeamStatus.PUBLISHED,
        "turns": turns_after(turns_of(found), timezone.now(), at_most=NEXT_TURNS),
        "pair_minutes": pair_minutes(found, at=timezone.now()) if found.published_at else None,
        "with_programme": has_programme(found.initiative.template),
        "veto_form": VetoForm(),
        "end_form": EndForm(initial={"last_date": min(max(today, found.from_date), found.to_date)}),
        **changed,
    }
    return render_of(request, found.initiative, "coordinator/proposals/team.html", context)


@requires(Permission.PLAN_DECIDE)
@require_POST
def accept(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _decide(request, team_id, actions.accept, _("Goedgekeurd."))


@requires(Permission.PLAN_DECIDE)
@require_POST
def lock(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _decide(request, team_id, actions.lock, _("Vastgezet: een nieuwe planning laat dit zo."))


@requires(Permission.PLAN_DECIDE)
@require_POST
def unlock(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _decide(request, team_id, actions.unlock, _("Losgemaakt: een nieuwe planning mag dit veranderen."))


@requires(Permission.PLAN_DECIDE)
@require_POST
def undo(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _decide(request, team_id, actions.undo, _("Teruggedraaid: dit is weer een voorstel."))


@requires(Permission.PLAN_DECIDE)
@require_POST
def veto(request: Request, team_id: uuid.UUID) -> HttpResponse:
    found = _own(request, team_id)
    form = VetoForm(request.POST)
    if not form.is_valid():
        return _draw(request, found, veto_form=form)
    try:
        actions.veto(team=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.DecisionNotPossible as error:
        messages.error(request, not_possible(str(error)))
    else:
        messages.success(request, _("Afgewezen. De volgende planning houdt daar rekening mee."))
    return redirect("coordinator-team", found.pk)


@requires(Permission.PLAN_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Choose other moments or another tutor: what clashes is shown first, and only then can it be done."""
    found = _own(request, team_id)
    if found.status not in OPEN:
        messages.error(request, not_possible(found.status))
        return redirect("coordinator-team", found.pk)
    today = timezone.localdate()
    who = TutorForm(request.POST or None, team=found, among=enrolments_of(found.initiative, on=today))
    moments = MomentFormSet(request.POST or None, initial=initial_moments(found))
    clashes: list[Clash] | None = None
    seen = ""
    if moments.is_valid() and who.is_valid():
        chosen = moments_of(moments, minutes=_lasts(found))
        enrolment = who.cleaned_data["enrolment"]
        clashes = clashes_of(found, chosen, enrolment=enrolment)
        seen = _fingerprint(chosen, enrolment)
        if request.POST.get("seen") == seen and _move(request, found, chosen, enrolment):
            return redirect("coordinator-team", found.pk)
    context = {
        "line": TeamLine(found, ()),
        "week": tutor_week(found),
        "who": who,
        "moments": moments,
        "clashes": None if clashes is None else [(plan_words.clash(clash), clash.blocks) for clash in clashes],
        "blocked": any(clash.blocks for clash in clashes or ()),
        "seen": seen,
    }
    return render_of(request, found.initiative, "coordinator/proposals/move.html", context)


def _move(request: Request, found: Team, chosen: list[Moment], enrolment: Enrolment) -> bool:
    try:
        actions.move(team=found, moments=chosen, enrolment=enrolment, by=request.user, at=timezone.now())
    except actions.MoveNotPossible:
        return False  # what is in the way is drawn on the page that follows
    except actions.DecisionNotPossible as error:
        messages.error(request, not_possible(str(error)))
        return True
    messages.success(request, _("Veranderd en vastgezet. De leerkracht krijgt de vraag opnieuw."))
    return True


@requires(Permission.PLAN_DECIDE)
@require_POST
def end(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """End a running team, with how it says goodbye (R-NEV-15)."""
    found = _own(request, team_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _draw(request, found, end_form=form)
    try:
        team_actions.end_team(team=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except team_actions.EndNotPossible:
        messages.error(request, _("Dit duo of groepje loopt niet: er valt niets af te ronden."))
    else:
        messages.success(request, _("Afgerond, met een afscheid."))
    return redirect("coordinator-team", found.pk)


def not_possible(why: str) -> str:
    """Say why a decision cannot be taken now, and what would make it possible."""
    return {
        TeamStatus.PUBLISHED: _("Dit loopt al. Rond het eerst af, met een afscheid."),
        TeamStatus.VETOED: _("Dit is afgewezen. Draai dat eerst terug."),
        TeamStatus.ACCEPTED: _("Dit is al goedgekeurd."),
        TeamStatus.ENDED: _("Dit is afgerond. Maak een nieuwe planning."),
        "college_full": _("De hogeschool heeft voor deze school geen plaatsen meer. De aanvraag blijft wachten."),
        "placed_elsewhere": _("Een van deze leerlingen heeft intussen een andere plek. Wijs die eerst af."),
    }.get(why, _("Dit kan nu niet meer: iemand anders was u voor. Kijk hoe het nu staat."))


def _decide(request: Request, team_id: uuid.UUID, action: Callable[..., Team], done: str) -> HttpResponse:
    found = _own(request, team_id)
    try:
        action(team=found, by=request.user, at=timezone.now())
    except actions.DecisionNotPossible as error:
        messages.error(request, not_possible(str(error)))
    else:
        messages.success(request, done)
    return redirect("coordinator-team", found.pk)


def _lasts(found: Team) -> int:
    """Return how many minutes the team's sessions last, fetching included."""
    slots = found.slots.all()
    return minutes_of(slots[0].ends) - minutes_of(slots[0].starts) if slots else found.initiative.minutes


def _fingerprint(chosen: list[Moment], enrolment: Enrolment) -> str:
    """Return the tutor and the moments as text: only what was looked at can be confirmed."""
    return f"{enrolment.pk} " + " ".join(f"{m.week}-{m.day}-{m.starts:%H%M}-{m.ends:%H%M}" for m in chosen)


def _own(request: Request, team_id: uuid.UUID) -> Team:
    return get_object_or_404(teams_decided_by(request.user, on=timezone.localdate()), pk=team_id)
