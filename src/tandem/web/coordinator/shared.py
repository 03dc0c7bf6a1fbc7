"""What the coordinator's pages have in common."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import initiatives_managed_by
from tandem.web.access import Request


@dataclass(frozen=True, slots=True)
class Tab:
    url_name: str
    label: str | Promise
    stems: tuple[str, ...]  # what the names of all pages under this tab begin with
    only_visits: bool = False


@dataclass(frozen=True, slots=True)
class TabLink:
    url: str
    label: str | Promise
    here: bool


# Under one tab, with a row of its own.
OF_TUTORS = (
    Tab("coordinator-enrolments", _("Wie meedoet"), ("coordinator-enrol",)),
    Tab("coordinator-campaigns", _("Werving"), ("coordinator-campaign",)),
    Tab("coordinator-training", _("Vorming"), ("coordinator-training",)),
    Tab("coordinator-recognition", _("Uren en bewijzen"), ("coordinator-recognition",)),
)
TABS = (
    Tab("coordinator-initiative", _("Overzicht"), ("coordinator-initiative",)),
    Tab("coordinator-start", _("Start"), ("coordinator-start",)),
    Tab("coordinator-sites", _("Vestigingen"), ("coordinator-site",)),
    Tab("coordinator-schools", _("Scholen"), ("coordinator-schools",)),
    Tab("coordinator-people", _("Wie doet wat"), ("coordinator-people",)),
    Tab("coordinator-enrolments", _("Tutors"), tuple(stem for tab in OF_TUTORS for stem in tab.stems)),
    Tab("coordinator-groups", _("Groepen"), ("coordinator-group",), only_visits=True),
    Tab("coordinator-requests", _("Aanvragen"), ("coordinator-request",)),
    Tab("coordinator-plan", _("Planning"), ("coordinator-plan", "coordinator-run")),
    Tab("coordinator-proposal", _("Voorstel"), ("coordinator-proposal", "coordinator-team", "coordinator-publish")),
    Tab("coordinator-quality", _("Kwaliteit"), ("coordinator-quality",)),
    Tab("coordinator-funding", _("Geld"), ("coordinator-funding",)),
    Tab("coordinator-places", _("Reistijden en vrije dagen"), ("coordinator-place",)),
)


def own_initiative(request: Request, pk: uuid.UUID) -> Initiative:
    """Return the initiative when this coordinator's organisation runs it, else answer that there is no such page."""
    return get_object_or_404(initiatives_managed_by(request.user, on=timezone.localdate()), pk=pk)


def render_of(
    request: Request, initiative: Initiative, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of one initiative, with its tabs."""
    tabs, under = tab_links(request, initiative, TABS), tab_links(request, initiative, OF_TUTORS)
    around = {
        "initiative": initiative,
        "tabs": tabs,
        "tutor_tabs": under if any(tab.here for tab in under) else (),
        "intake_url": intake_url(initiative),
    }
    return render(request, template, {**context, **around}, status=status)


def intake_url(initiative: Initiative) -> str:
    """Return where a list is read in for an initiative."""
    return f"{reverse('coordinator-intake')}?initiative={initiative.pk}"


def tab_links(request: Request, initiative: Initiative, tabs: Sequence[Tab]) -> list[TabLink]:
    page = (request.resolver_match.url_name if request.resolver_match else None) or ""
    return [
        TabLink(reverse(tab.url_name, args=[initiative.pk]), tab.label, page.startswith(tab.stems))
        for tab in tabs
        if not tab.only_visits or initiative.visits_class
    ]
