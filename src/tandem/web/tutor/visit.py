"""A visit at home, on the tutor's phone: where, who is there, what is done together; *ik ben er* and *ik ben weg*."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.queries.home import visits_homes
from tandem.logbook.actions import home
from tandem.logbook.actions.family_contacts import says_what_went_well
from tandem.logbook.actions.home import VisitNotPossible
from tandem.logbook.queries.home import visit_of
from tandem.logbook.queries.rosters import pupils_of
from tandem.scheduling.models import Session
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import session_or_404

LONGEST = 300


class ArriveForm(forms.Form):
    with_companion = forms.BooleanField(required=False)


class LeaveForm(forms.Form):
    went_well = forms.CharField(
        label=gettext_lazy("Wat is sterk aan dit kind, of ging goed?"),
        help_text=gettext_lazy("Kind en ouders lezen het."),
        max_length=LONGEST,
        required=False,
    )
    together = forms.CharField(
        label=gettext_lazy("Wat deden jullie samen met wie thuis was?"), max_length=LONGEST, required=False
    )

    def clean(self) -> dict[str, str]:
        went_well, together = (self.cleaned_data.get(name, "") for name in ("went_well", "together"))
        if (went_well or together) and not says_what_went_well(went_well):
            self.add_error("went_well", _("Begin met wat goed ging."))
        return self.cleaned_data


def _session(request: Request, pk: uuid.UUID) -> Session:
    session = session_or_404(request, pk)
    if not visits_homes(session.team.initiative) or not pupils_of(session):
        raise Http404
    return session


@requires(Permission.TUTOR_READ)
@require_safe
def visit(request: Request, pk: uuid.UUID) -> HttpResponse:
    return _page(request, _session(request, pk), LeaveForm())


def _page(request: Request, session: Session, form: LeaveForm, status: int = 200) -> HttpResponse:
    context = {"visit": visit_of(session), "form": form, "may_arrive": _may_arrive(session)}
    return render(request, "tutor/visit.html", context, status=status)


def _may_arrive(session: Session) -> bool:
    return session.status == "planned" and timezone.now() >= session.starts_at - home.EARLY


@requires(Permission.TUTOR_LOG)
@require_POST
def arrive(request: Request, pk: uuid.UUID) -> HttpResponse:
    session = _session(request, pk)
    form = ArriveForm(request.POST)
    with_companion = form.is_valid() and form.cleaned_data["with_companion"]
    try:
        home.arrive(session=session, with_companion=with_companion, by=request.user, at=timezone.now())
    except VisitNotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Fijn. Zeg ook even als je weer weg bent."))
    return redirect("tutor-visit", session.pk)


@requires(Permission.TUTOR_LOG)
@require_POST
def leave(request: Request, pk: uuid.UUID) -> HttpResponse:
    session = _session(request, pk)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form, status=422)
    try:
        home.leave(session=session, by=request.user, at=timezone.now(), **form.cleaned_data)
    except VisitNotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("tutor-visit", session.pk)
    messages.success(request, _("Goed thuis! Vul nog in wat jullie deden."))
    return redirect("tutor-log", session.pk)
