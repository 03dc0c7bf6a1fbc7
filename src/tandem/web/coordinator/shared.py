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
from tandem.initiatives.training_rules import PAIR
from tandem.web.access import Request


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an initiative, or several with a row of their own under one word."""

    url_name: str
    label: str | Promise
    stems: tuple[str, ...] = ()  # what the names of all pages under this tab begin with
    only_visits: bool = False
    only_groups: bool = False
    pages: tuple["Tab", ...] = ()

    def shows(self, page: str) -> bool:
        return page.startswith(self.stems) if self.stems else any(tab.shows(page) for tab in self.pages)


@dataclass(frozen=True, slots=True)
class TabLink:
    url: str
    label: str | Promise
    here: bool


OF_START = (
    Tab("coordinator-start", _("Afspraken en doelen"), ("coordinator-start",)),
    Tab("coordinator-people", _("Wie doet wat"), ("coordinator-people",)),
    Tab("coordinator-funding", _("Geld"), ("coordinator-funding",)),
    Tab("coordinator-study", _("Onderzoek"), ("coordinator-study",)),
)
OF_SCHOOLS = (
    Tab("coordinator-sites", _("Vestigingen"), ("coordinator-site",)),
    Tab("coordinator-schools", _("Samen met elke school"), ("coordinator-schools",)),
)
OF_TUTORS = (
    Tab("coordinator-enrolments", _("Wie meedoet"), ("coordinator-enrol",)),
    Tab("coordinator-groups", _("Groepen"), ("coordinator-group",), only_visits=True),
    Tab("coordinator-campaigns", _("Werving"), ("coordinator-campaign",)),
    Tab("coordinator-training", _("Vorming"), ("coordinator-training",)),
    Tab("coordinator-recognition", _("Uren en bewijzen"), ("coordinator-recognition",)),
)
OF_PLANNING = (
    Tab("coordinator-pupil-groups", _("Groepjes"), ("coordinator-pupil-group",), only_groups=True),
    Tab("coordinator-plan", _("Plannen"), ("coordinator-plan", "coordinator-run", "coordinator-recruiting")),
    Tab("coordinator-places", _("Reistijden en vrije dagen"), ("coordinator-place",)),
)
TABS = (
    Tab("coordinator-initiative", _("Overzicht"), ("coordinator-initiative",)),
    Tab("coordinator-start", _("Start"), pages=OF_START),
    Tab("coordinator-sites", _("Scholen"), pages=OF_SCHOOLS),
    Tab("coordinator-enrolments", _("Tutors"), pages=OF_TUTORS),
    Tab("coordinator-requests", _("Aanvragen"), ("coordinator-request",)),
    Tab("coordinator-plan", _("Planning"), pages=OF_PLANNING),
    Tab(
        "coordinator-proposal",
        _("Voorstel"),
        ("coordinator-proposal", "coordinator-team", "coordinator-publish", "coordinator-summer"),
    ),
    Tab("coordinator-quality", _("Kwaliteit"), ("coordinator-quality",)),
)


def own_initiative(request: Request, pk: uuid.UUID) -> Initiative:
    """Return the initiative when this coordinator's organisation runs it, else answer that there is no such page."""
    return get_object_or_404(initiatives_managed_by(request.user, on=timezone.localdate()), pk=pk)


def render_of(
    request: Request, initiative: Initiative, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of one initiative, with its tabs."""
    here = next((tab for tab in TABS if tab.shows(_page_name(request))), None)
    around = {
        "initiative": initiative,
        "tabs": tab_links(request, initiative, TABS),
        "under": here,
        "tabs_under": tab_links(request, initiative, here.pages if here else ()),
        "intake_url": intake_url(initiative),
    }
    return render(request, template, {**context, **around}, status=status)


def intake_url(initiative: Initiative) -> str:
    """Return where a list is read in for an initiative."""
    return f"{reverse('coordinator-intake')}?initiative={initiative.pk}"


def tab_links(request: Request, initiative: Initiative, tabs: Sequence[Tab]) -> list[TabLink]:
    page = _page_name(request)
    return [
        TabLink(reverse(tab.url_name, args=[initiative.pk]), tab.label, tab.shows(page))
        for tab in tabs
        if (not tab.only_visits or initiative.visits_class) and (not tab.only_groups or in_groups(initiative))
    ]


def in_groups(initiative: Initiative) -> bool:
    """Tell whether children of an initiative work in small groups, which somebody may want to make beforehand."""
    return initiative.group_max > PAIR and not initiative.visits_class


def _page_name(request: Request) -> str:
    return (request.resolver_match.url_name if request.resolver_match else None) or ""
