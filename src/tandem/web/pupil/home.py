"""A pupil's own hours: when, with whom and where."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.logbook.queries.own_week import own_hours
from tandem.web.access import Request, requires


@requires(Permission.OWN_HOURS)
@require_safe
def home(request: Request) -> HttpResponse:
    context = {"today": timezone.localdate(), "hours": own_hours(request.user, at=timezone.now())}
    return render(request, "pupil/home.html", context)
