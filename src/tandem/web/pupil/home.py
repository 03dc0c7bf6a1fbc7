"""A pupil's own hours: when, with whom and where; what two who take turns say, and who would like to help."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.actions.peers import HelpNotPossible, offer_help, take_back
from tandem.initiatives.models import PeerCall
from tandem.initiatives.queries.peers import asked_of_pupil
from tandem.logbook.actions.peer_feedback import say_to_the_other
from tandem.logbook.queries.own_week import own_hours
from tandem.logbook.queries.peer_feedback import said_in, sessions_to_speak_of
from tandem.people.models import Pupil
from tandem.web.access import Request, requires

LENGTH = 300


@requires(Permission.OWN_HOURS)
@require_safe
def home(request: Request) -> HttpResponse:
    today, at = timezone.localdate(), timezone.now()
    pupil = Pupil.objects.filter(person=request.user.person_id).first()
    context = {
        "today": today,
        "hours": own_hours(request.user, at=at),
        "said": said_in(sessions_to_speak_of(request.user, at=at), request.user),
        "asked": asked_of_pupil(pupil, on=today) if pupil else [],
    }
    return render(request, "pupil/home.html", context)


@requires(Permission.OWN_HOURS)
@require_POST
def help_somebody(request: Request, call_id: uuid.UUID) -> HttpResponse:
    """The pupil says to want to help, or rather not after all."""
    pupil = Pupil.objects.get(person=request.user.person_id)
    asked = [row.call.pk for row in asked_of_pupil(pupil, on=timezone.localdate())]
    call = get_object_or_404(PeerCall.objects.select_related("initiative__organiser"), pk=call_id, pk__in=asked)
    if "no" in request.POST:
        take_back(call=call, pupil=pupil, by=request.user, at=timezone.now())
        messages.success(request, _("Goed. Je mag het later altijd nog zeggen."))
        return redirect("pupil-home")
    try:
        offer_help(call=call, pupil=pupil, by=request.user, at=timezone.now())
    except HelpNotPossible:
        messages.error(request, _("Deze ronde is voorbij. Misschien is er later een nieuwe."))
    else:
        messages.success(request, _("Fijn! Je juf of meester weet het nu."))
    return redirect("pupil-home")


@requires(Permission.OWN_HOURS)
@require_POST
def say(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """What one child of a pair that takes turns says to the other (S-11)."""
    pupil = Pupil.objects.get(person=request.user.person_id)
    sessions = {row.pk: row for row in sessions_to_speak_of(request.user, at=timezone.now())}
    if session_id not in sessions:
        raise Http404
    words = request.POST.get("words", "")
    if len(words) > LENGTH:
        messages.error(request, _("Dat is iets te lang. Zeg het korter."))
    else:
        say_to_the_other(session=sessions[session_id], pupil=pupil, words=words, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard."))
    return redirect("pupil-home")
