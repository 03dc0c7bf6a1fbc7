"""Visits at home: a family lets one be off with one tap, and welcomes it after all."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.core.permissions import Permission
from tandem.initiatives.queries import children_with_requests
from tandem.logbook.actions import home
from tandem.logbook.actions.home import VisitNotPossible
from tandem.logbook.queries.home import pupil_of, visits_for_family
from tandem.people.models import Pupil
from tandem.scheduling.models import Session
from tandem.web.access import Request, requires


def _own_visit(request: Request, session_id: uuid.UUID) -> tuple[Session, Pupil]:
    children = list(children_with_requests(request.user, on=timezone.localdate()))
    session = get_object_or_404(visits_for_family(children, at=timezone.now()), pk=session_id)
    return session, pupil_of(session)


@requires(Permission.CONSENT_ANSWER)
@require_POST
def call_off(request: Request, session_id: uuid.UUID) -> HttpResponse:
    session, child = _own_visit(request, session_id)
    try:
        home.call_off(session=session, pupil=child, by=request.user, at=timezone.now())
    except VisitNotPossible:
        messages.error(request, _("Dit bezoek is al begonnen of voorbij."))
    else:
        messages.success(request, _("Goed, deze keer komt er niemand. U hoeft niet te zeggen waarom."))
    return redirect("family-home")


@requires(Permission.CONSENT_ANSWER)
@require_POST
def after_all(request: Request, session_id: uuid.UUID) -> HttpResponse:
    session, _child = _own_visit(request, session_id)
    try:
        home.welcome_after_all(session=session, by=request.user, at=timezone.now())
    except VisitNotPossible:
        messages.error(request, _("Dit bezoek kan niet meer doorgaan. Er komt een volgende keer."))
    else:
        messages.success(request, _("Fijn, het bezoek gaat deze keer toch door."))
    return redirect("family-home")
