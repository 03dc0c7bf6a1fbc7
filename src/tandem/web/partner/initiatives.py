"""The initiatives somebody serves: as final responsible, trust person, guidance centre, bridge figure or partner."""

import uuid
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.isolation import Purpose, working_on
from tandem.core.permissions import Permission, Role, roles_with
from tandem.initiatives import queries
from tandem.initiatives.models import Initiative
from tandem.people.queries import coordinators_of, current
from tandem.web.access import Request, requires
from tandem.web.people import words

SERVING = roles_with(Permission.SERVED_READ) | roles_with(Permission.INITIATIVE_READ)
SERVES = requires(Permission.SERVED_READ, Permission.INITIATIVE_READ)


def _own(request: Request) -> QuerySet[Initiative]:
    return queries.initiatives_with_role(request.user, *SERVING, on=timezone.localdate())


def _counted(initiative: Initiative, on: date) -> queries.Capacity:
    with working_on(Purpose.COUNTING, about=initiative.pk):
        return queries.capacity_of(initiative, on=on)


@SERVES
@require_safe
def home(request: Request) -> HttpResponse:
    return render(request, "partner/home.html", {"initiatives": _own(request)})


@SERVES
@require_safe
def initiative(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=initiative_id)
    today = timezone.localdate()
    responsible = queries.initiatives_with_role(request.user, Role.FINAL_RESPONSIBLE, on=today).filter(pk=found.pk)
    people = queries.involvements_of(found).filter(current(today), current(today, "membership__"))
    sites = list(found.sites.select_related("organisation").order_by("organisation__name", "name", "pk"))
    coordinators = coordinators_of({site.organisation for site in sites}, on=today)
    context = {
        "initiative": found,
        "people": [(row, words.role(row.membership.role)) for row in people],
        "sites": [(site, coordinators.get(site.organisation_id, [])) for site in sites],
        "capacity": _counted(found, today) if responsible.exists() else None,
        "uncovered": [words.role(role) for role in queries.uncovered_roles(found, on=today)],
    }
    return render(request, "partner/initiative.html", context)
