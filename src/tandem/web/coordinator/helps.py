"""What would help: for one request, and by recruiting."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.queries import requests_managed_by
from tandem.scheduling.queries.helps import helps_for, where_to_recruit, without_twins
from tandem.scheduling.queries.runs import latest_run
from tandem.web.access import Request, requires
from tandem.web.coordinator import help_words, words
from tandem.web.coordinator.shared import own_initiative, render_of


@requires(Permission.PLAN_DECIDE)
@require_safe
def helps(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Say which small change would give one request a place, each worked out again."""
    among = requests_managed_by(request.user, on=timezone.localdate())
    found = get_object_or_404(among.select_related("initiative", "pupil__person", "school_class"), pk=request_id)
    run = latest_run(found.initiative)
    changes = without_twins(helps_for(run, found)) if run else []
    context = {"asked": found, "who": words.who(found), "changes": [help_words.change(c) for c in changes]}
    return render_of(request, found.initiative, "coordinator/proposals/helps.html", context)


@requires(Permission.PLAN_DECIDE)
@require_safe
def recruiting(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Say where one more tutor would give most pupils a place."""
    initiative = own_initiative(request, initiative_id)
    run = latest_run(initiative)
    wanted = [help_words.wanted(row) for row in where_to_recruit(run)] if run else []
    return render_of(request, initiative, "coordinator/proposals/recruiting.html", {"wanted": wanted})
