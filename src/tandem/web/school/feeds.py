"""The calendar of a site, to subscribe to."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.core.permissions import Permission
from tandem.people.models import Site
from tandem.people.queries import sites_visible_to
from tandem.scheduling.actions.feeds import address_of_site, renew_address
from tandem.web.access import Request, requires


def _site(request: Request, pk: uuid.UUID) -> Site:
    return get_object_or_404(
        sites_visible_to(request.user, on=timezone.localdate(), to=Permission.SCHOOL_MANAGE), pk=pk
    )


@requires(Permission.SCHOOL_MANAGE)
@require_safe
def site_calendar(request: Request, site_id: uuid.UUID) -> HttpResponse:
    site = _site(request, site_id)
    feed = address_of_site(site=site, by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("feed", args=[feed.token]))
    context = {"site": site, "address": address, "subscribe": "webcal://" + address.partition("://")[2]}
    return render(request, "school/site_calendar.html", context)


@requires(Permission.SCHOOL_MANAGE)
@require_POST
def renew_site_calendar(request: Request, site_id: uuid.UUID) -> HttpResponse:
    site, at = _site(request, site_id), timezone.now()
    renew_address(feed=address_of_site(site=site, by=request.user, at=at), by=request.user, at=at)
    messages.success(request, _("Er is een nieuw adres. Het oude werkt niet meer: vervang het in de agenda's."))
    return redirect("school-site-calendar", site_id=site.pk)
