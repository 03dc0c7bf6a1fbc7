"""What the school's pages have in common."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.core.permissions import Permission
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.peers import peer_initiatives_at
from tandem.people.models import SchoolClass
from tandem.people.queries import classes_visible_to
from tandem.web.access import Request, permissions_for

DAYS = [(str(number), WEEKDAYS[number]) for number in range(5)]


@dataclass(frozen=True, slots=True)
class TabLink:
    url: str
    label: str | Promise
    here: bool


CLASS_TABS = (
    ("school-class-answers", _("Wie gaat mee")),
    ("school-class-week", _("Week inkleuren")),
    ("school-class-frame", _("Waar we aan werken")),
    ("school-class-cards", _("Kaarten")),
)

PEERS_TAB = ("school-class-peers", _("Leerlingen helpen"))
TEACHERS_TAB = ("school-class-teachers", _("Leerkrachten"))


def own_class(request: Request, pk: uuid.UUID) -> SchoolClass:
    """Return the class when this person teaches it or runs its school, else answer that there is no such page."""
    return get_object_or_404(classes_visible_to(request.user, on=timezone.localdate()), pk=pk)


def own_peer_initiative(school_class: SchoolClass, pk: uuid.UUID) -> Initiative:
    """Return an initiative at the site of a class in which pupils help pupils, else answer that it is not there."""
    known = [initiative.pk for initiative in peer_initiatives_at(school_class)]
    return get_object_or_404(Initiative.objects.select_related("organiser"), pk=pk, pk__in=known)


def render_class(
    request: Request, school_class: SchoolClass, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of one class, with its tabs."""
    here = request.resolver_match.url_name if request.resolver_match else None
    names = [
        *CLASS_TABS,
        *([PEERS_TAB] if peer_initiatives_at(school_class) else []),
        *([TEACHERS_TAB] if manages_school(request) else []),
    ]
    tabs = [TabLink(reverse(name, args=[school_class.pk]), label, name == here) for name, label in names]
    return render(request, template, {**context, "school_class": school_class, "tabs": tabs}, status=status)


def manages_school(request: Request) -> bool:
    return Permission.SCHOOL_MANAGE in permissions_for(request)


def minutes_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def time_of(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
