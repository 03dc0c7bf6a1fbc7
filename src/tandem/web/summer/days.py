"""The day planner of a group: learning and leisure, who stands in it on which day, and who was there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import Enrolment
from tandem.people.enums import TutorKind
from tandem.scheduling.actions import summer as actions
from tandem.scheduling.models import DayBlock, Team
from tandem.scheduling.queries.summer import GroupDay, blocks_of, group_days, may_stand_in
from tandem.scheduling.queries.teams import teams_decided_by
from tandem.web.access import Request, requires
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.shared import render_of
from tandem.web.summer.forms import BlockForm, StaffForm
from tandem.web.summer.words import not_possible

STUDENTS = [kind.value for kind in TutorKind if kind.is_student]


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of a group as the page tells it."""

    found: GroupDay
    called: str

    @property
    def address(self) -> str:
        return f"{self.found.day:%Y-%m-%d}"


@requires(Permission.PLAN_DECIDE)
@require_safe
def days(request: Request, team_id: uuid.UUID) -> HttpResponse:
    return _draw(request, _own(request, team_id))


def _draw(request: Request, team: Team, **forms: object) -> HttpResponse:
    found = group_days(team)
    context = {
        "team": team,
        "name": plan_words.team(team),
        "teacher": plan_words.tutor(team),
        "pupils": len(team.members.all()),
        "days": [DayLine(each, words.day_of(each.day).capitalize()) for each in found],
        "blocks": list(blocks_of(team)),
        "block_form": _block_form(None, team),
        "staff_form": _staff_form(None, team, [each.day for each in found]),
        **forms,
    }
    return render_of(request, team.initiative, "summer/days.html", context)


@requires(Permission.PLAN_DECIDE)
@require_POST
def add_block(request: Request, team_id: uuid.UUID) -> HttpResponse:
    team = _own(request, team_id)
    form = _block_form(request.POST, team)
    if not form.is_valid():
        return _draw(request, team, block_form=form)
    return _attempt(
        request,
        team,
        lambda: actions.add_block(team=team, by=request.user, at=timezone.now(), **form.cleaned_data),
        _("Het staat op elke dag van deze groep."),
    )


@requires(Permission.PLAN_DECIDE)
@require_POST
def remove_block(request: Request, team_id: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    team = _own(request, team_id)
    block = get_object_or_404(DayBlock.objects.select_related("team__initiative__organiser"), pk=block_id, team=team)
    actions.remove_block(block=block, by=request.user, at=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("coordinator-summer-days", team.pk)


@requires(Permission.PLAN_DECIDE)
@require_POST
def add_staff(request: Request, team_id: uuid.UUID) -> HttpResponse:
    team = _own(request, team_id)
    form = _staff_form(request.POST, team, [each.day for each in group_days(team)])
    if not form.is_valid():
        return _draw(request, team, staff_form=form)
    chosen: Enrolment = form.cleaned_data["enrolment"]
    return _attempt(
        request,
        team,
        lambda: actions.add_staff(team=team, enrolment=chosen, days=form.days, by=request.user, at=timezone.now()),
        _("Bewaard."),
    )


@requires(Permission.PLAN_DECIDE)
@require_POST
def change_staff(request: Request, team_id: uuid.UUID, enrolment_id: uuid.UUID, day: str, do: str) -> HttpResponse:
    """Say that somebody is not there on a day, or is there after all."""
    team = _own(request, team_id)
    known = team.initiative.enrolments.filter(tutor__isnull=False).select_related("tutor")
    enrolment = get_object_or_404(known, pk=enrolment_id)
    change = {"leave": actions.remove_staff, "come": actions.add_staff}.get(do)
    on = _date(day)
    if change is None or on is None:
        raise Http404
    return _attempt(
        request,
        team,
        lambda: change(team=team, enrolment=enrolment, days=[on], by=request.user, at=timezone.now()),
        _("Bewaard."),
    )


def _attempt(request: Request, team: Team, change: Callable[[], object], done: str) -> HttpResponse:
    try:
        change()
    except actions.DayNotPossible as error:
        messages.error(request, not_possible(error))
    else:
        messages.success(request, done)
    return redirect("coordinator-summer-days", team.pk)


def _block_form(data: object, team: Team) -> BlockForm:
    return BlockForm(data, students=may_stand_in(team).filter(tutor__kind__in=STUDENTS), auto_id="id_block_%s")


def _staff_form(data: object, team: Team, own: list[date]) -> StaffForm:
    return StaffForm(data, days=own, among=may_stand_in(team), auto_id="id_staff_%s")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _own(request: Request, team_id: uuid.UUID) -> Team:
    found = teams_decided_by(request.user, on=timezone.localdate()).filter(initiative__in_holidays=True)
    return get_object_or_404(found, pk=team_id)
