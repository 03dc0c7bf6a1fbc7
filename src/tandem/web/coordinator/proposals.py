"""The proposal, school by school: who has a place, what needs a decision, and the weeks that follow from it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tandem.core.pdf import week_sheet
from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import requests_managed_by
from tandem.scheduling.actions.batches import accept_all
from tandem.scheduling.actions.proposals import DecisionNotPossible
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.queries.explanations import unplaced
from tandem.scheduling.queries.runs import latest_run
from tandem.web.access import Request, requires
from tandem.web.coordinator import board as boards
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.board import SiteBoard
from tandem.web.coordinator.shared import TabLink, own_initiative, render_of
from tandem.web.downloads import pdf

VIEWS = {
    "week": gettext_lazy("Week"),
    "tutors": gettext_lazy("Per tutor"),
    "pupils": gettext_lazy("Per leerling"),
    "list": gettext_lazy("Lijst"),
}


@requires(Permission.PLAN_DECIDE)
@require_safe
def proposal(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    found = boards.site_boards(initiative, on=timezone.localdate())
    total = boards.total(found)
    context = {
        "boards": found,
        "total": total,
        "headline": plan_words.has_a_place(total["placed"], total["asked"]),
        "run": latest_run(initiative),
    }
    return render_of(request, initiative, "coordinator/proposals/sites.html", context)


@requires(Permission.PLAN_DECIDE)
@require_safe
def proposal_of_site(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    board = _board(initiative, site_id)
    shown = request.GET.get("show", "")
    shown = shown if shown in VIEWS else "week"
    weeks = {
        "week": lambda: [boards.site_week(board)],
        "tutors": lambda: boards.tutor_weeks(board),
        "pupils": lambda: boards.pupil_weeks(board),
    }.get(shown, list)()
    context = {
        "board": board,
        "needs": board.needs,
        "where": words.place(board.site),
        "shown": shown,
        "views": [TabLink(f"?show={name}", label, name == shown) for name, label in VIEWS.items()],
        "level": 2 if shown == "week" else 3,
        "weeks": weeks,
    }
    return render_of(request, initiative, "coordinator/proposals/site.html", context)


@requires(Permission.PLAN_DECIDE)
@require_safe
def week_of_site(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    """Hand over a school's week on A4, marked as a proposal while something is open."""
    initiative = own_initiative(request, initiative_id)
    board = _board(initiative, site_id)
    title = _("Week van %(site)s") % {"site": board.site.name}
    running = all(line.team.status == TeamStatus.PUBLISHED for line in board.lines)
    paper = week_sheet(
        boards.site_week(board).week,
        title=title,
        intro=[initiative.name, board.headline],
        notes=[] if running else [_("Dit is een voorstel: wat nog open staat, begint nog niet.")],
        at=timezone.now(),
    )
    return pdf(paper, name=title)


@requires(Permission.PLAN_DECIDE)
@require_POST
def accept_site(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    """Agree to every proposed team of a school at once: a person with a name decides (R-NEV-14)."""
    initiative = own_initiative(request, initiative_id)
    board = _board(initiative, site_id)
    proposed = [line.team for line in board.lines if line.undecided]
    try:
        count = len(accept_all(teams=proposed, by=request.user, at=timezone.now()))
    except DecisionNotPossible as error:
        if str(error) == "college_full":
            said = _("De hogeschool heeft niet voor al deze voorstellen plaats. Beslis er één voor één over.")
        else:
            said = _("Iemand anders besliste intussen over een van deze. Kijk hoe het nu staat.")
        messages.error(request, said)
    else:
        said = ngettext("U keurde %(count)d voorstel goed.", "U keurde %(count)d voorstellen goed.", count)
        messages.success(request, said % {"count": count})
    return redirect("coordinator-proposal-site", initiative.pk, site_id)


@requires(Permission.PLAN_DECIDE)
@require_safe
def unplaced_pupils(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Say for each pupil without a place why not, and what would help."""
    initiative = own_initiative(request, initiative_id)
    run = latest_run(initiative)
    today = timezone.localdate()
    among = requests_managed_by(request.user, on=today).filter(initiative=initiative, status="waiting")
    among = among.exclude(team_places__standing__in=["proposed", "running"])
    site = request.GET.get("site", "")
    if site:
        among = among.filter(site__in=initiative.sites.filter(pk=_uuid(site)))
    found = unplaced(run, among=among) if run else []
    lines = [
        {
            "request": row.request,
            "who": words.who(row.request),
            "waits": words.waiting(row.request.asked_date, today),
            "reasons": plan_words.reasons_of(row),
        }
        for row in found
    ]
    return render_of(request, initiative, "coordinator/proposals/unplaced.html", {"lines": lines, "run": run})


def _board(initiative: Initiative, site_id: uuid.UUID) -> SiteBoard:
    found = boards.site_boards(initiative, on=timezone.localdate(), site_id=site_id)
    if not found:
        raise Http404
    return found[0]


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
