"""*Ik kan niet*, and taking it back."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.core.permissions import Permission
from tandem.logbook import actions
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import session_or_404, tutor_of


@requires(Permission.TUTOR_LOG)
@require_POST
def cannot_come(request: Request, pk: uuid.UUID) -> HttpResponse:
    session = session_or_404(request, pk)
    try:
        actions.cannot_come(session=session, tutor=tutor_of(request), by=request.user, at=timezone.now())
    except actions.CannotComeNotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De school en de leerkracht krijgen nu bericht. Je hoeft niets meer te doen."))
    return redirect("tutor-home")


@requires(Permission.TUTOR_LOG)
@require_POST
def come_after_all(request: Request, pk: uuid.UUID) -> HttpResponse:
    session = session_or_404(request, pk)
    try:
        actions.come_after_all(session=session, tutor=tutor_of(request), by=request.user, at=timezone.now())
    except actions.CannotComeNotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Fijn, je komt toch. De school en de leerkracht krijgen bericht."))
    return redirect("tutor-home")
