"""What the pages about a school in an initiative have in common: the same page for every partner."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tandem.core.permissions import Permission
from tandem.initiatives.queries.partnerships import Partnership, partnerships_visible_to
from tandem.web.access import Request, permissions_for
from tandem.web.school.shared import TabLink

READ = (Permission.PROGRAMME_READ, Permission.SCHOOL_READ, Permission.COURSE_PEOPLE)
PLANS = (*READ, Permission.TUTOR_READ)
TABS = (
    ("together-school", _("Overzicht")),
    ("together-justification", _("Waarom")),
    ("together-readiness", _("Zijn we klaar?")),
    ("together-expectations", _("Verwachtingen")),
    ("together-actorship", _("Wie mag wat")),
    ("together-plan", _("Werkplan")),
)


def partnership(
    request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID, *, tutoring: bool = False
) -> Partnership:
    """Return a school in an initiative when this person has a part in it, else answer that there is no such page."""
    found = partnerships_visible_to(
        request.user, on=timezone.localdate(), tutoring=tutoring, initiative=initiative_id, site=site_id
    )
    if not found:
        raise Http404
    return found[0]


def of_the_school(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> Partnership:
    """Return a school in an initiative when this person speaks for the school."""
    found = partnership(request, initiative_id, site_id)
    if not found.speaks_for_school:
        raise Http404
    return found


def of_the_programme(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> Partnership:
    """Return a school in an initiative when this person speaks for the programme."""
    found = partnership(request, initiative_id, site_id)
    if not found.speaks_for_programme:
        raise Http404
    return found


def render_together(
    request: Request, found: Partnership, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page about a school in an initiative, with its tabs."""
    page = (request.resolver_match.url_name if request.resolver_match else None) or ""
    names = TABS if not permissions_for(request).isdisjoint(READ) else TABS[-1:]
    tabs = [
        TabLink(reverse(name, args=[found.initiative.pk, found.site.pk]), label, page.startswith(name))
        for name, label in names
    ]
    around = {"found": found, "initiative": found.initiative, "site": found.site, "tabs": tabs}
    return render(request, template, {**context, **around}, status=status)
