"""Visits at home for who knows where the tutor is: today's, and first of all those of whom nothing was heard."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.logbook.actions import home
from tandem.logbook.queries.home import watched_by
from tandem.web.access import Request, requires


@requires(Permission.PROGRAMME_READ, Permission.SCHOOL_PEOPLE)
@never_cache
@require_safe
def visits(request: Request) -> HttpResponse:
    rows = watched_by(request.user.person_id, at=timezone.now())
    return render(request, "visits/list.html", {"rows": rows})


@requires(Permission.PROGRAMME_READ, Permission.SCHOOL_PEOPLE)
@require_POST
def settle(request: Request, session_id: uuid.UUID) -> HttpResponse:
    rows = watched_by(request.user.person_id, at=timezone.now())
    visit = next((row.made for row in rows if row.session.pk == session_id), None)
    if visit is None:
        raise Http404
    home.settle(visit=visit, by=request.user, at=timezone.now())
    messages.success(request, _("Opgeschreven: u sprak de tutor, alles is goed."))
    return redirect("visits")
