"""Who would like to tutor: reading what they wrote, inviting, welcoming, thanking."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions import recruitment as actions
from tandem.initiatives.actions.recruitment import ApplicationNotPossible
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application
from tandem.initiatives.queries import recruitment as queries
from tandem.people.actions.tutors import TutorChangeNotPossible
from tandem.web.access import Request, requires
from tandem.web.coordinator import words
from tandem.web.coordinator.forms.recruitment import InviteForm, WelcomeForm
from tandem.web.coordinator.shared import render_of

LEVELS = [3, 8]  # the years the form of an offer begins with; the coordinator sets them right there
UNDECIDED = (ApplicationStatus.NEW, ApplicationStatus.INVITED)


@requires(Permission.PROGRAMME_READ)
@require_safe
def application(request: Request, application_id: uuid.UUID) -> HttpResponse:
    return _draw(request, _own(request, application_id))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def invite(request: Request, application_id: uuid.UUID) -> HttpResponse:
    row = _own(request, application_id)
    form = InviteForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return _draw(request, row, invite_form=form)
    try:
        actions.invite(application=row, by=request.user, at=timezone.now(), **form.cleaned_data)
    except ApplicationNotPossible:
        return _too_late(request, row)
    messages.success(request, _("De uitnodiging is onderweg."))
    return redirect("coordinator-campaign-application", row.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def welcome(request: Request, application_id: uuid.UUID) -> HttpResponse:
    row = _own(request, application_id)
    form = WelcomeForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _draw(request, row, welcome_form=form)
    try:
        enrolment = actions.welcome(
            application=row,
            organisation=row.campaign.initiative.organiser,
            teaches=dict.fromkeys(row.subjects, LEVELS),
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except ApplicationNotPossible:
        return _too_late(request, row)
    except TutorChangeNotPossible:
        messages.error(request, _("Met dit adres tutort al iemand. Voeg die persoon toe bij Tutors."))
        return redirect("coordinator-enrolments", row.campaign.initiative_id)
    messages.success(
        request,
        _("%(name)s is welkom en hoort dat per mail. Kijk het aanbod na; dan volgen overeenkomst, vorming en papier.")
        % {"name": row.full_name},
    )
    return redirect("coordinator-enrolment", enrolment.pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def thank(request: Request, application_id: uuid.UUID) -> HttpResponse:
    row = _own(request, application_id)
    try:
        actions.thank(application=row, by=request.user, at=timezone.now())
    except ApplicationNotPossible:
        return _too_late(request, row)
    messages.success(request, _("%(name)s krijgt een vriendelijk bericht.") % {"name": row.full_name})
    return redirect("coordinator-campaign", row.campaign_id)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def remove(request: Request, application_id: uuid.UUID) -> HttpResponse:
    """Forget somebody who asked for that."""
    row = _own(request, application_id)
    campaign = row.campaign_id
    actions.remove(application=row, by=request.user, at=timezone.now())
    messages.success(request, _("De aanmelding is gewist."))
    return redirect("coordinator-campaign", campaign)


def _own(request: Request, pk: uuid.UUID) -> Application:
    return get_object_or_404(queries.applications_managed_by(request.user, on=timezone.localdate()), pk=pk)


def _too_late(request: Request, row: Application) -> HttpResponse:
    messages.info(request, _("Over deze aanmelding is al beslist."))
    return redirect("coordinator-campaign-application", row.pk)


def _draw(
    request: Request,
    row: Application,
    *,
    invite_form: InviteForm | None = None,
    welcome_form: WelcomeForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "application": row,
        "is_open": row.status in UNDECIDED,
        "talk": words.moment(row.talk_at) if row.talk_at else "",
        "subjects": words.listing(row.subjects),
        "invite_form": invite_form or InviteForm(now=timezone.now()),
        "welcome_form": welcome_form or WelcomeForm(today=today, initial={"talked_date": today}),
    }
    return render_of(request, row.campaign.initiative, "coordinator/campaigns/application.html", context)
