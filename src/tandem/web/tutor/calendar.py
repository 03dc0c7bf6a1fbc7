"""Subscribing to one's own week in a calendar program."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.scheduling.actions.feeds import address_of_tutor, renew_address
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import tutor_of


@requires(Permission.TUTOR_READ)
@require_safe
def subscribe(request: Request) -> HttpResponse:
    feed = address_of_tutor(tutor=tutor_of(request), by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("feed", args=[feed.token]))
    context = {"address": address, "subscribe": "webcal://" + address.partition("://")[2], "feed": feed}
    return render(request, "tutor/calendar.html", context)


@requires(Permission.TUTOR_READ)
@require_POST
def renew(request: Request) -> HttpResponse:
    at = timezone.now()
    feed = address_of_tutor(tutor=tutor_of(request), by=request.user, at=at)
    renew_address(feed=feed, by=request.user, at=at)
    messages.success(request, _("Je hebt een nieuw adres. Het oude werkt niet meer: vervang het in je agenda."))
    return redirect("tutor-feed")
