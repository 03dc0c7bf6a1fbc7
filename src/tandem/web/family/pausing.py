"""Something does not feel right: a family lets a duo or group lie still at once, in its own language."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.scheduling.models import Team
from tandem.scheduling.queries.pauses import paused_among, teams_one_may_pause
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words
from tandem.web.signals.pausing import laid_still


@requires(Permission.FAMILY_READ)
@require_safe
def choose(request: Request) -> HttpResponse:
    teams = list(teams_one_may_pause(request.user, on=timezone.localdate()))
    still = paused_among(team.pk for team in teams)
    lines = [
        {"team": team, "tutor": plan_words.tutor(team), "moments": moments(team), "is_paused": team.pk in still}
        for team in teams
    ]
    return render(request, "family/pause.html", {"lines": lines})


def moments(team: Team) -> list[str]:
    """Return when somebody meets in the week, with the days as the language of the page calls them."""
    return [f"{WEEKDAYS[slot.day]} {slot.starts:%H:%M}–{slot.ends:%H:%M}" for slot in team.slots.all()]


@requires(Permission.FAMILY_READ)
@require_POST
def pause(request: Request, team_id: uuid.UUID) -> HttpResponse:
    found = laid_still(request, team_id)
    if found is None:
        messages.info(request, _("Dit ligt al stil, of het is al gestopt."))
        return redirect("family-pause")
    if found.decider is not None:
        said = _("Het ligt stil, vanaf nu. %(name)s belt u en beslist hoe het verdergaat.")
        messages.success(request, said % {"name": found.decider.person.full_name})
    else:
        messages.success(request, _("Het ligt stil, vanaf nu. De coördinator belt u en beslist hoe het verdergaat."))
    return redirect("family-pause")
