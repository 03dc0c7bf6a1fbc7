"""Groups of students who visit a class together (MoZ)."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import enrolments as actions
from tandem.initiatives.models import StudentGroup
from tandem.web.access import Request, requires
from tandem.web.coordinator.forms import enrolment as forms
from tandem.web.coordinator.shared import own_initiative, render_of


@requires(Permission.PROGRAMME_READ)
@require_safe
def group_list(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    groups = queries.groups_managed_by(request.user, on=timezone.localdate()).filter(initiative=initiative)
    return render_of(
        request, initiative, "coordinator/groups/list.html", {"groups": groups.prefetch_related("enrolments__sites")}
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def make_group(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    initiative = own_initiative(request, initiative_id)
    known = queries.tutors_known_to(request.user, on=timezone.localdate())
    form = forms.GroupForm(request.POST or None, tutors=known, initiative=initiative)
    if form.is_valid():
        group = actions.make_student_group(
            initiative=initiative, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("De groep is gemaakt. Vul nu in wat ze aanbiedt."))
        return redirect("coordinator-group", group.pk)
    return render_of(request, initiative, "coordinator/groups/new.html", {"form": form})


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Show what a group offers, and change it."""
    row = _own(request, group_id)
    enrolment = row.enrolments.first()
    data = request.POST or None
    offer = forms.OfferForm(
        data,
        sites=row.initiative.sites.order_by("name", "pk"),
        initial=forms.initial_offer(enrolment) if enrolment else forms.initial_for_new(row.initiative),
    )
    lines = forms.initial_lines(enrolment) if enrolment else []
    teaches = forms.TeachesFormSet(data, prefix="teaches", initial=lines)
    if all([offer.is_valid(), teaches.is_valid()]):
        actions.enrol_student_group(
            group=row, teaches=forms.teaches_of(teaches), by=request.user, at=timezone.now(), **offer.cleaned_data
        )
        messages.success(request, _("Bewaard."))
        return redirect("coordinator-groups", row.initiative_id)
    context = {"group": row, "offer": offer, "teaches": teaches}
    return render_of(request, row.initiative, "coordinator/groups/edit.html", context)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def group_members(request: Request, group_id: uuid.UUID) -> HttpResponse:
    row = _own(request, group_id)
    known = queries.tutors_known_to(request.user, on=timezone.localdate())
    form = forms.GroupMembersForm(request.POST or None, tutors=known, chosen=row.tutors.all())
    if request.method == "POST" and form.is_valid():
        actions.change_student_group(group=row, tutors=form.cleaned_data["tutors"], by=request.user, at=timezone.now())
        messages.success(request, _("De groep is bewaard."))
        return redirect("coordinator-groups", row.initiative_id)
    return render_of(request, row.initiative, "coordinator/groups/members.html", {"group": row, "form": form})


def _own(request: Request, group_id: uuid.UUID) -> StudentGroup:
    return get_object_or_404(queries.groups_managed_by(request.user, on=timezone.localdate()), pk=group_id)
