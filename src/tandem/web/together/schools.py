"""Schools and programmes together: which there are, and how one stands."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.queries.partnerships import Partnership, Stand, partnerships_visible_to, stands_of
from tandem.initiatives.queries.readiness import ready_of
from tandem.initiatives.together.readiness import State, checked
from tandem.scheduling.queries.college_places import waiting_for_a_college
from tandem.web.access import Request, permissions_for, requires
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.together import words
from tandem.web.together.shared import PLANS, READ, partnership, render_together


@dataclass(frozen=True, slots=True)
class Row:
    """A school in an initiative, and how it stands."""

    partnership: Partnership
    stand: Stand
    url: str


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    why: str
    url: str
    label: str


def rows_of(found: list[Partnership], page: str = "together-school") -> list[Row]:
    stands = stands_of(found)
    return [
        Row(
            row,
            stands[row.initiative.pk, row.site.pk],
            reverse(page, args=[row.initiative.pk, row.site.pk]),
        )
        for row in found
    ]


@requires(*PLANS)
@require_safe
def school_list(request: Request) -> HttpResponse:
    """List the schools somebody has a part in; a tutor comes straight to the working plans."""
    only_tutors = permissions_for(request).isdisjoint(READ)
    found = [
        row
        for row in partnerships_visible_to(request.user, on=timezone.localdate(), tutoring=only_tutors)
        if row.initiative.status != InitiativeStatus.ENDED
    ]
    page = "together-plan" if only_tutors else "together-school"
    return render(request, "together/list.html", {"rows": rows_of(found, page), "only_tutors": only_tutors})


@requires(Permission.PROGRAMME_READ)
@require_safe
def schools_of_initiative(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """List the schools of one initiative, with the tabs of its coordinator."""
    initiative = own_initiative(request, initiative_id)
    found = partnerships_visible_to(request.user, on=timezone.localdate(), initiative=initiative.pk)
    return render_of(request, initiative, "together/initiative.html", {"rows": rows_of(found)})


@requires(*READ)
@require_safe
def school(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    stand = stands_of([found])[found.initiative.pk, found.site.pk]
    conditions = checked(ready_of(found.initiative, found.site, on=timezone.localdate()))
    states = [row.state for row in conditions]
    context = {
        "stand": stand,
        "open_conditions": [words.condition(row.kind) for row in conditions if row.state != State.MET][:3],
        "next": _next(found, stand, states),
        "no_college": _without_college(found),
    }
    return render_together(request, found, "together/school.html", context)


def _without_college(found: Partnership) -> int:
    """Return how many requests of this school wait because no college has a place left (R-NEV-12)."""
    waiting = waiting_for_a_college(found.initiative)
    return found.initiative.requests.filter(pk__in=waiting, site=found.site).count() if waiting else 0


def _next(found: Partnership, stand: Stand, states: list[State]) -> NextStep | None:
    def at(name: str) -> str:
        return reverse(name, args=[found.initiative.pk, found.site.pk])

    if found.speaks_for_school and not stand.justified:
        return NextStep(
            _("Zeg waarom uw school meedoet."),
            _("Zonder die verantwoording kan het initiatief niet beginnen. Een document dat u al hebt, volstaat."),
            at("together-justification-write"),
            _("Invullen"),
        )
    if found.speaks_for_school and State.UNKNOWN in states:
        return NextStep(
            _("Kijk of uw school klaar is om te beginnen."),
            _("U ziet wat er al is en wat nog zou helpen. Niemand weigert u op basis hiervan."),
            at("together-readiness"),
            _("Bekijken"),
        )
    said = stand.said_by_school if found.speaks_for_school else stand.said_by_programme
    if found.side is not None and said < stand.topics:
        return NextStep(
            _("Zeg wat u van elkaar verwacht."),
            _("De andere kant doet dat ook. Wat u anders ziet, valt dan op voor het begint."),
            at("together-expectations-answer"),
            _("Invullen"),
        )
    if found.side is not None and stand.differing:
        return NextStep(
            _("Praat over wat u anders ziet."),
            _("U noemt op sommige punten iemand anders dan de andere kant."),
            at("together-expectations"),
            _("Bekijken"),
        )
    if found.side is not None and not stand.steps:
        return NextStep(
            _("Begin het werkplan."),
            _("De gewone stappen van deze vorm staan er meteen in; u verandert wat u wilt."),
            at("together-plan"),
            _("Naar het werkplan"),
        )
    return None
