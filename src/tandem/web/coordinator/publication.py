"""Publishing: what would begin and what waits, how far it is, and what came of it."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import work as works
from tandem.core.models import Work, WorkStatus
from tandem.core.permissions import Permission
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.scheduling.actions.publishing import PUBLISH, PublishingNotPossible, ask_to_publish
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import Team
from tandem.scheduling.queries.taken_rooms import names_of_booked
from tandem.scheduling.queries.teams import in_full
from tandem.web.access import Request, requires
from tandem.web.coordinator import board as boards
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.gaps import gaps_of
from tandem.web.coordinator.shared import own_initiative, render_of


@dataclass(frozen=True, slots=True)
class Came:
    """What came of publishing, in sentences: what went well, what could not be done, and what is good to know."""

    work: Work
    done: str
    could_not: tuple[str, ...]
    to_know: tuple[str, ...]


@requires(Permission.PLAN_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    if request.method == "POST":
        try:
            ask_to_publish(initiative=initiative, by=request.user, at=timezone.now())
        except PublishingNotPossible:
            messages.error(
                request, _("Publiceren kan pas als het initiatief loopt. Hieronder staat wat nog ontbreekt.")
            )
        return redirect("coordinator-publish", initiative.pk)
    found = boards.site_boards(initiative, on=timezone.localdate())
    lines = [line for board in found for line in board.lines]
    context = {
        "ready": [line for line in lines if line.ready],
        "waiting": [line for line in lines if line.team.status == TeamStatus.ACCEPTED and line.waits],
        "undecided": [line for line in lines if line.undecided],
        "running": [line for line in lines if line.team.status == TeamStatus.PUBLISHED],
        "gaps": gaps_of(initiative) if initiative.status == InitiativeStatus.PREPARING else [],
        **_latest(initiative),
    }
    return render_of(request, initiative, "coordinator/proposals/publish.html", context)


@requires(Permission.PLAN_PUBLISH)
@require_safe
def publication_progress(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Answer what the page asks while publishing is under way; once it is over, let the page be drawn anew."""
    initiative = own_initiative(request, initiative_id)
    latest = _latest(initiative)
    response = render(request, "coordinator/proposals/publishing.html", {"initiative": initiative, **latest})
    if not latest["busy"]:
        response.headers["HX-Refresh"] = "true"
    return response


def _latest(initiative: Initiative) -> dict[str, object]:
    work = works.latest(PUBLISH, target=initiative)
    return {
        "busy": work if work and work.is_open else None,
        "failed": work if work and work.status == WorkStatus.FAILED else None,
        "came": _came(work) if work and work.status == WorkStatus.DONE else None,
    }


def _came(work: Work) -> Came:
    found = work.outcome
    done = ngettext(
        "%(teams)d duo of groepje loopt, met samen %(sessions)d sessies.",
        "%(teams)d duo's en groepjes lopen, met samen %(sessions)d sessies.",
        found["teams"],
    ) % {"teams": found["teams"], "sessions": found["sessions"]}
    return Came(work, done, tuple(_could_not(found)), tuple(_to_know(found)))


def _could_not(found: Mapping[str, Any]) -> Iterator[str]:
    names = names_of_booked(uuid.UUID(row["resource_id"]) for row in found["clashing"])
    for row in found["clashing"]:
        name = names.get(uuid.UUID(row["resource_id"]), "")
        yield _("Eén duo of groepje kon niet: %(why)s") % {
            "why": plan_words.booked(name, datetime.fromisoformat(row["starts_at"]))
        }
    for team in in_full(Team.objects.filter(pk__in=found["without_room"])):
        yield _("%(team)s: geen lokaal vrij, dus nog niet gepubliceerd.") % {"team": plan_words.team(team)}


def _to_know(found: Mapping[str, Any]) -> Iterator[str]:
    for team in in_full(Team.objects.filter(pk__in=found["changing_room"])):
        yield _("%(team)s heeft niet altijd hetzelfde lokaal.") % {"team": plan_words.team(team)}
    if found["holidays_unknown_after"]:
        day = words.day_of(date.fromisoformat(found["holidays_unknown_after"]))
        yield _("Schoolvakanties zijn bekend tot %(day)s. Vul latere vrije dagen zelf in.") % {"day": day}
