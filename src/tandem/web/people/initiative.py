"""Who does what in an initiative: the roles beside the organiser's own, and which nobody has yet."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import IN_INITIATIVE, Permission, Role
from tandem.initiatives import queries
from tandem.initiatives.actions import involvements
from tandem.initiatives.models import Initiative, Involvement
from tandem.people.actions.memberships import MembershipNotPossible
from tandem.people.models import Organisation
from tandem.web.access import Request, requires
from tandem.web.coordinator.shared import own_initiative, render_of
from tandem.web.people import words
from tandem.web.people.forms import EndForm, InvolvementForm


@requires(Permission.PROGRAMME_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    today = timezone.localdate()
    form = InvolvementForm(
        request.POST or None,
        organisations=Organisation.objects.order_by("name", "pk"),
        roles=[role for role in Role if role in IN_INITIATIVE],
        initial={"from_date": today},
    )
    if form.is_valid() and _involve(request, initiative, form):
        return redirect("coordinator-people", initiative.pk)
    context = {
        "form": form,
        "people": [(row, words.role(row.membership.role)) for row in queries.involvements_of(initiative)],
        "uncovered": [words.role(role) for role in queries.uncovered_roles(initiative, on=today)],
        "today": today,
    }
    return render_of(request, initiative, "coordinator/initiatives/people.html", context)


def _involve(request: Request, initiative: Initiative, form: InvolvementForm) -> bool:
    data = dict(form.cleaned_data)
    try:
        involvements.invite(
            initiative=initiative, role=Role(data.pop("role")), by=request.user, at=timezone.now(), **data
        )
    except MembershipNotPossible:
        form.add_error("email", _("Niemand geeft zichzelf een rol: vraag het een collega."))
        return False
    messages.success(request, _("Bewaard. Deze persoon krijgt daarover een e-mail."))
    return True


def _own(request: Request, pk: uuid.UUID) -> Involvement:
    mine = queries.initiatives_managed_by(request.user, on=timezone.localdate()).order_by().values("pk")
    return get_object_or_404(
        Involvement.objects.filter(initiative__in=mine).select_related("initiative__organiser", "membership__person"),
        pk=pk,
    )


@requires(Permission.PROGRAMME_PEOPLE)
@require_POST
def end(request: Request, involvement_id: uuid.UUID) -> HttpResponse:
    involvement = _own(request, involvement_id)
    form = EndForm(request.POST)
    last_date = form.cleaned_data["last_date"] if form.is_valid() else timezone.localdate()
    involvements.end(involvement=involvement, last_date=last_date, by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard. Na die dag ziet deze persoon niets meer van dit initiatief."))
    return redirect("coordinator-people", involvement.initiative_id)


@requires(Permission.PROGRAMME_PEOPLE)
@require_POST
def reopen(request: Request, involvement_id: uuid.UUID) -> HttpResponse:
    involvement = _own(request, involvement_id)
    involvements.reopen(involvement=involvement, by=request.user, at=timezone.now())
    messages.success(request, _("Bewaard. De rol loopt weer door."))
    return redirect("coordinator-people", involvement.initiative_id)
