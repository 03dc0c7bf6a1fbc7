"""Small groups: Tandem proposes who works together, with the five questions answered; people decide (S-05)."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.initiatives import queries
from tandem.initiatives.actions import groups as actions
from tandem.initiatives.models import Initiative, PupilGroup, PupilGroupMember
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries.groups import (
    asking_for_groups,
    largest_group,
    pupil_groups_managed_by,
    pupil_groups_of,
    without_group,
)
from tandem.web.access import Request, requires
from tandem.web.coordinator import group_words, words
from tandem.web.coordinator.forms.pupil_group import ChildForm, GroupForm, ProposeForm
from tandem.web.coordinator.shared import own_initiative, render_of


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child in a group, or in none yet."""

    request: TutoringRequest
    name: str
    facts: list[str]
    note: str
    form: ChildForm


@dataclass(frozen=True, slots=True)
class GroupCard:
    group: PupilGroup
    title: str
    answers: list[group_words.Answer]
    children: list[ChildLine]
    form: GroupForm


@requires(Permission.PLAN_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_groups(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Show the groups with what the five questions say, and propose new ones."""
    initiative = own_initiative(request, initiative_id)
    asking = asking_for_groups(initiative)
    form = ProposeForm(request.POST or None, asking=asking, largest=largest_group(initiative), initiative=initiative)
    if form.is_valid() and _proposed(request, initiative, form):
        return redirect("coordinator-pupil-groups", initiative.pk)
    groups = list(pupil_groups_of(initiative))
    context = {
        "form": form if asking else None,
        "cards": [_card(initiative, group, groups) for group in groups],
        "alone": [_line(row, groups) for row in without_group(initiative)],
        "most": largest_group(initiative),
    }
    return render_of(request, initiative, "coordinator/pupil_groups/groups.html", context)


def _proposed(request: Request, initiative: Initiative, form: ProposeForm) -> bool:
    chosen, most = form.cleaned_data["asking"], form.cleaned_data["most"]
    try:
        made = actions.propose_groups(
            initiative=initiative,
            site=chosen.site,
            subject=chosen.subject,
            most=most,
            by=request.user,
            at=timezone.now(),
        )
    except actions.GroupNotPossible as error:
        form.add_error(None, group_words.not_possible(str(error), largest_group(initiative)))
        return False
    messages.success(request, group_words.proposed([group.members.count() for group in made]))
    return True


def _card(initiative: Initiative, group: PupilGroup, groups: list[PupilGroup]) -> GroupCard:
    members = list(group.members.all())
    title = ngettext("Groepje %(number)d: %(count)d kind", "Groepje %(number)d: %(count)d kinderen", len(members))
    return GroupCard(
        group,
        title % {"number": group.number, "count": len(members)},
        group_words.answers(group, spread=initiative.level_spread),
        [_line(member.request, groups, member) for member in members],
        GroupForm(
            group=group,
            leaders=queries.enrolments_of(initiative, on=timezone.localdate()).filter(tutor__isnull=False),
            auto_id=f"id_{group.pk}_%s",
        ),
    )


def _line(row: TutoringRequest, groups: list[PupilGroup], member: PupilGroupMember | None = None) -> ChildLine:
    note = member.note if member else ""
    form = ChildForm(request=row, groups=groups, member=member, auto_id=f"id_{row.pk}_%s")
    return ChildLine(row, words.who(row), group_words.about(row), note, form)


@requires(Permission.PLAN_MAKE)
@require_POST
def child(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Put a child in another group, in a new one or in none, and keep what to mind about it."""
    row = get_object_or_404(queries.requests_managed_by(request.user, on=timezone.localdate()), pk=request_id)
    groups = list(pupil_groups_of(row.initiative))
    member = PupilGroupMember.objects.filter(request=row).select_related("group__initiative__organiser").first()
    form = ChildForm(request.POST, request=row, groups=groups, member=member)
    if not form.is_valid():
        messages.error(request, _("Kies een groepje, en hou de opmerking onder 300 tekens."))
        return redirect("coordinator-pupil-groups", row.initiative_id)
    _attempt(request, row.initiative, lambda who: _place(row, member, form.cleaned_data, who))
    return redirect("coordinator-pupil-groups", row.initiative_id)


def _place(row: TutoringRequest, member: PupilGroupMember | None, chosen: dict[str, Any], who: dict[str, Any]) -> None:
    where = chosen["where"]
    if isinstance(where, PupilGroup):
        if member is None or member.group_id != where.pk:
            member = actions.place_child(request=row, group=where, **who)
    elif where == ChildForm.NEW:
        actions.start_group(request=row, **who)
        member = PupilGroupMember.objects.select_related("group__initiative__organiser").get(request=row)
    elif member is not None:
        actions.take_out(request=row, **who)
        member = None
    if member is not None and member.note != chosen["note"]:
        actions.note_child(member=member, note=chosen["note"], **who)


@requires(Permission.PLAN_MAKE)
@require_POST
def group(request: Request, pupil_group_id: uuid.UUID) -> HttpResponse:
    """Say who leads a group, and whether the children get on."""
    found = get_object_or_404(pupil_groups_managed_by(request.user, on=timezone.localdate()), pk=pupil_group_id)
    initiative = found.initiative
    leaders = queries.enrolments_of(initiative, on=timezone.localdate()).filter(tutor__isnull=False)
    form = GroupForm(request.POST, group=found, leaders=leaders)
    if form.is_valid():
        _attempt(request, initiative, lambda who: _lead(found, form.cleaned_data, who))
    else:
        messages.error(request, _("Kies een tutor die meedoet."))
    return redirect("coordinator-pupil-groups", initiative.pk)


def _lead(found: PupilGroup, chosen: dict[str, Any], who: dict[str, Any]) -> None:
    if chosen["together"] != found.works_together:
        actions.say_together(group=found, works=chosen["together"], **who)
    if chosen["enrolment"] != found.enrolment:
        actions.name_leader(group=found, enrolment=chosen["enrolment"], **who)


def _attempt(request: Request, initiative: Initiative, change: Any) -> None:
    try:
        change({"by": request.user, "at": timezone.now()})
    except actions.GroupNotPossible as error:
        messages.error(request, group_words.not_possible(str(error), largest_group(initiative)))
    else:
        messages.success(request, _("Bewaard."))
